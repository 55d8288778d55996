"""The dates stage: its cases, the calendar solver, its vocabulary, and what holds for any text."""

from __future__ import annotations

import datetime as dt
import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from talkx.dates import find_dates
from talkx.dates.points import add_months, easter, nth_weekday
from talkx.dates.publication import read_stamp
from talkx.dates.tagger import tag_times
from talkx.errors import DataError
from talkx.model import CleanArticle, Dateline, DatesFound, Located, OffsetMap, Removal, Segment, Span, Stamp
from talkx.resources import calendar as calendar_data
from talkx.resources.calendar import Calendar, load_calendar

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "dates.yml").read_text(encoding="utf-8"))
ROWS = [
    pytest.param(row, group.get("day"), group.get("style", "news"), id=f"{name}: {row['text'][:60]}")
    for name, group in CASES.items()
    for row in group["rows"]
]


@cache
def vocabulary() -> Calendar:
    return load_calendar()


def article(text: str, **parts: Any) -> CleanArticle:
    """Return the text as an article whose lines are its paragraphs."""
    segments, start = [], 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            at = start + line.index(bare)
            segments.append(Segment("body", Span(at, at + len(bare))))
        start += len(line) + 1
    return CleanArticle(text, tuple(segments), (), OffsetMap((0,), (0,)), **parts)


def find(text: str, *, doc: Doc | None = None, clean: CleanArticle | None = None, **options: str) -> DatesFound:
    doc = English()(text) if doc is None else doc
    return find_dates(doc, article(text) if clean is None else clean, vocabulary(), **options)


def values(found: DatesFound) -> dict[str, str]:
    return {date.text: date.value for date in found.dates}


@pytest.mark.parametrize(("row", "day", "style"), ROWS)
def test_case(row: dict[str, Any], day: str | None, style: Any) -> None:
    reference = dt.date.fromisoformat(day) if day else None
    text = row["text"]
    found = [x for x in tag_times(text, vocabulary(), reference, style=style) if not x.weak]
    got = [[text[x.span.start : x.span.end], x.type, x.value, x.mod] for x in found]
    wanted = [[*entry, None][:4] for entry in row["expect"]]
    assert got == wanted


# ---------------------------------------------------------------------------------------------------- the whole article


def test_a_weekday_and_a_date_pin_the_year_and_the_day_of_the_report() -> None:
    found = find("The envoy said on Tuesday they would meet next Thursday, July 10.\nThey last met on June 3.")
    assert found.published is not None
    assert (found.published.value, found.published.basis) == ("2025-07-08", "inferred")
    assert found.published.from_ == ("date-1", "date-2")
    assert values(found) == {"Tuesday": "2025-07-08", "next Thursday, July 10": "2025-07-10", "June 3": "2025-06-03"}


def test_a_gap_behind_the_last_occasion_gives_the_day() -> None:
    text = (
        "Talks resumed after a ten-day pause and are being held by the lake.\n"
        "At a previous meeting on March 4 they agreed on little. In March 2024 lists were made, the host said "
        "of today's round."
    )
    found = find(text)
    assert found.published is not None and found.published.value == "2024-03-14"
    assert values(found)["today"] == "2024-03-14"


def test_bounds_close_together_give_the_month_and_no_day() -> None:
    text = "Both sides met on 9 May 2023 and freed captives on May 13-15. A new round is planned for May 29.\n"
    found = find(text)
    assert found.published is not None and found.published.value == "2023-05"
    assert values(found)["May 13-15"] == "2023-05-13/2023-05-15"
    assert "after 2023-05-15 and before 2023-05-29" in found.notes[0].why


def test_without_any_year_nothing_is_invented() -> None:
    found = find("On June 2 the agency published the text.")
    assert found.published is None
    assert values(found) == {"June 2": "XXXX-06-02"}
    assert found.notes[0].item == "date-1"


