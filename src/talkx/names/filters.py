"""Drops what looks like a name and is none: illnesses, laws, code names, fragments, foreign phrases, bare titles."""

from __future__ import annotations

from dataclasses import replace

from talkx.names.drafts import QUOTES, Draft, Ground

_OPENERS = frozenset("\"'“‘«„") | {"``"}
# Between what is called so and "known": commas, adverbs and the verb.
_BEFORE_KNOWN = frozenset(
    {
        ",", "-", "also", "better", "widely", "commonly", "popularly", "locally", "usually", "formerly", "previously",
        "now", "is", "was", "are", "were", "which", "that", "been", "has", "officially", "informally", "then",
    }
)  # fmt: skip
_BODIES = frozenset({"network", "gang", "cartel", "bloc", "unit", "force", "organisation", "organization", "it"})
_INQUIRIES = frozenset({"inquiry", "investigation", "protest", "protests", "campaign"})
_DESIGNATED = frozenset({"star", "planet", "exoplanet", "asteroid", "comet", "galaxy", "route", "section", "article"})
_PEOPLES = frozenset({"tribe", "tribes", "clan", "clans", "tribesmen"})
_KEPT_LABELS = frozenset({"EVENT", "FAC", "LOC"})  # judged by the venues stage


def plausible(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts that can be names, with storms and things turned into events and peoples into groups."""
    storms = _storms(ground)
    drafts_at = {token: d for d in drafts for token in (d.start, d.end - 1)}
    found: list[Draft] = []
    for draft in drafts:
        text = ground.text(draft.start, draft.end)
        if _is_index(ground, draft, text):
            found.append(replace(draft, label="EVENT", origin="rule:index"))
        elif ground.titles.organisation(text) is not None or ground.gazetteer.state(text) is not None:
            found.append(draft)
        elif text in ground.titles.naming.peoples or all(w in ground.titles.naming.peoples for w in text.split()):
            found.append(replace(draft, label="NORP", origin="rule:peoples"))
        elif draft.end - draft.start == 1 and ground.words[draft.start] in storms:
            found.append(replace(draft, label="EVENT", origin="rule:storm"))
        elif _is_thing(ground, draft):
            found.append(replace(draft, label="EVENT", origin="rule:thing"))
        elif not _is_junk(ground, draft, text):
            called = _is_called_so(ground, draft, drafts_at)
            found.append(replace(draft, label="EVENT", origin="rule:called") if called else draft)
    return found


def _storms(ground: Ground) -> set[str]:
    """Return the names that once stand behind "Hurricane" or the like."""
    pairs = zip(ground.words, ground.words[1:], strict=False)
    return {after for before, after in pairs if before in ground.titles.naming.storm_words and after[:1].isupper()}


def _is_thing(ground: Ground, draft: Draft) -> bool:
    """Return whether a name ends, or the word behind it ends, as laws, treaties, prizes and contests do."""
    if draft.label == "ORG" and ground.words[draft.start] == "Operation":
        return True
    bracketed = draft.start > 1 and ground.words[draft.start - 1] == "(" and draft.end - draft.start == 1
    if draft.label == "ORG" and bracketed and ground.words[draft.start - 2] in ground.titles.naming.thing_tails:
        return ground.words[draft.start].isupper()  # "Broad Field Telescope (BFT)"
    if draft.label in _KEPT_LABELS or draft.label == "PERSON" or draft.end - draft.start < 2:
        follows = ground.words[draft.end] if draft.end < len(ground) else ""
        return draft.label in {"ORG", "NORP"} and follows in ground.titles.naming.thing_tails and follows[:1].isupper()
    follows = ground.words[draft.end] if draft.end < len(ground) else ""
    if follows == "(" and draft.end + 3 < len(ground) and ground.words[draft.end + 2] == ")":
        follows = ground.words[draft.end + 3]  # "Forest Use (Amendment) Bill"
    last = ground.words[draft.end - 1]
    after = _behind(ground, draft.end + 1)
    if follows[:1].isupper() and draft.label == "ORG" and after in {"Telescope", "Mission", "Award", "Prize"}:
        return True  # "James Webb Space Telescope"
    return last in ground.titles.naming.thing_tails or (
        draft.label == "ORG" and follows in {"Prize", "Prizes", "Award", "Awards", "Act", "Bill"}
    )


def _is_index(ground: Ground, draft: Draft, text: str) -> bool:
    """Return whether an index of share prices is named, by the table or by the words behind ("share average")."""
    naming = ground.titles.naming
    segment = ground.segment_of[draft.start]
    behind = [ground.word(draft.end + k, segment) for k in range(2)]
    if draft.label not in {"ORG", "GPE", "PERSON", "LOC"}:
        return False
    if behind[0] in naming.index_nouns or (behind[0] in {"share", "stock"} and behind[1] in naming.index_nouns):
        return ground.gazetteer.state(text) is None and not text.endswith(("Exchange", "Market"))
    before = ground.word(draft.start - 1, segment)
    cited = {before, ground.word(draft.start - 2, segment), *behind} & ground.titles.acting.cited
    return text in naming.index_names and not cited


def _is_called_so(ground: Ground, draft: Draft, drafts_at: dict[int, Draft]) -> bool:
    """Return whether "known as X" names a thing: what is so called is neither a body nor a person."""
    if draft.label != "ORG":
        return False
    segment, at = ground.segment_of[draft.start], draft.start - 1
    while ground.words[at] in QUOTES or ground.word(at, segment) == "the":
        at -= 1
    if ground.word(at, segment) == "called" and ground.word(at - 1, segment) in {"so", "-"}:
        return True
    if ground.word(at, segment) == "as":
        at -= 1
    if ground.word(at, segment) not in {"known", "dubbed", "codenamed", "nicknamed", "called"}:
        return False
    at -= 1
    while ground.word(at, segment) in _BEFORE_KNOWN:
        at -= 1
    named = drafts_at.get(at)
    if named is not None:
        return named.label not in {"ORG", "PERSON", "NORP", "GPE"}
    word = ground.word(at, segment)
    body = word in ground.titles.naming.body_nouns or word in ground.titles.words.groups - _INQUIRIES
    return word.isalpha() and not body and word not in _BODIES


def _is_junk(ground: Ground, draft: Draft, text: str) -> bool:
    """Return whether nothing named so can act."""
    naming = ground.titles.naming
    if _is_seat_of_party(text) or _is_designation(ground, draft) or _is_tribe(ground, draft):
        return True
    if text in naming.never or _hyphened(ground, draft) in naming.never or _is_case(ground, draft):
        return True
    before = ground.words[draft.start - 1] if draft.start else ""
    behind = ground.words[draft.end] if draft.end < len(ground) else ""
    if draft.label != "EVENT" and (
        behind in naming.thing_nouns or (behind.isdigit() and _behind(ground, draft.end + 1) in naming.thing_nouns)
    ):
        return True
    single = draft.end - draft.start == 1
    if before in naming.work_nouns and (draft.label != "PERSON" or single):
        return True
    if draft.label in _KEPT_LABELS or draft.label == "GPE":
        return False
    size = draft.end - draft.start
    inside = ground.low[draft.start : draft.end]
    words = ground.titles.words
    titular = ground.titles.is_title(inside[-1]) and all(
        ground.titles.is_title(w) or w in words.modifiers for w in inside
    )
    if titular and draft.label == "ORG" and size > 1:
        return True  # "Permanent Representative"
    if inside[-1] == "government" and size > 1 and all(w in words.modifiers for w in inside):
        return True  # "Federal Government", of which state the words do not say
    if draft.label == "PERSON" and size > 2 and inside[-1] == "day":
        return True  # "Martin Luther King Jr. Day"
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 2 or (size > 1 and all(len(w) < 3 for w in text.split())):
        return True
    if size == 1 and (text in naming.legal_forms or sum(c.isdigit() for c in text) > 2):
        return True  # "Inc.", "AXB1344"
    if size == 1:
        low = ground.low[draft.start]
        # A title or its qualifier alone names nobody: "Justice", "Defence (Minister)".
        if ground.titles.is_title(low) or (
            low in ground.titles.words.modifiers and text not in ground.titles.party_by_word
        ):
            return draft.label != "ORG" or text not in ground.titles.bodies.national
        if draft.label == "PERSON" and draft.start and ground.words[draft.start - 1].isdigit():
            return True
    return _has_foreign_word(ground, draft) or _is_portfolio(ground, draft) or _is_code_name(ground, draft)


def _is_seat_of_party(text: str) -> bool:
    """Return whether the text is a party and state behind a name: "D-Ga.", "R-Texas"."""
    return len(text) > 3 and text[0] in "DRI" and text[1] in "-–" and text[2].isupper() and text.count(" ") == 0


def _is_designation(ground: Ground, draft: Draft) -> bool:
    """Return whether letters with a number behind them designate a thing: "the star TWA 7"."""
    if draft.label != "ORG" or not _behind(ground, draft.end)[:1].isdigit():
        return False
    at = draft.start - 2 if ground.low[draft.start - 1] == "," else draft.start - 1
    return at >= 0 and ground.low[at] in _DESIGNATED


def _is_tribe(ground: Ground, draft: Draft) -> bool:
    """Return whether a people is named: "the Holt and Rey clans"."""
    behind = [_behind(ground, draft.end + k).casefold() for k in (0, 2)]
    listed = _behind(ground, draft.end) == "and" and behind[1] in _PEOPLES
    return draft.label in {"ORG", "PERSON", "GPE"} and (behind[0] in _PEOPLES or listed)


def _behind(ground: Ground, at: int) -> str:
    return ground.words[at] if at < len(ground) else ""


def _hyphened(ground: Ground, draft: Draft) -> str:
    """Return the draft with what a hyphen glues to its front ("SARS-" + "CoV")."""
    at = draft.start
    while at > 1 and ground.words[at - 1] == "-" and ground.char_end(at - 1) == ground.char_start(at - 1):
        at -= 2
    return ground.text(at, draft.end)


def _is_case(ground: Ground, draft: Draft) -> bool:
    """Return whether the name is half of a court case ("Roe v. Wade")."""
    before = ground.low[draft.start - 1] if draft.start else ""
    return before in {"v.", "v"} or (_behind(ground, draft.end) in {"v.", "v"})


def _has_foreign_word(ground: Ground, draft: Draft) -> bool:
    """Return whether a lower-case word stands inside that names do not have ("siglo XXI", "Porites cylindrica")."""
    inside = ground.words[draft.start : draft.end]
    if draft.label == "PERSON" and inside[0] in ground.titles.naming.foreign_articles:
        return True
    lower = [w for i, w in enumerate(inside) if w.islower() and w.isalpha() and inside[i - 1 : i] not in (["-"], ["‑"])]
    return any(w not in ground.titles.naming.small_words for w in lower) or (
        inside[0].islower() and draft.label == "ORG" and inside[0] in ground.titles.naming.small_words
    )


def _is_portfolio(ground: Ground, draft: Draft) -> bool:
    """Return whether the name is part of a minister's title ("Road Transport and Bridges Minister")."""
    if draft.label != "ORG":
        return False
    if draft.start > 1 and ground.low[draft.start - 1] in {"of", "for"}:
        return ground.low[draft.start - 2] in {"minister", "ministers", "secretary", "undersecretary"}
    at = draft.end
    for _ in range(5):
        if at >= len(ground):
            return False
        word = ground.low[at]
        if word in {"minister", "secretary"}:
            return ground.words[draft.end - 1] not in ground.titles.naming.body_heads
        if at == draft.end and ground.titles.is_office(word) and draft.end - draft.start > 1:
            return ground.words[draft.end - 1] in ground.titles.naming.portfolio_tails
        if word not in {"and", "&", ","} and not ground.words[at][:1].isupper():
            return False
        at += 1
    return False


def _is_code_name(ground: Ground, draft: Draft) -> bool:
    """Return whether the name stands at the start of a quotation that a calling word opens ("known as “X (Y)”")."""
    at = draft.start - 1
    for _ in range(4):
        if at < 0 or ground.segment_of[at] != ground.segment_of[draft.start]:
            return False
        if ground.words[at] in _OPENERS | QUOTES:
            return at > 0 and ground.low[at - 1] in ground.titles.naming.calling_words
        if not ground.words[at][:1].isupper() and ground.words[at] != "(":
            return False
        at -= 1
    return False
