"""The annotator: words, pieces, windows, trees, names, and the guarantees of the whole."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talkx.annotate import Annotator, load_annotator
from talkx.annotate.annotator import MODEL_FOLDER
from talkx.annotate.encoder import sentence_starts
from talkx.annotate.features import SIZE, block_features
from talkx.annotate.forms import Lemmatizer, morphology
from talkx.annotate.names import find_names, trim
from talkx.annotate.tokens import split_words
from talkx.annotate.tree import best_tree
from talkx.annotate.windows import LIMIT, plan
from talkx.annotate.wordpiece import MAX_PIECES, WordPiece
from talkx.errors import ModelMissing
from talkx.model import Segment, Span

TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from(" \n\t\r\u00a0\u200b\u2028.,-–—'’“”\"()$€%0123456789abAB•")),
    max_size=120,
)


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in split_words(text)]


def lines(text: str) -> list[Segment]:
    out, place = [], 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = place + line.index(bare)
            out.append(Segment("body", Span(start, start + len(bare))))
        place += len(line)
    return out


# --------------------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 1,000-for-1,000 swap", "a|1,000|-|for|-|1,000|swap"),
        ("May 23-25", "May|23|-|25"),
        ("a 34-year-old man", "a|34|-|year|-|old|man"),
        ("NewsTalks’ talks", "NewsTalks|’|talks"),
        ("“Don’t go,” he said—twice.", "“|Do|n’t|go|,|”|he|said|—|twice|."),
        ("O'Brien's U.S.-led force", "O'Brien|'s|U.S.|-|led|force"),
        ("COVID-19-related, F-16s", "COVID-19|-|related|,|F-16s"),
        ("Dr. J. Smith Jr. left.", "Dr.|J.|Smith|Jr.|left|."),
        ("at 5pm, 10:30 a.m.", "at|5|pm|,|10:30|a.m."),
        ("US$5bn (€3.5m) or 12%", "US$|5|bn|(|€|3.5|m|)|or|12|%"),
        ("It ended.The next", "It|ended|.|The|next"),
        ("see http://a.org/b?c=d. Or mail a.b@c.org!", "see|http://a.org/b?c=d|.|Or|mail|a.b@c.org|!"),
        ("2020-05-12 and 12/05/2020", "2020-05-12|and|12/05/2020"),
        ("No. 5, but no.", "No.|5|,|but|no|."),
        ("we cannot", "we|can|not"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected.split("|")


@given(TEXTS)
def test_every_character_is_in_one_word_or_whitespace(text: str) -> None:
    spans = split_words(text)
    assert all(a < b for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert covered == {i for i, c in enumerate(text) if not c.isspace()} or any(
        c in "\x1c\x1d\x1e\x1f\x85" for c in text
    )


@pytest.mark.parametrize("unit", ["a", "a.a", "http://", "n't", "1,1", "A-1", "'s", "a@", "1-", "a&", "a'", "-a", "A."])
def test_words_of_endless_runs_are_found_in_linear_time(unit: str) -> None:
    assert split_words(unit * (200_000 // len(unit)))


# -------------------------------------------------------------------------------------------------------------- pieces

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "talk", "##s", "##x", "'", '"', "—", "a", "##a", "lodz"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Talks", [4, 5]), ("talkx", [4, 6]), ("’", [7]), ("”", [8]), ("–", [9]), ("--", [9]), ("Łódź", [12]),
        ("zzz", [1]), ("\u200b", [1]),
    ],
)  # fmt: skip
def test_pieces(word: str, expected: list[int]) -> None:
    assert list(WordPiece(VOCABULARY).pieces(word)) == expected


@given(st.text(min_size=1, max_size=300))
def test_pieces_are_bounded(word: str) -> None:
    assert 1 <= len(WordPiece(VOCABULARY).pieces(word)) <= MAX_PIECES


def test_a_vocabulary_without_special_pieces_is_refused() -> None:
    with pytest.raises(ValueError, match="UNK"):
        WordPiece(["[PAD]", "[CLS]", "[SEP]"])


@given(st.lists(st.text(st.characters(exclude_categories=["Zs", "Cc", "Cs"]), min_size=1, max_size=8), max_size=8))
def test_features_have_one_row_a_word(texts: list[str]) -> None:
    rows = block_features(texts, [True] * len(texts))
    assert len(rows) == len(texts)
    assert all(len(row) == SIZE for row in rows)


# ------------------------------------------------------------------------------------------------------------- windows


@given(st.lists(st.lists(st.integers(1, MAX_PIECES), max_size=90), max_size=8))
def test_windows_keep_every_word_once_and_are_bounded(sizes: list[list[int]]) -> None:
    kept = []
    for window in plan(sizes, [["."] * len(block) for block in sizes]):
        total = 1 + sum(sum(sizes[p.block][p.start : p.end]) + 1 for p in window.stretches)
        assert total == window.pieces or len(window.stretches) == 1
        assert total <= LIMIT + 20
        for part in window.stretches:
            assert part.start <= part.keep_start < part.keep_end <= part.end
            kept += [(part.block, i) for i in range(part.keep_start, part.keep_end)]
    assert kept == [(n, i) for n, block in enumerate(sizes) for i in range(len(block))]


# --------------------------------------------------------------------------------------------------------------- trees


def is_tree(heads: list[int]) -> bool:
    for node in range(1, len(heads) + 1):
        seen = set()
        at = node
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return heads.count(0) == 1


@given(st.integers(1, 12), st.integers(0, 10_000), st.booleans())
def test_best_tree_is_a_tree_with_one_root(count: int, seed: int, flat: bool) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count + 1)).astype(np.float32)
    if flat:
        scores[:] = 0
    assert is_tree([int(h) for h in best_tree(scores)])


@given(st.integers(0, 10_000))
def test_best_tree_is_best_when_the_root_is_clear(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32)
    scores[:, 0] = [-50, 50, -50, -50]
    best = max(
        sum(float(scores[i, h]) for i, h in enumerate(heads))
        for heads in np.ndindex(5, 5, 5, 5)
        if is_tree(list(heads))
    )
    found = best_tree(scores)
    assert sum(float(scores[i, h]) for i, h in enumerate(found)) == pytest.approx(best, abs=1e-4)


def test_no_sentence_starts_in_lower_case_after_a_comma() -> None:
    texts = ["“", "Yes", ",", "”", "he", "said", ".", "He", "left"]
    scores = np.asarray([-1, -1, -1, -1, 1, -1, -1, 1, -1], dtype=np.float32)
    assert [w for w, start in zip(texts, sentence_starts(scores, texts), strict=True) if start] == ["“", "He"]


# --------------------------------------------------------------------------------------------------------------- names

LABELS = ["O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG"]


def scores_of(*tags: str) -> Any:
    out = np.full((len(tags), len(LABELS)), -5.0, dtype=np.float32)
    for i, tag in enumerate(tags):
        out[i, LABELS.index(tag)] = -0.1
    return out


def test_names_follow_the_labels() -> None:
    names = find_names(scores_of("B-PERSON", "I-PERSON", "O", "B-ORG"), LABELS, ["Ann", "Lee", "of", "UN"])
    assert [(n.start, n.end, n.label) for n in names] == [(0, 2, "PERSON"), (3, 4, "ORG")]
    assert 0.8 < names[0].score < 1


def test_a_label_out_of_sequence_is_mended() -> None:
    names = find_names(scores_of("O", "I-ORG", "I-ORG"), LABELS, ["the", "World", "Bank"])
    assert all(n.label == "ORG" for n in names)
    assert [(n.start, n.end) for n in names] in ([(1, 3)], [(0, 3)], [(2, 3)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“ Ann Lee ”", "Ann Lee"), ("Ann ’s", "Ann"), ("• Ann", "Ann"), ("Union ( EU )", "Union ( EU )"),
        ("Ann )", "Ann"), ("— , .", ""), ("Inc.", "Inc."),
    ],
)  # fmt: skip
def test_signs_at_the_ends_are_cut_off(text: str, expected: str) -> None:
    parts = text.split()
    a, b = trim(parts, 0, len(parts))
    assert " ".join(parts[a:b]) == expected


# --------------------------------------------------------------------------------------------------------------- forms


def test_lemma_takes_the_table_then_the_longest_ending() -> None:
    lemmatizer = Lemmatizer(
        {"rules": {"NNS": {"": [1, ""], "ies": [3, "y"]}}, "words": {"NNS": {"men": "man"}, "RB": {"n't": "not"}}}
    )
    given_words = [("men", "NNS"), ("Cities", "NNS"), ("cars", "NNS"), ("n’t", "RB"), ("Men", "NNPS"), ("Odd", "XX")]
    assert [lemmatizer.lemma(w, t) for w, t in given_words] == ["man", "city", "car", "not", "Men", "odd"]


def test_morphology_of_tags_and_pronouns() -> None:
    assert morphology("went", "VBD") == "Tense=Past|VerbForm=Fin"
    assert morphology("She", "PRP") == "Gender=Fem|Number=Sing|Person=3|PronType=Prs"
    assert morphology("the", "DT") == ""


# ------------------------------------------------------------------------------------------------------- the whole room


@dataclass(frozen=True)
class Cut:
    """A text and spans in it that are blocks."""

    text: str
    blocks: list[Segment]


@st.composite
def cuts(draw: st.DrawFn) -> Cut:
    text = draw(TEXTS)
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pairs = list(zip(places[::2], places[1::2], strict=False))
    return Cut(text, [Segment("body", Span(a, b)) for a, b in pairs])


ARTICLE = (
    "Talks in Istanbul: Charting the Path\r\n\r\n"
    "President Ada Okafor met the Foreign\u00a0Minister of Norway, Jens Hagen, in Geneva on Monday. "
    "“We won’t go,” he said.\n"
    "•  The African Union sent 34 observers to Kano.  The  talks ended at 5pm.\n"
)


@pytest.mark.model
def test_annotation_of_an_article(annotator: Annotator) -> None:
    doc = annotator(ARTICLE, lines(ARTICLE))
    assert doc.text == ARTICLE
    found = {(e.text, e.label_) for e in doc.ents}
    assert {("Ada Okafor", "PERSON"), ("Norway", "GPE"), ("Geneva", "GPE"), ("African Union", "ORG")} <= found
    sents = [s.text.strip() for s in doc.sents if s.text.strip()]
    assert sents[1].startswith("President") and sents[1].endswith("Monday.")
    assert sents[-1] == "The  talks ended at 5pm."
    met = next(t for t in doc if t.text == "met")
    assert (met.tag_, met.pos_, met.lemma_, met.dep_, met.morph.get("Tense")) == (
        "VBD",
        "VERB",
        "meet",
        "ROOT",
        ["Past"],
    )
    assert {c.text for c in met.children if c.dep_ == "nsubj"} & {"Ada", "Okafor", "President"}
    scores = doc.user_data["ent_scores"]
    assert set(scores) == {(e.start_char, e.end_char) for e in doc.ents}
    assert all(0 < s <= 1 for s in scores.values())


@pytest.mark.model
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=cuts())
def test_any_text_is_kept_and_blocks_are_respected(annotator: Annotator, cut: Cut) -> None:
    doc = annotator(cut.text, cut.blocks)
    assert doc.text == cut.text
    spans = [b.span for b in cut.blocks]
    for ent in doc.ents:
        assert any(s.start <= ent.start_char and ent.end_char <= s.end for s in spans)
        assert ent.text == ent.text.strip()
    for sent in doc.sents:
        inside = [s for s in spans if sent.start_char < s.end and s.start < sent.end_char]
        assert all(s.start <= sent.start_char and sent.end_char <= s.end for s in inside)
    heads = {t.i: t.head.i for t in doc}
    assert all(doc[h].sent == doc[i].sent for i, h in heads.items())


def columns(doc: Any) -> list[tuple[Any, ...]]:
    return [(t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_, t.is_sent_start) for t in doc]


@pytest.mark.model
def test_annotation_is_repeatable_and_free_of_what_came_before(annotator: Annotator) -> None:
    first = columns(annotator(ARTICLE, lines(ARTICLE)))
    other = "Kim Lee of Acme Corp. spoke in Lima. " * 40
    annotator(other, lines(other))
    assert columns(annotator(ARTICLE, lines(ARTICLE))) == first
    assert columns(load_annotator()(ARTICLE, lines(ARTICLE))) == first


@pytest.mark.model
def test_text_outside_blocks_has_no_names(annotator: Annotator) -> None:
    blocks = lines(ARTICLE)[1:2]
    doc = annotator(ARTICLE, blocks)
    assert doc.text == ARTICLE
    assert {e.text for e in doc.ents} >= {"Norway", "Geneva"}
    assert all(e.start_char >= blocks[0].span.start and e.end_char <= blocks[0].span.end for e in doc.ents)


@pytest.mark.model
@pytest.mark.parametrize("text", ["", " ", "\r\n", "a", "x" * 5000, "word " * 3000, "(" * 3000, "!? " * 900])
def test_odd_texts(annotator: Annotator, text: str) -> None:
    assert annotator(text, [Segment("body", Span(0, len(text)))]).text == text
    assert annotator(text, []).text == text


@pytest.mark.model
def test_blocks_that_overlap_are_refused(annotator: Annotator) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        annotator("abc def", [Segment("body", Span(0, 5)), Segment("body", Span(4, 7))])
    with pytest.raises(ValueError, match="leaves the text"):
        annotator("abc", [Segment("body", Span(0, 5))])


# --------------------------------------------------------------------------------------------------------- broken model


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"meta\.json.*install talkx again"):
        load_annotator(tmp_path)


@pytest.mark.model
@pytest.mark.parametrize("name", ["model.onnx", "vocab.txt", "lemmas.json", "meta.json"])
@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_a_damaged_model_is_named(tmp_path: Path, name: str, damage: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(MODEL_FOLDER, folder)
    if damage == "gone":
        (folder / name).unlink()
    else:
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelMissing, match=name.replace(".", r"\.") if name != "meta.json" else "model"):
        load_annotator(folder)
