"""Finds what a number counts: the noun phrase after it, the whole it is part of, or a noun that is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from talkx.figures.amounts import is_compared
from talkx.figures.passages import Passage, is_closed_class
from talkx.figures.plurals import is_plural
from talkx.figures.quantities import Quantity
from talkx.resources.units import Units

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB", "MD"})
_STOP_TAGS = frozenset({"IN", "DT", "PRP", "PRP$", "WDT", "WP", "WRB", "CC", "TO", "EX", "PDT", "RP"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_HYPHENS = frozenset("-‐‑")
_QUOTES = frozenset("\"“”‘’'")
_MEMORY = 8  # earlier quantities that may lend their noun
_LONGEST = 8  # words of a counted phrase


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Tokens `first` to `last` (exclusive) of a counted phrase, `head` the index of its noun."""

    first: int
    last: int
    head: int


def with_counted(passage: Passage, quantity: Quantity, units: Units) -> Quantity:
    """Return the quantity with the thing counted and its text widened over the phrase; unchanged where none follows."""
    if quantity.form in ("pair", "score") and quantity.nature == "exchange":
        return quantity
    j = quantity.last
    amount = quantity.amounts[-1]
    if amount.adjective and quantity.unit is None:
        return _with_adjective(passage, quantity, units)
    if passage.word(j) == "of":
        return _with_whole(passage, quantity, units)
    if quantity.unit is not None and quantity.dimension != "magnitude":
        return quantity
    if amount.numeral.form == "part" and passage.word(j) in units.words.determiners:
        j += 1
    quoted = passage.word(j) in _QUOTES and not passage.glued(j) and passage.glued(j + 1)
    phrase = noun_phrase(passage, j + quoted, units)
    if phrase is None:
        return _with_more(passage, quantity)
    if quoted and passage.word(phrase.last) in _QUOTES and passage.glued(phrase.last):
        return replace(_named(passage, quantity, phrase, phrase.last, units), last=phrase.last + 1)
    return _named(passage, quantity, phrase, _with_complement(passage, phrase, units), units)


def noun_phrase(passage: Passage, i: int, units: Units) -> NounPhrase | None:
    """Return the noun phrase that starts at token `i`, without determiner, or None where no noun follows."""
    j = i
    head = None
    while j < len(passage.tokens) and j - i < _LONGEST * 2 and passage.sentence[j] == passage.sentence[max(i - 1, 0)]:
        token = passage.tokens[j]
        if token.kind == "sign":
            if (token.text in _HYPHENS and passage.glued(j) and passage.glued(j + 1)) or token.text == "&":
                j += 1
                continue
            break
        if token.kind == "number" or _stops(passage, j, units) or (token.lower in units.cardinals and not token.glued):
            break
        if token.lower in units.vague and not passage.titled:
            break
        if token.lower == "magnitude" and passage.word(j + 1)[:1].isdigit():
            break
        if _is_noun(passage, j, units):
            head = j
        elif head is not None and token.tag and token.tag not in ("JJ", "POS", "VBN", "VBG"):
            break
        if head == j and _is_last_noun(passage, j, units):
            break
        j += 1
    if head is None and j > i and passage.tokens[j - 1].text[0].isupper() and passage.tokens[j - 1].tag == "JJ":
        head = j - 1  # "hundreds of Sudanese", "one Canadian": a people named by its adjective
    if head is None or passage.tokens[head].lower in units.words.empty_modifiers:
        return None
    return NounPhrase(i, head + 1, head)


def _is_last_noun(passage: Passage, j: int, units: Units) -> bool:
    """Return whether a plural ends the phrase: no other noun follows it ("sales managers"), nor a hyphen."""
    token = passage.tokens[j]
    if not is_plural(passage, j, units) or (passage.word(j + 1) in _HYPHENS and passage.glued(j + 1)):
        return False
    if token.text[0].isupper() or token.lower in units.words.modifying_plurals:
        return not (_noun_tag(passage, j + 1) or is_plural(passage, j + 1, units))
    return True


def _stops(passage: Passage, j: int, units: Units) -> bool:
    """Return whether the phrase ends before token `j`: a closed-class word, a finite verb."""
    token = passage.tokens[j]
    word = token.lower
    if word.endswith(("n't", "n’t")):
        return True
    if word in ("last", "next", "past") and _is_time(passage, j + 1, units):
        return True
    hyphenated = (passage.glued(j) and passage.word(j - 1) in _HYPHENS) or (
        passage.word(j + 1) in _HYPHENS and passage.glued(j + 1)
    )
    if hyphenated or is_closed_class(token, units.words.function_words):
        return not hyphenated
    participle = word.endswith(("ed", "en", "ing")) and (
        is_plural(passage, j + 1, units) or is_plural(passage, j + 2, units)
    )
    if word in units.words.verbs:
        return not participle and token.tag not in ("NN", "NNS")
    if token.tag in _FINITE:
        return not participle
    if token.tag in ("VBN", "VBG"):
        return not participle and not _noun_tag(passage, j + 1)
    return token.tag in _STOP_TAGS


