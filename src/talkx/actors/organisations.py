"""Links mentions of organisations: acronyms, known forms, nationality before the name, shortened forms."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from talkx.actors.text import Words
from talkx.model import NameMention, Note
from talkx.resources.gazetteer import Gazetteer, name_key
from talkx.resources.titles import Titles

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\s+", re.ASCII)
_MANY = 250  # bodies whose names are compared with each other; an article has some dozens
_LONGEST_PREFIX = 4  # words of a state's name before a body's ("United States of America ...")


@dataclass
class Body:
    """An organisation of the article while mentions are being collected."""

    mentions: list[NameMention] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Return where the body is first named."""
        return min(m.span.start for m in self.mentions)

    def name(self, titles: Titles) -> str:
        """Return the fullest form: most words, no acronym, the more capitals, the earlier."""
        party = next((titles.party_by_word[m.text] for m in self.mentions if m.text in titles.party_by_word), None)

        forms = {m.text for m in self.mentions}

        def fullness(mention: NameMention) -> tuple[int, bool, bool, int, int]:
            text = mention.text
            known = titles.organisation(text)
            weak = known is not None and text in known.weak
            words = len(text.split())
            length = len(text) if words > 1 else -int(text.isupper())
            plural = text.endswith("s") and (party is not None or text[:-1] in forms)
            return (words, not weak, plural, length, -mention.span.start)

        best = max(self.mentions, key=fullness)
        only_adjective = party is not None and best.text in titles.party_by_word and not best.text.endswith("s")
        return party.name if only_adjective and party is not None else best.text


def link_organisations(
    words: Words, mentions: list[NameMention], titles: Titles, gazetteer: Gazetteer
) -> tuple[list[Body], list[Note]]:
    """Return the organisations in order of first mention, and notes on short forms that could be several."""
    bodies: dict[str, Body] = {}
    for mention in mentions:
        key = name_key(mention.text)
        body = bodies.setdefault(key, Body(keys=[key]))
        body.mentions.append(mention)
    groups, rest = list(bodies.values())[:_MANY], list(bodies.values())[_MANY:]
    groups = _joined(groups, lambda a, b: _same_known(a, b, titles))
    groups = _joined(groups, lambda a, b: _is_bracketed(words, a, b) or _is_bracketed(words, b, a))
    groups = _joined(groups, lambda a, b: _same_core(a, b, gazetteer))
    groups = _joined(groups, lambda a, b: _is_tail_off(a, b, titles) or _is_tail_off(b, a, titles))
    notes: list[Note] = []
    groups = _short_forms(groups, gazetteer, notes)
    return sorted([*groups, *rest], key=lambda body: body.first), notes


def _joined(groups: list[Body], same: Callable[[Body, Body], bool]) -> list[Body]:
    """Return the groups with those that `same` holds equal merged, the earlier first."""
    found: list[Body] = []
    for group in groups:
        target = next((other for other in found if same(other, group)), None)
        if target is None:
            found.append(group)
        else:
            target.mentions.extend(group.mentions)
            target.keys.extend(group.keys)
    return found


def _same_known(a: Body, b: Body, titles: Titles) -> bool:
    """Return whether two bodies are one entry of the tables (an acronym and its long form, a party and its members)."""
    known = {titles.organisation(m.text) for m in a.mentions} - {None}
    if any(titles.organisation(m.text) in known for m in b.mentions):
        return True
    parties = {_party(m.text, titles) for m in a.mentions} - {""}
    return any(_party(m.text, titles) in parties for m in b.mentions)


def _party(text: str, titles: Titles) -> str:
    entry = titles.party_by_word.get(text)
    if entry is not None:
        return entry.name.casefold()
    plain = text.casefold()
    return plain if any(plain == p.name.casefold() for p in titles.bodies.parties) else ""


