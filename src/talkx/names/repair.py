"""Makes clean names of the model's entities: no article, title, quote or possessive at the edges, one name each."""

from __future__ import annotations

from talkx.model import EntityLabel
from talkx.names.drafts import HYPHENS, POSSESSIVES, QUOTES, Draft, Ground

_LABELS: dict[str, EntityLabel] = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP", "EVENT": "EVENT",
}  # fmt: skip
_LONGEST = 40  # tokens; no name is longer


def _edges(ground: Ground, start: int, end: int) -> tuple[int, int]:
    """Return the run without marks, articles and possessive endings at its edges."""
    while start < end:
        word = ground.words[start]
        lower_article = ground.low[start] in ground.titles.naming.articles and (
            word.islower() or ground.opens_sentence(start)
        )
        if lower_article or not any(c.isalnum() for c in word):
            start += 1
        else:
            break
    while start < end:
        word = ground.words[end - 1]
        if (
            (word in POSSESSIVES and ground.titles.organisation(ground.text(start, end)) is None)
            or word in {"of", "the", "and", "for", "in", "on", "at"}
            or word in QUOTES
            or not any(c.isalnum() for c in word)
        ):
            end -= 1
        else:
            break
    return start, end


def _without_title(ground: Ground, start: int, end: int) -> int:
    """Return where a person's name starts after nationalities, offices and forms of address before it."""
    while end - start > 1:
        word = ground.low[start].removesuffix(".")
        state = ground.gazetteer.state(ground.words[start])
        if ground.titles.is_honorific(word) or (state is not None and not state.weak) or ground.words[start] in HYPHENS:
            start += 1
        elif ground.titles.is_title(word) or (ground.low[start] in ground.titles.words.modifiers and end - start > 2):
            if word in ground.titles.words.given_name_titles and end - start < 3:
                break
            start += 1
        else:
            break
    return start


def _town_before_person(ground: Ground, start: int, end: int) -> int:
    """Return where a person's name starts when the town of the office was taken in ("mayor of Lyon Anna Rey")."""
    if ground.words[start - 1 : start] != ["of"] or start < 2 or not ground.titles.is_office(ground.low[start - 2]):
        return start
    for stop in range(end - 2, start, -1):
        text = ground.text(start, stop)
        if ground.gazetteer.places(text) or ground.gazetteer.state(text) is not None:
            return stop
    return start


def _before_place(ground: Ground, start: int, end: int) -> int:
    """Return where a person's name ends when a state or region was taken in ("Ann Rey of Vermont")."""
    for at in range(start + 2, end - 1):
        if ground.low[at] == "of":
            rest = ground.text(at + 1, end)
            region = any(p.type == "region" for p in ground.gazetteer.places(rest))
            return at if region or ground.gazetteer.state(rest) is not None else end
    return end


def _pieces(ground: Ground, start: int, end: int) -> list[tuple[int, int]]:
    """Return the run cut behind a state's possessive, at a hyphen between two names, behind a party's adjective."""
    state = ground.gazetteer.state
    whole = state(ground.text(start, end))
    if whole is not None and whole.kind == "name" and not whole.weak and ground.words[end - 1] not in POSSESSIVES:
        return [(start, end)]  # "Guinea-Bissau"
    owned = ground.words[end : end + 1] and ground.words[end] in POSSESSIVES and end - 2 > start
    if owned and ground.words[end - 2] == "of" and state(ground.words[end - 1]) is not None:
        return [(end - 1, end)]  # "Parliamentary Group of Germany" before "'s Social Democratic Party"
    if end - start > 1 and ground.words[start] in ground.titles.party_by_word:
        rest = ground.text(start + 1, end)
        if state(rest) is not None or any(p.type == "region" for p in ground.gazetteer.places(rest)):
            return [(start, start + 1), (start + 1, end)]  # "Republican Iowa (caucuses)"
    for i in range(start + 1, end - 1):
        inner = ground.words[i] in POSSESSIVES and ground.words[i - 2 : i - 1] == ["of"]
        if inner and state(ground.words[i - 1]) is not None:  # "Group of Germany's Party": the owner and the party
            return [(i - 1, i), *_pieces(ground, i + 1, end)]
        if state(ground.text(start, i)) is None:
            continue
        if ground.words[i] in POSSESSIVES:
            return [(start, i), *_pieces(ground, i + 1, end)]
        if ground.words[i] in HYPHENS and state(ground.text(i + 1, end)) is not None:
            return [(start, i), (i + 1, end)]
    pair = start + 3 == end and ground.words[start + 1] in {"-", "–"}
    if pair and all(ground.entity_words[ground.words[i]] for i in (start, start + 2)):
        return [(start, start + 1), (start + 2, end)]  # "Biden-Trump debate": both halves are named elsewhere
    return [(start, end)]


