"""Grammar tells a state that acts from a place where something happens.

The words around a name decide, in this order: possessive, preposition and the noun before it, the verb behind it. A
country that nothing decides is read as both; a capital that nothing decides is a place.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from talkx.names.drafts import HYPHENS, POSSESSIVES, QUOTES, Ground
from talkx.resources.gazetteer import FormKind

Reading = Literal["actor", "venue", "both", "none"]

_MADE = frozenset({"made", "born", "based", "speaking", "language", "style"})
_NEAR = frozenset({"outside", "near", "opposite"})
_FAR_VERB = 8  # tokens between a capital that opens a sentence and its verb
_TRUST_WITHIN = 11  # how many words back the trust may stand that a clause says one has "in" somebody
_TRUST = frozenset({"trust", "faith", "confidence", "distrust", "mistrust"})
_HOLDS_TRUST = frozenset({"have", "has", "had", "place", "places", "placed", "put", "puts"})
_TAKES = ("take", "took", "taking")
_CLIMB = 8  # members of a list that are gone through to its first


def organisation_reading(ground: Ground, start: int, *, is_seat: bool) -> Reading:
    """Return how an organisation's name is read; at a seat or before an office building people only stand."""
    segment = ground.segment_of[start]
    at = start - 1
    if ground.word(at, segment) == "the":
        at -= 1
    before = ground.word(at, segment)
    if before == "of" and ground.word(at - 1, segment) in {"outside", "front"}:
        return "venue"
    if before in _NEAR or (is_seat and before in {"in", "at", "inside"}):
        return "venue"
    return "actor"


