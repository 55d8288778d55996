"""Corrects labels by the words beside a name: a title makes a person, "restaurant" or "S.A." a body, a town a team."""

from __future__ import annotations

from dataclasses import replace

from talkx.model import EntityLabel
from talkx.names.drafts import POSSESSIVES, Draft, Ground

_REGION = 300_000  # people
_LARGE = 1_000_000  # people
_BROADCASTS = frozenset({"FM", "TV", "Radio", "Television"})
_GROUPS = frozenset({"group", "movement", "union", "alliance", "coalition", "network", "organisation", "organization"})
_MATCH_VERBS = frozenset(
    {"beat", "beating", "drew", "thrashed", "defeated", "face", "hosted", "edged", "stunned", "lost"}
)
_FIRMS = frozenset({"rivals", "companies", "agencies", "charities", "parties", "universities", "peers", "competitors"})
_BEHIND_BODY = frozenset(
    {"that", "which", "of", "in", "based", "with", "whose", "for", "owned", "run", "linked", "led", "known", "founded"}
)
_SAID = frozenset({"said", "says", "told", "added", "stated", "tweeted", "wrote"})


def recast(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with the label that the words beside or inside them demand."""
    found: list[Draft] = []
    for draft in drafts:
        text = ground.text(draft.start, draft.end)
        body = ground.titles.organisation(text)
        known = ground.gazetteer.state(text) is not None or (body is not None and text not in body.weak)
        label = None if known else _label(ground, draft, text)
        found.append(draft if label is None or label == draft.label else replace(draft, label=label, origin="rule:cue"))
    return found


def _label(ground: Ground, draft: Draft, text: str) -> EntityLabel | None:
    naming, last = ground.titles.naming, ground.words[draft.end - 1]
    if draft.label in {"PERSON", "ORG"} and _is_ship(ground, draft):
        return "EVENT"
    several = draft.end - draft.start > 1
    firm = draft.label == "GPE" and last in naming.firm_tails and not ground.gazetteer.places(text)
    if several and (last in naming.legal_forms or firm):
        return "ORG"
    segment = ground.segment_of[draft.start]
    before = ground.words[draft.start - 1] if ground.word(draft.start - 1, segment) else ""
    after = ground.word(draft.end, segment)
    if draft.label in {"PERSON", "GPE"} and before in naming.body_nouns and not ground.gazetteer.places(text):
        return "ORG"
    if draft.label == "ORG" and not several and before == "of" and ground.gazetteer.places(text):
        return "GPE" if ground.titles.is_title(ground.low[draft.start - 2]) else None  # "Archbishop of Canterbury"
    branch = draft.label == "ORG" and not several and after in naming.site_nouns
    if draft.label == "ORG" and (_is_area(ground, draft, text) or (branch and ground.gazetteer.places(text))):
        return "GPE"
    if draft.label == "PERSON" and not several and _is_team(ground, draft):
        return "ORG"
    if draft.label == "PERSON" and before == "," and after == "reported" and _ends(ground, draft.end + 1):
        return "ORG"
    if draft.label == "PERSON" and (last in _BROADCASTS or _is_said_body(ground, draft)):
        return "ORG"
    if draft.label in {"FAC", "LOC"}:
        return "ORG" if several and last in naming.institutions else None
    if draft.label == "PERSON" and _is_building(ground, draft, after):
        return "FAC"
    if draft.label == "PERSON" and (_is_outlet(ground, draft) or _has_members(ground, draft, after)):
        return "ORG"
    if draft.label == "PERSON" and _is_place(ground, draft, before):
        return "GPE"
    if draft.label not in {"GPE", "PERSON", "NORP"} or ground.gazetteer.places(text):
        return None
    if after in naming.body_nouns and draft.label == "GPE":
        return "ORG"
    if draft.label == "GPE":
        return _not_a_place(ground, draft, before, after)
    return None


def _is_area(ground: Ground, draft: Draft, text: str) -> bool:
    """Return whether a body's name is an area's: "Coos County", or a region of the gazetteer such as "Vermont"."""
    if draft.end - draft.start > 1 and ground.words[draft.end - 1] in ground.titles.naming.area_tails:
        return True
    places = ground.gazetteer.places(text)
    return bool(places) and places[0].type == "region" and places[0].population > _REGION


def _is_ship(ground: Ground, draft: Draft) -> bool:
    """Return whether a ship or craft is named: a word for one before it, or a prefix such as "USS" inside."""
    ships = ground.titles.naming.ship_words
    at = draft.start - 1
    while at > 0 and ground.low[at] in {",", "the", "named", "called"}:
        at -= 1
    before = ground.words[at] if at >= 0 else ""
    for back in (1, 2):  # "the MV Lady Carmela": the prefix stands before more of the name
        word = ground.words[draft.start - 1 - back] if draft.start > back else ""
        if (
            word in ships
            and word.isupper()
            and all(ground.words[draft.start - k].istitle() for k in range(1, back + 1))
        ):
            return True
    return before in ships or (ground.words[draft.start] in ships and ground.words[draft.start].isupper())


def _is_building(ground: Ground, draft: Draft, after: str) -> bool:
    """Return whether "at the X" shows that a building has a person's name."""
    if draft.start < 2 or ground.low[draft.start - 1] != "the" or ground.low[draft.start - 2] not in {"at", "inside"}:
        return False
    return not after[:1].isalpha() or after in {"on", "in", "and", "to", "for", "after", "before"}


def _has_members(ground: Ground, draft: Draft, after: str) -> bool:
    """Return whether one word with members behind it is a body ("Wagner fighters"), where nobody has it as surname."""
    single = draft.end - draft.start == 1 and after in ground.titles.naming.member_nouns
    return single and ground.words[draft.start] not in ground.person_words


def _is_outlet(ground: Ground, draft: Draft) -> bool:
    """Return whether a spokesperson tells it: "a spokeswoman told X" names a newspaper."""
    told = draft.start > 1 and ground.low[draft.start - 1] == "told" and draft.end - draft.start == 1
    return told and ground.low[draft.start - 2].startswith("spokes")


def _ends(ground: Ground, at: int) -> bool:
    """Return whether the sentence ends behind a token (", X reported.")."""
    return at + 1 >= len(ground) or ground.words[at + 1] in {".", "\n"} or ground.segment_of[at + 1] < 0


def _is_team(ground: Ground, draft: Draft) -> bool:
    """Return whether a town's name taken for a person stands in a match: "drew 3-3 with X", "beat X 2-1"."""
    if not ground.gazetteer.places(ground.words[draft.start]):
        return False
    if ground.words[draft.start] in ground.person_words:
        return False
    segment = ground.segment_of[draft.start]
    return any(ground.word(draft.start - k, segment) in _MATCH_VERBS for k in range(1, 7))


def _is_said_body(ground: Ground, draft: Draft) -> bool:
    """Return whether the words beside say that a name is a body's: "X, an Islamist party,", "firms such as X"."""
    nouns, segment = ground.titles.naming.body_nouns | _GROUPS, ground.segment_of[draft.start]
    before = [ground.word(draft.start - k, segment) for k in (1, 2, 3)]
    listed = before[0] in {"including", "like"} or (before[0] == "as" and before[1] == "such")
    plural = before[2] if before[0] == "as" else before[1]
    at = draft.start - 1 if before[0] == "called" else draft.start - 2
    if before[:2] == ["as", "known"] or before[0] == "called":
        return ground.word(at - 1, segment) in nouns  # "the militia known as X"
    if ground.word(draft.end, segment) == "," and ground.word(draft.end + 1, segment) == "which":
        return ground.opens_sentence(draft.start)  # of persons news says "who"
    if listed and draft.end - draft.start == 1:
        return plural.endswith("s") and (plural[:-1] in nouns or plural in _FIRMS)
    if ground.word(draft.end, segment) != "," or ground.word(draft.end + 1, segment) not in {"a", "an", "the"}:
        return False
    for at in range(draft.end + 2, draft.end + 7):
        word, behind = ground.word(at, segment), ground.word(at + 1, segment)
        if word in nouns and ground.words[at].islower():
            return not behind[:1].isalpha() or behind in _BEHIND_BODY
        if not word[:1].isalpha() or word in _BEHIND_BODY or ground.titles.is_title(word):
            return False
    return False


def _is_place(ground: Ground, draft: Draft, before: str) -> bool:
    """Return whether a single word taken for a person is a place: a large region, or a town of the state behind it."""
    if draft.end - draft.start > 1 or ground.titles.is_honorific(before) or ground.titles.is_office(before):
        return False
    places = ground.gazetteer.places(ground.words[draft.start])
    if not places:
        return False
    if places[0].type in {"region", "country"} and places[0].population > _LARGE:
        return True
    segment = ground.segment_of[draft.start]
    if ground.word(draft.end, segment) != "," or draft.end + 1 >= len(ground):
        return False
    state = ground.gazetteer.state(ground.words[draft.end + 1])
    return state is not None and any(p.country == state.code for p in places)


def _not_a_place(ground: Ground, draft: Draft, before: str, after: str) -> EntityLabel | None:
    """Return what a place that no gazetteer knows is instead, or None."""
    if ground.titles.is_honorific(before) or (ground.titles.is_office(before) and before not in {"state", "State"}):
        return "PERSON"
    several = draft.end - draft.start > 1
    if before == "by" and draft.start > 1 and ground.low[draft.start - 2] in ground.titles.naming.by_body:
        return "ORG"
    if after in _SAID and several:
        return "PERSON"
    if several and before == "," and after == "," and _names_office(ground, draft.start - 1):
        return "PERSON"
    last = ground.words[draft.end - 1]
    beyond = ground.words[draft.end + 1] if draft.end + 1 < len(ground) else ""
    town = after == "," and (ground.gazetteer.state(beyond) is not None or bool(ground.gazetteer.places(beyond)))
    if several and last not in ground.titles.naming.place_tails and not town:
        front = ground.text(draft.start, draft.end - 1)
        if any(p.population >= 20_000 or p.type == "region" for p in ground.gazetteer.places(front)):
            return "ORG"  # "Utah Jazz", "New Orleans Pelicans"
    return None


def _names_office(ground: Ground, comma: int) -> bool:
    """Return whether an office with its "of ..." stands right before the comma ("The mayor of Lyon, X, said")."""
    segment = ground.segment_of[comma]
    for back in range(comma - 1, comma - 7, -1):
        word = ground.word(back, segment)
        if word == "of":
            return ground.titles.is_office(ground.word(back - 1, segment))
        if not word or not (ground.words[back][:1].isupper() or word in POSSESSIVES | {"the"}):
            return False
    return False
