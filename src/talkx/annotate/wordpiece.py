"""Word pieces of the encoder: a small greedy WordPiece over ready-made words.

Input is one word as the tokeniser cut it, output the numbers of its pieces.  Letters are
lower-cased and stripped of accents; quotes, dashes and bullets of every shape become one of each
kind, so that the typography of a page does not matter.  Work per word is bounded, and a word that
came up before is looked up.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

PAD, UNK, CLS, SEP = "[PAD]", "[UNK]", "[CLS]", "[SEP]"
MAX_CHARS = 60  # of a word: what follows is not looked at
MAX_PIECES = 12  # of a word: the first ones are kept
_CACHE_LIMIT = 100_000

_SAME = {
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‘’‚‛ʼ`´′＇", "'"),
    **dict.fromkeys("–—―−‒", "—"),
    **dict.fromkeys("‐‑﹣－", "-"),
    **dict.fromkeys("•‣▪●◦∙▶►■◆★", "•"),
    "ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
    "ə": "a", "ħ": "h", "…": "...",
}  # fmt: skip
_WHOLE = {"--": "—", "''": '"', "``": '"'}


def normalise(word: str) -> str:
    """Return the word as the vocabulary knows it: lower case, no accents, plain signs."""
    word = _WHOLE.get(word, word)[:MAX_CHARS]
    if word.isascii():
        return word.lower().replace("`", "'")
    out = []
    for char in unicodedata.normalize("NFKD", word.lower()):
        if char in _SAME:
            out.append(_SAME[char])
        elif unicodedata.category(char) not in ("Mn", "Cc", "Cf"):
            out.append(char)
    return "".join(out)


def _runs(word: str) -> list[str]:
    """Cut a normalised word into runs of letters and digits, and single signs."""
    runs: list[str] = []
    begin = 0
    for i, char in enumerate(word):
        if char.isalnum() and not "\u3040" <= char <= "\u9fff":
            continue
        if begin < i:
            runs.append(word[begin:i])
        if not char.isspace():
            runs.append(char)
        begin = i + 1
    if begin < len(word):
        runs.append(word[begin:])
    return runs


class WordPiece:
    """Greedy longest-match pieces from a vocabulary given as a list in order of number."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        missing = [piece for piece in (PAD, UNK, CLS, SEP) if piece not in self._ids]
        if missing:
            raise ValueError(f"the vocabulary lacks {', '.join(missing)}")
        self.unk, self.cls, self.sep = self._ids[UNK], self._ids[CLS], self._ids[SEP]
        self._cache: dict[str, tuple[int, ...]] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """Numbers of the word's pieces: at least one, at most ``MAX_PIECES``."""
        known = self._cache.get(word)
        if known is None:
            known = self._cut(word)
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
            self._cache[word] = known
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        out: list[int] = []
        for run in _runs(normalise(word)):
            out.extend(self._match(run))
            if len(out) >= MAX_PIECES:
                break
        return tuple(out[:MAX_PIECES]) or (self.unk,)

    def _match(self, run: str) -> list[int]:
        out: list[int] = []
        begin = 0
        while begin < len(run):
            prefix = "##" if begin else ""
            for end in range(len(run), begin, -1):
                number = self._ids.get(prefix + run[begin:end])
                if number is not None:
                    out.append(number)
                    begin = end
                    break
            else:
                return [self.unk]
        return out
