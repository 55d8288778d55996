"""Arbitrary records: any Unicode text, any number, any combination of optional fields."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from talkx.model import Record, Source, Span

AWKWARD = [
    "NO", "1_000", "1e3", "0o7", "0x1F", "2025-06-02", "190:20:30", "=", "<<", "null", "~", ".inf", "001", "y", "- a",
    "a: b", "a #b", "a:", "{a}", "[a", "'", '"', "\\", " a", "a ", "? a", "Who? Me", "a:b", "a,b", "12:30 UTC",
    "\x85", "\u2028", "\ufeff", "\x00\x1b", "\xa0", "a\nb", "\r\n", "\t", "\U0001f600", "\ufffe", "%", "@a", "!b",
    "2001-12-14 21:59:43", "2001-12-14t21:59:43z", "1 000", "1,000 people", "---", "...", "&a", "*a", "|", ">", "`",
]  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(AWKWARD)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False) | st.integers().map(Decimal)
SPANS = st.builds(Span, st.integers(0, 10**6), st.integers(0, 10**6))
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)

st.register_type_strategy(str, TEXT)
st.register_type_strategy(Decimal, NUMBERS)
st.register_type_strategy(Span, SPANS)
SOURCES = st.builds(Source, extra=st.none() | st.dictionaries(TEXT, JSON, max_size=3))
st.register_type_strategy(Source, SOURCES)
RECORDS = st.from_type(Record)