def test_two_readings_stay_open_and_are_named() -> None:
    found = find("The court sat on Wednesday, March 11, and rose in the evening.")
    assert values(found)["Wednesday, March 11"] == "XXXX-03-11"
    assert "2015-03-11 or 2020-03-11 or 2026-03-11" in found.notes[0].why


def test_the_container_leads_and_a_date_line_that_agrees_gives_its_span() -> None:
    stamp = Stamp("unlabelled", "Friday, January 4, 2019", Span(10, 33))
    clean = article("They met yesterday.", stamps=(stamp,))
    found = find("They met yesterday.", clean=clean, published="2019-01-04T10:00:00Z")
    assert found.published is not None
    assert (found.published.basis, found.published.span) == ("stated", Span(10, 33))
    other = find("They met yesterday.", clean=clean, published="2019-01-05")
    assert other.published is not None and other.published.basis == "metadata"
    assert values(other) == {"yesterday": "2019-01-04"}
    assert "the text says 2019-01-04" in other.notes[0].why


def test_the_option_moves_the_reference_and_is_published_only_alone() -> None:
    found = find("They met yesterday.", reference="2024-02-01", published="2019-01-04")
    assert values(found) == {"yesterday": "2024-01-31"}
    assert found.published is not None and found.published.value == "2019-01-04"
    alone = find("They met yesterday.", reference="2024-02-01")
    assert alone.published is not None and (alone.published.value, alone.published.basis) == ("2024-02-01", "option")


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Updated 3:42 PM EDT, Mon June 2, 2025", "3:42 PM EDT, Mon June 2, 2025"),
        ("Mon 2 Jun 2025 14.05 BST", "Mon 2 Jun 2025"),
        ("2025-06-02T14:05:00Z", "2025-06-02"),
        ("Monday 02/06/2025", "02/06/2025"),
        ("MON, 2 JUNE 2025", "MON, 2 JUNE 2025"),
        ("Posted on June 2nd, 2025 by the desk", "June 2nd, 2025"),
        ("2 czerwca 2025", "2 czerwca 2025"),
        ("Published On 2 Jun 20252 Jun 2025", "2 Jun 2025"),
        ("Published: 19:12, 2 June 2025", "19:12, 2 June 2025"),
        ("2025/06/02", "2025/06/02"),
    ],
)
def test_stamps_of_many_forms(text: str, surface: str) -> None:
    read = read_stamp(text, vocabulary())
    assert read is not None and read[0] == dt.date(2025, 6, 2)
    assert text[read[1].start : read[1].end] == surface


def test_a_stamp_in_digits_needs_an_order() -> None:
    assert read_stamp("02/06/2025", vocabulary()) is None
    stamp = Stamp("published", "Published 02/06/2025", Span(0, 20))
    text = "They met on 28 May 2025 and today."
    found = find(text, clean=article(text, stamps=(stamp,)))
    assert found.published is not None and found.published.value == "2025-06-02"


def test_an_update_stamp_is_kept_apart() -> None:
    stamps = (
        Stamp("published", "Published: 2 June 2025 14:05", Span(0, 28)),
        Stamp("updated", "Updated: 3 June 2025", Span(29, 49)),
    )
    found = find("It rained today.", clean=article("It rained today.", stamps=stamps))
    assert found.published is not None and found.published.value == "2025-06-02"
    assert found.updated is not None and found.updated.value == "2025-06-03"


def test_a_date_line_that_says_it_is_of_an_update_is_one() -> None:
    stamp = Stamp("unlabelled", "PORTO: Updated: 3 June 2025 18:22", Span(0, 33))
    found = find("It rained today.", clean=article("It rained today.", stamps=(stamp,)))
    assert found.updated is not None and found.updated.value == "2025-06-03"
    assert found.published is not None and found.published.value == "2025-06-03"


