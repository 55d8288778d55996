"""The inner type of the stage: one quantity of a passage before it becomes a `Figure`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from talkx.figures.amounts import Amount
from talkx.model import Modifier

QuantityForm = Literal["single", "range", "pair", "score", "ratio", "vague"]
Nature = Literal["count", "money", "percent", "measure", "exchange", "score", "age", "ratio", "duration"]
# Why a quantity is none that a record lists: a duration is a date; a reference points at known parties ("the two
# sides"); a lone "one" or "one of" singles out rather than counts; a label names ("page 3").
Drop = Literal["duration", "reference", "lone one", "label"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: tokens `first` to `last` (exclusive) are its text, `core` the number with its unit.

    `values` holds one value, or the two of a range, a pair or a score; it is empty for a vague amount and for "all for
    all". `by` tells what says that it is the size of a change: the verb before it or the noun beside it.
    """

    first: int
    last: int
    core: tuple[int, int]
    amounts: tuple[Amount, ...]
    form: QuantityForm
    values: tuple[Decimal, ...]
    nature: Nature = "count"
    unit: str | None = None
    dimension: str = ""
    minor: str | None = None
    per: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    modifier: Modifier | None = None
    change: Literal["rise", "fall"] | None = None
    by: Literal["verb", "noun"] | None = None
    of: str | None = None
    head: str | None = None
    inferred: bool = False
    drop: Drop | None = None

    @property
    def numeral_first(self) -> int:
        """Return the token at which the first number itself starts."""
        return self.amounts[0].numeral.first

    @property
    def numeral_last(self) -> int:
        """Return the token after the last number itself."""
        return self.amounts[-1].numeral.last


def exact(value: Decimal) -> Decimal:
    """Return the value without trailing zeros and without an exponent.

    >>> exact(Decimal("3600000000.0")), exact(Decimal("4.10")), exact(Decimal("7E+3"))
    (Decimal('3600000000'), Decimal('4.1'), Decimal('7000'))
    """
    whole = value.to_integral_value()
    return whole if whole == value else Decimal(f"{value.normalize():f}")