class StateReader:
    """Reads the mentions of states one after another (a list shares the reading of its first member)."""

    def __init__(self, ground: Ground, states: dict[int, int], places: dict[int, int]) -> None:
        """Take the ends of state mentions by their start, and the starts of place names by their end."""
        self.ground = ground
        self.titles = ground.titles
        self.acting = ground.titles.acting
        self.states = states
        self.state_ends = {end: start for start, end in states.items()}
        self.places = places
        self.read: dict[int, Reading] = {}

    def reading(self, start: int, end: int, kind: FormKind) -> Reading:
        """Return the reading of the state mention of tokens `[start, end)`."""
        found = self._demonym(start, end) if kind == "demonym" else self._name(start, end, kind)
        self.read[start] = found
        return found

    # ------------------------------------------------------------------------------------------------------ demonyms

    def _demonym(self, start: int, end: int) -> Reading:
        ground, segment = self.ground, self.ground.segment_of[start]
        if ground.word(end, segment) in HYPHENS:
            joined = ground.word(end + 1, segment)
            if joined in self.acting.held:
                return "actor"
            if joined in _MADE:
                return "none"
        noun = self._noun_class(end, segment)
        if noun is not None:
            return noun
        after = ground.word(end, segment)
        if after in self.titles.any_verbs or after in POSSESSIVES:
            return "actor"
        before = ground.word(start - 1, segment)
        if before == "the" and (after in {"", ",", "."} or not after.isalpha()):
            return "actor"
        if ground.words[end - 1].endswith("s") or before in self.acting.party_prepositions:
            return "both"
        return "none"

    def _noun_class(self, at: int, segment: int) -> Reading | None:
        """Return what the noun phrase behind a demonym or possessive says, or None."""
        for i in range(at, at + 6):
            word = self.ground.word(i, segment)
            if word in QUOTES or word in {"-", "'s", "’s"} or (i == at and word in {"and", "/"}):
                continue
            if not word or not word[0].isalpha():
                return None
            if word in {"state", "official"} and self.ground.word(i + 1, segment) in self.acting.cited:
                return "actor"
            if word in self.acting.place_nouns and not self._is_capitalised(i, segment):
                return "venue"
            if word in self.acting.acting_nouns or word in self.titles.words.state_offices:
                return "actor"
            if word in self.titles.words.occupations and i == at:
                return "none"
            if word in self.acting.stops:
                return None
        return None

    def _is_capitalised(self, at: int, segment: int) -> bool:
        """Return whether a word has a capital where that means something: it is part of a name ("Forest Council")."""
        return self.ground.words[at][:1].isupper() and not self.ground.is_title_case(segment)

    # --------------------------------------------------------------------------------------------------------- names

    def _name(self, start: int, end: int, kind: FormKind) -> Reading:
        unclear: Reading = "venue" if kind == "capital" else "both"
        segment = self.ground.segment_of[start]
        after = self.ground.word(end, segment)
        if after in POSSESSIVES:
            return self._noun_class(end + 1, segment) or ("actor" if kind != "capital" else "venue")
        if after in HYPHENS and (end + 1 in self.states or self.ground.word(end + 1, segment) in self.acting.held):
            return "actor"
        by_preposition = self._after_preposition(start, end, segment, kind)
        if by_preposition is not None:
            return by_preposition
        if self._acts(self._list_end(end, segment), segment, kind):
            return "actor"
        back = start - 2 if self.ground.word(start - 1, segment) == "the" else start - 1
        before = self.ground.word(back, segment)
        if before in self.titles.diplomatic_verbs:
            return "actor"
        if kind == "capital" and self.ground.opens_sentence(start) and self._acts_later(end, segment):
            return "actor"
        if kind == "name" and (end in self.states or self._is_office_phrase(end, segment)):
            return "actor"
        if kind == "name" and start in self.state_ends and after[:1].isalpha():
            return "actor"
        return (self._by_parse(start, end) if kind == "name" else None) or unclear

    def _by_parse(self, start: int, end: int) -> Reading | None:
        """Return "actor" where the parse makes the name a subject, or an object of what is done to somebody."""
        root = next((t for t in self.ground.doc[start:end] if t.head.i < start or t.head.i >= end), None)
        for _ in range(_CLIMB):
            if root is None or root.dep_ != "conj":
                break
            root = root.head
        if root is None or not root.dep_ or root.head.i == root.i:
            return None
        head = root.head
        if root.dep_ == "compound" and root.i < head.i:
            plain = head.tag_ in {"NN", "NNS"} and head.lower_ not in self.acting.place_nouns
            naming = self.titles.naming
            return "actor" if plain or head.text in naming.body_heads | naming.thing_tails else None
        if head.pos_ != "VERB" or head.lemma_.casefold() in self.acting.ground_verbs:
            return None
        return "actor" if root.dep_ in {"nsubj", "obj", "iobj"} else None

    def _list_end(self, end: int, segment: int) -> int:
        """Return the end of the list of states that goes on behind this one ("Peru, Chile and the Congo sent")."""
        at = end
        while self.ground.word(at, segment) in {",", "and", "the"}:
            following = at + 1
            while self.ground.word(following, segment) in {",", "and", "the"}:
                following += 1
            if following not in self.states:
                break
            at = end = self.states[following]
        return end

    def _is_office_phrase(self, at: int, segment: int) -> bool:
        for i in range(at, at + 4):
            word = self.ground.word(i, segment)
            if word in self.titles.words.state_offices or word in self.acting.acting_nouns:
                return True
            if not word or not word[0].isalpha():
                return False
        return False

    def _acts(self, end: int, segment: int, kind: FormKind) -> bool:
        """Return whether a verb of which the name is the subject follows."""
        verbs = self.titles.diplomatic_verbs if kind == "capital" else self.titles.any_verbs
        for i in range(end, end + 4):
            word = self.ground.word(i, segment)
            if word in verbs and word not in self.acting.auxiliaries:
                return True
            if kind == "capital" and word in self.acting.willing:
                return True
            if kind != "capital" and word in self.acting.auxiliaries and i == end:
                return True
            if word not in self.acting.auxiliaries and not word.endswith("ly"):
                return False
        return False

    def _acts_later(self, end: int, segment: int) -> bool:
        """Return whether a diplomatic verb follows a capital that opens a sentence ("Kiev at that time expressed")."""
        if self.ground.word(end, segment) not in {"at", "on", "in", "for", "after", "since", "during", "meanwhile"}:
            return False
        for at in range(end + 1, end + _FAR_VERB):
            word = self.ground.word(at, segment)
            if word in self.titles.diplomatic_verbs:
                return True
            if not word[:1].isalnum():
                return False
        return False

    def _after_preposition(self, start: int, end: int, segment: int, kind: FormKind) -> Reading | None:
        ground = self.ground
        at = start - 1
        while ground.word(at, segment) in self.acting.skipped:
            at -= 1
        word = ground.word(at, segment)
        if word in HYPHENS and ground.word(at - 1, segment) in {"pro", "anti"}:
            return "actor"
        if word in {"and", "or", ",", "&"} or word in HYPHENS:
            if word == "," and at in self.places and self._speaks(end, segment):
                return "actor"  # "after talks in Cork, Ireland said"
            return self._in_list(at, word)
        if word == "(" and self._is_nationality(at, end, segment):
            return "none"
        if word == "on" and any(ground.word(at - k, segment) in self.acting.against_nouns for k in (1, 2)):
            return "actor"
        if word in self.acting.place_prepositions:
            return "actor" if word == "in" and self._is_trusted(at, segment) else "venue"
        if word == "of":
            return self._after_of(at, segment, kind)
        if word in {"to", "from"}:
            return self._after_to_from(at, segment, kind)
        if word in self.acting.party_prepositions:
            return "actor" if kind == "name" or word in {"between", "by", "with", "against", "anti", "pro"} else None
        return None

    def _is_trusted(self, at: int, segment: int) -> bool:
        """Return whether "in" belongs to trust and not to a place: "confidence in X", "the trust both place in X"."""
        before = [self.ground.word(at - k, segment) for k in range(1, _TRUST_WITHIN)]
        near = [w for w, further in pairwise(before[:4]) if w != "place" or not further.startswith(_TAKES)]
        if any(word in self.acting.trust_words for word in near):
            return True
        return before[0] in _HOLDS_TRUST and any(word in _TRUST for word in before)

    def _in_list(self, at: int, word: str) -> Reading | None:
        """Return the reading of the state before "and" or a comma; behind a town and a comma a state is a place."""
        if word == "," and at in self.places:
            return "venue"
        previous = self.state_ends.get(at)
        if previous is None and word in {"and", "or"} and at - 1 in self.state_ends:
            previous = self.state_ends[at - 1]
        if previous is None and self.ground.low[at - 1] == ",":
            previous = self.state_ends.get(at - 1)
        return None if previous is None else self.read.get(previous)

    def _speaks(self, end: int, segment: int) -> bool:
        """Return whether a verb of speech or diplomacy follows the list of states that ends here or goes on here."""
        return self.ground.word(self._list_end(end, segment), segment) in self.titles.diplomatic_verbs

    def _is_nationality(self, bracket: int, end: int, segment: int) -> bool:
        """Return whether a state alone in brackets stands behind a person: "Referee: X (Ireland)"."""
        closed = self.ground.word(end, segment) == ")"
        return closed and bracket > 0 and self.ground.doc[bracket - 1].ent_type_ == "PERSON"

    def _after_of(self, at: int, segment: int, kind: FormKind) -> Reading | None:
        ground = self.ground
        for i in (at - 1, at - 2, at - 3):
            word = ground.word(i, segment)
            if word in self.acting.place_nouns:
                return "venue"
            if self.titles.is_office(word) or word in self.acting.acting_nouns:
                return "venue" if kind == "capital" and word == "mayor" else "actor"
        return "venue" if kind == "capital" else None

    def _after_to_from(self, at: int, segment: int, kind: FormKind) -> Reading:
        ground = self.ground
        for i in range(at - 1, at - 4, -1):
            word = ground.word(i, segment)
            if word in self.acting.acting_nouns:
                return "actor"
            if word in self.acting.motion_words:
                return "venue"
            if word in self.acting.transfer_words:
                return "actor"
        return "venue" if kind == "capital" else "both"
