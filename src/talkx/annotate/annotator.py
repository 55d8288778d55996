"""From text and blocks to a spaCy ``Doc``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from talkx.annotate.forms import Lemmatizer, morphology
from talkx.annotate.tokens import split_spaces, split_words

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from talkx.annotate.encoder import Encoder, Labels

MODEL_FOLDER = Path(__file__).resolve().parent.parent / "data" / "model"


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Block(Protocol):
    """A stretch of the text that no sentence and no name leaves; ``talkx.model.Segment`` is one."""

    @property
    def span(self) -> _Span:
        """The range, in code points of the text."""
        ...


@dataclass(slots=True)
class _Tokens:
    """Columns of the ``Doc`` in the making."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # offset in the text
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    ents: list[str] = field(default_factory=list)

    def add(self, word: str, start: int) -> int:
        """Add a token without annotation, its own head; return its number."""
        self.words.append(word)
        self.spaces.append(False)
        self.starts.append(start)
        self.tags.append("_SP" if word.isspace() else "")
        self.pos.append("SPACE" if word.isspace() else "X")
        self.morphs.append("")
        self.lemmas.append(word)
        self.heads.append(len(self.heads))
        self.deps.append("ROOT")
        self.ents.append("O")
        return len(self.words) - 1


def _stretch(tokens: _Tokens, text: str, start: int, end: int) -> tuple[list[int], list[bool]]:
    """Add the tokens of ``text[start:end]``; return the numbers of the words, and of each whether space is before.

    One space after a word belongs to it; any other whitespace is a token.
    """
    numbers: list[int] = []
    spaced: list[bool] = []
    place = start
    for a, b in [*split_words(text, start, end), (end, end)]:
        for x, y in split_spaces(text, place, a):
            begin = x
            if text[x] == " " and tokens.words and not tokens.spaces[-1] and not tokens.words[-1].isspace():
                tokens.spaces[-1] = True
                begin = x + 1
            if begin < y:
                tokens.add(text[begin:y], begin)
        if a < b:
            spaced.append(place < a or not numbers)
            numbers.append(tokens.add(text[a:b], a))
        place = b
    return numbers, spaced


class Annotator:
    """Annotates one text at a time; calls do not influence each other."""

    def __init__(self, encoder: Encoder, lemmatizer: Lemmatizer, vocab: Vocab) -> None:
        self.encoder = encoder
        self.lemmatizer = lemmatizer
        self._vocab = vocab

    def __call__(self, text: str, blocks: Sequence[Block]) -> Doc:
        """Return the annotated text.

        ``doc.text == text`` for every text.  Names, tags and trees stand inside the blocks only; a
        block begins a sentence and ends one, and the text between two blocks is a sentence of its
        own without annotation.  ``doc.user_data["ent_scores"]`` gives for each name, by its first
        and last offset, how sure the model is (0 to 1).

        Raises ``ValueError`` if blocks overlap, are out of order or leave the text.
        """
        from spacy.tokens import Doc

        from talkx.annotate.encoder import Words

        tokens = _Tokens()
        rows: list[tuple[list[int], int, int]] = []
        inputs: list[Words] = []
        place = 0
        for block in blocks:
            start, end = block.span.start, block.span.end
            if not place <= start <= end <= len(text):
                raise ValueError(f"block {start}:{end} overlaps the one before it or leaves the text")
            _outside(tokens, text, place, start)
            begin = len(tokens.words)
            numbers, spaced = _stretch(tokens, text, start, end)
            rows.append((numbers, begin, len(tokens.words)))
            inputs.append(Words([tokens.words[n] for n in numbers], spaced))
            place = end
        _outside(tokens, text, place, len(text))
        scores: dict[tuple[int, int], float] = {}
        for (numbers, begin, stop), labels in zip(rows, self.encoder.label(inputs), strict=True):
            scores.update(self._fill(tokens, numbers, begin, stop, labels))
        doc = Doc(
            self._vocab, words=tokens.words, spaces=tokens.spaces, tags=tokens.tags, pos=tokens.pos,
            morphs=tokens.morphs, lemmas=tokens.lemmas, heads=tokens.heads, deps=tokens.deps,
            ents=tokens.ents,
        )  # fmt: skip
        doc.user_data["ent_scores"] = scores
        return doc

    def _fill(
        self, tokens: _Tokens, numbers: list[int], begin: int, stop: int, labels: Labels
    ) -> dict[tuple[int, int], float]:
        from talkx.annotate.names import find_names

        texts = [tokens.words[n] for n in numbers]
        for i, n in enumerate(numbers):
            tokens.tags[n] = labels.tags[i]
            tokens.pos[n] = labels.pos[i]
            tokens.morphs[n] = morphology(texts[i], labels.tags[i])
            tokens.lemmas[n] = self.lemmatizer.lemma(texts[i], labels.tags[i])
            tokens.heads[n] = numbers[labels.heads[i]]
            tokens.deps[n] = labels.deps[i]
        # whitespace hangs on the word before it, at the start of a block on the first word
        held = numbers[0] if numbers else begin
        own = set(numbers)
        for n in range(begin, stop):
            if n in own:
                held = n
            elif n != held:
                tokens.heads[n] = held
                tokens.deps[n] = "dep"
        scores = {}
        for name in find_names(labels.ner, self.encoder.ner_labels, texts):
            first, last = numbers[name.start], numbers[name.end - 1]
            tokens.ents[first] = f"B-{name.label}"
            for n in range(first + 1, last + 1):
                tokens.ents[n] = f"I-{name.label}"
            scores[tokens.starts[first], tokens.starts[last] + len(tokens.words[last])] = name.score
        return scores


def _outside(tokens: _Tokens, text: str, start: int, end: int) -> None:
    """Text that belongs to no block: one sentence without annotation."""
    begin = len(tokens.words)
    _stretch(tokens, text, start, end)
    for n in range(begin + 1, len(tokens.words)):
        tokens.heads[n] = begin
        tokens.deps[n] = "dep"


def load_annotator(folder: Path = MODEL_FOLDER) -> Annotator:
    """Load the embedded model (about 25 MB).

    Raises ``talkx.errors.ModelMissing`` naming the file if one is absent or damaged.
    """
    from talkx.annotate.encoder import Encoder, read_model

    files = read_model(folder)
    from spacy.lang.en import English
    from spacy.vocab import create_vocab

    vocab = create_vocab("en", English.Defaults)
    return Annotator(Encoder(files), Lemmatizer(files.lemmas), vocab)
