"""Finds who a verb of speech belongs to: before it, after it, or across a participle."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from talkx.quotes.cues import Cue
from talkx.quotes.focus import (
    GROUP_PRONOUNS,
    PERSON_PRONOUNS,
    Focus,
    Named,
    after_preposition,
    is_head,
    is_possessive,
    is_qualifier,
    named_in,
)
from talkx.quotes.passage import Sentence, Word

_PRONOUNS = PERSON_PRONOUNS | GROUP_PRONOUNS
_AUXILIARIES = frozenset(
    [
        "has",
        "have",
        "had",
        "did",
        "does",
        "do",
        "will",
        "would",
        "could",
        "can",
        "may",
        "might",
        "must",
        "should",
        "shall",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "not",
        "n't",
        "n’t",
        "also",
        "then",
        "later",
        "further",
        "once",
        "again",
        "still",
        "already",
        "both",
        "even",
        "just",
        "has",
        "further",
    ]
)
_PREPOSITIONS = frozenset(
    [
        "on",
        "in",
        "at",
        "to",
        "after",
        "during",
        "from",
        "with",
        "for",
        "before",
        "about",
        "via",
        "over",
        "through",
        "late",
        "early",
        "of",
    ]
)
_TIMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "yesterday",
        "today",
        "tomorrow",
        "earlier",
        "afterwards",
        "afterward",
        "recently",
        "previously",
        "meanwhile",
    ]
)
_DETERMINERS = frozenset(["the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "one"])
_PHRASE_STOPS = (_PREPOSITIONS - {"of", "for"}) | {"as", "while", "when", "who", "which", "that", "but", "because"}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CLAUSE_STARTS = frozenset({";", ":", "while", "whereas", "but", "that"})


def find_speaker(sentence: Sentence, cue: Cue, at: int, focus: Focus) -> int | None:
    """Return the index of the actor who speaks by `cue`, for a quotation before word `at`, or None."""
    words = sentence.words
    finder = _Finder(sentence, focus)
    if cue.verb is None:
        return finder.after(cue.index + 1, len(words))
    if cue.passive:
        agent = next((i for i in range(cue.index + 1, min(len(words), cue.index + 6)) if words[i].lower == "by"), None)
        return finder.after(agent + 1, len(words)) if agent is not None else None
    opening = at if cue.side == "after" else max((a for a in sentence.at if a <= cue.index), default=None)
    if opening is not None and _nothing_before(words, opening, cue.index):
        return finder.after(cue.index + 1, len(words))
    if cue.gerund and not _has_be(words, cue.index):
        return finder.of_participle(cue.index, at)
    start = at if cue.side == "after" else _clause_start(words, cue.index)
    if finder.has_no_subject(start, cue.index):
        return _first(finder.main_subject(start, cue.index), lambda: finder.main_subject(0, start))
    return finder.before(start, cue.index)


def _first(found: int | None, otherwise: Callable[[], int | None]) -> int | None:
    """Return what was found, or else what another way finds (an index of 0 is a find)."""
    return otherwise() if found is None else found


def _nothing_before(words: Sequence[Word], at: int, index: int) -> bool:
    return all(word.is_punct or word.lower in _AUXILIARIES for word in words[at:index])


def _has_be(words: Sequence[Word], index: int) -> bool:
    return index > 0 and words[index - 1].lower in {"is", "was", "are", "were", "been"}


def _clause_start(words: Sequence[Word], end: int) -> int:
    for i in range(end - 1, -1, -1):
        if words[i].lower in _CLAUSE_STARTS:
            return i + 1
    return 0


class _Finder:
    """Looks for a speaker inside one sentence."""

    def __init__(self, sentence: Sentence, focus: Focus) -> None:
        self.words = sentence.words
        self.actors = focus.actors
        self.focus = focus
        self.speech = focus.speech

    def has_no_subject(self, start: int, index: int) -> bool:
        """Return whether the verb shares the subject of the clause before it: `thanked them and said`."""
        end = index
        while end > start and (self.words[end - 1].lower in _AUXILIARIES or self.words[end - 1].lower.endswith("ly")):
            end -= 1
        return end <= start or self.words[end - 1].lower in {"and", "but", "or", "to", "then"}

    def before(self, start: int, index: int) -> int | None:
        """Return the subject that stands in `[start, index)` before a finite verb."""
        end = self._skip_back(start, index)
        if end <= start:
            return None
        last = self.words[end - 1]
        if last.lower in _PRONOUNS:
            return self._pronoun(end - 1)
        names = named_in(self.words, start, end)
        if last.lower in {"who", "which"}:
            return self._antecedent(names, end - 1)
        if last.text in {",", ")", "—", "–"}:
            return self._across_pause(names, start, end - 1)
        if names and names[-1].end == end:
            return self._ending_with(names, start, end)
        return self._common_noun(names, start, end)

    def _skip_back(self, start: int, index: int) -> int:
        """Step back over auxiliaries, adverbs, times and short phrases between subject and verb."""
        words, end = self.words, index
        while end > start:
            word = words[end - 1]
            phrase = self._phrase_start(start, end)
            if phrase is not None:
                end = phrase
                continue
            if word.actor is None and (
                word.lower in _AUXILIARIES
                or word.lower in _TIMES
                or (word.lower.endswith("ly") and len(word.lower) > 4)
            ):
                end -= 1
                continue
            return end
        return end

    def _phrase_start(self, start: int, end: int) -> int | None:
        """Return where a short phrase without a name begins that ends here ("on Wednesday", "in an interview")."""
        words = self.words
        for i in range(end - 1, max(start, end - 5), -1):
            if words[i].actor is not None or words[i].is_punct:
                return None
            if words[i].lower in _PREPOSITIONS:
                return i if words[i].lower != "of" and i < end - 1 else None
        return None

    def _pronoun(self, i: int) -> int | None:
        return self.focus.pronoun(self.words[i].lower, self.words, i)

    def _antecedent(self, names: Sequence[Named], end: int) -> int | None:
        persons = [name for name in names if name.end <= end and not is_possessive(self.words, name)]
        near = [name for name in persons if end - name.end <= 12]
        people = [name for name in near if self._is_person(name.actor)]
        chosen = people or near
        return chosen[-1].actor if chosen else None

    def _across_pause(self, names: Sequence[Named], start: int, pause: int) -> int | None:
        """Handle `NAME, her title, said` and `her title, NAME, said`."""
        free = [name for name in names if not is_possessive(self.words, name)]
        persons = [name for name in free if self._is_person(name.actor)]
        for name in persons:
            if name.end == pause and (name.start == start or self.words[name.start - 1].is_punct or len(persons) == 1):
                return name.actor
        heads = [name for name in free if not after_preposition(self.words, name)]
        for group in ([name for name in heads if name in persons], heads):
            if group:
                return group[-1].actor if group[-1].end == pause else group[0].actor
        return _first(self._pronoun_in(start, pause), lambda: self._common_noun(names, start, pause))

    def _pronoun_in(self, start: int, end: int) -> int | None:
        for i in range(start, end):
            if self.words[i].lower in _PRONOUNS - {"her", "him", "them"}:
                return self._pronoun(i)
        return None

    def _ending_with(self, names: Sequence[Named], start: int, end: int) -> int | None:
        """Handle a subject whose last word is a name: `NAME`, `NAME of NAME`, `a spokesman for NAME`."""
        name = names[-1]
        if not after_preposition(self.words, name) or self._ends_title(start, name):
            return name.actor
        for other in reversed(names[:-1]):
            between = self.words[other.end : name.start]
            if any(word.is_punct for word in between):
                break
            if not after_preposition(self.words, other) and not is_possessive(self.words, other):
                return other.actor
        lowest = start
        for i in range(name.start - 1, start - 1, -1):
            if self.words[i].is_punct:
                lowest = i + 1
                break
        head = self._noun_before_preposition(lowest, name.start)
        if head:
            if self._speaks_for(head[-1], name):
                return name.actor
            return self.focus.noun(head, self.words, end)
        return name.actor if self._introduced(lowest, name) else None

    def _ends_title(self, start: int, name: Named) -> bool:
        """Return whether a person's name ends an office with a preposition: `Secretary of State Jane Doe`."""
        if not self._is_person(name.actor):
            return False
        for i in range(name.start - 1, max(start, name.start - 6), -1):
            lower = self.words[i].lower
            if lower in {"of", "for"}:
                return i + 1 < name.start and self.words[i - 1].text[0].isupper() and i - 1 >= start
            if not (self.words[i].text[0].isupper() or lower in {"the", "and"}):
                return False
        return False

    def _introduced(self, lowest: int, name: Named) -> bool:
        """Return whether only an opening phrase stands before the name ("In a statement on Monday Acme said")."""
        return any(word.lower in _TIMES or word.text[0].isdigit() for word in self.words[lowest : name.start])

    def _noun_before_preposition(self, lowest: int, end: int) -> list[str]:
        first = next(
            (i for i in range(lowest, end) if self.words[i].lower in {"of", "for", "at", "from", "with", "in"}), end
        )
        return self._nouns(lowest, first)

    def _nouns(self, start: int, end: int) -> list[str]:
        """Return the words of the noun phrase that ends at `end`, lower-cased, without its determiner."""
        out: list[str] = []
        for i in range(end - 1, max(start - 1, end - 6), -1):
            word = self.words[i]
            if word.lower in _DETERMINERS or word.is_punct or word.lower in _PREPOSITIONS or word.actor is not None:
                break
            out.append(word.lower)
        return out[::-1]

    def _common_noun(self, names: Sequence[Named], start: int, end: int) -> int | None:
        """Handle a subject that ends with a common noun: `the minister`, `Acme's statement`, `an Acme release`."""
        nouns = self._nouns(start, end)
        if not nouns:
            return None
        if any(noun in {"old", "year-old"} or noun.endswith("-year-old") for noun in nouns):  # `the 52-year-old said`
            plain = nouns[-1] == "old" or nouns[-1].endswith("year-old")
            return self.focus.pronoun("he", self.words, start) if plain else self.focus.only_person()
        owner = self._with_phrase(names, start, end)
        if owner is not None:
            return owner
        near = [name for name in names if end - name.end <= len(nouns) + 1]
        if near and self._speaks_for(nouns[-1], near[-1]):
            return near[-1].actor
        if near and is_possessive(self.words, near[-1]):
            return None
        return self.focus.noun(nouns, self.words, end)

    def _with_phrase(self, names: Sequence[Named], start: int, end: int) -> int | None:
        """Return whose name a phrase follows that ends in a noun: `Jane Doe from the northern branch said`."""
        for i in range(end - 1, max(start, end - 9), -1):
            if self.words[i].is_punct and self.words[i].text != "-":
                return None
            if self.words[i].lower in {"of", "from", "at", "in", "with", "for"}:
                return next((n.actor for n in names if n.end == i and self._is_person(n.actor)), None)
        return None

    def after(self, start: int, stop: int) -> int | None:
        """Return the speaker named after an inverted verb (`said Jane Doe`) or after `according to`."""
        words = self.words
        if start >= stop:
            return None
        if words[start].lower in _PRONOUNS:
            return self._pronoun(start)
        end = self._phrase_end(start, stop)
        names = named_in(words, start, end)
        own = [name for name in names if not is_possessive(words, name)]
        persons = [name for name in own if self._is_person(name.actor)]
        if persons:
            heads = [name for name in persons if not after_preposition(words, name) or name.start == start]
            return (heads or persons)[0].actor
        apposed = self._apposed(end, stop)
        if apposed is not None:
            return apposed
        if not own and words[start].lower in {"its", "their", "his"}:
            return self._owner(start)
        return self._after_noun(start, end, names, own)

    def _after_noun(self, start: int, end: int, names: Sequence[Named], own: Sequence[Named]) -> int | None:
        """Resolve a phrase without a person: `a Kestrel press release`, `a spokesman for the agency`, `the mayor`."""
        nouns = self._nouns(start, end)
        if names and nouns and names[-1].end < end:
            return (
                names[-1].actor if self._speaks_for(nouns[-1], names[-1]) else self.focus.noun(nouns, self.words, start)
            )
        if not own:
            return self.focus.noun(nouns, self.words, start)
        head = self._noun_before_preposition(start, own[-1].start)
        joined = head and own[-1].start > start + 1 and after_preposition(self.words, own[-1])
        if joined and not self._speaks_for(head[-1], own[-1]):
            return self.focus.noun(head, self.words, start)
        return own[-1].actor

    def _phrase_end(self, start: int, stop: int) -> int:
        """Return where the noun phrase after a verb ends: at a sign, or at a preposition other than of and for."""
        words, end = self.words, start
        while end < stop and not (words[end].is_punct and words[end].text not in {"-", "’", "'", "&", "/"}):
            voice = end > start and words[end - 1].lower in self.speech.voices
            if end > start and words[end].lower in _PHRASE_STOPS and not voice:
                break
            end += 1
        return end

    def _is_person(self, actor: int) -> bool:
        return self.actors[actor].type == "person"

    def _speaks_for(self, noun: str, name: Named) -> bool:
        """Return whether a noun speaks for the actor beside it: a document does, a spokesman not for a person."""
        return noun in self.speech.voices or (noun in self.speech.mouthpieces and not self._is_person(name.actor))

    def _apposed(self, end: int, stop: int) -> int | None:
        """Return the person named right after a comma: `said the head of the fund, Jane Doe`."""
        if end < stop and self.words[end].text == ",":
            for name in named_in(self.words, end + 1, min(stop, end + 8))[:1]:
                closed = name.end >= len(self.words) or self.words[name.end].is_punct
                if name.start == end + 1 and closed and self._is_person(name.actor):
                    return name.actor
        return None

    def _owner(self, at: int) -> int | None:
        """Resolve `according to its statement, Acme …`: the subject that follows, else the focus."""
        for name in named_in(self.words, at, len(self.words)):
            if not after_preposition(self.words, name) and not self._is_person(name.actor):
                return name.actor
        return self.focus.pronoun("it", self.words, at)

    def of_participle(self, index: int, at: int) -> int | None:
        """Return the subject of the clause that a participle (`saying`) hangs on."""
        quoted = next((i for i in range(index - 1, -1, -1) if self.words[i].lower == "quoted"), None)
        if quoted is not None:
            names = named_in(self.words, quoted + 1, index)
            return names[0].actor if names else self.main_subject(0, quoted)
        with_subject = self._absolute(index)
        if with_subject is not None:
            return with_subject
        if all(word.is_punct or word.lower in {"by", "in", "while", "when"} for word in self.words[:index]):
            following = [n for n in named_in(self.words, index + 1) if n.start >= at]
            heads = [name for name in following if not is_possessive(self.words, name)]
            if heads:
                return heads[0].actor
            return _first(self._pronoun_in(at, len(self.words)), lambda: self._leading_title(at, len(self.words)))
        return self.main_subject(0, index)

    def _absolute(self, index: int) -> int | None:
        """Return the name right before the participle in `with NAME saying`."""
        for name in named_in(self.words, 0, index):
            if name.end == index and any(
                word.lower == "with" for word in self.words[max(0, name.start - 6) : name.start]
            ):
                return name.actor
        return None

    def main_subject(self, start: int, end: int) -> int | None:
        """Return the subject of a main clause: the first name or pronoun outside phrases and possessives."""
        names = named_in(self.words, start, end)
        heads = [name for name in names if is_head(self.words, name)]
        pronoun = next((i for i in range(start, end) if self.words[i].lower in {"he", "she", "it", "they"}), None)
        first = heads[0] if heads else None
        if pronoun is not None and (first is None or pronoun < first.start):
            return self._pronoun(pronoun)
        title = self._leading_title(start, first.start if first else end)
        if title is not None:
            return title
        if first is not None:
            return first.actor
        finite = next((i for i in range(start, end) if self.words[i].tag in _FINITE), end)
        names = [name for name in names if name.start < finite]  # what stands after the verb is no subject
        persons = {name.actor for name in names if self._is_person(name.actor)}
        owners = persons or {n.actor for n in names if self._owns_voice(n, end) or not is_qualifier(self.words, n)}
        return min(owners) if len(owners) == 1 else None

    def _owns_voice(self, name: Named, end: int) -> bool:
        """Return whether a noun that speaks for the actor follows the name (`the Acme press release`)."""
        following = self.words[name.end : min(end, name.end + 4)]
        return any(self._speaks_for(word.lower, name) for word in following)

    def _leading_title(self, start: int, end: int) -> int | None:
        """Return whom `The governor …` at the head of a sentence means."""
        if start < end and self.words[start].lower == "the" and start + 1 < end and self.words[start + 1].actor is None:
            return self.focus.noun([self.words[start + 1].lower], self.words, start)
        return None