def _is_time(passage: Passage, j: int, units: Units) -> bool:
    word = passage.word(j)
    return word in units.words.weekdays or any(
        form.dimension == "time" and form.tokens == (word,) for form in units.after.get(word, ())
    )


def _noun_tag(passage: Passage, j: int) -> bool:
    return j < len(passage.tokens) and passage.tokens[j].tag in _NOUN_TAGS


def _is_noun(passage: Passage, j: int, units: Units) -> bool:
    token = passage.tokens[j]
    if token.lower in units.words.empty_modifiers or (
        token.lower in units.words.casualty_states and token.tag not in ("NN", "NNS")
    ):
        return False
    if passage.word(j + 1) in _HYPHENS and passage.glued(j + 1) and passage.glued(j + 2):
        return False  # "Washington-based": the compound is no noun by its first half
    if token.tag:
        return token.tag in _NOUN_TAGS or is_plural(passage, j, units)
    return not token.lower.endswith("ly")


def _with_complement(passage: Passage, phrase: NounPhrase, units: Units) -> int:
    """Return the end of "counts of negligent homicide": an of-phrase without determiner that says what kind it is."""
    j = phrase.last
    if passage.word(j) in ("and", "or") and is_plural(passage, phrase.head, units):
        return _with_conjunct(passage, phrase, units)
    if passage.word(j) != "of" or passage.word(j + 1) in units.words.determiners or not passage.word(j + 1).isalpha():
        return phrase.last
    if passage.tokens[j + 1].text[0].isupper():
        return phrase.last
    inner = noun_phrase(passage, j + 1, units)
    return phrase.last if inner is None or inner.last - inner.first > 4 else inner.last


def _with_conjunct(passage: Passage, phrase: NounPhrase, units: Units) -> int:
    """Return the end of "military personnel and civilians": a second bare plural that is counted along."""
    other = noun_phrase(passage, phrase.last + 1, units)
    if other is None or other.last - other.first > 2 or not is_plural(passage, other.head, units):
        return phrase.last
    named = passage.tokens[other.first].text[0].isupper() and passage.tokens[phrase.first].text[0].islower()
    if named or (_is_finite(passage, other.last, units) and _has_verb_before(passage, phrase.first, units)):
        return phrase.last  # "gained 13 seats and rivals lost ten": a new clause
    return other.last


def _is_finite(passage: Passage, j: int, units: Units) -> bool:
    if j >= len(passage.tokens):
        return False
    token = passage.tokens[j]
    return token.tag in _FINITE or token.lower in units.words.verbs or token.lower in units.words.auxiliaries


def _has_verb_before(passage: Passage, i: int, units: Units) -> bool:
    first, _ = passage.sentence_range(i)
    return any(_is_finite(passage, j, units) for j in range(first, i))


def _named(passage: Passage, quantity: Quantity, phrase: NounPhrase, last: int, units: Units) -> Quantity:
    head = passage.tokens[phrase.head].lower
    first = phrase.first + (passage.word(phrase.first) == "more" and phrase.head > phrase.first)
    counted = replace(quantity, of=passage.surface(first, last), head=head, last=max(quantity.last, last))
    return _with_rate(passage, counted, units)


def _with_rate(passage: Passage, quantity: Quantity, units: Units) -> Quantity:
    """Take in what a count is per: "3,000 tests a day", "20 burglaries per week"."""
    j = quantity.last
    noun = passage.word(j + 1)
    if quantity.unit is not None or passage.word(j) not in ("a", "an", "per") or noun not in units.words.rate_nouns:
        return quantity
    if is_compared(passage, j):
        return quantity
    return replace(quantity, per=noun, last=j + 2)


def _with_whole(passage: Passage, quantity: Quantity, units: Units) -> Quantity:
    """Read "four of the deceased", "a quarter of the city's population", "95% of voters", "eight metres of mud"."""
    j = quantity.last + 1
    determined = passage.word(j) in units.words.determiners
    if determined:
        j += 1
    if j < len(passage.tokens) and (passage.tokens[j].kind == "number" or passage.word(j) in units.cardinals):
        k = j + 1
        while passage.word(k) in units.scales:
            k += 1
        inner = noun_phrase(passage, k, units)  # "27 of the 31 justices": the whole has a figure of its own
        if inner is None or quantity.unit is not None:
            return quantity
        return replace(quantity, of=passage.surface(inner.first, inner.last), head=passage.tokens[inner.head].lower)
    if passage.word(j - 1) in ("those", "these") and (
        passage.word(j) in units.words.verbs or passage.word(j)[-2:] in ("ed", "ng")
    ):
        return quantity  # "five of those involved"
    phrase = noun_phrase(passage, j, units)
    if quantity.dimension == "currency" and phrase is not None and _is_time(passage, phrase.head, units):
        return quantity  # "the 4,700 pesos of a year earlier"
    if phrase is None:
        nominal = determined and j < len(passage.tokens) and passage.tokens[j].kind == "word"
        word = passage.word(j)
        bound = word in units.bound_openers
        if nominal and word not in units.words.function_words and not bound:  # "the deceased", not "the more than"
            phrase = NounPhrase(j, j + 1, j)
        elif passage.word(j) in ("them", "us", "these", "those", "whom", "which"):
            return replace(quantity, last=j + 1)
        else:
            return quantity
    owner = passage.tokens[phrase.head].lower.endswith(("'s", "’s", "'", "’"))
    if owner and phrase.last < len(passage.tokens) and passage.tokens[phrase.last].kind == "number":
        inner = noun_phrase(passage, phrase.last + 1, units)  # "39 of the state's 40 delegates"
        return (
            quantity
            if inner is None
            else replace(quantity, of=passage.surface(inner.first, inner.last), head=passage.tokens[inner.head].lower)
        )
    if quantity.dimension in ("currency", "length", "time"):
        return replace(quantity, of=passage.surface(phrase.first, phrase.last), head=passage.tokens[phrase.head].lower)
    return _named(passage, quantity, phrase, _with_complement(passage, phrase, units), units)


