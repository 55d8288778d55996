"""Mends names of bodies that the model cut short: "Thames Valley" + "Police", "Commission" + "on Debates"."""

from __future__ import annotations

from dataclasses import replace

from talkx.names.drafts import POSSESSIVES, Draft, Ground, covered, in_order

_FAR = 9  # tokens on either side that an acronym may add
_PARTNERS = frozenset({"Sons", "Co", "Co.", "Partners", "Brothers", "Associates", "Company", "Daughters", "Young"})
_LINKS = frozenset({"of", "on", "for"})


def extended(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with bodies in their whole length; what a longer body swallows goes."""
    taken = covered(drafts, len(ground))
    by_start = {d.start: d for d in drafts}
    found: list[Draft] = []
    for draft in drafts:
        grown = draft
        if draft.label in {"ORG", "GPE", "LOC", "NORP"}:
            grown = _with_head(ground, grown, taken)
        if grown.label in {"ORG", "PERSON"}:
            grown = _with_firm(ground, grown, taken)
        if grown.label == "ORG":
            grown = _office_of(ground, grown)
            grown = _with_tail(ground, grown, taken, by_start)
        if grown.label in {"ORG", "GPE"} and ground.gazetteer.state(ground.text(grown.start, grown.end)) is None:
            grown = _with_front(ground, grown, taken, by_start)
        if grown.label == "ORG":
            grown = _to_acronym(ground, _with_number(ground, _in_brackets(ground, grown, taken)))
        found.append(grown)
    found = [part for draft in found for part in _apart(ground, draft)]
    return _enumerated(ground, _lists_joined(ground, _persons_joined(ground, in_order(found))))


def _apart(ground: Ground, draft: Draft) -> list[Draft]:
    """Return two bodies where "and" joins one of the tables with another ("the X Committee and Oxfam")."""
    known = ground.titles.organisation
    if draft.label == "ORG" and known(ground.text(draft.start, draft.end)) is None:
        for at in range(draft.start + 1, draft.end - 1):
            sides = [(draft.start, at), (at + 1 + (ground.low[at + 1] == "the"), draft.end)]
            if ground.low[at] == "and" and any(known(ground.text(*side)) is not None for side in sides):
                return [replace(draft, start=start, end=end) for start, end in sides]
    return [draft]


def _persons_joined(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Join two persons with nothing but a blank between them: one name that the model cut."""
    found: list[Draft] = []
    for draft in drafts:
        last = found[-1] if found else None
        cut = last is not None and last.label == draft.label == "PERSON" and last.end == draft.start
        if last is not None and ground.gazetteer.state(ground.text(last.start, last.end)) is not None:
            cut = False  # "President of Argentina X", where the model took the state for a person
        segment = ground.segment_of[draft.start]
        if (
            cut
            and last is not None
            and ground.segments[segment].kind == "body"
            and segment == ground.segment_of[last.start]
        ):
            found[-1] = replace(last, end=draft.end, origin="rule:joined")
        else:
            found.append(draft)
    return found


def _enumerated(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Join "The Weather", "Climate and Ocean Agency": a list of fields behind an article that one head ends."""
    heads = ground.titles.naming.body_heads
    found: list[Draft] = []
    for draft in drafts:
        first, chain = draft, 0
        while draft.label == "ORG" and ground.words[draft.end - 1] in heads and chain < len(found):
            before = found[-1 - chain]
            linked = before.end == first.start - 1 and ground.words[before.end] in {",", "and", "&"}
            plain = before.label == "ORG" and ground.titles.organisation(ground.text(before.start, before.end)) is None
            if not linked or not plain or any(w in heads for w in ground.words[before.start : before.end]):
                break
            first, chain = before, chain + 1
        if chain and first.start and ground.low[first.start - 1] == "the":
            del found[-chain:]
            found.append(replace(first, end=draft.end, origin="rule:joined"))
        else:
            found.append(draft)
    return found


def _lists_joined(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Join "Institute of X" and "Y and Z" where an acronym in brackets behind spells both."""
    found: list[Draft] = []
    for draft in drafts:
        last = found[-1] if found else None
        joins = (
            last is not None
            and last.label == draft.label == "ORG"
            and draft.start == last.end + 1
            and ground.words[last.end] == ","
            and ground.words[draft.end : draft.end + 1] == ["("]
            and draft.end + 1 < len(ground)
            and ground.words[draft.end + 1].isupper()
            and ground.words[draft.end + 1][:1] == ground.words[last.start][:1]
            and ground.words[draft.end + 1][:1] != ground.words[draft.start][:1]
        )
        goes_on = (
            last is not None
            and last.label == draft.label == "ORG"
            and draft.start == last.end + 1
            and ground.low[last.end] == "and"
            and " for " in ground.text(last.start, last.end)
            and not any(w in ground.titles.naming.body_heads for w in ground.words[draft.start : draft.end])
            and ground.titles.organisation(ground.text(draft.start, draft.end)) is None
        )  # "Society for Biochemistry" and "Molecular Biology"
        if (joins or goes_on) and last is not None:
            found[-1] = replace(last, end=draft.end, origin="rule:tail")
        else:
            found.append(draft)
    return found


def _with_head(ground: Ground, draft: Draft, taken: list[bool]) -> Draft:
    """Add capitalised words behind that end in a body's head: "North Wales" + "Police"."""
    segment, at, best = ground.segment_of[draft.start], draft.end, draft.end
    while at < min(draft.end + 4, len(ground)) and not taken[at] and ground.segment_of[at] == segment:
        word = ground.words[at]
        if not word[:1].isupper() and word not in {"and", "&"}:
            break
        at += 1
        if word in ground.titles.naming.body_heads:
            best = at
    if best == draft.end or ground.is_title_case(segment):
        return draft
    after = ground.low[best] if best < len(ground) else ""
    goes_on = best < len(ground) and ground.words[best][:1].isupper() and ground.segment_of[best] == segment
    if (
        ground.titles.is_office(after) or goes_on
    ):  # "Paris Police Chief" is a title, "Paris Police Headquarters" a building
        return draft
    return replace(draft, end=best, label="ORG", origin="rule:head")


def _with_firm(ground: Ground, draft: Draft, taken: list[bool]) -> Draft:
    """Add the firm's kind and legal form behind its own word: "Alba" + "Breweries SA"."""
    naming, at = ground.titles.naming, draft.end
    segment = ground.segment_of[draft.start]
    pair = ground.words[at : at + 2]
    if len(pair) == 2 and pair[0] == "&" and pair[1] in _PARTNERS and ground.segment_of[at + 1] == segment:
        return replace(draft, end=at + 2, label="ORG", origin="rule:head")  # "Holt & Sons"
    if draft.label != "ORG":
        return draft
    while at < len(ground) and not taken[at] and ground.segment_of[at] == segment:
        if ground.words[at] not in naming.firm_tails and ground.words[at] not in naming.legal_forms:
            break
        at += 1
    if at == draft.end or ground.is_title_case(segment):
        return draft
    return replace(draft, end=at, origin="rule:head")


def _with_tail(ground: Ground, draft: Draft, taken: list[bool], by_start: dict[int, Draft]) -> Draft:
    """Add "of/on/for ..." in capitals behind a body's head."""
    head, at = ground.words[draft.end - 1], draft.end
    if head not in ground.titles.naming.body_heads_of or at + 1 >= len(ground):
        if (
            ground.words[draft.end - 1 : draft.end]
            and _list_tail(ground, draft, taken) > draft.end
            and any(w in ground.titles.naming.body_heads_of for w in ground.words[draft.start : draft.end])
        ):
            return replace(draft, end=_list_tail(ground, draft, taken), origin="rule:tail")
        return draft
    segment = ground.segment_of[draft.start]
    if ground.low[at] not in _LINKS or ground.segment_of[at] != segment:
        return draft
    at += 2 if ground.low[at + 1] == "the" else 1
    if at >= len(ground) or ground.segment_of[at] != segment:
        return draft
    inner = by_start.get(at)
    if inner is not None:
        place = head in ground.titles.naming.body_heads_of_place or inner.label in {"ORG", "EVENT"}
        state = ground.gazetteer.state(ground.text(inner.start, inner.end))
        if state is not None and state.kind == "name" and ground.low[draft.end] == "of":
            return replace(draft, end=inner.end, origin="rule:tail")  # "Supreme Court of Canada"
        whole = place and state is None and inner.label != "PERSON"
        return replace(draft, end=inner.end, origin="rule:tail") if whole else draft
    end = at
    while end < len(ground) and not taken[end] and ground.segment_of[end] == segment and _in_name(ground, end):
        end += 1
    while end > at and not ground.words[end - 1][:1].isupper():
        end -= 1
    if end == at:
        return draft
    longer = replace(draft, end=end, origin="rule:tail")
    return replace(longer, end=_list_tail(ground, longer, taken))


def _in_name(ground: Ground, at: int) -> bool:
    """Return whether a word may stand inside the rest of a body's name."""
    if ground.words[at][:1].isupper():
        return ground.low[at] not in ground.titles.naming.calendar
    return ground.low[at] in {"and", "of", "&", "for"} and at + 1 < len(ground) and ground.words[at + 1][:1].isupper()


def _list_tail(ground: Ground, draft: Draft, taken: list[bool]) -> int:
    """Return the end with ", Disease Control and Research" behind it, where such a list in capitals follows."""
    at, segment = draft.end, ground.segment_of[draft.start]
    if " of " not in ground.text(draft.start, draft.end):
        return draft.end
    joined = False
    while at + 1 < len(ground) and ground.segment_of[at + 1] == segment and not taken[at] and not taken[at + 1]:
        if ground.words[at] not in {",", "and", "&"} or not ground.words[at + 1][:1].isupper():
            break
        joined = joined or ground.words[at] != ","
        at += 2
        while (
            at < len(ground) and ground.words[at][:1].isupper() and not taken[at] and ground.segment_of[at] == segment
        ):
            at += 1
        if joined:
            return at
    return draft.end


def _office_of(ground: Ground, draft: Draft) -> Draft:
    """Add the office holder whose office it is: "National Prosecutor's" + "Office"."""
    at = draft.start - 1
    one = draft.end - draft.start == 1 and ground.words[draft.start] in {"Office", "Department", "Bureau", "Council"}
    if not one or at < 1 or ground.words[at] not in POSSESSIVES or not ground.titles.is_title(ground.words[at - 1]):
        return draft
    segment = ground.segment_of[draft.start]
    at -= 1
    while at > 0 and ground.words[at - 1][:1].isupper() and ground.segment_of[at - 1] == segment:
        if ground.opens_sentence(at - 1) and ground.low[at - 1] in ground.titles.naming.articles:
            break
        at -= 1
    whole = ground.words[at][:1].isupper() and ground.segment_of[at] == segment
    return replace(draft, start=at, origin="rule:front") if whole else draft


def _in_brackets(ground: Ground, draft: Draft, taken: list[bool]) -> Draft:
    """Add the capitalised words between an opening bracket and a body that ends at the closing one."""
    at = draft.start
    while at > 0 and not taken[at - 1] and ground.words[at - 1][:1].isupper():
        at -= 1
    closes = draft.end < len(ground) and ground.words[draft.end] == ")"
    if at < draft.start and at > 0 and closes and ground.words[at - 1] == "(":
        return replace(draft, start=at, origin="rule:brackets")
    return draft


def _with_number(ground: Ground, draft: Draft) -> Draft:
    """Add the number of a broadcaster ("Channel 12")."""
    at = draft.end
    numbered = ground.words[at - 1] in {"Channel", "Kanal", "Canal", "Radio", "TV"} and at < len(ground)
    if numbered and ground.segment_of[at] == ground.segment_of[draft.start] and ground.words[at].isdigit():
        return replace(draft, end=at + 1, origin="rule:number")
    return draft


def _to_acronym(ground: Ground, draft: Draft) -> Draft:
    """Add the words on both sides that a bracketed acronym behind them spells ("UN Force in X (UNFX)")."""
    segment, end = ground.segment_of[draft.start], draft.end
    while end < min(draft.end + _FAR, len(ground)) and ground.segment_of[end] == segment and _spelt(ground, end):
        end += 1
    closed = end + 2 < len(ground) and ground.words[end] == "(" and ground.words[end + 2] == ")"
    letters = ground.words[end + 1] if closed else ""
    if not (letters.isupper() and letters.isalpha() and 2 < len(letters) < _FAR):
        return draft
    for start in range(draft.start, max(draft.start - _FAR, 0), -1):
        if ground.segment_of[start] != segment or not _spelt(ground, start):
            break
        if letters in _initials(ground.words[start:end]):
            grown = (start, end) != (draft.start, draft.end) and ground.words[start][:1].isupper()
            return replace(draft, start=start, end=end, origin="rule:acronym") if grown else draft
    return draft


def _spelt(ground: Ground, at: int) -> bool:
    """Return whether a word may stand in a name that an acronym spells."""
    return ground.words[at][:1].isupper() or ground.low[at] in {"of", "the", "and", "for", "in", "on", "to", "&", "-"}


def _initials(words: list[str]) -> set[str]:
    """Return the initials of some words, words in capitals whole, with and without the small words."""
    parts = [w if w.isupper() else w[0].upper() for w in words if w[0].isalpha()]
    capital = [w if w.isupper() else w[0] for w in words if w[0].isupper()]
    return {"".join(parts), "".join(capital)}


def _with_front(ground: Ground, draft: Draft, taken: list[bool], by_start: dict[int, Draft]) -> Draft:
    """Add "Bank of", "Proceedings of the" before a place or body that the model found alone."""
    at = draft.start - 1
    if at > 0 and ground.low[at] == "the":
        at -= 1
    if at < 1 or ground.low[at] != "of" or ground.segment_of[at - 1] != ground.segment_of[draft.start]:
        return draft
    at -= 1
    front = by_start.get(at)
    if taken[at] and (front is None or front.end != at + 1):
        return draft
    if ground.words[at] not in ground.titles.naming.body_heads_of_place or ground.opens_sentence(at):
        return draft
    while at > 0 and not taken[at - 1] and ground.words[at - 1][:1].isupper() and not ground.opens_sentence(at - 1):
        at -= 1
    return replace(draft, start=at, label="ORG", origin="rule:front")