def _is_bracketed(words: Words, long: Body, short: Body) -> bool:
    """Return whether the short form once stands in brackets right behind the long one, or spells its initials."""
    ends = {m.span.end for m in long.mentions}
    for mention in short.mentions:
        at = words.token_at(mention.span.start)
        if at >= 2 and words.text(at - 1) in {"(", "["}:
            before = at - 2 if words.text(at - 2) not in {"'s", "’s", "'", "’"} else at - 3
            if before >= 0 and words.end(before) in ends and words.text(at + 1) in {")", "]", ",", ";"}:
                return True
    letters = {m.text.replace(".", "") for m in short.mentions}
    return any(t.isupper() and 2 < len(t) < 8 and _spells(t, m.text) for t in letters for m in long.mentions)


def _spells(letters: str, name: str) -> bool:
    """Return whether an acronym is the initials of a name, or of its end ("CPD": US Commission on Public Debts)."""
    return any(word.endswith(letters) for word in _initials(name))


def _initials(name: str) -> set[str]:
    """Return the initials of a name of three words or more, with and without its small words."""
    words = name.replace("-", " ").split()
    capital = "".join(w[0] for w in words if w[0].isupper())
    return {capital, "".join(w[0].upper() for w in words)} if len(words) > 2 else set()


def _split_state(text: str, gazetteer: Gazetteer) -> tuple[str | None, str]:
    """Return the state that opens a body's name and the rest: "US Supreme Court" -> ("USA", "supreme court")."""
    words = _ORDINAL.sub("", text.removeprefix("the ").removeprefix("The ")).split()
    for count in range(min(_LONGEST_PREFIX, len(words) - 1), 0, -1):
        state = gazetteer.state(" ".join(words[:count]))
        if state is not None and state.kind in {"name", "demonym"}:
            return state.code, name_key(" ".join(words[count:]))
    for count in range(1, len(words) - 1):
        if words[-count - 1] == "of":
            state = gazetteer.state(" ".join(words[-count:]))
            if state is not None and state.kind == "name" and len(words) > count + 1:
                return state.code, name_key(" ".join(words[: -count - 1]))
    return None, name_key(" ".join(words))


def _same_core(a: Body, b: Body, gazetteer: Gazetteer) -> bool:
    """Return whether two bodies have one plain name and not two different states before or behind it."""
    halves_a = {_split_state(m.text, gazetteer) for m in a.mentions}
    halves_b = {_split_state(m.text, gazetteer) for m in b.mentions}
    states = {state for state, _ in halves_a | halves_b if state is not None}
    return len(states) < 2 and bool({core for _, core in halves_a} & {core for _, core in halves_b})


def _is_tail_off(short: Body, long: Body, titles: Titles) -> bool:
    """Return whether the long name is the short one plus words that are usually left off."""
    for a in short.keys:
        for mention in long.mentions:
            key = name_key(mention.text)
            if key.startswith(a + " ") and len(a) > 2:
                rest = mention.text[len(mention.text) - (len(key) - len(a) - 1) :].strip()
                if rest in titles.bodies.tails or all(w in titles.bodies.tails for w in rest.split()):
                    return True
    return False


def _short_forms(groups: list[Body], gazetteer: Gazetteer, notes: list[Note]) -> list[Body]:
    """Return the groups where a short form used after exactly one longer name is joined to it."""
    found: list[Body] = []
    for group in groups:
        longer = [
            other
            for other in groups
            if other is not group and any(_shortens(k, o, gazetteer) for k in group.keys for o in other.keys)
        ]
        introduced = [o for o in longer if o.first < group.first]
        if len(introduced) == 1 and all(len(k.split()) < 4 for k in group.keys):
            introduced[0].mentions.extend(group.mentions)
        else:
            if len(introduced) > 1:
                options = ", ".join(max((m.text for m in o.mentions), key=len) for o in introduced)
                notes.append(Note(item=group.mentions[0].text, why=f"could be short for any of: {options}"))
            found.append(group)
    for group in found:
        group.mentions.sort(key=lambda m: m.span)
    return found


def _shortens(short: str, long: str, gazetteer: Gazetteer) -> bool:
    """Return whether `short` is the end of `long` or its first word, the rest being no state ("Netflix Japan")."""
    if long.endswith(" " + short) and len(short) > 2:
        return True
    if not long.startswith(short + " ") or len(short) < 4:
        return False
    rest = long[len(short) + 1 :]
    return gazetteer.state(rest.title()) is None and not gazetteer.places(short) and " " not in short
