"""Gives persons and organisations the country that the words around them name."""

from __future__ import annotations

from collections import Counter

from talkx.actors.countries import article_setting, country_in_name, is_national, place_country
from talkx.actors.roles import Found
from talkx.actors.text import Words
from talkx.model import NameMention
from talkx.resources.gazetteer import Gazetteer
from talkx.resources.titles import Organisation, Titles

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
# Bodies of many states whose parts belong to no one of them either ("African Union Commission").
_UNIONS = frozenset({"United Nations", "European Union", "African Union", "North Atlantic Treaty Organization"})
_TOGETHER = frozenset(
    {
        "accompanied",
        "alongside",
        "flanked",
        "joined",
        "along",
        "together",
        "and",
        ",",
        "with",
        "by",
        "both",
        "-",
        "elect",
    }
)


class Belonging:
    """Answers which country a mention belongs to; built for one article."""

    def __init__(self, words: Words, names: tuple[NameMention, ...], titles: Titles, gazetteer: Gazetteer) -> None:
        """Take the words and names of one article."""
        self.words = words
        self.setting = article_setting(names, titles, gazetteer, words.opening)
        self.home = self.setting.home
        self.titles = titles
        self.gazetteer = gazetteer
        self.starting: dict[int, NameMention] = {}
        self.ending: dict[int, NameMention] = {}
        self.by_sentence: dict[int, list[NameMention]] = {}
        for name in names:
            at = words.token_at(name.span.start)
            self.starting[at] = name
            self.ending[words.token_at(name.span.end)] = name
            self.by_sentence.setdefault(words.sentence(at), []).append(name)

    def of_name(self, name: NameMention) -> str | None:
        """Return the country that a name itself stands for or lies in."""
        if name.state is not None:
            return name.state
        if name.label in {"GPE", "LOC", "FAC"}:
            return place_country(name.text, self.gazetteer, self.setting.votes)
        if name.label == "ORG":
            return self.of_organisation([name])
        party = self.titles.party_by_word.get(name.text)
        return None if party is None else party.country or self.home

    def _beside(self, mention: NameMention) -> str | None:
        """Return the country of a state or place right around a mention: "Norway's X", "X of Kenya", "Russian X"."""
        first = self.words.token_at(mention.span.start)
        at = first - 1
        if self.words.low(at) in _POSSESSIVES:
            at -= 1
        before = self.ending.get(at + 1)
        if (
            before is not None
            and before.label in {"GPE", "NORP", "LOC"}
            and self.words.low(first - 1) not in {",", "("}
        ):
            country = self.of_name(before)
            if country is not None:
                return country
        if (
            before is not None
            and before.label == "ORG"
            and ("Party" in before.text or before.text in self.titles.party_by_word)
        ):
            return self.of_organisation([before])
        last = self.words.token_at(mention.span.end)
        if mention.label == "PERSON" and self.words.low(last) == "(" and last + 1 in self.starting:
            inside = self.starting[last + 1]
            alone = self.words.low(self.words.token_at(inside.span.end)) in {")", ","}
            return inside.state if alone else None  # "X (Kenya)"
        if self.words.low(last) == "and" and last + 1 in self.starting and self.starting[last + 1].label == "PERSON":
            last = self.words.token_at(self.starting[last + 1].span.end)
            if self.words.low(last + 1) != "both":
                return None
        if self.words.low(last) == "," and self.words.low(last + 1) == "both":
            last += 2  # "X and Y, both from Z"
        if self.words.low(last) in {"of", "from"}:
            after = last + 2 if self.words.low(last + 1) == "the" else last + 1
            name = self.starting.get(after)
            if name is not None and name.label in {"GPE", "LOC", "ORG"}:
                return self.of_name(name)
        return None

    def _demonym_phrase(self, mention: NameMention) -> str | None:
        """Return the country of a demonym a few lower-case words before: "Russian state media outlet TASS"."""
        at = self.words.token_at(mention.span.start) - 1
        for _ in range(5):
            name = self.ending.get(at + 1)
            if name is not None:
                return name.state if name.form == "adjective" else None
            word = self.words.text(at)
            if (
                not word.isalpha()
                or not word.islower()
                or word in {"of", "in", "and", "to", "by", "told", "said", "with", "for", "acronym", "initials"}
            ):
                return None
            at -= 1
        return None

    def of_organisation(self, mentions: list[NameMention]) -> str | None:
        """Return the country of an organisation: from the tables, its name, the words beside it, or the article."""
        longest = sorted(mentions, key=lambda m: -len(m.text.split()))
        known = next((k for m in longest if (k := self._known(m.text)) is not None), None)
        if known is not None and (known.country is not None or known.kind in {"international", "armed"}):
            return known.country
        for mention in mentions:
            country = country_in_name(mention.text, self.titles, self.gazetteer, self.setting.votes)
            if country is not None:
                return country
        for mention in mentions:
            country = self._beside(mention) or self._demonym_phrase(mention)
            if country is not None:
                return country
        if any(is_national(m.text, self.titles) or m.text in self.titles.party_by_word for m in mentions):
            party = next((p for m in mentions if (p := self.titles.party_by_word.get(m.text)) is not None), None)
            if party is not None and party.country is not None:
                return party.country
            if self.home is not None or not any(m.text in self.titles.bodies.national for m in mentions):
                return self.home
            return next((c for m in mentions if (c := self._near(m)) is not None), None)
        return None

    def _known(self, text: str) -> Organisation | None:
        """Return the known body that a name is or begins with ("BBC Sport")."""
        words = text.split()
        for count in range(len(words), 0, -1):
            part = " ".join(words[:count])
            known = self.titles.organisation(part)
            if known is not None and (
                count == len(words)
                or (part not in known.weak and (known.kind in {"outlet", "agency"} or known.name in _UNIONS))
            ):
                return known
        return None

    def of_person(self, mentions: list[NameMention], roles: list[Found]) -> str | None:
        """Return the country of a person: of the office, of words beside the name, of the sentence, of the article."""
        if any(self.is_double(role) for role in roles):
            return None
        country = self._of_roles(roles)
        if country is not None:
            return country
        beside = Counter(c for m in mentions if (c := self._beside(m)) is not None)
        if beside:
            return beside.most_common(1)[0][0]
        paired = next((c for m in mentions if (c := self._paired(m) or self._in_power(m)) is not None), None)
        if paired is not None:
            return paired
        if not any(self._is_public(role.title) for role in roles):
            sole = self.setting.sole
            return sole if sole is not None and any(self._in_politics(m) for m in mentions) else None
        for mention in mentions:
            country = self._subject_state(mention, roles)
            if country is not None:
                return country
        if any(word in self.titles.words.highest for role in roles for word in role.title.casefold().split()):
            stage = self.setting.stage
            return self.setting.sole or (stage if all(self._near(m) in {None, stage} for m in mentions[:1]) else None)
        return self.home if all(self._near(m) in {None, self.home} for m in mentions[:1]) else None

    def _near(self, mention: NameMention) -> str | None:
        """Return the country of the last state or place named before this mention in its sentence or the one before."""
        sentence = self.words.sentence(self.words.token_at(mention.span.start))
        nearby = self.by_sentence.get(sentence - 1, []) + self.by_sentence.get(sentence, [])
        for name in reversed(nearby):
            if name.span.end <= mention.span.start and name.label in {"GPE", "LOC", "NORP"}:
                country = self.of_name(name)
                if country is not None:
                    return country
        return None

    def is_international(self, mentions: list[NameMention]) -> bool:
        """Return whether the tables say that a body belongs to no one country."""
        known = [self._known(m.text) for m in mentions]
        return any(k is not None and k.country is None and k.kind in {"international", "armed"} for k in known)

    def is_double(self, role: Found) -> bool:
        """Return whether two nationalities stand before a title ("French-Canadian")."""
        pairs = zip(role.named, role.named[1:], strict=False)
        return any(a.state and b.state and a.state != b.state and b.span.start - a.span.end == 1 for a, b in pairs)

    def _of_roles(self, roles: list[Found]) -> str | None:
        """Return the country of the first role that has one: a state's, a place's for public offices, a body's."""
        for role in roles:
            state = next((n.state for n in role.named if n.state is not None), None)
            if state is not None:
                return state
        for label in ("GPE", "ORG"):
            for role in roles:
                public = self._is_public(role.title)
                office = public or (label == "ORG" and any(self.titles.is_title(w) for w in role.title.split()[:3]))
                for name in role.named:
                    country = self.of_name(name) if office and name.label == label else None
                    if country is not None:
                        return country
        return None

    def _in_power(self, mention: NameMention) -> str | None:
        """Return the state of "X returned to power in the US"."""
        at = self.words.token_at(mention.span.end)
        for k in range(at, at + 6):
            if self.words.low(k) in {"power", "office"} and self.words.low(k + 1) == "in":
                after = k + 3 if self.words.low(k + 2) == "the" else k + 2
                name = self.starting.get(after)
                return name.state if name is not None else None
            if not self.words.text(k).isalpha():
                return None
        return None

    def _in_politics(self, mention: NameMention) -> bool:
        """Return whether a sentence that names the person is about the elections or parties of the country."""
        at = self.words.token_at(mention.span.start)
        sentence, first = self.words.sentence(at), at
        while self.words.sentence(first - 1) == sentence:
            first -= 1
        while self.words.sentence(first) == sentence:
            if self.words.low(first) in self.titles.acting.political:
                return True
            first += 1
        return False

    def _is_public(self, title: str) -> bool:
        """Return whether a title is one of public life: an office of a state, a party, the police."""
        words = title.casefold().replace("-", " ").replace(".", "").split()
        heads = self.titles.words.state_offices | self.titles.words.ranks | self.titles.words.public
        return any(word in heads for word in words)

    def _subject_state(self, mention: NameMention, roles: list[Found]) -> str | None:
        """Return the state that opens a sentence as its subject: "Peru replied, with Interior Minister X saying"."""
        role = next((r for r in roles if r.span.end == mention.span.end), None)
        if role is None or self.words.low(self.words.token_at(role.span.start) - 1) not in {"with", "where"}:
            return None
        sentence = self.by_sentence.get(self.words.sentence(self.words.token_at(mention.span.start)), [])
        before = [
            n for n in sentence if n.span.end <= mention.span.start and n.label in {"GPE", "NORP", "PERSON", "ORG"}
        ]
        if not before or before[0].reading != "actor" or before[0].form not in {"full", "metonym"}:
            return None
        owned = self.words.low(self.words.token_at(before[0].span.end)) in _POSSESSIVES
        return None if owned or any(n.label == "PERSON" for n in before) else before[0].state

    def _paired(self, mention: NameMention) -> str | None:
        """Return the country of "the US and Britain under the leadership of A and B", one to one."""
        sentence = self.by_sentence.get(self.words.sentence(self.words.token_at(mention.span.start)), [])
        at = next((i for i, n in enumerate(sentence) if n is mention), None)
        if at is None:
            return None
        first = at
        while first > 0 and sentence[first - 1].label == "PERSON":
            first -= 1
        persons = [n for n in sentence[first:] if n.label == "PERSON"][: at - first + 2]
        start = self.words.token_at(sentence[first].span.start)
        led = [self.words.low(start - k) for k in range(1, 5)]
        if "under" not in led or first == 0:
            return None
        states: list[NameMention] = []
        for name in reversed(sentence[:first]):
            if name.state is None:
                break
            states.insert(0, name)
        if len(states) < len(persons) or (len(states) == 1 and at != first):
            return None
        return states[at - first].state if at - first < len(states) else None

    def company(self, mention: NameMention) -> NameMention | None:
        """Return the person before this one in a list of office holders ("A, accompanied by B and C"), or None."""
        sentence = self.by_sentence.get(self.words.sentence(self.words.token_at(mention.span.start)), [])
        before = [n for n in sentence if n.label == "PERSON" and n.span.end <= mention.span.start]
        if not before:
            return None
        between = range(self.words.token_at(before[-1].span.end), self.words.token_at(mention.span.start))
        joined = [
            token for token in between if self.words.low(token) in {"accompanied", "alongside", "flanked", "joined"}
        ]
        between = range(joined[-1], between.stop) if joined else between
        for token in between:
            word = self.words.low(token)
            name = self.ending.get(token + 1)
            if name is not None and name.state is not None:
                return None
            plain = (
                word in _TOGETHER or word == "of" or self.words.text(token)[:1].isupper() or self.titles.is_title(word)
            )
            if not plain and word not in self.titles.words.modifiers:
                return None
        return before[-1]
