"""Rules over the whole article: one name keeps one label, surnames and acronyms are found again.

The three rules that gained most over the bare model: a surname alone is the PERSON named in full elsewhere, a name of
several words keeps the label that most of its mentions have, a bracketed acronym belongs to the name before it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from talkx.model import EntityLabel
from talkx.names.drafts import POSSESSIVES, Draft, Ground, covered, in_order
from talkx.resources.gazetteer import name_key

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_TOWN = 100_000  # people: a smaller town does not speak against a firm of its name
_BRACKETS = frozenset({"(", "["})


def one_label(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts where all mentions of one name of several words have the label of the majority."""
    drafts = _firms_in_short(ground, drafts)
    surnames = _surnames(ground, drafts)
    votes: dict[str, Counter[EntityLabel]] = {}
    for draft in drafts:
        if draft.end - draft.start > 1 or ground.low[draft.start] not in surnames:
            weight = 1 if ground.in_headline(draft.start) else 3  # a headline's capitals tell the model less
            votes.setdefault(name_key(ground.text(draft.start, draft.end)), Counter())[draft.label] += weight
    _support(ground, drafts, votes)
    found: list[Draft] = []
    for draft in drafts:
        count = votes.get(name_key(ground.text(draft.start, draft.end)))
        best = draft.label if count is None else max(count, key=lambda label: count[label])  # a tie: the first
        found.append(draft if best == draft.label else replace(draft, label=best, origin="rule:majority"))
    return found


