"""Loads and checks `talkx/data` once and hands it to the stages as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass

from talkx.resources.boilerplate import Boilerplate, load_boilerplate
from talkx.resources.calendar import Calendar, load_calendar
from talkx.resources.event_words import EventWords, load_event_words
from talkx.resources.gazetteer import Gazetteer, load_gazetteer
from talkx.resources.speech import Speech, load_speech
from talkx.resources.titles import Titles, load_titles
from talkx.resources.units import Units, load_units


@dataclass(frozen=True, slots=True)
class Resources:
    """All vocabulary of the stages, one field a room."""

    boilerplate: Boilerplate
    calendar: Calendar
    gazetteer: Gazetteer
    titles: Titles
    units: Units
    speech: Speech
    event_words: EventWords


def load_resources() -> Resources:
    """Return the package's own data. Raises `DataError` where a file is wrong."""
    return Resources(
        boilerplate=load_boilerplate(),
        calendar=load_calendar(),
        gazetteer=load_gazetteer(),
        titles=load_titles(),
        units=load_units(),
        speech=load_speech(),
        event_words=load_event_words(),
    )