def test_a_caption_gives_the_day_unless_it_is_of_the_archive() -> None:
    text = "The round has begun. The war began in February 2014."
    stamp = Stamp("caption", "The envoys in Oslo, 02 June 2025. Photo desk", Span(100, 144))
    found = find(text, clean=article(text, stamps=(stamp,)))
    assert found.published is not None
    assert (found.published.value, found.published.text, found.published.span) == (
        "2025-06-02",
        "02 June 2025",
        Span(120, 132),
    )
    old = Stamp("caption", "File photo: the envoys in Oslo, 02 June 2021", Span(100, 144))
    assert find(text, clean=article(text, stamps=(old,))).published is None


def test_a_dateline_gives_the_day_where_the_text_gives_the_year() -> None:
    text = "OSLO, 3 March - The sides met in February 2024 and in January 2024. They agreed on Friday."
    dateline = Dateline(Located("OSLO", Span(0, 4)), Located("3 March", Span(6, 13)), None)
    found = find(text, clean=article(text, dateline=dateline))
    assert found.published is not None and found.published.value == "2024-03-03"
    assert values(found)["Friday"] == "2024-03-01"


def datelined(date: str, text: str, *, removed: tuple[Removal, ...] = ()) -> DatesFound:
    """Return what is found in a report of Oslo with a dateline."""
    dateline = Dateline(Located("OSLO", Span(0, 4)), Located(date, Span(6, 6 + len(date))), None)
    text = f"OSLO, {date} - {text}"
    clean = article(text, dateline=dateline)
    return find(text, clean=CleanArticle(clean.text, clean.segments, removed, clean.offsets, dateline=dateline))


@pytest.mark.parametrize(
    ("date", "text", "day"),
    [
        # 5 February is a Monday in 2018, 2024 and 2029; a year told of in the past rules out the first
        ("Feb 5", "They signed late on Monday. He took office in 2022. Talks failed in January 2019.", "2024-02-05"),
        # of 2018 and 2024 the year to come rules out none, of 2024 and 2029 the second
        ("Feb 5", "They signed on Monday. It was founded in 2019. A vote will be held in 2025.", "2024-02-05"),
        # told of by who said so: Friday, not the Thursday of the event
        (
            "June 23",
            "It struck late on Thursday, the office said on Friday. One in June 2020 was stronger.",
            "2023-06-23",
        ),
        ("Nov 6", "Shares fell on Thursday.", "2025-11-06"),
        (
            "Nov 20",
            "A court on Monday postponed until Dec. 11 its ruling on a death of 2021, opened in 2021.",
            "2023-11-20",
        ),
        # a month told of in the past lies behind the dateline: not August 2019
        ("Aug 14", "The coin fell on Monday. It halved since he was elected in December 2019.", "2023-08-14"),
    ],
)
def test_a_dateline_without_a_year_agrees_with_its_weekday(date: str, text: str, day: str) -> None:
    found = datelined(date, text)
    assert found.published is not None
    assert (found.published.value, found.published.basis) == (day, "inferred")


def test_an_unknown_year_keeps_month_and_day() -> None:
    found = datelined("July 2", "Shares fell on Tuesday. Monday's rally was wild; they had begun three months ago.")
    assert found.published is None
    assert values(found) == {
        "July 2": "XXXX-07-02", "Tuesday": "XXXX-07-02", "Monday": "XXXX-07-01", "three months ago": "XXXX-04"
    }  # fmt: skip
    assert "2019, 2024, 2030" in found.notes[0].why


def test_a_dateline_without_weekday_leaves_weekdays_open() -> None:
    found = datelined("July 2", "It will be held tomorrow or next Friday.")
    assert values(found) == {"July 2": "XXXX-07-02", "tomorrow": "XXXX-07-03", "next Friday": "XXXX-WXX-5"}