def _firms_in_short(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts where a firm's name without its legal form is the firm ("Aurora Gas" after "Aurora Gas SA")."""
    forms = ground.titles.naming.legal_forms
    cut = {
        name_key(ground.text(d.start, d.end - 1))
        for d in drafts
        if d.label == "ORG" and d.end - d.start > 1 and ground.words[d.end - 1] in forms
    }
    return [
        replace(d, label="ORG", origin="rule:firm")
        if d.label == "PERSON" and name_key(ground.text(d.start, d.end)) in cut
        else d
        for d in drafts
    ]


def _support(ground: Ground, drafts: list[Draft], votes: dict[str, Counter[EntityLabel]]) -> None:
    """Let a longer name of a body speak for its first or last word alone ("Ford Motor Company" for "Ford").

    It outweighs all votes, unless the word once follows a person's title.
    """
    titled = {
        ground.low[d.start]
        for d in drafts
        if d.start
        and (ground.titles.is_office(ground.low[d.start - 1]) or ground.titles.is_honorific(ground.low[d.start - 1]))
    }
    for draft in drafts:
        building = draft.label == "FAC" and ground.words[draft.end - 1] in ground.titles.naming.place_tails
        if building and draft.end - draft.start == 2 and ground.low[draft.start] in votes:
            votes[ground.low[draft.start]]["FAC"] += 9  # "Blenheim" for "Blenheim Palace"
        if draft.label != "ORG" or draft.end - draft.start < 2:
            continue
        rest = ground.words[draft.start + 1 : draft.end]
        naming = ground.titles.naming
        firm = all(w in ground.titles.bodies.tails | naming.legal_forms | naming.firm_tails for w in rest)
        for token, sure in ((draft.start, firm or _is_own_word(ground, draft.start)), (draft.end - 1, True)):
            word = ground.low[token]
            place = ground.gazetteer.state(ground.words[token]) is not None or ground.gazetteer.places(
                ground.words[token]
            )
            person = word in votes and set(votes[word]) == {"PERSON"}  # as the model sees a team's town
            if word in votes and sure and (firm or not place or person):
                votes[word]["ORG"] += 9 if word in titled else 1000


def _is_own_word(ground: Ground, token: int) -> bool:
    """Return whether the first word of a body's name is its own ("Simba Breweries"), no place, kind or adjective."""
    word, naming, words = ground.words[token], ground.titles.naming, ground.titles.words
    if len(word) < 4 or not word[:1].isupper() or ground.titles.is_title(word) or ground.low[token] in words.modifiers:
        return False
    if word in naming.plain_words or word in ground.titles.party_by_word:
        return False
    kind = word in naming.body_heads or word in naming.peoples
    return not kind and word not in ground.titles.bodies.national_words


def _surnames(ground: Ground, drafts: list[Draft]) -> dict[str, str]:
    """Return the last words of persons named in full, by lower case, as written."""
    found: dict[str, str] = {}
    for draft in drafts:
        if draft.label == "PERSON" and draft.end - draft.start > 1:
            last = draft.end - 1
            while last > draft.start and ground.low[last] in _SUFFIXES:
                last -= 1
            if last > draft.start and len(ground.words[last]) > 1 and ground.words[last][:1].isupper():
                found.setdefault(ground.low[last], ground.words[last])
    return found


def surnames_are_persons(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts where one word that is the surname of a person named in full is that person."""
    surnames = _surnames(ground, drafts)
    organisations = {ground.low[d.start] for d in drafts if d.label == "ORG" and d.end - d.start > 1}
    found: list[Draft] = []
    for draft in drafts:
        word = ground.low[draft.start]
        single = draft.end - draft.start == 1 and draft.label != "PERSON" and word in surnames
        if single and word not in organisations and not _is_known(ground, draft):
            found.append(replace(draft, label="PERSON", origin="rule:surname"))
        else:
            found.append(draft)
    return found


def _is_known(ground: Ground, draft: Draft) -> bool:
    text = ground.text(draft.start, draft.end)
    state = ground.gazetteer.state(text)
    return ground.titles.organisation(text) is not None or (state is not None and not state.weak)


def found_again(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts together with further mentions of the same full names and surnames that no draft covers."""
    names: dict[tuple[str, ...], EntityLabel] = {}
    for draft in drafts:
        words = tuple(ground.words[draft.start : draft.end])
        if draft.label in {"PERSON", "ORG", "FAC", "GPE", "LOC", "EVENT"} and (len(words) > 1 or len(words[0]) > 3):
            names.setdefault(words, draft.label)
    tails = _last_words(ground, drafts)
    for words in tails:
        names.setdefault(words, "ORG")
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for words in names:
        by_first.setdefault(words[0], []).append(words)
    surnames = set(_surnames(ground, drafts).values())
    taken = covered(drafts, len(ground))
    found = list(drafts)
    for at in range(len(ground)):
        if taken[at] or ground.segment_of[at] < 0:
            continue
        for words in sorted(by_first.get(ground.words[at], ()), key=len, reverse=True):
            end = at + len(words)
            if tuple(ground.words[at:end]) != words or any(taken[at:end]) or ground.has_break(at, end):
                continue
            if len(words) > 1 or _is_lone_word(ground, at) or (words in tails and _is_proper(ground, at)):
                found.append(Draft(at, end, names[words], "rule:again"))
                taken[at:end] = [True] * len(words)
                break
        else:
            if ground.words[at] in surnames and _is_bare_surname(ground, at, taken):
                found.append(Draft(at, at + 1, "PERSON", "rule:surname"))
                taken[at] = True
    return in_order(found)


def _last_words(ground: Ground, drafts: list[Draft]) -> set[tuple[str, ...]]:
    """Return the last words of bodies of several words that say no kind of body ("Rovers" of "Tranford Rovers")."""
    naming, bodies = ground.titles.naming, ground.titles.bodies
    kinds = naming.body_heads | naming.legal_forms | naming.place_tails | naming.institutions | naming.plain_words
    found: set[tuple[str, ...]] = set()
    for draft in drafts:
        word = ground.words[draft.end - 1]
        own = draft.label == "ORG" and draft.end - draft.start == 2 and len(word) > 4 and word[:1].isupper()
        if own and word not in kinds and word not in bodies.tails and not ground.titles.is_title(word):
            found.add((word,))
    return found


def _is_proper(ground: Ground, at: int) -> bool:
    """Return whether the tagger holds a word for a name and it stands between words of lower case."""
    segment = ground.segment_of[at]
    after = ground.words[at + 1] if at + 1 < len(ground) and ground.segment_of[at + 1] == segment else ""
    before = ground.words[at - 1] if at and ground.segment_of[at - 1] == segment else ""
    alone = not after[:1].isupper() and (ground.opens_sentence(at) or not before[:1].isupper())
    return alone and ground.doc[at].tag_.startswith("NNP")


def _is_lone_word(ground: Ground, at: int) -> bool:
    """Return whether a capitalised word stands in running text with no capital beside it, so that it can be a name."""
    segment = ground.segment_of[at]
    beside = [ground.words[i] for i in (at - 1, at + 1) if 0 <= i < len(ground) and ground.segment_of[i] == segment]
    return not (ground.opens_sentence(at) or ground.is_title_case(segment) or any(w[:1].isupper() for w in beside))


def _is_bare_surname(ground: Ground, at: int, taken: list[bool]) -> bool:
    """Return whether an uncovered capital word that equals a surname stands alone as that surname."""
    if ground.low[at] in ground.titles.naming.doubtful_surnames and (
        ground.opens_sentence(at) or not _marked(ground, at)
    ):
        return False
    following = at + 1
    if (
        following < len(ground)
        and ground.words[following][:1].isupper()
        and ground.segment_of[following] == ground.segment_of[at]
    ):
        return False
    before = at - 1
    capital = before >= 0 and ground.words[before][:1].isupper() and ground.segment_of[before] == ground.segment_of[at]
    return not capital or ground.opens_sentence(before) or taken[before]


def _marked(ground: Ground, at: int) -> bool:
    """Return whether a possessive follows or a speech verb stands next to the word."""
    after = ground.words[at + 1] if at + 1 < len(ground) else ""
    return after in POSSESSIVES or after in {"said", "says", "told", "added"}


def acronyms(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with acronyms defined in brackets, and all later uses of them."""
    labels: dict[str, EntityLabel] = {}
    for draft in drafts:
        at = draft.end
        if at < len(ground) and ground.words[at] in POSSESSIVES:
            at += 1
        if (
            at + 2 >= len(ground)
            or ground.words[at] not in _BRACKETS
            or draft.label not in {"ORG", "FAC", "EVENT", "NORP"}
        ):
            continue
        letters = ground.words[at + 1]
        if ground.words[at + 2] in {")", "]", ",", ";"} and _is_acronym_of(
            letters, ground.text(draft.start, draft.end)
        ):
            labels[letters] = "ORG" if draft.label == "NORP" else draft.label
    if not labels:
        return drafts
    kept = [
        replace(d, label=labels[ground.words[d.start]], origin="rule:acronym")
        if d.end - d.start == 1 and ground.words[d.start] in labels and d.label != labels[ground.words[d.start]]
        else d
        for d in drafts
    ]
    taken = covered(kept, len(ground))
    for at, word in enumerate(ground.words):
        if word in labels and not taken[at] and ground.segment_of[at] >= 0:
            kept.append(Draft(at, at + 1, labels[word], "rule:acronym"))
    return in_order(kept)


def _is_acronym_of(letters: str, name: str) -> bool:
    """Return whether the letters come in order from the name, the first from its first word."""
    plain = [c.casefold() for c in letters if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if not 2 <= len(plain) <= 10 or capitals < 2 or " " in letters:
        return False
    rest = iter(name.casefold())
    return all(c in rest for c in plain)


def corroborated(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without those of Title Case lines that nothing in the body confirms.

    In a line where nearly every word has a capital, a capital proves nothing: "Peace Memorandum" is no body.
    """
    cased = {i for i in range(len(ground.segments)) if ground.is_title_case(i)}
    if not cased:
        return drafts
    body = {
        ground.low[i]
        for d in drafts
        if ground.segment_of[d.start] not in cased
        for i in range(d.start, d.end)
        if ground.words[i][:1].isupper()
    }
    kept: list[Draft] = []
    for draft in drafts:
        if ground.segment_of[draft.start] not in cased or draft.origin != "model":
            kept.append(draft)
            continue
        words = [ground.low[i] for i in range(draft.start, draft.end) if ground.words[i][:1].isupper()]
        text = ground.text(draft.start, draft.end)
        if (
            any(w in body for w in words)
            or ground.gazetteer.state(text)
            or ground.titles.organisation(text)
            or ground.gazetteer.places(text)
        ):
            kept.append(draft)
    return kept
