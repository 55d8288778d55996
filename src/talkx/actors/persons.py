"""Links mentions of persons: full names first, then surnames and given names with exactly one possible bearer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from talkx.actors.name_parts import name_parts, part_keys, same_full_name, same_part
from talkx.actors.text import Words
from talkx.model import NameMention, Note
from talkx.resources.titles import Titles

_ALIAS_NOUNS = frozenset({"name", "names", "alias", "pseudonym", "nickname", "moniker", "aka", "a.k.a.", "born", "née"})
_MANY = 100  # bearers of one name that are told apart; an article has a handful
_LEAD = 150  # characters, about a sentence
_LOOK_BACK = 5  # tokens between a kin word and the given name it introduces


@dataclass(eq=False)
class Person:
    """A person of the article while mentions are being collected."""

    names: list[tuple[str, ...]]
    mentions: list[NameMention] = field(default_factory=list)
    aliases: set[int] = field(default_factory=set)  # starts of mentions that are stage names and the like
    known_by_surname: bool = False

    def name(self) -> str:
        """Return the form with most parts, the first of several; stage names only where there is nothing else."""
        own = [m for m in self.mentions if m.span.start not in self.aliases] or self.mentions
        return max(own, key=lambda m: (len(m.text.split()), not m.text.isupper(), -m.span.start)).text


class _Register:
    """The persons found so far, by the sound of every part of their names."""

    def __init__(self) -> None:
        """Start empty."""
        self.persons: list[Person] = []
        self._by_sound: dict[str, list[Person]] = {}

    def add(self, person: Person, parts: tuple[str, ...]) -> None:
        """Enter a person, or another name of one."""
        if person not in self.persons[-_MANY:]:
            self.persons.append(person)
        person.names.append(parts)
        for key in (key for part in parts for key in part_keys(part)):
            bearers = self._by_sound.setdefault(key, [])
            if not any(p is person for p in bearers[:_MANY]):
                bearers.append(person)

    def sharing(self, parts: tuple[str, ...]) -> list[Person]:
        """Return the persons with a part of a name that sounds like one of these, each once, in order."""
        found: list[Person] = []
        for part in parts:
            for person in [p for key in part_keys(part) for p in self._by_sound.get(key, ())[:_MANY]]:
                if not any(p is person for p in found):
                    found.append(person)
        return found


def link_persons(words: Words, mentions: list[NameMention], titles: Titles) -> tuple[list[Person], list[Note]]:
    """Return the persons in order of first mention, and notes on names that could be several persons."""
    full = [m for m in mentions if len(name_parts(m.text)) > 1]
    register = _Register()
    for mention in full:
        _add_full(words, mention, register, titles)
    notes: list[Note] = []
    for mention in mentions:
        parts = name_parts(mention.text)
        if len(parts) == 1:
            notes.extend(_add_single(words, mention, register, titles))
    for person in register.persons:
        person.mentions.sort(key=lambda m: m.span)
    return sorted(register.persons, key=lambda p: p.mentions[0].span), notes


def _add_full(words: Words, mention: NameMention, register: _Register, titles: Titles) -> None:
    parts = name_parts(mention.text)
    near = register.sharing(parts[1:])
    matching = [p for p in near if any(_same(parts, name, titles.given_name_set) for name in p.names)]
    if not matching and _is_alias(words, mention):
        last = register.persons[-1:]
        if last and words.same_sentence(last[0].mentions[-1].span.start, mention.span.start):
            last[0].aliases.add(mention.span.start)
            matching = last
    person = matching[0] if len(matching) == 1 else Person([])
    if parts not in person.names:
        register.add(person, parts)
    person.mentions.append(mention)


def _same(a: tuple[str, ...], b: tuple[str, ...], given_names: Mapping[str, frozenset[int]]) -> bool:
    return len(b) > 1 and same_full_name(a, b, given_names)


def _is_alias(words: Words, mention: NameMention) -> bool:
    """Return whether the words before say that another name of the same person follows."""
    at = words.token_at(mention.span.start)
    before = [words.low(at - k) for k in (1, 2, 3)]
    if before[0] in {"as", "called"} and before[1] in {"known", "nicknamed", "dubbed"}:
        return True
    return before[0] in _ALIAS_NOUNS and (before[0] != "born" or before[1] in {"(", ",", "was"})


def _add_single(words: Words, mention: NameMention, register: _Register, titles: Titles) -> list[Note]:
    """Link a name of one part and return a note where it could be several persons."""
    part = name_parts(mention.text)[0]
    persons = register.sharing((part,))
    candidates = _bearers(part, persons, mention.span.start)
    if not candidates and _is_alias(words, mention):
        earlier = [p for p in register.persons[-_MANY:] if p.mentions and p.mentions[-1].span.end <= mention.span.start]
        last = max(earlier, key=lambda p: p.mentions[-1].span, default=None)
        if last is not None and words.same_sentence(last.mentions[-1].span.start, mention.span.start):
            last.aliases.add(mention.span.start)
            register.add(last, (part,))
            candidates = [last]
    by_surname = any(_is_surname(part, p) and len(p.names[0]) > 1 for p in candidates)
    if candidates and not by_surname and _introduced_by_kin(words, mention, titles):
        candidates = [p for p in candidates if all(len(n) == 1 for n in p.names)]
    if len(candidates) == 1:
        candidates[0].mentions.append(mention)
        candidates[0].known_by_surname = True
        return []
    options = ", ".join(p.name() for p in candidates)
    apart = next((p for p in persons if p.names == [(part,)]), None)
    if apart is None:
        apart = Person([])
        register.add(apart, (part,))
    apart.mentions.append(mention)
    return [Note(item=mention.text, why=f"could be any of: {options}")] if candidates else []


def _is_surname(part: str, person: Person) -> bool:
    return any(_called(part, name[-1]) for name in person.names)


def _called(part: str, whole: str) -> bool:
    """Return whether one part of a name may be called so: equal, or without its article, or one of its halves."""
    return same_part(part, whole) or part_keys(part)[-1] in part_keys(whole)


def _bearers(part: str, persons: list[Person], start: int) -> list[Person]:
    """Return who may be meant by one part of a name: bearers of the surname, else of any part; introduced ones first.

    Once a surname alone has meant one person it goes on meaning that person: news names later bearers in full.
    """
    by_surname = [p for p in persons if _is_surname(part, p)]
    by_part = [p for p in persons if any(_called(part, other) for name in p.names for other in name)]
    for group in (by_surname, by_part):
        introduced = [p for p in group if p.mentions[0].span.start < start]
        usual = [p for p in introduced if p.known_by_surname]
        if len(usual) == 1:
            return usual
        if introduced or group:
            return introduced or _leading(group)
    return []


def _leading(group: list[Person]) -> list[Person]:
    """Return whom a headline means by a surname: the bearer named in full well before the others."""
    order = sorted(group, key=lambda p: p.mentions[0].span)
    far = len(order) > 1 and order[1].mentions[0].span.start - order[0].mentions[0].span.end > _LEAD
    return order[:1] if far else group


def _introduced_by_kin(words: Words, mention: NameMention, titles: Titles) -> bool:
    """Return whether a kin word introduces a new person by given name ("his wife, Amanda", "children Ben and Mia")."""
    at = words.token_at(mention.span.start)
    for back in range(1, _LOOK_BACK):
        word = words.low(at - back)
        if word in titles.words.kin:
            return True
        if word not in {",", "and", ":", "-", "–"} and not words.text(at - back)[:1].isupper():
            return False
    return False
