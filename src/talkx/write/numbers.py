"""Exact numbers as text that YAML 1.1, YAML 1.2 and JSON all read as the same number."""

from __future__ import annotations

from decimal import Decimal

from talkx.errors import InternalError

_WIDEST = 40  # digits written out; beyond that an exponent


def number_text(value: int | Decimal) -> str:
    """Return a number without noise: `7000000000` for a whole value, else all its digits (`4.10`).

    Numbers far from one get an exponent (`1.0E+400`), with the point and the sign that YAML 1.1 asks for.
    Raises `InternalError` for infinities and NaN, which no record may hold.

    >>> number_text(Decimal("7E+9")), number_text(Decimal("4.10")), number_text(Decimal("41.0"))
    ('7000000000', '4.10', '41')
    """
    if not isinstance(value, Decimal):
        value = Decimal(value)  # int.__str__ refuses thousands of digits, Decimal does not
    if not value.is_finite():
        raise InternalError(f"{value} is not a number that a record can hold")
    if not value:
        return "0"
    sign, digits, exponent = value.as_tuple()
    shown = "".join(map(str, digits))
    if int(exponent) < 0 and not shown[int(exponent) :].strip("0"):  # whole: the digits after the point are zeros
        shown, exponent = shown[: int(exponent)] or "0", 0
    minus = "-" if sign else ""
    if abs(value.adjusted()) > _WIDEST:
        shown = shown.rstrip("0")
        return f"{minus}{shown[0]}.{shown[1:] or '0'}E{value.adjusted():+d}"
    return format(Decimal(f"{minus}{shown}E{exponent}"), "f")
