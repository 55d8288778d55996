"""Figures: the quantities of an article, with value, unit, bound, what they count, and who exchanges what with whom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, cast

from talkx.figures.currencies import Clues, country_clues, currency_of, head_clues, named_currencies
from talkx.figures.exchanges import (
    AllForAll,
    exchange_total,
    find_all_for_all,
    goods_near,
    has_exchange,
)
from talkx.figures.numbered_names import named_literals
from talkx.figures.passages import Passage, read_passages
from talkx.figures.quantities import Quantity, exact
from talkx.figures.recognise import Setting, recognise
from talkx.figures.sides import Parties, exchange_sides, in_order_of_giving, read_parties
from talkx.model import Actor, CleanArticle, DateValue, Figure, FigureKind, FiguresFound, Note, Span, Venue
from talkx.resources.units import Units

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_figures"]


def find_figures(
    doc: Doc,
    clean: CleanArticle,
    units: Units,
    *,
    dates: tuple[DateValue, ...],
    actors: tuple[Actor, ...],
    venues: tuple[Venue, ...] = (),
) -> FiguresFound:
    """Return the figures of an article in text order (`figure-1` …), none inside a date's span, none overlapping.

    The doc's tags, entities and sentences are votes, not needs: a doc without them is read by its text alone. Actors
    give the sides of an exchange; the countries of actors and venues tell which state's money a shared word means.
    """
    passages = read_passages(doc, clean, units.words.abbreviations)
    claimed = sorted(date.span for date in dates)
    ends = [span.end for span in claimed]
    goods = _article_goods(passages, units)
    money = named_currencies(passages, units)
    setting = Setting(goods, named_literals(passages, units), pounds=bool(money & units.shared["pound"].codes))
    read: list[tuple[Passage, list[Quantity]]] = []
    for passage in passages:
        spans = _within(passage, claimed, ends)
        found = recognise(passage, units, spans, setting)
        read.append((passage, [quantity for quantity in found if quantity.drop is None]))
    mentions = country_clues(actors, venues)
    clues = Clues(money | _stated(read), mentions, head_clues(mentions, clean))
    parties = read_parties(passages, actors, units)
    figures: list[Figure] = []
    notes: list[Note] = []
    for passage, kept in read:
        for item in _in_order(kept, find_all_for_all(passage)):
            name = f"figure-{len(figures) + 1}"
            if isinstance(item, AllForAll):
                of = goods_near(passage, item.first, units) or goods
                sides = exchange_sides(passage, item.first, item.last, parties)
                figures.append(_all_for_all(name, passage, item, of, sides))
                continue
            settled = _with_currency(passage, item, clues, units)
            figure = _figure(name, passage, settled, parties)
            values = settled.values if figure.sides else ()
            figures.append(replace(figure, sides=in_order_of_giving(figure.sides, values, parties)))
            if settled.nature == "money" and settled.unit is None:
                notes.append(Note(name, f"{item.unit!r} is money of several states; the article does not tell whose"))
    return FiguresFound(tuple(figures), (*_notes(figures), *notes))


def _stated(read: Sequence[tuple[Passage, Sequence[Quantity]]]) -> frozenset[str]:
    """Return the ISO 4217 codes that the article's own sums have by sign or name."""
    return frozenset(
        quantity.unit for _, kept in read for quantity in kept if quantity.nature == "money" and quantity.unit
    )


def _with_currency(passage: Passage, quantity: Quantity, clues: Clues, units: Units) -> Quantity:
    """Return a sum in a shared word ("shillings") with the currency that the article means, None where it is open."""
    shared = units.shared.get(quantity.unit or "")
    if shared is None or quantity.dimension != "currency":
        return quantity
    first, last = passage.sentence_range(quantity.first)
    sentence = Span(passage.tokens[first].start, passage.tokens[last - 1].end)
    return replace(quantity, unit=currency_of(shared, clues, sentence))


def _within(passage: Passage, claimed: Sequence[Span], ends: Sequence[int]) -> Sequence[Span]:
    """Return the spans (in text order, without overlaps) that touch the passage."""
    if not passage.tokens:
        return ()
    first = bisect_right(ends, passage.tokens[0].start)
    return claimed[first : bisect_left(claimed, Span(passage.tokens[-1].end, 0))]


def _article_goods(passages: Sequence[Passage], units: Units) -> str | None:
    """Return what the article's first sentence of exchange exchanges ("an exchange of prisoners"), or None."""
    for passage in passages:
        for i, token in enumerate(passage.tokens):
            if token.lower in units.words.exchange_cues:
                first, last = passage.sentence_range(i)
                if has_exchange(passage, first, last, units):
                    goods = goods_near(passage, i, units) if _names_goods(passage, first, last, units) else None
                    if goods is not None:
                        return goods
    return None


def _names_goods(passage: Passage, first: int, last: int, units: Units) -> bool:
    return any(passage.tokens[j].lower in units.words.exchanged for j in range(first, last))


def _in_order(quantities: Sequence[Quantity], pairs: Sequence[AllForAll]) -> list[Quantity | AllForAll]:
    both: list[Quantity | AllForAll] = [*quantities, *pairs]
    return sorted(both, key=lambda item: (item.first, item.last))


def _figure(name: str, passage: Passage, quantity: Quantity, parties: Parties) -> Figure:
    tokens = passage.tokens
    span = Span(tokens[quantity.first].start, tokens[quantity.last - 1].end)
    text = passage.text[span.start : span.end]
    values = tuple(exact(value) for value in quantity.values)
    kind = cast(FigureKind, quantity.nature)
    if kind == "exchange":
        sides = exchange_sides(passage, quantity.first, quantity.last, parties)
        return Figure(
            name, text, span, kind, values=values, of=quantity.of, of_basis="inferred" if quantity.inferred else None,
            sides=sides, total=exchange_total(values),
        )  # fmt: skip
    single = len(values) == 1
    return Figure(
        name,
        text,
        span,
        kind,
        value=values[0] if single else None,
        values=() if single else values,
        range=quantity.form == "range",
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        per=quantity.per,
        modifier=quantity.modifier,
        change=quantity.change,
        of=quantity.of,
        of_basis="inferred" if quantity.inferred and quantity.of is not None else None,
    )


def _all_for_all(name: str, passage: Passage, pair: AllForAll, of: str | None, sides: tuple[str, ...]) -> Figure:
    span = Span(passage.tokens[pair.first].start, passage.tokens[pair.last - 1].end)
    values: tuple[Decimal | Literal["all"], ...] = ("all", "all")
    basis: Literal["inferred"] | None = None if of is None else "inferred"
    text = passage.text[span.start : span.end]
    return Figure(name, text, span, "exchange", values=values, of=of, of_basis=basis, sides=sides)


def _notes(figures: Sequence[Figure]) -> tuple[Note, ...]:
    """Ask a person where one exchange is told in two ways: "involving 1,000 individuals" and "1,000 for 1,000"."""
    exchanges = [figure for figure in figures if figure.kind == "exchange" and figure.total is not None]
    paired = {
        figure.values
        for figure in exchanges
        if " for " in figure.text or "-for-" in figure.text or " by " in figure.text
    }
    notes = []
    for figure in exchanges:
        sided = any(word in figure.text.lower() for word in ("each", "for", "by", "apiece", "side"))
        if figure.values in paired and not sided:
            notes.append(
                Note(figure.id, f"{figure.text!r} may be the total or the number on each side; read as each side")
            )
    return tuple(notes)