def test_a_copyright_line_breaks_a_tie_and_says_so() -> None:
    line = Removal("copyright", "© 2019-2024 The Daily. All rights reserved.", Span(200, 243), "copyright")
    found = datelined("July 2", "Shares fell on Tuesday.", removed=(line,))
    assert found.published is not None and found.published.value == "2024-07-02"
    assert "copyright line says 2024" in found.notes[0].why


def test_a_stamp_that_both_orders_fit_takes_the_weekday_of_the_report() -> None:
    text = "They met on Thursday, the host said."
    stamp = Stamp("published", "Posted on 3/4/2021", Span(0, 18))
    found = find(text, clean=article(text, stamps=(stamp,)))
    assert found.published is not None
    assert (found.published.value, found.published.basis) == ("2021-03-04", "inferred")
    open_ = find("They met.", clean=article("They met.", stamps=(stamp,)))
    assert open_.published is None and "2021-04-03 or 2021-03-04" in open_.notes[0].why


def test_the_option_leads_over_dateline_and_stamp() -> None:
    text = "OSLO, Feb 5 - They met on Monday."
    dateline = Dateline(Located("OSLO", Span(0, 4)), Located("Feb 5", Span(6, 11)), None)
    stamp = Stamp("published", "Published 5 February 2018", Span(100, 125))
    found = find(text, clean=article(text, dateline=dateline, stamps=(stamp,)), reference="2024-02-06")
    assert values(found) == {"Feb 5": "2024-02-05", "Monday": "2024-02-05"}


def test_one_note_for_one_wording() -> None:
    found = find("May 1 " * 50)
    assert len(found.dates) == 50 and len(found.notes) == 1 and "also 49 more" in found.notes[0].why


def test_today_in_a_quotation_is_the_day_of_the_report() -> None:
    text = 'On Wednesday the governor signed the bill.\n"Today, I signed it," she wrote.'
    assert values(find(text, published="2019-05-18"))["Today"] == "2019-05-15"


def test_ids_follow_the_text_and_sources_name_them() -> None:
    found = find("They met on May 16 and the following day.", published="2025-05-23")
    assert [date.id for date in found.dates] == ["date-1", "date-2"]
    assert found.dates[1].from_ == ("date-1",)


def test_weak_words_are_found_but_are_no_entries() -> None:
    text = "The current plan failed for years; it is now dead."
    assert [date.text for date in find(text, published="2025-05-23").dates] == ["now"]
    assert len(tag_times(text, vocabulary(), dt.date(2025, 5, 23))) == 3


def test_names_of_the_annotator_are_no_dates() -> None:
    words = ["They", "praised", "June", "and", "Sunday", "Best", "."]
    doc = Doc(English().vocab, words=words, spaces=[True, True, True, True, True, False, False])
    doc.ents = [DocSpan(doc, 2, 3, label="PERSON"), DocSpan(doc, 4, 6, label="PERSON")]
    assert find(doc.text, doc=doc, published="2025-05-23").dates == ()


def test_tags_settle_words_that_only_look_like_verbs() -> None:
    words = ["Clerks", "read", "plans", "on", "Friday", "."]
    doc = Doc(English().vocab, words=words, tags=["NNS", "VBD", "NNS", "IN", "NNP", "."])
    assert values(find(doc.text, doc=doc, published="2025-05-21")) == {"Friday": "2025-05-16"}


def test_only_prose_is_read() -> None:
    text = "By A. Writer, 2 June\nIt rained."
    clean = article(text)
    byline = Segment("byline", clean.segments[0].span)
    clean = CleanArticle(text, (byline, clean.segments[1]), (), clean.offsets)
    assert find(text, clean=clean).dates == ()


# ------------------------------------------------------------------------------------------------------- the vocabulary


@pytest.mark.parametrize(("year", "day"), [(2019, (4, 21)), (2024, (3, 31)), (2025, (4, 20)), (1961, (4, 2))])
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == dt.date(year, *day)