def _government(ground: Ground, start: int, end: int) -> tuple[int, int, EntityLabel]:
    """Return a body's run without an office behind it, or only the state where it is that state's government."""
    offices = ground.titles.words.state_offices | {"leader"}
    ranks = ground.titles.words.ranks
    while end - start > 1 and ground.words[end - 2][:1].isupper():
        if ground.low[end - 1] not in offices and not (
            ground.words[end - 1].isupper() and ground.low[end - 1] in ranks
        ):
            break
        end -= 1  # "Parliament Speaker"
    if ground.titles.is_office(ground.low[start]) and ground.low[start + 1 : start + 2] == ["of"] and end - start > 2:
        start += 2 + (ground.low[start + 2] == "the")  # "Speaker of the House"
    if end - start > 1 and ground.words[end - 1] == "Flight":
        end -= 1  # "Lion Air Flight 610": the airline
    for at in range(start + 1, end - 1):
        if ground.words[at].isdigit() and len(ground.words[at]) > 2:
            end = at  # "Boeing 737 Max": the maker
            break
    vague = end - start == 2 and ground.low[end - 1] in ground.titles.words.modifiers
    if vague and ground.gazetteer.state(ground.words[start]) is not None:
        end -= 1  # "U.S. Federal (government)"
    if ground.low[end - 1] == "government" and end - start > 1:
        state = ground.gazetteer.state(ground.text(start, end - 1))
        if state is not None:
            return start, end - 1, "NORP" if state.kind == "demonym" else "GPE"
    if ground.low[start] == "government" and end - start > 2 and ground.low[start + 1] == "of":
        begin = start + 2 + (ground.low[start + 2] == "the")
        if ground.gazetteer.state(ground.text(begin, end)) is not None:
            return begin, end, "GPE"
    only = ground.gazetteer.state(ground.text(start, end))
    return start, end, "ORG" if only is None or only.weak else "GPE"


def _is_credit(ground: Ground, start: int) -> bool:
    """Return whether a photographer's credit stands here ("Image: X")."""
    segment = ground.segment_of[start]
    for back in range(1, 9):
        word = ground.word(start - back, segment)
        if word == ":":
            return ground.word(start - back - 1, segment) in ground.titles.naming.credit_words
        if word in {"", ".", ";"}:
            return False
    return False


def _usable(ground: Ground, start: int, end: int, label: EntityLabel) -> bool:
    """Return whether the run can be a name at all: it has a capital or no case, and is no day, number or address."""
    text = ground.text(start, end)
    if text.islower() or not any(c.isalpha() for c in text) or text[0] in "@#" or "\n" in text:
        return False
    if end - start == 1 and ground.low[start] in ground.titles.naming.calendar:
        return False
    return not (label == "PERSON" and (any(c.isdigit() for c in text) or end - start > 9 or _is_credit(ground, start)))


def repaired(ground: Ground) -> list[Draft]:
    """Return the model's entities as clean drafts in text order, without overlap."""
    drafts: list[Draft] = []
    for entity in ground.doc.ents:
        label = _LABELS.get(entity.label_)
        if label is None or entity.end - entity.start > _LONGEST:
            continue
        for first, last in _lines(ground, entity.start, entity.end):
            for start, end in _pieces(ground, first, last):
                drafts.extend(d for d in _clean(ground, start, end, label) if _usable(ground, d.start, d.end, d.label))
    return drafts


def _clean(ground: Ground, start: int, end: int, label: EntityLabel) -> list[Draft]:
    """Return one piece of an entity with clean edges, and the place that stood beside a person inside it."""
    begin, stop = _edges(ground, start, end)
    if begin >= stop:
        return []
    if label == "ORG":
        both = _second_body(ground, begin, stop)
        if both is not None:
            return [*_clean(ground, begin, both, label), *_clean(ground, both + 2, stop, label)]
        begin, stop, label = _government(ground, begin, stop)
        begin -= _has_article(ground, begin, stop)
    if label != "PERSON":
        return [Draft(begin, stop, label, "model")]
    found: list[Draft] = []
    town = _town_before_person(ground, begin, stop)
    if town > begin:
        found.append(Draft(begin, town, "GPE", "rule:town"))
    ship = begin > 0 and ground.words[begin - 1] in ground.titles.naming.ship_words
    begin = begin if ship else _without_title(ground, town, stop)
    if stop - begin == 1 and ground.low[begin].removesuffix(".") in ground.titles.words.ranks and not ship:
        return found  # a rank whose bearer the model cut off
    cut = _before_place(ground, begin, stop)
    found.append(Draft(begin, cut, "PERSON", "model"))
    if cut < stop:
        found.append(Draft(cut + 1, stop, "GPE", "rule:town"))
    return found


def _second_body(ground: Ground, start: int, end: int) -> int | None:
    """Return the "and" between two bodies taken for one ("Chamber of Mines and the Water Board"), or None."""
    heads = ground.titles.naming.body_heads
    for at in range(start + 1, end - 2):
        if ground.low[at] == "and" and ground.words[at + 1] == "the" and ground.words[end - 1] in heads:
            return at if any(word in heads for word in ground.words[start:at]) else None
    return None


def _has_article(ground: Ground, start: int, end: int) -> bool:
    """Return whether a capital "The" before a name belongs to it by the tables ("The Sun")."""
    if not start or ground.words[start - 1] != "The" or ground.segment_of[start - 1] != ground.segment_of[start]:
        return False
    text = ground.text(start, end)
    whole = ground.titles.by_form.get(f"The {text}")
    return whole is not None and text not in ground.titles.by_form and not ground.opens_sentence(start - 1)


def _lines(ground: Ground, start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a run that lie in one prose segment each (a name does not cross lines)."""
    runs: list[tuple[int, int]] = []
    at = start
    while at < end:
        segment = ground.segment_of[at]
        stop = at
        while stop < end and ground.segment_of[stop] == segment:
            stop += 1
        if segment >= 0:
            runs.append((at, stop))
        at = stop
    return runs
