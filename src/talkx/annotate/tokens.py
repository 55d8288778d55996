"""Words of a text, with exact offsets.

The rules follow the treebanks the model learnt from: clitics (``n't``, ``'s``), hyphens between
letters, brackets, quotes and currency signs stand alone; abbreviations, numbers, addresses of the
web and names such as ``COVID-19`` stay whole.  Offsets are code points of the text as given, and
nothing is normalised here.  Time is linear in the length of the text.
"""

from __future__ import annotations

import re

_ABBREVIATIONS = (
    r"Mr|Mrs|Ms|Mx|Drs?|Prof|Gen|Sens?|Reps?|Govs?|Lt|Cols?|Capt|Maj|Sgt|Cpl|Pvt|Cmdr|Adm|Brig|Hon|Rev|Fr|Sr|Jr|"
    r"Ste?|Mt|Ft|Messrs|Mme|Mlle|Pres|Supt|Insp|Det|Amb|Sec|Esq|Inc|Corp|Cos?|Ltd|Bros|Dept|Univ|Assn|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Ave|Blvd|Rd|approx|[Vv]s|etc|Vol|Fig|pp|Ph\.D|PhD|"
    r"M\.D|B\.A|M\.A|cf|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ind|Kan|Ky|La|Md|Mich|Minn|"
    r"Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo"
)
_UNITS = (
    r"kms?|kgs?|mm?|cm|ft|mi|lbs?|g|mg|ml|l|ha|mph|kph|kmh|bn|mn|tn|tr|k|[ap]m|[ap]\.m\.|[AP]M|[GMT]B|[kMG]Wh?|"
    r"[kMG]?Hz|bps|pts|pp|pc|[mk]m?2|sq|hrs?|mins?|secs?|yrs?|USD|EUR|GBP|M|B|K|C|F|mln|bln|trn"
)
_CLITIC = r"(?:[sS]|[dD]|[mM]|re|RE|ve|VE|ll|LL)(?!\w)"
_MARK = "\u0300-\u036f\u00ad\u200c\u200d"  # accents typed apart, soft hyphen, joiners
_W = rf"[\w{_MARK}]"
_NUM = r"\d+(?:[.,:/]\d+)*"
_PARTS = [
    r"https?://[^\s<>\"“”]{0,2000}[\w/&=%+~-]",
    r"www\.[^\s<>\"“”]{0,500}[\w/]",
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    r"[@#]\w+",
    # clitics, when glued to a word
    rf"(?<=[\w.])['’]{_CLITIC}",
    r"(?<=\w)[nN]['’][tT](?!\w)",
    r"(?:US|AU|NZ|HK|NT|CA|A|C|S|R|Z)\$",
    # abbreviations and initials
    rf"(?:{_ABBREVIATIONS})\.(?!\w)|Nos?\.(?=\s?\d)",
    r"(?:[^\W\d_]\.){2,}(?:[A-Z](?!\w))?",
    r"(?![I])[A-Z]\.(?=\s*[A-Z][\w.'’])",
    # numbers
    r"\d+(?:-\d+){2,}",
    rf"{_NUM}(?:st|nd|rd|th|s|ST|ND|RD|TH)(?!\w)",
    rf"{_NUM}(?=(?:{_UNITS})(?!\w))",
    rf"{_NUM}\w*",
    r"(?<![\w.])\.\d+",
    # words
    r"[A-Z]\w{0,40}-\d[\w]*",
    r"[cC]an(?=not(?!\w))",
    r"\w{1,24}?(?=[nN]['’][tT](?!\w))",
    (
        rf"{_W}+(?:(?:['’](?!{_CLITIC})(?=[^\W\d_])"
        r"|(?<![a-z])\.(?=[^\W_])|(?<=[a-z])\.(?=[a-z0-9])"
        rf"|(?<=[A-Z])&(?=[A-Z])){_W}+)*"
    ),
    # signs
    r"\.{2,}|-{2,}|'{2,}|`{2,}|([^\w\s])\1{2,}",
    r"\S",
]
_TOKEN = re.compile("|".join(_PARTS))
_SPACE = re.compile(r"\s+")


def split_words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the words in ``text[start:end]``, in order; whitespace belongs to no span.

    The text outside the range has no influence.  Every character that is not whitespace lies in
    exactly one span.
    """
    piece = text[start:end]
    return [(start + m.start(), start + m.end()) for m in _TOKEN.finditer(piece)]


def split_spaces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the runs of whitespace in ``text[start:end]``."""
    return [(start + m.start(), start + m.end()) for m in _SPACE.finditer(text[start:end])]
