"""Dates in spellings that the grammar does not know: a day, a foreign month name and a year, read by dateparser.

dateparser sees only the span that was found and must give day, month and year from it, so no clock is asked. It is
imported when the first such span comes, for it is slow to load.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from talkx.dates.expressions import Foreign
from talkx.dates.matches import Match
from talkx.dates.quantities import year_number

if TYPE_CHECKING:
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar

_LINKS = frozenset(("de", "del", "di", "do", ".", "of", "den", "am"))
_SETTINGS = {
    "REQUIRE_PARTS": ["day", "month", "year"],
    "STRICT_PARSING": True,
    "PARSERS": ["absolute-time"],
    "DATE_ORDER": "DMY",
    "RETURN_AS_TIMEZONE_AWARE": False,
    # A fixed base keeps the result free of the clock even where a part were missing.
    "RELATIVE_BASE": dt.datetime(2000, 1, 1),
}


def read_foreign(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `2 juin 2025`, `2. Juni 2025`, `2 de junio de 2025`: number, word that is no English one of time, year."""
    day = t.number(i)
    if day is None or not 1 <= day <= 31 or len(t.word(i)) > 2:
        return []
    j = i + 1
    while t.word(j) in _LINKS and j < i + 3:
        j += 1
    word = t.word(j)
    if len(word) < 3 or not word.isalpha() or word in c.months or word in c.units or word in c.words.counted_nouns:
        return []
    j += 1
    while t.word(j) in _LINKS and j < i + 6:
        j += 1
    year = year_number(t, j)
    if year is None or not t.word(j).isdigit():
        return []
    text = t.text[t.starts[i] : t.ends[year[1] - 1]]
    read = parse_foreign(text)
    if read is None or (read.day, read.year) != (day, year[0]):
        return []
    return [Match(i, year[1], Foreign(text, ((read.year, read.month, read.day),)))]


@lru_cache(maxsize=1024)
def parse_foreign(text: str) -> dt.date | None:
    """Return the date that dateparser reads in `text`, or None. Same text, same answer: the cache changes nothing."""
    import dateparser

    read = dateparser.parse(text, settings=_SETTINGS)
    return read.date() if read is not None else None
