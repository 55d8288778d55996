"""Splits a sentence into clauses by surface cues, with the part-of-speech tags as one vote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_RELATIVE = frozenset(["who", "which", "whom", "whose", "where"])
_SUBORDINATE = frozenset(
    ["while", "whereas", "when", "although", "though", "because", "after", "before", "unless", "until", "if"]
)
_INSERTED = frozenset(
    {"held", "published", "released", "issued", "signed", "dated", "adopted", "scheduled", "planned", "slated", "set"}
    | {"due", "founded", "born", "elected", "built", "formed", "created", "established"}
)
_AFTER_PARTICIPLE = frozenset(["in", "by", "on", "at", "from", "for", "to", "as", "during", "after", "before", "with"])
_SUBJECTS = frozenset({"it", "he", "she", "they", "we", "the", "its", "his", "her", "their"})
_COORDINATE = frozenset(["and", "but", "or", "nor", "so", "yet"])
_BOUNDARIES = frozenset({";", ":", "—", "–", "--"})
_FOLLOWING = frozenset(["follows", "follow", "followed", "precedes", "preceded"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_SAID = frozenset(["said", "says", "say", "reported", "reports", "announced", "told", "added"])
_PLAIN_VERBS = frozenset(["is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "may", "might"])
_TAG_REACH = 14  # words between the comma and the verb of a tag (`…, the head of the fund, Jane Doe, said`)
_PHRASE_REACH = 6  # words of a phrase such as `under the deal reached`
_SINCE_REACH = 8

# A participle that hangs on a noun of agreement, in a phrase that sets the scene: `under a deal reached in Oslo`.
_SETTLED = frozenset(["reached", "signed", "struck", "brokered", "mediated", "agreed", "negotiated", "concluded"])
_SETTLED_NOUNS = frozenset(
    ["deal", "agreement", "accord", "pact", "truce", "ceasefire", "cease-fire", "treaty", "memorandum", "settlement"]
)
_SCENE = frozenset(["under", "after", "following", "since", "before", "from", "despite", "to", "violated", "broke"])


class Clauses(NamedTuple):
    """Clause number of each word, the main clauses, and for each inner clause the one around it and its first word.

    `tag`: the clause of a closing `officials said`, if there is one.
    """

    numbers: tuple[int, ...]
    main: frozenset[int]
    around: dict[int, tuple[int, str]]
    tag: int | None


def split_clauses(lowers: Sequence[str], tags: Sequence[str]) -> Clauses:
    """Return the clauses of a sentence given as lower-case words and their tags (empty where unknown).

    A relative or subordinate clause ends at the next comma, where the clause around it goes on; `that`, a comma with
    `and` or `but`, and the comma before a closing `officials said` begin a clause that does not return.
    """
    numbers: list[int] = []
    main, around = {0}, {}
    current, parent, last = 0, 0, 0
    phrases = _settled_phrases(lowers)
    tag = _tag_start(lowers, tags)
    for i, lower in enumerate(lowers):
        before = lowers[i - 1] if i else ""
        if i == tag:
            last += 1
            current = parent = last
        elif lower in _BOUNDARIES or (before == "," and lower in _COORDINATE and _has_room(lowers, i)):
            last += 1
            current = parent = last
            main.add(current)
        elif i in phrases or _subordinates(lowers, tags, i):
            last += 1
            around[last] = (current, lower)
            current = last
        elif lower == "that" and i and before.isalpha():
            last += 1
            current = parent = last
        numbers.append(current)
        if lower == "," and current != parent:
            current = parent
    return Clauses(tuple(numbers), frozenset(main), around, None if tag is None else numbers[tag])


def _subordinates(lowers: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Return whether a relative, participle or subordinate clause begins with a word."""
    lower, paused = lowers[i], i > 0 and lowers[i - 1] == ","
    following = lowers[i + 1] if i + 1 < len(lowers) else ""
    if lower == "since":  # since it began; not: since May
        return following in _SUBJECTS or _verb_ahead(lowers, tags, i)
    if lower == "as" and not paused:  # as the carrier arrives; not: as a sign of
        return i > 0 and lowers[i - 1] not in {"as", "such", "same", "well"} and _verb_ahead(lowers, tags, i)
    if lower in _FOLLOWING:  # the swap followed a visit; not: followed by a visit
        return i > 0 and not paused and following not in _AFTER_PARTICIPLE and following.isalpha()
    if lower in _SUBORDINATE:
        return True
    participle = tags[i] == "VBN" and following in _AFTER_PARTICIPLE
    return paused and (lower in _RELATIVE or lower in _INSERTED or lower == "as" or participle)


def _verb_ahead(lowers: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Return whether a finite verb comes before the next comma: `since fighting broke out on 15 April`."""
    for j in range(i + 1, min(len(lowers), i + _SINCE_REACH)):
        if not lowers[j][:1].isalnum() or lowers[j] in _COORDINATE:
            return False
        if tags[j] in _FINITE:
            return True
    return False


def _has_room(lowers: Sequence[str], i: int) -> bool:
    """Return whether more than a list's last item follows (`A, B, and C`)."""
    return len(lowers) - i > 5


def _settled_phrases(lowers: Sequence[str]) -> frozenset[int]:
    """Return where phrases begin that tell of an earlier agreement: `under a deal reached in Oslo last month`."""
    starts: set[int] = set()
    for i in range(2, len(lowers)):
        if lowers[i] in _SETTLED and lowers[i - 1] in _SETTLED_NOUNS:
            for j in range(i - 2, max(-1, i - _PHRASE_REACH), -1):
                if lowers[j] in _SCENE:
                    starts.add(j)
                    break
                if not lowers[j][:1].isalnum():
                    break
    return frozenset(starts)


def _tag_start(lowers: Sequence[str], tags: Sequence[str]) -> int | None:
    """Return where a closing tag begins after its comma (`…, the ministry of mines said on Monday`).

    Between the comma and the verb stands no other finite verb, before the comma at least one.
    """
    said = next((i for i in range(len(lowers) - 1, -1, -1) if lowers[i] in _SAID), None)
    if said is None or tags[said] in {"VBN", "NN", "NNS"}:
        return None
    start: int | None = None
    for i in range(said - 1, max(0, said - _TAG_REACH), -1):
        if _is_finite(lowers, tags, i) or lowers[i] in _BOUNDARIES or lowers[i] in _RELATIVE | {"to", "that"}:
            break
        if lowers[i] == ",":
            start = i + 1
    if start is None or lowers[start] in _COORDINATE or start == said:
        return None
    if not any(_is_finite(lowers, tags, i) for i in range(start - 1)):
        return None
    return start


def _is_finite(lowers: Sequence[str], tags: Sequence[str], i: int) -> bool:
    return tags[i] in _FINITE if tags[i] else lowers[i] in _PLAIN_VERBS or lowers[i].endswith("ed")
