"""Resolves an article whose day and month are known but not its year: `Monday` behind `Nov 6` is XXXX-11-03.

The article is resolved in years that stand in for the unknown one. What comes out alike does not depend on the year;
what differs in the year alone keeps month and day and gets an unknown year; anything else stays unknown.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from talkx.dates.tagger import resolve_scan

if TYPE_CHECKING:
    from talkx.dates.expressions import Timex
    from talkx.dates.tagger import Scan
    from talkx.dates.tense import Tags
    from talkx.resources.calendar import Calendar

_YEAR = re.compile(r"^[0-9]{4}(?=$|-)")
_WEEK = re.compile(r"-W[0-9]{2}")


def resolve_in_unknown_year(
    found: Scan, calendar: Calendar, stand_ins: tuple[dt.date, ...], unknown: list[Timex], tags: Tags
) -> list[Timex]:
    """Return the values that hold in every one of the years of `stand_ins`, else those of `unknown`, one for one."""
    variants = [resolve_scan(found, calendar, day, tags=tags) for day in stand_ins]
    return [_merged(base, group) for base, *group in zip(unknown, *variants, strict=True)]


def _merged(base: Timex, group: list[Timex]) -> Timex:
    if any(timex.type != base.type for timex in group):
        return base
    values = [timex.value.split("/") for timex in group]
    if len({len(parts) for parts in values}) != 1:
        return base
    merged: list[str] = []
    for ends in zip(*values, strict=True):
        masked = {_masked(end) for end in ends} if len(set(ends)) > 1 else set(ends)
        if len(masked) != 1:
            return base
        merged.extend(masked)
    value = "/".join(merged)
    return base if value == base.value else replace(group[0], value=value, parts=(), readings=base.readings)


def _masked(value: str) -> str:
    return _WEEK.sub("-WXX", _YEAR.sub("XXXX", value))