def test_counted_weekdays_and_month_ends() -> None:
    assert nth_weekday(2019, 11, 4, 4) == dt.date(2019, 11, 28)
    assert nth_weekday(2025, 5, 1, -1) == dt.date(2025, 5, 26)
    assert add_months(dt.date(2024, 3, 31), -1) == dt.date(2024, 2, 29)


@pytest.mark.parametrize("name", [name for holiday in load_calendar().words.holidays for name in holiday.names])
def test_every_named_day_is_found(name: str) -> None:
    shown = " ".join(word.capitalize() for word in name.split())
    found = tag_times(f"They met on {shown}.", vocabulary(), dt.date(2025, 5, 21))
    assert [x.type for x in found] == ["DATE"] and len(found[0].value) == 10


@pytest.mark.parametrize("phrase", [entry.phrase for entry in load_calendar().words.vague])
def test_every_vague_phrase_is_found(phrase: str) -> None:
    found = tag_times(f"It was so {phrase}, they said.", vocabulary(), None)
    assert [x.value.endswith("_REF") for x in found] == [True]


def test_a_named_day_needs_one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    words = load_calendar().words
    bad = calendar_data.Holiday(("no day",), month=3)
    broken = type(words)(**{**{f: getattr(words, f) for f in words.__slots__}, "holidays": (bad,)})
    monkeypatch.setattr(calendar_data, "load_data", lambda *_: broken)
    with pytest.raises(DataError, match="no day"):
        load_calendar()


# ------------------------------------------------------------------------------------------------------------- any text

PIECES = st.sampled_from(
    ["May", "1", "-", ",", "2025", "June 2", "Monday", "the", "next", "day", "before", "a", "year", "ago", "of", "last",
     "week", "31", "February", "30", "12:60", "99", "p.m.", "9", "/", "11", "Q5", "BC", "0", "0000", "'", "s", "half",
     "million", "centuries", "later", "Easter", "\x00", "\u2028", "٣", "“", "today", "until", "2999", "earlier"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join)), st.sampled_from([None, "2025-06-02"])
)
def test_any_text_gives_spans_that_slice_again(text: str, published: str | None) -> None:
    found = find_dates(English()(text), article(text), vocabulary(), published=published)
    end = 0
    for date in found.dates:
        assert date.span.start >= end and text[date.span.start : date.span.end] == date.text
        end = date.span.end
    assert found == find_dates(English()(text), article(text), vocabulary(), published=published)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join), st.sampled_from(["1000-01-01", "2999-12-31", "2024-02-29"]))
def test_no_reference_date_leads_out_of_the_calendar(text: str, day: str) -> None:
    for style in ("news", "narrative"):
        tag_times(text, vocabulary(), dt.date.fromisoformat(day), style=style)


@given(st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31)))
def test_a_full_date_reads_back_in_every_order(day: dt.date) -> None:
    month = f"{day:%B}"
    for text in (
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day:%A}, {month} {day.day}, {day.year}",
    ):
        found = tag_times(f"It was signed on {text}.", vocabulary(), None)
        assert [x.value for x in found] == [day.isoformat()]


@given(st.dates(dt.date(2015, 1, 10), dt.date(2030, 12, 20)), st.integers(1, 7))
def test_a_weekday_of_the_past_is_of_the_week_before(day: dt.date, weekday: int) -> None:
    name = vocabulary().words.weekdays[weekday - 1].names[0].capitalize()
    found = tag_times(f"They met on {name}.", vocabulary(), day)
    value = dt.date.fromisoformat(found[0].value)
    assert value.isoweekday() == weekday and 0 <= (day - value).days < 7


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["May 1 ", "1-1-", "the day before ", "twenty-", "1,111,", "“today” ", "17-day hiatus ", "a "]
)
def test_time_grows_with_the_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        started = time.process_time()
        tag_times(text, vocabulary(), dt.date(2025, 6, 2))
        return time.process_time() - started

    seconds(1000)
    assert seconds(80_000) < 8 * seconds(20_000) + 0.5
