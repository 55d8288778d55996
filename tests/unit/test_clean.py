"""The cleaning stage: its patterns, its cases, its ledger, and how it treats odd and hostile text."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from talkx.clean import apply_ledger, clean_article
from talkx.clean.credits import cued_credits
from talkx.clean.datelines import find_dateline
from talkx.clean.language import guess_language
from talkx.clean.lines import Line, split_lines
from talkx.clean.matching import matching_rule, piece_inside
from talkx.clean.stamps import stamp_parts
from talkx.errors import DataError
from talkx.model import Article, CleanArticle, Removal, Source, Span
from talkx.resources.boilerplate import Boilerplate, BoilerplateRule, compile_rules, load_boilerplate

ROOT = Path(__file__).parents[2]
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "clean.yml").read_text(encoding="utf-8"))
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@cache
def rules() -> Boilerplate:
    return load_boilerplate()


def clean(text: str, title: str | None = None, *, remove: bool = True) -> CleanArticle:
    source = Source("x.txt", "", "text/plain", "utf-8", len(text))
    return clean_article(Article("x", text, source, title), rules(), remove=remove)


def kinds_and_texts(article: CleanArticle) -> list[list[str]]:
    return [[segment.kind, article.text[segment.span.start : segment.span.end]] for segment in article.segments]


def only_line(text: str) -> Line:
    (line,) = split_lines(text)
    return line


# ------------------------------------------------------------------------------------------------------------ patterns


def examples(kind: str) -> list[Any]:
    return [
        pytest.param(rule, text, id=f"{rule.id}: {text[:40]}") for rule in rules().rules for text in getattr(rule, kind)
    ]


def takes(rule: BoilerplateRule, text: str) -> bool:
    """Return whether the rule alone takes the text, or a piece of it."""
    alone = Boilerplate((rule,), rules().words, compile_rules((rule,)))
    line = only_line(text)
    return matching_rule(line, alone) is not None or piece_inside(line, alone) is not None


@pytest.mark.parametrize(("rule", "text"), examples("drop"))
def test_a_pattern_takes_its_examples(rule: BoilerplateRule, text: str) -> None:
    assert takes(rule, text)


@pytest.mark.parametrize(("rule", "text"), examples("keep"))
def test_a_pattern_leaves_its_counterexamples(rule: BoilerplateRule, text: str) -> None:
    assert not takes(rule, text)
    other = matching_rule(only_line(text), rules())
    assert other is None or other.zone != "anywhere", f"{other} takes it"


@pytest.mark.parametrize("rule", rules().rules, ids=lambda rule: rule.id)
def test_every_pattern_has_examples_both_ways(rule: BoilerplateRule) -> None:
    assert rule.drop
    assert rule.keep
    assert rule.why


def test_a_bad_pattern_is_named() -> None:
    bad = BoilerplateRule("broken", "share", "line", "(", "why", ("a",), ("b",))
    with pytest.raises(DataError, match="broken"):
        compile_rules((bad,))


def test_an_id_that_stands_twice_is_named() -> None:
    rule = rules().rules[0]
    with pytest.raises(DataError, match=rule.id):
        compile_rules((rule, rule))


# --------------------------------------------------------------------------------------------------------------- cases


@pytest.mark.parametrize("case", CASES["articles"], ids=lambda case: case["id"])
def test_article(case: dict[str, Any]) -> None:
    article = clean(case["text"], case.get("given"))
    if "removed" in case or "segments" in case:
        assert [[entry.kind, entry.text] for entry in article.removed] == case.get("removed", [])
    if "segments" in case:
        assert kinds_and_texts(article) == case["segments"]
    if "title" in case:
        assert (article.title.text if article.title else None) == case["title"]
    for key in ("byline", "credit"):
        if key in case:
            assert [located.text for located in getattr(article, key)] == case[key]
    if "dateline" in case:
        assert article.dateline is not None
        parts = (article.dateline.place, article.dateline.date, article.dateline.credit)
        assert [part.text if part else None for part in parts] == case["dateline"]
    if "stamps" in case:
        assert [[stamp.kind, stamp.text] for stamp in article.stamps] == case["stamps"]


@pytest.mark.parametrize("case", CASES["datelines"], ids=lambda case: case["text"])
def test_dateline(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_dateline(only_line(text), rules().words, first=True)
    parts = (
        None
        if found is None
        else [text[s.start : s.end] if s else None for s in (found.place, found.date, found.credit)]
    )
    assert parts == case["dateline"]


@pytest.mark.parametrize("case", CASES["bylines"], ids=lambda case: case["text"])
def test_byline(case: dict[str, Any]) -> None:
    text = case["text"]
    found = cued_credits(only_line(text), rules().words)
    assert [text[s.start : s.end] for s in (found.names if found else ())] == case.get("names", [])
    assert [text[s.start : s.end] for s in (found.agencies if found else ())] == case.get("agencies", [])


@pytest.mark.parametrize("case", CASES["stamps"], ids=lambda case: case["text"])
def test_stamp(case: dict[str, Any]) -> None:
    text = case["text"]
    found = stamp_parts(only_line(text), rules().words) or []
    assert [[kind, text[span.start : span.end]] for kind, span in found] == case.get("parts", [])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council said that it would not be able to pay for all of the work in one year.", "en"),
        ("Der Rat sagte, dass er die ganze Arbeit nicht in einem Jahr bezahlen könne und wolle.", None),
        ("Совет заявил, что не сможет оплатить всю работу за один год, и попросил о помощи.", None),
        ("Too short", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert guess_language(text, rules().words.stop_words) == language


# -------------------------------------------------------------------------------------------------------------- ledger


def removal(raw: str, start: int, end: int) -> Removal:
    return Removal("share", raw[start:end], Span(start, end), "test")


@pytest.mark.parametrize(
    ("raw", "spans", "text"),
    [
        ("one\ntwo\nthree", [(4, 7)], "one\nthree"),
        ("one\r\ntwo\r\nthree", [(5, 8)], "one\r\nthree"),
        ("one\ntwo", [(4, 7)], "one\n"),
        ("one two three", [(4, 8)], "one three"),
        ("one\n  two \nthree", [(6, 9)], "one\nthree"),
        ("one\n\n two\u200b\n\nthree", [(6, 9)], "one\n\n\nthree"),
        ("one two", [(0, 3), (4, 7)], ""),
        ("one\n\ntwo", [], "one\n\ntwo"),
        ("one\u2028two\u2028three", [(4, 7)], "one\u2028three"),
        ("", [], ""),
    ],
)
def test_apply_ledger(raw: str, spans: list[tuple[int, int]], text: str) -> None:
    cleaned, offsets = apply_ledger(raw, [removal(raw, *span) for span in spans])
    assert cleaned == text
    assert [raw[offsets.raw_offset(i)] for i in range(len(cleaned))] == list(cleaned)


def test_nothing_is_removed_on_request() -> None:
    lines = ["Ferry to the islands sails again", "Ad", "The ferry sailed on Monday with ten passengers and a goat."]
    text = "\n".join([*lines, "Comments (0)"])
    article = clean(text, remove=False)
    assert article.text == text
    assert article.removed == ()
    assert [segment.span.start for segment in article.segments] == [0, 33, 36, 95]
    assert article.title is not None


# --------------------------------------------------------------------------------------------------------------- seeds


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_seed_keeps_its_offsets(path: Path) -> None:
    raw = path.read_text(encoding="utf-8")
    article = clean(raw)
    assert article.removed
    assert all(raw[entry.span.start : entry.span.end] == entry.text for entry in article.removed)
    assert apply_ledger(raw, article.removed)[0] == article.text
    assert clean(article.text).text == article.text


# ------------------------------------------------------------------------------------------------------------- oddities


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\x85", "\n\n", "\f"])
def test_line_breaks_change_no_label(line_break: str) -> None:
    lines = [
        "Ferry to the islands sails again",
        "The ferry sailed on Monday with ten passengers, two cars and a goat.",
        "Ad",
        "It came back in the evening with nobody on board but the crew and the goat.",
        "Comments (0)",
    ]
    article = clean(line_break.join(lines))
    assert kinds_and_texts(article) == [["headline", lines[0]], ["body", lines[1]], ["body", lines[3]]]
    assert [entry.text for entry in article.removed] == [lines[2], lines[4]]


def test_odd_spaces_and_invisible_characters_hide_no_label() -> None:
    text = "\u00a0Share\u200b\nThe ferry\u00a0sailed on Monday with ten passengers, two cars and a goat.\n\tAd\u00a0\n"
    assert [entry.text for entry in clean(text).removed] == ["Share", "Ad"]


@pytest.mark.parametrize("text", ["", "\n", " \u200b\n\t", "\x00", "\ufeff", "Ad", "Reuters", "word", "." * 50])
def test_texts_with_next_to_nothing(text: str) -> None:
    article = clean(text)
    assert apply_ledger(text, article.removed)[0] == article.text
    assert article.title is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "word " * 200_000,
        "(" * 500_000,
        "By " * 300_000,
        "Ad\n" * 100_000,
        "share / " * 100_000,
        "\x00" * 500_000,
        "Related stories\nA headline\n" * 20_000,
        '"' * 500_000 + "/AP" * 1_000,
        "1. " * 200_000,
        "- " * 200_000,
        "The same sentence stands here again and again.\n" * 20_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_megabytes_take_seconds(text: str) -> None:
    start = time.process_time()
    article = clean(text)
    assert time.process_time() - start < 20
    assert len(article.text) <= len(text)
