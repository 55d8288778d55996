"""Walks over the words of a title: from its head left over what qualifies it, right over its "of ..." phrase."""

from __future__ import annotations

from talkx.actors.text import Words
from talkx.model import NameMention
from talkx.resources.titles import Titles

DASHES = frozenset({"-", "–", "—", "--"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
COMPLEMENT = frozenset({"of", "for", "to", "at", "in", "on", "with", "from"})
LONGEST = 12  # tokens looked at on either side
_SMALL = frozenset({"of", "the", "and", "for", "on", "&", "to"})
# Endings of nouns for who does something.
_AGENTS = ("er", "or", "ist", "ian", "eer", "man", "woman", "ant", "yst", "ete", "end", "ead", "ero")


class TitlePhrase:
    """Answers where titles begin and end among the words and names of one article."""

    def __init__(self, words: Words, names: tuple[NameMention, ...], titles: Titles) -> None:
        """Index the names by the tokens they cover."""
        self.words = words
        self.titles = titles
        self.clause, self.determiners = titles.words.clause, titles.words.determiners
        self.name_of: dict[int, NameMention] = {}
        for name in names:
            at = words.token_at(name.span.start)
            while at < len(words) and words.start(at) < name.span.end:
                self.name_of[at] = name
                at += 1

    def is_person(self, token: int) -> bool:
        """Return whether the token belongs to a person's name."""
        name = self.name_of.get(token)
        return name is not None and name.label == "PERSON"

    def is_free(self, token: int) -> bool:
        """Return whether the token belongs to no name other than a party's adjective."""
        name = self.name_of.get(token)
        return name is None or name.label == "NORP"

    def is_head(self, token: int) -> bool:
        """Return whether the token is the head of a title ("Minister", "drummer")."""
        word = self.words.low(token).removesuffix(".")
        retired = self.words.low(token - 1) in self.titles.words.lasting | self.titles.words.services
        joined = self.words.low(token - 1) in DASHES and self.titles.is_title(self.words.low(token - 2))
        ranked = (
            not joined  # "director-general"
            and not (retired and self.is_person(token + 1))
            and word in self.titles.words.capital_ranks
            and self.words.low(token - 1) not in self.titles.words.state_offices
        )
        if ranked and self.words.text(token).islower():
            return False
        return bool(word) and self.is_free(token) and self.titles.is_title(word)

    def is_plural_head(self, token: int) -> bool:
        """Return whether the token is the plural of a title ("Senators")."""
        word = self.words.low(token)
        plural = len(word) > 4 and word.endswith("s") and not self.titles.is_title(word)
        return plural and self.name_of.get(token) is None and self.titles.is_title(word[:-1])

    def qualifies(self, token: int) -> bool:
        """Return whether a word may stand before the head inside a title."""
        text, low = self.words.text(token), self.words.low(token)
        if not low or not low[0].isalpha() or low in self.determiners or low in self.clause or low in COMPLEMENT:
            return False
        if low in self.titles.words.modifiers or self.titles.is_title(low):
            return True
        tag = self.words.tags[token]
        if tag:
            before = self.words.low(token - 1)
            opened = before in self.determiners | {"newly", "recently"} or self.name_of.get(token - 1) is not None
            fitting = tag.startswith(("NN", "JJ", "HYPH", "AFX")) or (tag == "VBN" and opened)
            return fitting and low not in self.titles.diplomatic_verbs and low not in self.titles.naming.calendar
        return text[0].isupper()

    def start(self, head: int) -> tuple[int, list[NameMention]]:
        """Return where the title that ends in `head` begins, and the names right before or inside it."""
        named: list[NameMention] = []
        start, at = head, head - 1
        for _ in range(LONGEST):
            if self.words.sentence(at) != self.words.sentence(head):
                break
            name = self.name_of.get(at)
            word = self.words.low(at)
            if name is not None:
                if name.label == "PERSON":
                    break
                named.insert(0, name)
                at = self.words.token_at(name.span.start) - 1
                joined = self.words.low(at) in DASHES | POSSESSIVES | {"and"} and self.name_of.get(at - 1) is not None
                if joined:
                    continue
                start = at + 1 if name.label == "ORG" else start
                while self.words.low(at) in self.titles.words.lasting and self.is_free(at):
                    start, at = at, at - 1
                break
            if word in POSSESSIVES or word in DASHES:
                if word in POSSESSIVES and self.name_of.get(at - 1) is None:
                    break
            elif word not in _SMALL or not self._continues(at):
                if not self.qualifies(at):
                    break
                start = at
            at -= 1
        return start, named

    def _continues(self, at: int) -> bool:
        """Return whether a small word inside a title ("Road Transport and Bridges Minister") goes on to the left."""
        before, after = self.words.text(at - 1), self.words.text(at + 1)
        if self.words.low(at) in {"and", "&"}:
            both = before[:1].isupper() and after[:1].isupper() and self.is_free(at - 1)
            return both and not self.titles.is_title(self.words.low(at - 1))
        if self.words.low(at) == "of":
            return self.is_head(at - 1) and after[:1].isupper() and self.is_free(at + 1)
        return self.words.low(at) == "the" and self.words.low(at - 1) == "of" and self.is_head(at - 2)

    def complement(self, head: int, *, link: int | None = None) -> tuple[int, list[NameMention]]:
        """Return the end of the "of ..." phrase behind a head and the names in it (the head's own end without one).

        `link` is a token that stands for the "of", such as the verb of "who heads the council".
        """
        end = head + 1
        named: list[NameMention] = []
        if link is None and self.words.low(end) not in COMPLEMENT:
            return end, named
        abroad = self.words.low(end) in {"to", "for"} and self.words.low(head) in self.titles.words.envoys
        abroad = abroad or self.words.low(end) == "in"  # where the work is, not whose office it is
        at = end + 1
        for _ in range(LONGEST):
            word = self.words.low(at)
            if not word or self.words.sentence(at) != self.words.sentence(head):
                break
            name = self.name_of.get(at)
            if name is not None and name.label != "PERSON":
                if name not in named and not (abroad and name.label != "ORG"):
                    named.append(name)
            elif name is not None or not self._completes(at, word):
                break
            at += 1
        while at > end and not self.words.text(at - 1)[:1].isalnum():
            at -= 1
        while at > end and self.words.low(at - 1) in COMPLEMENT | self.determiners:
            at -= 1
        return at, named

    def _completes(self, at: int, word: str) -> bool:
        """Return whether a word may stand inside the phrase behind a head ("of the board of directors")."""
        if word in POSSESSIVES or word == "-":
            return True
        listed = word in {"and", "&"} and self.words.text(at - 1)[:1].isupper() and self.is_free(at - 1)
        if listed and self.words.text(at + 1)[:1].isupper() and self.is_free(at + 1):
            return not self.titles.is_title(self.words.low(at + 1))  # "Minister for Lands and Forests"
        if word in self.clause or word in COMPLEMENT - {"of", "for"} or word in {"any", "every", "each", "no"}:
            return False
        if self.words.text(at).islower() and (
            word.endswith("ly") or self.words.tags[at].startswith(("VB", "MD", "PRP"))
        ):
            return False
        return word[0].isalpha()

    def noun_before(self, at: int) -> int | None:
        """Return the token right before a name where its tag says it is a common noun ("youngster X")."""
        tag = self.words.tags[at] if 0 <= at < len(self.words) else ""
        word = self.words.text(at)
        plain = tag == "NN" and word.islower() and word.isalpha() and word.endswith(_AGENTS) and self.is_free(at)
        stopped = self.titles.words.kin | self.clause | self.titles.words.not_titles
        return at if plain and word not in stopped and not word.endswith("day") else None

    def head_of_phrase(self, at: int) -> int | None:
        """Return the head of "Mayor of Koszalin" or "Chief of General Staff" where its last word is at `at`."""
        if self.words.low(at) in COMPLEMENT | self.determiners:
            return None
        for back in range(at, max(at - 7, -1), -1):
            word = self.words.low(back)
            if word in {"of", "for", "to", "from"} and self.is_head(back - 1):
                return back - 1
            inside = self.name_of.get(back) is not None and not self.is_person(back)
            if not (inside or word in {"the", "of"} or self.words.text(back)[:1].isupper()):
                return None
        return None

    def rank_behind_office(self, start: int, head: int) -> bool:
        """Return whether the head is a rank behind an office that is a title by itself ("Army chief General")."""
        words, office = self.titles.words, self.words.low(head - 1)
        ranked = head - start > 1 and self.words.low(head).removesuffix(".") in words.ranks
        return (
            ranked
            and office in words.offices | {"commander"}
            and self.words.text(head)[:1].isupper()
            and (office != "chief" or self.words.text(head - 1).islower())
        )

    def plain(self, start: int, end: int, named: list[NameMention]) -> str:
        """Return the words of a title without states, possessives and marks before it, or a rank behind it."""
        for at in range(start, end):
            if self.words.low(at) in POSSESSIVES and self.name_of.get(at - 1) in named:
                start = at + 1
        while start < end and self.name_of.get(start) in named and self.name_of[start].state is not None:
            start += 1
        while start < end and not self.words.text(start)[:1].isalnum():
            start += 1
        ranked = end - start > 2 and self.words.low(end - 1) in self.titles.words.ranks
        if ranked and any(self.words.low(at) == "of" for at in range(start, end - 1)):
            end -= 1  # "Chief of General Staff General X": the rank is another title
        return " ".join(self.words.slice(start, end).split()) if start < end else ""
