"""Mentions to things: one actor for each person, state and organisation of the article, with roles and country."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from anyascii import anyascii

from talkx.actors.belonging import Belonging
from talkx.actors.organisations import link_organisations
from talkx.actors.parts import Part, is_mediator, organisation_part
from talkx.actors.persons import Person, link_persons
from talkx.actors.roles import Found, RoleFinder
from talkx.actors.states import group_states, state_name
from talkx.actors.text import Words
from talkx.model import Actor, ActorsFound, CleanArticle, Mention, MentionForm, NameMention, Role, Span
from talkx.resources.gazetteer import Gazetteer
from talkx.resources.titles import Titles

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_actors"]

ActorType = Literal["person", "state", "organization", "group"]


@dataclass
class _Entry:
    """An actor before ids are given out."""

    type: ActorType
    name: str
    key: str
    mentions: list[NameMention]
    country: str | None = None
    part: Part = "party"
    roles: list[Found] = field(default_factory=list)


def find_actors(
    doc: Doc, clean: CleanArticle, names: tuple[NameMention, ...], titles: Titles, gazetteer: Gazetteer
) -> ActorsFound:
    """Return the actors in order of first mention, with notes on names that could be several of them."""
    words = Words(doc, clean)
    finder = RoleFinder(words, names, titles)
    belonging = Belonging(words, names, titles, gazetteer)
    persons, notes = link_persons(words, [n for n in names if n.label == "PERSON" and n.reading == "actor"], titles)
    bodies, body_notes = link_organisations(words, [n for n in names if _is_body(n)], titles, gazetteer)
    entries = [_person(person, finder, belonging) for person in persons]
    _share_in_lists(entries, belonging)
    for code, mentions in group_states(list(names)).items():
        part: Part = "mediator" if is_mediator(words, mentions, titles) else "party"
        entries.append(_Entry("state", state_name(code, mentions, gazetteer), code, mentions, code, part))
    for body in bodies:
        bare = all(_is_bare(m.text, titles) for m in body.mentions)
        if not bare and any(m.reading == "actor" for m in body.mentions):
            country = belonging.of_organisation(body.mentions)
            if country is None and not belonging.is_international(body.mentions):
                country = _of_officers(body.mentions, entries)
            name = body.name(titles)
            part = organisation_part(words, body.mentions, titles)
            entries.append(_Entry("organization", name, name, body.mentions, country, part))
    _of_employers(entries, belonging, titles)
    entries.sort(key=lambda e: e.mentions[0].span)
    return ActorsFound(_actors(entries, titles), tuple(sorted([*notes, *body_notes], key=lambda n: (n.item, n.why))))


def _is_bare(text: str, titles: Titles) -> bool:
    """Return whether a word alone says a kind of body and names none ("Commission", "Army")."""
    return text in titles.bodies.bare or (text in titles.naming.body_heads and text not in titles.bodies.national)


def _is_body(name: NameMention) -> bool:
    """Return whether a name is linked as an organisation: bodies, and parties by their members' or adjective's name."""
    return name.state is None and (name.label == "ORG" or (name.label == "NORP" and name.reading == "actor"))


def _person(person: Person, finder: RoleFinder, belonging: Belonging) -> _Entry:
    roles = [role for mention in person.mentions for role in finder.roles(mention)]
    name = person.name()
    return _Entry("person", name, name, person.mentions, belonging.of_person(person.mentions, roles), "party", roles)


def _share_in_lists(entries: list[_Entry], belonging: Belonging) -> None:
    """Give office holders without country that of the person whose list they stand in."""
    of_mention = {m.span.start: e for e in entries for m in e.mentions}
    for entry in entries:
        if entry.country is None and entry.roles:
            speaker = next((n for role in entry.roles for n in role.named if n.label == "PERSON"), None)
            if speaker is not None:  # "our delegation, headed by X," said Y
                entry.country = of_mention[speaker.span.start].country
                continue
            leader = belonging.company(entry.mentions[0])
            if leader is not None and of_mention[leader.span.start].roles:
                entry.country = of_mention[leader.span.start].country


def _of_employers(entries: list[_Entry], belonging: Belonging, titles: Titles) -> None:
    """Give persons without country that of the body they hold an office of."""
    country_of = {m.span: e.country for e in entries if e.type == "organization" for m in e.mentions}
    for entry in entries:
        double = any(belonging.is_double(role) for role in entry.roles)
        if entry.type == "person" and entry.country is None and not double:
            held = [role for role in entry.roles if any(titles.is_title(word) for word in role.title.split()[:4])]
            countries = (country_of.get(name.span) for role in held for name in role.named)
            entry.country = next((country for country in countries if country is not None), None)


def _of_officers(mentions: list[NameMention], entries: list[_Entry]) -> str | None:
    """Return the one country of the persons who hold an office of this body, or None."""
    spans = {m.span for m in mentions}
    countries = {
        entry.country
        for entry in entries
        if entry.type == "person" and any(name.span in spans for role in entry.roles for name in role.named)
    } - {None}
    return next(iter(countries)) if len(countries) == 1 else None


def _actors(entries: list[_Entry], titles: Titles) -> tuple[Actor, ...]:
    """Return the entries as actors with unique ids and roles that point at them."""
    ids: list[str] = []
    used: set[str] = set()
    for entry in entries:
        prefix = {"person": "person", "state": "state", "organization": "org", "group": "group"}[entry.type]
        base = f"{prefix}.{entry.key if entry.type == 'state' else slug(entry.key)}"
        name, number = base, 2
        while name in used:
            name, number = f"{base}-{number}", number + 1
        used.add(name)
        ids.append(name)
    owner = {m.span: ids[i] for i, e in enumerate(entries) if e.type != "person" for m in e.mentions}
    states = {e.country: ids[i] for i, e in enumerate(entries) if e.type == "state"}
    return tuple(
        Actor(
            id=ids[i],
            name=entry.name,
            type=entry.type,
            country=entry.country,
            roles=_roles(entry, owner, states, titles),
            part=entry.part,
            mentions=tuple(Mention(m.text, m.span, _form(m, entry)) for m in entry.mentions),
        )
        for i, entry in enumerate(entries)
    )


def _roles(entry: _Entry, owner: dict[Span, str], states: dict[str | None, str], titles: Titles) -> tuple[Role, ...]:
    """Return each title once, with the actor it is held for where that is one of the article's."""
    roles: dict[str, Role] = {}
    for role in entry.roles:
        bodies = [owner[n.span] for n in role.named if n.label != "PERSON" and owner.get(n.span, "").startswith("org.")]
        of = next(iter(bodies), None)
        if of is None:
            codes: list[str | None] = [n.state for n in role.named if n.state is not None]
            low = role.title.casefold().split()
            owned = low[-1] in titles.words.state_offices or any(word in titles.words.services for word in low[:-1])
            if not codes and owned and " of " not in role.title:
                codes = [entry.country]  # a bare "Defence Minister" is the minister of the person's own state
            of = next((states[code] for code in codes if code in states), None)
        key = role.title.casefold()
        if key not in roles or (roles[key].of is None and of is not None):
            roles[key] = Role(role.title, role.span, of)
    return tuple(sorted(roles.values(), key=lambda r: r.span))


def _form(mention: NameMention, entry: _Entry) -> MentionForm:
    """Return what kind of form a mention is."""
    if mention.form is not None:
        return mention.form
    if mention.label == "NORP":
        return "adjective"
    plain = mention.text.replace(".", "")
    if (
        entry.type == "organization"
        and plain.isupper()
        and " " not in plain
        and len(plain) < 9
        and mention.text != entry.name
    ):
        return "acronym"
    return "full" if len(mention.text.split()) >= len(entry.name.split()) else "short"


def slug(name: str) -> str:
    """Return a name in plain lower-case letters and hyphens, for ids.

    >>> slug("İdil Şahın")
    'idil-sahin'
    """
    plain = "".join(c if c.isalnum() else "-" for c in anyascii(name).casefold())
    return "-".join(part for part in plain.split("-") if part) or "x"
