"""Roles: titles before a name, appositions around it, groups that a person heads, and what the text says one became."""

from __future__ import annotations

from dataclasses import dataclass

from talkx.actors.text import Words
from talkx.actors.title_phrase import DASHES, LONGEST, POSSESSIVES, TitlePhrase
from talkx.model import NameMention, Span
from talkx.resources.titles import Titles

_STATIVE = frozenset(
    {"as", "became", "become", "becomes", "elected", "appointed", "is", "was", "remains", "re-elected"}
)
_SAID = frozenset({"said", "says", "told", "added", "stated", "noted"})
_OPENS_TITLE = frozenset({",", "and", "with", "by", "then", "said", "told", "of"})


@dataclass(frozen=True, slots=True)
class Found:
    """A title of one person: its words, its span (with the name), and the names of states or bodies it stands with."""

    title: str
    span: Span
    named: tuple[NameMention, ...]


class RoleFinder:
    """Finds the titles that the text gives a person beside one mention of the name."""

    def __init__(self, words: Words, names: tuple[NameMention, ...], titles: Titles) -> None:
        """Take the words and names of one article."""
        self.words = words
        self.titles = titles
        self.phrase = TitlePhrase(words, names, titles)
        self.clause, self.determiners = titles.words.clause, titles.words.determiners
        self.name_of = self.phrase.name_of

    def roles(self, mention: NameMention) -> list[Found]:
        """Return the titles beside this mention, those before the name first."""
        first = self.words.token_at(mention.span.start)
        last = first
        while last < len(self.words) and self.name_of.get(last) is mention:
            last += 1
        found = [
            *self._preposed(mention, first),
            self._named_after(mention, first),
            self._headed(mention, first),
            self._kin(mention, first),
            *self._postposed(mention, last),
            self._stated(mention, last),
        ]
        return [self._with_subject(role, first) for role in found if role is not None]

    def _with_subject(self, role: Found, first: int) -> Found:
        """Return a bare spokesperson's role with the one body named before: "The Council agreed, spokesman X said"."""
        head = role.title.split()[-1].casefold()
        if not role.named and head == "governor":
            return self._of_bank(role, first)
        if role.named or not head.startswith("spokes"):
            return role
        at, bodies = first - 1, []
        while self.words.sentence(at) == self.words.sentence(first):
            name = self.name_of.get(at)
            if name is not None and name.label == "ORG" and name not in bodies:
                bodies.append(name)
            at -= 1
        return Found(role.title, role.span, tuple(bodies)) if len(bodies) == 1 else role

    def _of_bank(self, role: Found, first: int) -> Found:
        """Return a bare governor's role with the bank named last: "The Bank of X kept rates. Governor Y told ..."."""
        sentence, at = self.words.sentence(first), self.words.token_at(role.span.start) - 1
        while at >= 0 and self.words.sentence(at) >= sentence - 1:
            name = self.name_of.get(at)
            if name is not None and name.label == "ORG" and {"Bank", "Reserve"} & set(name.text.split()):
                return Found(role.title, role.span, (name,))
            at -= 1
        return role

    # ------------------------------------------------------------------------------------------------ before the name

    def _preposed(self, mention: NameMention, first: int) -> list[Found]:
        """Return the titles right before the name: "Foreign Minister X", "Mayor of Y X", "wrestler and star X"."""
        at = first - 1
        while self.titles.is_honorific(self.words.low(at)) and self.phrase.is_free(at):
            at -= 1
        if self.words.low(at) in {",", "“", '"', ":"} | DASHES:
            before = self._apposition_before(mention, at)
            return [] if before is None else [before]
        end = at + 1
        if self.words.low(at) == "elect" and self.words.low(at - 1) in DASHES:
            at -= 2
        head = at if self.phrase.is_head(at) else self.phrase.head_of_phrase(at)
        if head is None:
            head = self.phrase.noun_before(at)
        if head is None:
            return self._plural_title(mention, first)
        found: list[Found] = []
        while head is not None and len(found) < 3:
            start, named = self.phrase.start(head)
            inside = self.phrase.complement(head)[1] if end > head + 1 else []
            rank = self.phrase.rank_behind_office(start, head)
            if rank:
                found.insert(0, Found(self.words.text(head), Span(self.words.start(head), mention.span.end), ()))
                head, end = head - 1, head
            title = self.phrase.plain(start, end, named)
            if title:
                lead = self._lead(start, [n for n in named if n.span.end <= self.words.start(head) + 1])
                found.insert(0, Found(title, Span(lead, mention.span.end), (*named, *inside)))
            left = min([start, *(self.words.token_at(n.span.start) for n in named)]) - 1
            joined = self.words.low(left) in {"and", "&"} and self.phrase.is_head(left - 1)
            if self.words.low(left) == "," and self.words.low(head) in self.titles.words.ranks:
                whole = self._apposition_before(mention, left)  # "the army's commander, General X"
                found[:0] = [] if whole is None else [whole]
            head, end = (left - 1, left) if joined else (None, end)
        return found

    def _lead(self, start: int, named: list[NameMention]) -> int:
        """Return the offset where a title phrase begins together with the names before it."""
        return min([self.words.start(start), *(n.span.start for n in named)])

    def _plural_title(self, mention: NameMention, first: int) -> list[Found]:
        """Return the title of a list: "senators X and Y", "two presidents, X, in 1972, and Y"."""
        sentence = self.words.sentence(first)
        for at in range(first - 1, first - LONGEST, -1):
            word = self.words.low(at)
            if self.words.sentence(at) != sentence or word in self.clause - {"and"}:
                return []
            if self.phrase.is_plural_head(at):
                start, named = self.phrase.start(at)
                while start < at and self.words.low(start) not in self.titles.words.modifiers:
                    start += 1
                title = self.phrase.plain(start, at + 1, named).removesuffix("s")
                return [Found(title, Span(self.words.start(start), mention.span.end), tuple(named))] if title else []
            plain = word in {",", "and", "in", "of", "the"} or word.isdigit()
            if not plain and not self.phrase.is_person(at):
                return []
        return []

    def _apposition_before(self, mention: NameMention, comma: int) -> Found | None:
        """Return a whole title phrase with a comma before the name: "the mayor of New Orleans, X"."""
        at = comma - 1
        for _ in range(LONGEST):
            word = self.words.low(at)
            if not word or self.words.sentence(at) != self.words.sentence(comma):
                return None
            if self.phrase.is_head(at):
                end, behind = self.phrase.complement(at)
                if end == comma:
                    start, named = self.phrase.start(at)
                    if not self._introduced(start):
                        return None
                    title = self.phrase.plain(start, end, named)
                    owners = (*named, *behind) or self._its(start)
                    return Found(title, Span(self._lead(start, named), mention.span.end), owners)
                if at == comma - 1:
                    return None
            if word in {",", ";", ":"} or word in DASHES or word in self.clause - {"and"}:
                return None
            at -= 1
        return None

    def _its(self, start: int) -> tuple[NameMention, ...]:
        """Return whose "its" stands before a title: the state or body that the sentence names first."""
        if self.words.low(start - 1) != "its":
            return ()
        at, first = start - 1, None
        while self.words.sentence(at) == self.words.sentence(start):
            first = self.name_of.get(at, first)
            at -= 1
        return (first,) if first is not None and (first.state is not None or first.label == "ORG") else ()

    def _introduced(self, start: int) -> bool:
        """Return whether a title phrase begins as one: after a determiner, a possessive, a mark or a line start."""
        before = self.words.low(start - 1)
        opens = self.words.sentence(start - 1) != self.words.sentence(start)
        return (
            opens or before in self.determiners | POSSESSIVES | _OPENS_TITLE or self.name_of.get(start - 1) is not None
        )

    def _named_after(self, mention: NameMention, first: int) -> Found | None:
        """Return the noun before "named" or "called": "a university student named X"."""
        if self.words.low(first - 1) not in {"named", "called"} or not self.phrase.is_head(first - 2):
            return None
        start, named = self.phrase.start(first - 2)
        title = self.phrase.plain(start, first - 1, named)
        return Found(title, Span(self.words.start(start), mention.span.end), tuple(named))

    def _kin(self, mention: NameMention, first: int) -> Found | None:
        """Return kinship where nothing else is said: "his wife, X"."""
        at = first - 2 if self.words.low(first - 1) == "," else first - 1
        word = self.words.low(at)
        single = word in self.titles.words.kin and not word.endswith("s") and word != "children"
        if single and self.phrase.is_free(at) and self.words.low(at - 1) in self.determiners | POSSESSIVES:
            return Found(word, Span(self.words.start(at), mention.span.end), ())
        return None

    # -------------------------------------------------------------------------------------------------------- leading

    def _headed(self, mention: NameMention, first: int) -> Found | None:
        """Return "head of delegation" for "the delegation, headed by X"."""
        at = first - 1
        while at >= 0 and at > first - LONGEST and self.words.low(at) != "by":
            inside = self.name_of.get(at) is not None or self.phrase.qualifies(at)
            if not inside and self.words.low(at) not in self.determiners | POSSESSIVES:
                return None
            at -= 1
        if self.words.low(at) != "by" or self.words.low(at - 1) not in self.titles.words.heading:
            return None
        before = at - 3 if self.words.low(at - 2) == "," else at - 2
        body = self.name_of.get(before)
        if body is not None and body.label == "ORG":
            return Found(f"head of {body.text}", Span(body.span.start, mention.span.end), (body,))
        for back in range(at - 2, max(at - 2 - LONGEST, -1), -1):
            group = self.words.low(back)
            if self.words.sentence(back) != self.words.sentence(first) or group in {";", ":"}:
                return None
            if group in self.titles.words.groups and self.phrase.is_free(back):
                return self._head_of(mention, first, back)
        return None

    def _head_of(self, mention: NameMention, first: int, back: int) -> Found:
        """Return the role of who heads the group at token `back`, with the state or body whose group it is."""
        group = self.words.low(back)
        noun = "delegation" if group in {"representatives", "negotiators", "delegations"} else group
        beside = [self.name_of[k] for k in (back - 1, back - 2) if k in self.name_of]
        owner = tuple(n for n in beside if n.state is not None or n.label == "ORG")[:1]
        if self.words.low(back - 1) == "our":
            owner = self._speaker(first)
        lead = owner[0].span.start if owner and owner[0].label != "PERSON" else self.words.start(back)
        return Found(f"head of {noun}", Span(lead, mention.span.end), owner)

    def _speaker(self, first: int) -> tuple[NameMention, ...]:
        """Return who is named beside a speech verb later in the sentence: the one whose "our" it is."""
        sentence, at = self.words.sentence(first), first
        while self.words.sentence(at) == sentence:
            if self.phrase.is_person(at) and {self.words.low(at - 1), self.words.low(at + 1)} & _SAID:
                return (self.name_of[at],)
            at += 1
        return ()

    # ------------------------------------------------------------------------------------------------- after the name

    def _postposed(self, mention: NameMention, last: int) -> list[Found]:
        """Return titles behind the name, divided by commas: "X, Chairman of Y,", "X — former Z, mayor of W"."""
        found: list[Found] = []
        if self.words.low(last) not in {"(", ","} | DASHES:
            return found
        at = last + 1
        if self.words.low(at) in {"and", "or", "but"}:
            return found
        if self.words.low(at) in {"who", "which"} and self.words.low(at + 1) in {"is", "was"}:
            at += 2
        if self.words.low(at) == "who" and self.words.low(at + 1) in {"heads", "leads", "chairs", "commands"}:
            return self._who_heads(at + 1)
        if self.words.low(at) in self.titles.words.earlier:
            at += 1
        while len(found) < 3:
            role, end = self._title_from(mention, at)
            if role is None:
                break
            found.append(role)
            joint = self.words.low(end)
            if joint not in {",", "and"}:
                break
            at = end + 2 if joint == "," and self.words.low(end + 1) == "and" else end + 1
        return found

    def _who_heads(self, verb: int) -> list[Found]:
        """Return "head of the eastern government" for "X, who heads the eastern government"."""
        end, named = self.phrase.complement(verb - 1, link=verb)
        if end <= verb + 1:
            return []
        title = "head of " + " ".join(self.words.slice(verb + 1, end).split())
        return [Found(title, Span(self.words.start(verb), self.words.end(end - 1)), tuple(named))]

    def _stated(self, mention: NameMention, last: int) -> Found | None:
        """Return what the sentence says one became or serves as, or a next sentence "He is a professor"."""
        sentence = self.words.sentence(last - 1)
        for at in range(last, last + LONGEST):
            word = self.words.low(at)
            if self.words.sentence(at) != sentence or self.phrase.is_person(at) or word in self.titles.words.unreal:
                break
            first = self.words.token_at(mention.span.start)
            since = first - 4 if at - last < 2 else max(last, at - 5)  # "named his mentor, X, as premier"
            if word == "as" and not any(self.words.low(k) in self.titles.words.serving for k in range(since, at)):
                continue
            office = word == "of" and self.words.low(at - 1) in {"office", "role", "post", "position"}
            if word in _STATIVE or office:
                role, _ = self._title_from(mention, at + 1)
                if role is not None:
                    return role
        return self._pronoun(mention, sentence)

    def _pronoun(self, mention: NameMention, sentence: int) -> Found | None:
        """Return the title of a next sentence "He is a ..." where this is the only person of its sentence."""
        at = self.words.token_at(mention.span.start)
        while self.words.sentence(at - 1) == sentence:
            at -= 1
        while self.words.sentence(at) == sentence:
            if self.phrase.is_person(at) and self.name_of[at] is not mention:
                return None
            at += 1
        if self.words.low(at) in {"he", "she"} and self.words.low(at + 1) in {"is", "was"}:
            return self._title_from(mention, at + 2, anywhere=True)[0]
        return None

    def _title_from(self, mention: NameMention, at: int, *, anywhere: bool = False) -> tuple[Found | None, int]:
        """Return the title phrase that begins at this token and its end; in the mention's sentence unless told."""
        home = self.words.sentence(self.words.token_at(mention.span.start))
        if not anywhere and self.words.sentence(at) != home:
            return None, at
        at += self.words.low(at) in self.determiners
        at += self.words.low(at) in {"new", "next", "first"}
        head, named = self._head_from(at)
        if head is None:
            return None, at
        end, behind = self.phrase.complement(head)
        if self.phrase.is_person(end):
            return None, at  # the title of the next name
        if not behind and end > head + 1 and self.words.low(head + 1) not in {"of", "for", "to"}:
            end = head + 1
        title = self.phrase.plain(at, end, named)
        span = Span(self.words.start(at), self.words.end(end - 1))
        return (Found(title, span, (*named, *behind)) if title else None), end

    def _goes_on(self, head: int) -> bool:
        """Return whether another head follows that this word only qualifies ("head coach", "chief UK economist")."""
        at = head + 1
        name = self.name_of.get(at)
        while name is not None and name.state is not None and self.name_of.get(at) is name:
            at += 1
        if self.phrase.is_head(at):
            return True
        if self.words.low(head) not in self.titles.words.modifiers:
            return False
        while at < head + 4 and self.phrase.is_free(at) and self.phrase.qualifies(at) and self.words.text(at).islower():
            at += 1
            if self.phrase.is_head(at):
                return True  # "chief market strategist"
        return False

    def _head_from(self, at: int) -> tuple[int | None, list[NameMention]]:
        """Return the head of the title that begins at this token and the names before it, or None."""
        named: list[NameMention] = []
        for head in range(at, at + 9):
            name = self.name_of.get(head)
            if name is not None:
                if name.label == "PERSON":
                    return None, named
                if name not in named:
                    named.append(name)
                if name.label != "NORP":
                    continue
            if self.words.low(head) in POSSESSIVES | DASHES:
                continue
            if self.phrase.is_head(head) and not self._goes_on(head):
                return head, named if self.name_of.get(at) in named else [n for n in named if n.state is None]
            if not self.phrase.qualifies(head) and self.words.low(head) not in {"and", "&"}:
                return None, named
        return None, named