def _with_adjective(passage: Passage, quantity: Quantity, units: Units) -> Quantity:
    """Read "20-room mansion" (of: room) and "40,000-strong crowd" (of: crowd)."""
    j = quantity.last + 1
    word = passage.word(j)
    if word == "strong":
        phrase = noun_phrase(passage, j + 1, units)
        if phrase is None:
            return replace(quantity, last=j + 1)
        return replace(
            quantity,
            of=passage.surface(phrase.first, phrase.last),
            head=passage.tokens[phrase.head].lower,
            last=phrase.last,
        )
    if word in units.words.hyphen_idioms or not word.isalpha():
        return replace(quantity, drop="label", last=j + 1)
    return replace(quantity, of=passage.tokens[j].text, head=word, last=j + 1)


def _with_more(passage: Passage, quantity: Quantity) -> Quantity:
    """Widen "three more" and "12 others" over the word that counts with them."""
    if passage.word(quantity.last) in ("more", "others", "other"):
        return replace(quantity, last=quantity.last + 1)
    return quantity


# ---------------------------------------------------------------------------------------------------- left-out nouns


def with_elided(passage: Passage, quantity: Quantity, before: list[Quantity], units: Units) -> Quantity:
    """Return a bare number with the noun it leaves out.

    An apposition gives it ("women, 102,"; "seats (66)"), else the nearest counted thing before it in the sentence or
    the one before; people where a casualty verb stands beside it ("killing seven").
    """
    if (
        quantity.of is not None
        or quantity.unit is not None
        or quantity.nature != "count"
        or quantity.form in ("pair", "score")
    ):
        return quantity
    apposed = _apposed(passage, quantity, units)
    if apposed is not None:
        return replace(quantity, of=apposed, head=apposed.lower())
    if _is_casualty(passage, quantity, units):
        return replace(quantity, of="people", head="people", inferred=True)
    here = passage.sentence[quantity.first]
    for other in reversed(before[-_MEMORY:]):
        if here - passage.sentence[other.first] > 1:
            break
        if other.of is not None and other.nature == "count" and other.form in ("single", "range"):
            return replace(quantity, of=other.of, head=other.head, inferred=True)
    return _from_number_of(passage, quantity, units)


def _from_number_of(passage: Passage, quantity: Quantity, units: Units) -> Quantity:
    """Read "the number of deaths rose to 128": the noun of "number of" before a bare number."""
    first, _ = passage.sentence_range(quantity.first)
    for j in range(quantity.first - 2, max(first, quantity.first - 30), -1):
        if passage.word(j) == "of" and passage.word(j - 1) in ("number", "numbers", "total", "toll", "tally"):
            determined = passage.word(j + 1) in units.words.determiners
            phrase = noun_phrase(passage, j + 1 + determined, units)
            if phrase is not None and phrase.last <= quantity.first:
                of = passage.surface(phrase.first, phrase.last)
                return replace(quantity, of=of, head=passage.tokens[phrase.head].lower, inferred=True)
    return quantity


def _apposed(passage: Passage, quantity: Quantity, units: Units) -> str | None:
    i, j = quantity.first, quantity.last
    if passage.word(i - 1) not in (",", "(") or i < 2:
        return None
    if j < len(passage.tokens) and passage.word(j) not in (",", ")", ".", ";"):
        return None
    if not is_plural(passage, i - 2, units) or passage.tokens[i - 2].text[0].isupper():
        return None
    first = i - 2
    while first > 0 and passage.tokens[first - 1].tag in ("JJ", "NN", "NNP", "NNPS") and i - first < 5:
        first -= 1
    return passage.surface(first, i - 1)


def _is_casualty(passage: Passage, quantity: Quantity, units: Units) -> bool:
    if passage.word(quantity.first - 1) in units.words.casualty_verbs:
        return True
    for j in range(quantity.last, min(quantity.last + 7, len(passage.tokens))):
        token = passage.tokens[j]
        if token.lower in units.words.casualty_states:
            return True
        if token.kind != "word" or token.lower in ("and", "but", "to", "of") or token.lower in units.cardinals:
            return False
    return False
