"""Roles: titles before a name, appositions around it, and groups that a person heads.

A title is found from its head ("Minister", "drummer") outwards: left over the words that may qualify it, right over an
"of ..." phrase. Its `of` is the state or body named inside or right before it.
"""

from __future__ import annotations

from dataclasses import dataclass

from talkx.actors.text import Words
from talkx.model import NameMention, Span
from talkx.resources.titles import Titles

_DASHES = frozenset({"-", "–", "—", "--"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_DETERMINERS = frozenset(
    {"the", "a", "an", "his", "her", "their", "its", "our", "my", "whose", "this", "that", "another", "one"}
)
_COMPLEMENT = frozenset({"of", "for", "to", "at", "in", "on", "with"})
_CLAUSE = frozenset(
    "who which that said says told was is were are has had have will would added noted wrote announced described stated "
    "and but while when as after before since because if by from during under until into where whose tweeted".split()
)
_SMALL = frozenset({"of", "the", "and", "for", "on", "&", "to"})
_LONGEST = 12  # tokens looked at on either side


@dataclass(frozen=True, slots=True)
class Found:
    """A title of one person: its words, its span (with the name), and the names of states or bodies it stands with."""

    title: str
    span: Span
    named: tuple[NameMention, ...]


class RoleFinder:
    """Finds the titles that the text gives a person beside one mention of the name."""

    def __init__(self, words: Words, names: tuple[NameMention, ...], titles: Titles) -> None:
        """Index the names by the tokens they cover."""
        self.words = words
        self.titles = titles
        self.name_of: dict[int, NameMention] = {}
        for name in names:
            at = words.token_at(name.span.start)
            while at < len(words) and words.start(at) < name.span.end:
                self.name_of[at] = name
                at += 1

    def roles(self, mention: NameMention) -> list[Found]:
        """Return the titles beside this mention, those before the name first."""
        first = self.words.token_at(mention.span.start)
        last = first
        while last < len(self.words) and self.name_of.get(last) is mention:
            last += 1
        found = [
            self._preposed(mention, first),
            self._named_after(mention, first),
            self._headed(mention, first),
            *self._postposed(mention, last),
        ]
        return [role for role in found if role is not None]

    # --------------------------------------------------------------------------------------------- walking over words

    def _is_head(self, token: int) -> bool:
        word = self.words.low(token)
        return bool(word) and self._is_free(token) and self.titles.is_title(word.removesuffix("."))

    def _is_free(self, token: int) -> bool:
        """Return whether the token belongs to no name other than a party adjective."""
        name = self.name_of.get(token)
        return name is None or name.label == "NORP"

    def _qualifies(self, token: int) -> bool:
        """Return whether a word may stand before the head inside a title."""
        text, low = self.words.text(token), self.words.low(token)
        if not low or not low[0].isalpha() or low in _DETERMINERS or low in _CLAUSE or low in _COMPLEMENT:
            return False
        if low in self.titles.words.modifiers or self.titles.is_title(low):
            return True
        tag = self.words.tags[token]
        if tag:
            return tag.startswith(("NN", "JJ", "HYPH", "VBN", "AFX")) and low not in self.titles.diplomatic_verbs
        return text[0].isupper()

    def _title_start(self, head: int) -> tuple[int, list[NameMention]]:
        """Return where the title that ends in `head` begins, and the names right before or inside it."""
        named: list[NameMention] = []
        start = head
        at = head - 1
        for _ in range(_LONGEST):
            if self.words.sentence(at) != self.words.sentence(head):
                break
            name = self.name_of.get(at)
            word = self.words.low(at)
            if name is not None:
                if name.label == "PERSON":
                    break
                named.insert(0, name)
                at = self.words.token_at(name.span.start) - 1
                if self.words.low(at) not in _DASHES | {"and"} or self.name_of.get(at - 1) is None:
                    if not self._qualifies(at):
                        break
                    start = at + 1 if name.label == "ORG" else start
                continue
            if word in _POSSESSIVES or word in _DASHES:
                if self.name_of.get(at - 1) is None and word in _POSSESSIVES:
                    break
                at -= 1
                continue
            if word in _SMALL and self._continues(at):
                at -= 1
                continue
            if not self._qualifies(at):
                break
            start = at
            at -= 1
        return start, named

    def _continues(self, at: int) -> bool:
        """Return whether a small word inside a title ("Road Transport and Bridges Minister") goes on to the left."""
        before, after = self.words.text(at - 1), self.words.text(at + 1)
        if self.words.low(at) in {"and", "&"}:
            both = before[:1].isupper() and after[:1].isupper() and self._is_free(at - 1)
            return both and not self.titles.is_title(self.words.low(at - 1))
        if self.words.low(at) == "of":
            return self._is_head(at - 1) and after[:1].isupper() and self._is_free(at + 1)
        return self.words.low(at) == "the" and self.words.low(at - 1) == "of" and self._is_head(at - 2)

    def _complement(self, head: int) -> tuple[int, list[NameMention]]:
        """Return the end of the "of ..." phrase behind a head and the names in it (the head's own end without one)."""
        end = head + 1
        named: list[NameMention] = []
        if self.words.low(end) not in _COMPLEMENT:
            return end, named
        at = end
        for _ in range(_LONGEST):
            word = self.words.low(at)
            if not word or self.words.sentence(at) != self.words.sentence(head):
                break
            name = self.name_of.get(at)
            if name is not None and name.label != "PERSON":
                if name not in named:
                    named.append(name)
            elif (
                name is not None or word in _CLAUSE or not (word[0].isalnum() or word in _POSSESSIVES | {"(", ")", "-"})
            ):
                break
            at += 1
        while at > end and not self.words.text(at - 1)[:1].isalnum() and self.words.text(at - 1) != ")":
            at -= 1
        return at, named

    # ------------------------------------------------------------------------------------------------- the four ways

    def _preposed(self, mention: NameMention, first: int) -> Found | None:
        """ "Foreign Minister X", "Mayor of Y X": the title right before the name."""
        at = first - 1
        while self.titles.is_honorific(self.words.low(at)) and self._is_free(at):
            at -= 1
        if self.words.low(at) in {",", "“", '"', ":"} | _DASHES:
            return self._apposition_before(mention, at)
        head = at if self._is_head(at) else self._head_of_phrase(at)
        if head is None:
            head = self._noun_before(at)
        if head is None:
            return None
        start, named = self._title_start(head)
        _, inside = self._complement(head) if head != at else (head, [])
        end = at + 1
        title = self._plain(start, end, named)
        lead = min(
            [self.words.start(start), *(n.span.start for n in named if n.span.end <= self.words.start(head) + 1)]
        )
        return Found(title, Span(lead, mention.span.end), (*named, *inside)) if title else None

    def _noun_before(self, at: int) -> int | None:
        """Return the token right before a name where its tag says it is a common noun ("drummer", "youngster")."""
        tag = self.words.tags[at] if 0 <= at < len(self.words) else ""
        word = self.words.text(at)
        plain = tag == "NN" and word.islower() and word.isalpha() and len(word) > 3 and self._is_free(at)
        return (
            at
            if plain and word not in self.titles.words.kin and word not in _CLAUSE and not word.endswith("day")
            else None
        )

    def _head_of_phrase(self, at: int) -> int | None:
        """Return the head of "Mayor of Koszalin" or "Chief of General Staff" where its last word is at `at`."""
        for back in range(at, max(at - 7, -1), -1):
            word = self.words.low(back)
            if word in {"of", "for", "to"} and self._is_head(back - 1):
                return back - 1
            inside = self.name_of.get(back) is not None and self.name_of[back].label != "PERSON"
            if not (inside or word in {"the", "of"} or self.words.text(back)[:1].isupper()):
                return None
        return None

    def _apposition_before(self, mention: NameMention, comma: int) -> Found | None:
        """ "the mayor of New Orleans, X": a whole title phrase and a comma before the name."""
        at = comma - 1
        for _ in range(_LONGEST):
            word = self.words.low(at)
            if not word or self.words.sentence(at) != self.words.sentence(comma):
                return None
            if self._is_head(at):
                end, named_after = self._complement(at)
                if end == comma:
                    start, named = self._title_start(at)
                    if not self._introduced(start):
                        return None
                    title = self._plain(start, end, named)
                    lead = min([self.words.start(start), *(n.span.start for n in named)])
                    return Found(title, Span(lead, mention.span.end), (*named, *named_after))
                if at == comma - 1:
                    return None
            if word in {",", ";", ":"} or word in _DASHES or word in _CLAUSE - {"and"}:
                return None
            at -= 1
        return None

    def _introduced(self, start: int) -> bool:
        """Return whether a title phrase begins as one: after a determiner, a possessive, a mark or a line start."""
        before = self.words.low(start - 1)
        opens = self.words.sentence(start - 1) != self.words.sentence(start)
        return opens or before in _DETERMINERS or before in _POSSESSIVES or self.name_of.get(start - 1) is not None or before in {
            ",", "and", "with", "by", "then", "said", "told", "of",
        }  # fmt: skip

    def _named_after(self, mention: NameMention, first: int) -> Found | None:
        """ "a university student named X": the noun before "named" or "called"."""
        if self.words.low(first - 1) not in {"named", "called"} or not self._is_head(first - 2):
            return None
        start, named = self._title_start(first - 2)
        title = self._plain(start, first - 1, named)
        return Found(title, Span(self.words.start(start), mention.span.end), tuple(named))

    def _headed(self, mention: NameMention, first: int) -> Found | None:
        """ "the delegation, headed by X": head of the group named before."""
        at = first - 1
        while at >= 0 and at > first - _LONGEST and self.words.low(at) != "by":
            inside = (
                self.name_of.get(at) is not None
                or self._qualifies(at)
                or self.words.low(at) in _DETERMINERS | _POSSESSIVES
            )
            if not inside:
                return None
            at -= 1
        if self.words.low(at) != "by" or self.words.low(at - 1) not in self.titles.words.heading:
            return None
        for back in range(at - 2, max(at - 2 - _LONGEST, -1), -1):
            group = self.words.low(back)
            if self.words.sentence(back) != self.words.sentence(first) or group in {";", ":"}:
                return None
            if group in self.titles.words.groups and self._is_free(back):
                owners = [self.name_of[k] for k in (back - 1, back - 2) if k in self.name_of]
                owner = [n for n in owners if n.state is not None or n.label == "ORG"][:1]
                noun = "delegation" if group in {"representatives", "negotiators", "delegations"} else group
                lead = owner[0].span.start if owner else self.words.start(back)
                return Found(f"head of {noun}", Span(lead, mention.span.end), tuple(owner))
        return None

    def _postposed(self, mention: NameMention, last: int) -> list[Found]:
        """ "X, Chairman of Y," and "X — former Z, mayor of W": titles behind the name, divided by commas."""
        found: list[Found] = []
        at = last
        if self.words.low(at) in {"("}:
            at += 1
        elif self.words.low(at) == "," or self.words.low(at) in _DASHES:
            at += 1
        elif self.words.low(at) in {"is", "was", "became", "remains"}:
            at += 1
        else:
            return found
        if self.words.low(at) in {"who", "which"} and self.words.low(at + 1) in {"is", "was"}:
            at += 2
        while len(found) < 3:
            role, end = self._title_from(mention, at)
            if role is None:
                break
            found.append(role)
            joint = self.words.low(end)
            if joint == "," and self.words.low(end + 1) == "and":
                at = end + 2
            elif joint in {",", "and"}:
                at = end + 1
            else:
                break
        return found

    def _title_from(self, mention: NameMention, at: int) -> tuple[Found | None, int]:
        """Return the title phrase that begins at this token, and where it ends."""
        if self.words.sentence(at) != self.words.sentence(self.words.token_at(mention.span.start)):
            return None, at
        if self.words.low(at) in _DETERMINERS:
            at += 1
        named: list[NameMention] = []
        head = at
        for head in range(at, at + 9):
            name = self.name_of.get(head)
            if name is not None and name.label != "NORP":
                if name.label == "PERSON":
                    return None, at
                if name not in named:
                    named.append(name)
                continue
            if name is not None and name not in named:
                named.append(name)
            if self.words.low(head) in _POSSESSIVES | _DASHES:
                continue
            if self._is_head(head) and not self._goes_on(head):
                break
            if not self._qualifies(head) and self.words.low(head) not in {"and", "&"}:
                return None, at
        else:
            return None, at
        end, after = self._complement(head)
        if not after and end > head + 1 and self.words.low(head + 1) not in {"of", "for", "to"}:
            end = head + 1
        start = self._plain_start(at, head, named)
        title = self._plain(start, end, named)
        span = Span(self.words.start(at), self.words.end(end - 1))
        return Found(title, span, (*named, *after)), end

    def _goes_on(self, head: int) -> bool:
        """Return whether another head follows that this word only qualifies ("head coach")."""
        return self._is_head(head + 1)

    def _plain_start(self, at: int, head: int, named: list[NameMention]) -> int:
        """Return where a title begins without the state or body that owns it."""
        start = at
        for token in range(at, head):
            name = self.name_of.get(token)
            if name in named and (name.state is not None or self.words.low(token + 1) in _POSSESSIVES):
                start = token + 1
            if self.words.low(token) in _POSSESSIVES:
                start = token + 1
        return start

    def _plain(self, start: int, end: int, named: list[NameMention]) -> str:
        """Return the words of a title without states and honorifics before it."""
        while start < end and self.name_of.get(start) in named and self.name_of[start].state is not None:
            start += 1
        while start < end and not self.words.text(start)[:1].isalnum():
            start += 1
        return self.words.slice(start, end) if start < end else ""
