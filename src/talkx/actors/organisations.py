"""Links mentions of organisations: acronyms, known forms, nationality before the name, shortened forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from talkx.actors.body_forms import BodyForm, body_form
from talkx.actors.text import Words
from talkx.model import NameMention, Note
from talkx.resources.gazetteer import Gazetteer
from talkx.resources.titles import Titles

# Between a name and "known as".
_BETWEEN = frozenset(
    {
        "known", "called", "abbreviated", "dubbed", "nicknamed", "also", "better", "widely", "commonly", "then",
        "which", "is", "was", "are", "were", "formerly", "previously", "now", "locally", "once", "officially", "or",
    }
)  # fmt: skip
_LOOK_BACK = 9  # tokens between a name and "known by its ... as"
_MANY = 250  # bodies whose names are compared with each other; an article has some dozens
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


@dataclass(eq=False)
class Body:
    """An organisation of the article while mentions are being collected."""

    mentions: list[NameMention] = field(default_factory=list)
    forms: dict[str, BodyForm] = field(default_factory=dict)

    @property
    def first(self) -> int:
        """Return where the body is first named."""
        return min(m.span.start for m in self.mentions)

    def take(self, other: Body) -> None:
        """Take over the mentions and forms of another body that turned out to be this one."""
        self.mentions.extend(other.mentions)
        self.forms.update(other.forms)

    def name(self, titles: Titles) -> str:
        """Return the fullest form: most words, no acronym, the more capitals, the earlier."""
        party = next((titles.party_by_word[m.text] for m in self.mentions if m.text in titles.party_by_word), None)
        texts = {m.text for m in self.mentions}

        def fullness(mention: NameMention) -> tuple[int, bool, bool, bool, int, int]:
            text = mention.text
            known = titles.organisation(text)
            weak = known is not None and text in known.weak
            words = len(text.split())
            length = len(text) if words > 1 else -int(text.isupper())
            plural = text.endswith("s") and (party is not None or text[:-1] in texts)
            return (words, not weak, plural, words < 2 or not text.isupper(), length, -mention.span.start)

        best = max(self.mentions, key=fullness)
        only_adjective = party is not None and best.text in titles.party_by_word and not best.text.endswith("s")
        return party.name if only_adjective and party is not None else best.text


def link_organisations(
    words: Words, mentions: list[NameMention], titles: Titles, gazetteer: Gazetteer
) -> tuple[list[Body], list[Note]]:
    """Return the organisations in order of first mention, and notes on short forms that could be several."""
    bodies: dict[str, Body] = {}
    for mention in mentions:
        form = body_form(mention.text, titles, gazetteer)
        body = bodies.setdefault(form.key, Body(forms={form.key: form}))
        body.mentions.append(mention)
    every = list(bodies.values())
    groups, rest = every[:_MANY], every[_MANY:]
    groups = _joined(groups, _same_known)
    groups = _joined(groups, lambda a, b: _is_bracketed(words, a, b) or _is_bracketed(words, b, a))
    groups = _joined(groups, _same_core)
    groups = _joined(groups, lambda a, b: _is_tail_off(a, b, titles) or _is_tail_off(b, a, titles))
    notes: list[Note] = []
    opening = next((s.span.end for s in words.segments if s.kind == "body"), 0)
    groups = _short_forms(groups, gazetteer, notes, opening)
    for body in groups:
        body.mentions.sort(key=lambda m: m.span)
    return sorted([*groups, *rest], key=lambda body: body.first), notes


def _joined(groups: list[Body], same: Callable[[Body, Body], bool]) -> list[Body]:
    """Return the groups with those that `same` holds equal merged, the earlier first."""
    found: list[Body] = []
    for group in groups:
        target = next((other for other in found if same(other, group)), None)
        if target is None:
            found.append(group)
        else:
            target.take(group)
    return found


def _same_known(a: Body, b: Body) -> bool:
    """Return whether two bodies are one entry of the tables (an acronym and its long form, a party and its members)."""
    known = [form.known for form in a.forms.values() if form.known is not None]
    parties = {form.party for form in a.forms.values()} - {""}
    return any(form.known in known or form.party in parties for form in b.forms.values())


def _is_bracketed(words: Words, long: Body, short: Body) -> bool:
    """Return whether the short form once stands in brackets right behind the long one, or spells its initials."""
    if any(form.spells(other.acronym) for other in short.forms.values() for form in long.forms.values()):
        return True
    ends = {m.span.end for m in long.mentions}
    for mention in short.mentions:
        at = words.token_at(mention.span.start)
        if _is_other_name(words, at, ends):
            return True
        if at >= 2 and words.text(at - 1) in {"(", "["}:
            before = at - 2 if words.text(at - 2) not in _POSSESSIVES else at - 3
            if before >= 0 and words.end(before) in ends and words.text(at + 1) in {")", "]", ",", ";"}:
                return True
    return False


def _is_other_name(words: Words, at: int, ends: set[int]) -> bool:
    """Return whether "known as", "known by its acronym" or "or" joins the name at `at` to one that ends at `ends`."""
    known = words.low(at - 1) == "or" and words.low(at - 2) in {",", "("}
    for back in range(at - 1, max(at - _LOOK_BACK, 0), -1):
        known = known or words.low(back) in {"known", "called", "abbreviated", "dubbed", "nicknamed"}
        if known and words.end(back) in ends:
            return True
        word = words.text(back)
        plain = word in _BETWEEN if known else word.isalpha()
        if not (plain or word in {",", "(", "“", '"', "-"}):
            return False
    return False


def _same_core(a: Body, b: Body) -> bool:
    """Return whether two bodies have one plain name and not two different states before or behind it."""
    cores = {form.core for form in a.forms.values()}
    if not any(form.core in cores for form in b.forms.values()):
        return False
    states = {form.state for body in (a, b) for form in body.forms.values()} - {None}
    return len(states) < 2


def _is_tail_off(short: Body, long: Body, titles: Titles) -> bool:
    """Return whether the long name is the short one plus words that are usually left off."""
    for key in short.forms:
        for other, form in long.forms.items():
            if other.startswith(key + " ") and len(key) > 2:
                rest = form.text[len(form.text) - (len(other) - len(key) - 1) :].strip()
                left_off = titles.bodies.tails | titles.naming.firm_tails
                if rest in left_off or all(w in left_off for w in rest.split()):
                    return True
    return False


def _short_forms(groups: list[Body], gazetteer: Gazetteer, notes: list[Note], opening: int) -> list[Body]:
    """Return the groups where a short form used after exactly one longer name is joined to it.

    A headline and the first paragraph, which end at `opening`, may use it before the name stands in full.
    """
    found: list[Body] = []
    for group in groups:
        longer = [o for o in groups if o is not group and _is_short_for(group, o, gazetteer)]
        introduced = [o for o in longer if o.first < group.first]
        if not introduced and group.first < opening and len(longer) == 1 and all(" " not in k for k in group.forms):
            introduced = longer
        if len(introduced) == 1 and all(len(key.split()) < 4 for key in group.forms):
            introduced[0].take(group)
            continue
        if len(introduced) > 1:
            options = ", ".join(max((m.text for m in o.mentions), key=len) for o in introduced)
            notes.append(Note(item=group.mentions[0].text, why=f"could be short for any of: {options}"))
        found.append(group)
    return found


def _is_short_for(short: Body, long: Body, gazetteer: Gazetteer) -> bool:
    """Return whether a form of `short` shortens one of `long`, and so does each of its forms of several words."""
    found = {key: any(_shortens(key, form, gazetteer) for form in long.forms) for key in short.forms}
    return any(found.values()) and all(found[key] for key in short.forms if " " in key)


def _shortens(short: str, long: str, gazetteer: Gazetteer) -> bool:
    """Return whether `short` is the end of `long` or its first word, the rest being no state ("Netflix Japan")."""
    if long.endswith(" " + short) and len(short) > 2:
        return True
    if not long.startswith(short + " ") or len(short) < 4 or " " in short:
        return False
    branch = gazetteer.state(long[len(short) + 1 :].title())
    return branch is None or branch.kind in {"capital", "seat"}
