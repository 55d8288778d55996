"""What holds for the cleaning of any text."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from talkx.clean import apply_ledger, clean_article
from talkx.model import Article, CleanArticle, Source, Span
from talkx.resources.boilerplate import Boilerplate, load_boilerplate


@cache
def rules() -> Boilerplate:
    return load_boilerplate()


def clean(text: str, title: str | None = None, *, remove: bool = True) -> CleanArticle:
    source = Source("x.txt", "", "text/plain", "utf-8", len(text))
    return clean_article(Article("x", text, source, title), rules(), remove=remove)


PIECES = st.sampled_from(
    [
        "The ferry sailed on Monday with ten passengers, two cars and a goat on board, the harbour office said.",
        "Nobody was hurt, and the road was open again by noon. Read more",
        "GENEVA, March 3 (Reuters) - The two sides met for an hour and then went home without a word to anyone.",
        "Ferry to the islands sails again",
        "NewsFerry to the islands sails again",
        "By Orla Pym and Deniz Okur",
        "Orla Pym",
        "Reuters",
        "Published: 3 May 2022 | Updated: 4 May 2022",
        "Friday, January 4, 2019",
        "A street in the old town. Photo: Orla Pym",
        "Related stories",
        "More",
        "Comments (0)",
        "Ad",
        "0",
        "Share",
        "Home > World > Europe",
        "  • Water: each village keeps its well.",
        "1. Home page",
        "Why did it take so long?",
        "# What happens now",
        "> We planted these trees.",
        "**Bold words of the first paragraph stand here for all to see.**",
        "Highlight the phrase and press Ctrl+Enter Related News",
        "Sign up for our newsletter",
        "\u00a0",
        "\u200b",
        "",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(PIECES, st.text(max_size=60)), max_size=14).flatmap(
        lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\u2028", " "]).map(lambda glue: glue.join(lines))
    ),
    st.lists(PIECES, max_size=40).map("\n".join),
)


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.one_of(st.none(), st.text(max_size=40), PIECES))
def test_every_span_says_what_it_covers(raw: str, title: str | None) -> None:
    article = clean(raw, title)
    assert all(raw[entry.span.start : entry.span.end] == entry.text for entry in article.removed)
    assert all(raw[stamp.span.start : stamp.span.end] == stamp.text for stamp in article.stamps)
    located = [*article.byline, *article.credit, *([article.title] if article.title else [])]
    if article.dateline:
        parts = (article.dateline.place, article.dateline.date, article.dateline.credit)
        located += [part for part in parts if part]
    for part in located:
        assert article.text[part.span.start : part.span.end] == part.text
        span = article.offsets.to_raw(part.span)
        assert raw[span.start : span.end] == part.text


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_the_ledger_gives_the_cleaned_text(raw: str) -> None:
    article = clean(raw)
    text, offsets = apply_ledger(raw, article.removed)
    assert (text, offsets) == (article.text, article.offsets)
    raw_offsets = [offsets.raw_offset(i) for i in range(len(text))]
    assert "".join(raw[i] for i in raw_offsets) == text
    assert raw_offsets == sorted(set(raw_offsets))
    spans = [entry.span for entry in article.removed]
    assert all(one.end <= two.start for one, two in pairwise(spans))


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_segments_are_apart_trimmed_and_contiguous_in_the_raw_text(raw: str) -> None:
    article = clean(raw)
    end = 0
    for segment in article.segments:
        piece = article.text[segment.span.start : segment.span.end]
        assert segment.span.start >= end
        assert piece == piece.strip() != ""
        span = article.offsets.to_raw(segment.span)
        assert raw[span.start : span.end] == piece
        end = segment.span.end


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    once = clean(raw)
    twice = clean(once.text)
    assert twice.text == once.text
    assert twice.removed == ()


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_without_removal_every_visible_character_but_marks_is_in_a_segment(raw: str) -> None:
    article = clean(raw, remove=False)
    assert article.text == raw
    assert article.removed == ()
    covered = {i for segment in article.segments for i in range(*segment.span)}
    left = [raw[i] for i in range(len(raw)) if i not in covered and raw[i].isalpha()]
    assert len(left) <= 3 * len(raw.splitlines())


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=300), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=6))
def test_apply_ledger_takes_any_spans(raw: str, pairs: list[tuple[int, int]]) -> None:
    from talkx.model import Removal

    spans = [Span(min(a, b, len(raw)), min(max(a, b), len(raw))) for a, b in pairs]
    text, offsets = apply_ledger(raw, [Removal("share", raw[s.start : s.end], s, "test") for s in spans])
    assert [raw[offsets.raw_offset(i)] for i in range(len(text))] == list(text)
    gone = {i for span in spans for i in range(*span)}
    kept = {offsets.raw_offset(i) for i in range(len(text))}
    assert not gone & kept
    assert all(raw[i].isspace() or not raw[i].isprintable() for i in set(range(len(raw))) - gone - kept)
