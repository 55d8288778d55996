"""Words that describe actors: offices and trades, bodies that news names, and verbs that show who acts.

Four files feed one value: `data/titles.yml`, `data/organisations.yml`, `data/acting_words.yml`, `data/naming.yml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from talkx.resources.loading import load_data

OrganisationKind = Literal[
    "agency", "outlet", "journal", "platform", "international", "armed", "body", "seat", "party", "company"
]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body of `organisations.yml`; `weak` are forms that are also common words and need the model's support."""

    name: str
    kind: OrganisationKind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyWords:
    """How the members and the adjective of a party are called."""

    name: str
    words: tuple[str, ...]
    country: str | None = None


@dataclass(frozen=True, slots=True)
class OrganisationsFile:
    """The file `organisations.yml`."""

    organisations: tuple[Organisation, ...]
    parties: tuple[PartyWords, ...]
    national: frozenset[str]
    national_words: frozenset[str]
    tails: frozenset[str]
    bare: frozenset[str]


@dataclass(frozen=True, slots=True)
class TitlesFile:
    """The file `titles.yml`: heads of titles and the words around them, lower case."""

    honorifics: frozenset[str]
    ranks: frozenset[str]
    state_offices: frozenset[str]
    offices: frozenset[str]
    occupations: frozenset[str]
    occupation_endings: tuple[str, ...]
    kin: frozenset[str]
    modifiers: frozenset[str]
    groups: frozenset[str]
    services: frozenset[str]
    heading: frozenset[str]
    given_names: tuple[tuple[str, ...], ...]
    given_name_titles: frozenset[str]
    highest: frozenset[str]
    public: frozenset[str]
    capital_ranks: frozenset[str]
    serving: frozenset[str]
    unreal: frozenset[str]
    earlier: frozenset[str]
    clause: frozenset[str]
    lasting: frozenset[str]
    envoys: frozenset[str]
    not_titles: frozenset[str]
    determiners: frozenset[str]


@dataclass(frozen=True, slots=True)
class ActingWordsFile:
    """The file `acting_words.yml`."""

    verbs: tuple[str, ...]
    state_verbs: tuple[str, ...]
    irregular: dict[str, tuple[str, ...]]
    acting_nouns: frozenset[str]
    place_nouns: frozenset[str]
    place_prepositions: frozenset[str]
    trust_words: frozenset[str]
    motion_words: frozenset[str]
    party_prepositions: frozenset[str]
    ground_verbs: frozenset[str]
    against_nouns: frozenset[str]
    transfer_words: frozenset[str]
    cited: frozenset[str]
    mediating: frozenset[str]
    political: frozenset[str]
    skipped: frozenset[str]
    auxiliaries: frozenset[str]
    willing: frozenset[str]
    held: frozenset[str]
    stops: frozenset[str]


@dataclass(frozen=True, slots=True)
class NamingFile:
    """The file `naming.yml`: words that tell names of actors from other capitalised words."""

    never: frozenset[str]
    thing_tails: frozenset[str]
    peoples: frozenset[str]
    storm_words: frozenset[str]
    body_heads: frozenset[str]
    body_heads_of: frozenset[str]
    body_heads_of_place: frozenset[str]
    body_nouns: frozenset[str]
    calling_words: frozenset[str]
    small_words: frozenset[str]
    place_tails: frozenset[str]
    legal_forms: frozenset[str]
    ship_words: frozenset[str]
    portfolio_tails: frozenset[str]
    work_nouns: frozenset[str]
    by_body: frozenset[str]
    area_tails: frozenset[str]
    member_nouns: frozenset[str]
    thing_nouns: frozenset[str]
    foreign_articles: frozenset[str]
    doubtful_surnames: frozenset[str]
    calendar: frozenset[str]
    credit_words: frozenset[str]
    articles: frozenset[str]
    plain_words: frozenset[str]
    institutions: frozenset[str]
    index_names: frozenset[str]
    index_nouns: frozenset[str]
    firm_tails: frozenset[str]
    site_nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Titles:
    """Vocabulary of the names and actors rooms. Built once by `load_titles`."""

    words: TitlesFile
    bodies: OrganisationsFile
    acting: ActingWordsFile
    naming: NamingFile
    diplomatic_verbs: frozenset[str]
    any_verbs: frozenset[str]
    by_form: Mapping[str, Organisation]
    party_by_word: Mapping[str, PartyWords]
    given_name_set: Mapping[str, frozenset[int]]

    def is_office(self, word: str) -> bool:
        """Return whether `word` is the head of an office or rank (not of a mere trade)."""
        word = word.casefold().removesuffix(".").removesuffix("-elect").removeprefix("ex-")
        return word in self.words.offices or word in self.words.state_offices or word in self.words.ranks

    def is_title(self, word: str) -> bool:
        """Return whether `word` is the head of an office, rank or trade."""
        low = word.casefold()
        if self.is_office(low) or low in self.words.occupations:
            return True
        return len(low) > 6 and low.endswith(self.words.occupation_endings)

    def is_honorific(self, word: str) -> bool:
        """Return whether `word` is a form of address or a rank, with or without its dot."""
        low = word.casefold().removesuffix(".")
        return low in self.words.honorifics

    def organisation(self, text: str) -> Organisation | None:
        """Return the known body that `text` names (a leading "the" does not count), or None."""
        return self.by_form.get(text) or self.by_form.get(text.removeprefix("the ").removeprefix("The "))


def inflected(verb: str, irregular: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the forms of a verb: base, -s, -ed, -ing with the usual spelling, plus its irregular forms.

    >>> inflected("deny", {})
    ('deny', 'denies', 'denied', 'denying')
    """
    if verb.endswith("y") and verb[-2] not in "aeiou":
        regular = (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    elif verb.endswith("e"):
        regular = (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    elif verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        regular = (verb, verb + "es", verb + "ed", verb + "ing")
    else:
        regular = (verb, verb + "s", verb + "ed", verb + "ing")
    return regular + irregular.get(verb, ())


def _forms(bodies: OrganisationsFile) -> dict[str, Organisation]:
    found: dict[str, Organisation] = {}
    for body in bodies.organisations:
        for form in (body.name, *body.aliases):
            found.setdefault(form, body)
    return found


def load_titles() -> Titles:
    """Return the vocabulary of the package's own data. Raises `DataError` where a file is wrong."""
    words = load_data("titles.yml", TitlesFile)
    bodies = load_data("organisations.yml", OrganisationsFile)
    acting = load_data("acting_words.yml", ActingWordsFile)
    diplomatic = frozenset(form for verb in acting.verbs for form in inflected(verb, acting.irregular))
    every = diplomatic | {form for verb in acting.state_verbs for form in inflected(verb, acting.irregular)}
    sets: dict[str, set[int]] = {}
    for number, names in enumerate(words.given_names):
        for name in names:
            sets.setdefault(name, set()).add(number)
    return Titles(
        words=words,
        bodies=bodies,
        acting=acting,
        naming=load_data("naming.yml", NamingFile),
        diplomatic_verbs=diplomatic,
        any_verbs=frozenset(every),
        by_form=_forms(bodies),
        party_by_word={word: party for party in bodies.parties for word in party.words},
        given_name_set={name: frozenset(numbers) for name, numbers in sets.items()},
    )
