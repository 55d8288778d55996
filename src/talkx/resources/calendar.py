"""The vocabulary of time: months, weekdays, units, number words, parts of the day, named days and their traps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from talkx.errors import DataError
from talkx.resources.loading import load_data


@dataclass(frozen=True, slots=True)
class Named:
    """A month or weekday: full names, and abbreviations that may carry a stop."""

    number: int
    names: tuple[str, ...]
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time: TIMEX3 letter, how many of that letter it is worth, and whether it is part of a clock time."""

    id: str
    names: tuple[str, ...]
    plural: tuple[str, ...]
    letter: str
    clock: bool = False
    times: int = 1


@dataclass(frozen=True, slots=True)
class Season:
    """A season by its TIMEX3 code; `first` is the month in which it begins on the northern half of the earth."""

    code: str
    names: tuple[str, ...]
    first: int


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of the day by its TIMEX3 code."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """Names of time zones; `utc` where the clock is UTC itself."""

    names: tuple[str, ...]
    utc: bool = False


@dataclass(frozen=True, slots=True)
class ModifierWords:
    """Phrases before a quantity of time and the TIMEX3 modifier they mean (empty: none)."""

    words: tuple[str, ...]
    mod: str


@dataclass(frozen=True, slots=True)
class VaguePhrase:
    """A phrase that names no date; `weak` ones are found but are not worth an entry of a record."""

    phrase: str
    value: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Frequency:
    """Words of frequency and the period of their set."""

    words: tuple[str, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day: fixed (`month`, `day`), the `nth` `weekday` of a `month`, or `easter` days from Easter Sunday."""

    names: tuple[str, ...]
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    easter: int | None = None


@dataclass(frozen=True, slots=True)
class YearRange:
    """First and last year, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """`calendar.yml` as it stands in the file."""

    months: tuple[Named, ...]
    ambiguous_months: frozenset[str]
    month_name_after: dict[str, tuple[str, ...]]
    weekdays: tuple[Named, ...]
    weekday_name_before: frozenset[str]
    weekday_name_after: tuple[str, ...]
    units: tuple[Unit, ...]
    numbers: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    vague_amounts: frozenset[str]
    seasons: tuple[Season, ...]
    parts_of_day: tuple[PartOfDay, ...]
    weak_parts: frozenset[str]
    clock_words: dict[str, str]
    zones: tuple[Zone, ...]
    modifiers: tuple[ModifierWords, ...]
    part_words: dict[str, tuple[str, ...]]
    vague: tuple[VaguePhrase, ...]
    frequencies: tuple[Frequency, ...]
    holidays: tuple[Holiday, ...]
    holiday_things: frozenset[str]
    length_cues: frozenset[str]
    plural_cues: frozenset[str]
    length_adjectives: frozenset[str]
    age_words: frozenset[str]
    fixed_lengths: dict[str, str]
    number_labels: frozenset[str]
    count_words: frozenset[str]
    counted_nouns: frozenset[str]
    work_nouns: frozenset[str]
    sport_words: frozenset[str]
    future_auxiliaries: frozenset[str]
    future_words: frozenset[str]
    event_verbs: frozenset[str]
    intent_words: frozenset[str]
    request_words: frozenset[str]
    past_words: frozenset[str]
    not_past: frozenset[str]
    habit_words: frozenset[str]
    gap_nouns: frozenset[str]
    previous_words: frozenset[str]
    plausible_years: YearRange


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase cut into the words of the dates stage, and what it means."""

    words: tuple[str, ...]
    value: object


@dataclass(frozen=True, slots=True)
class Calendar:
    """The vocabulary, indexed: lower-case word to value; phrases by their first word, the longest first."""

    words: CalendarWords = field(repr=False)
    months: dict[str, int] = field(repr=False)
    short_months: frozenset[str] = field(repr=False)
    weekdays: dict[str, int] = field(repr=False)
    short_weekdays: frozenset[str] = field(repr=False)
    units: dict[str, Unit] = field(repr=False)
    plural_units: frozenset[str] = field(repr=False)
    seasons: dict[str, Season] = field(repr=False)
    parts: dict[str, str] = field(repr=False)
    frequencies: dict[str, str] = field(repr=False)
    part_words: dict[str, str] = field(repr=False)
    modifiers: dict[str, tuple[Phrase, ...]] = field(repr=False)
    vague: dict[str, tuple[Phrase, ...]] = field(repr=False)
    holidays: dict[str, tuple[Phrase, ...]] = field(repr=False)
    zones: dict[str, tuple[Phrase, ...]] = field(repr=False)
    fixed_lengths: dict[str, tuple[Phrase, ...]] = field(repr=False)


def load_calendar() -> Calendar:
    """Return the package's vocabulary of time. Raises `DataError` where the file is wrong."""
    words = load_data("calendar.yml", CalendarWords)
    check(words)
    units = {name: unit for unit in words.units for name in (*unit.names, *unit.plural)}
    return Calendar(
        words=words,
        months={name: month.number for month in words.months for name in (*month.names, *month.short)},
        short_months=frozenset(name for month in words.months for name in month.short),
        weekdays={name: day.number for day in words.weekdays for name in (*day.names, *day.short)},
        short_weekdays=frozenset(name for day in words.weekdays for name in day.short),
        units=units,
        plural_units=frozenset(name for unit in words.units for name in unit.plural),
        seasons={name: season for season in words.seasons for name in season.names},
        parts={name: part.code for part in words.parts_of_day for name in part.names},
        frequencies={word: entry.value for entry in words.frequencies for word in entry.words},
        part_words={word: mod for mod, group in words.part_words.items() for word in group},
        modifiers=by_first_word((phrase, entry.mod) for entry in words.modifiers for phrase in entry.words),
        vague=by_first_word((entry.phrase, entry) for entry in words.vague),
        holidays=by_first_word((name, entry) for entry in words.holidays for name in entry.names),
        zones=by_first_word((name, entry) for entry in words.zones for name in entry.names),
        fixed_lengths=by_first_word(words.fixed_lengths.items()),
    )


def check(words: CalendarWords) -> None:
    """Raise `DataError` where months or weekdays do not count up, or a named day has no rule."""
    if [month.number for month in words.months] != list(range(1, 13)):
        raise DataError("calendar.yml: months: expected the numbers 1 to 12 in order")
    if [day.number for day in words.weekdays] != list(range(1, 8)):
        raise DataError("calendar.yml: weekdays: expected the numbers 1 to 7 in order")
    for holiday in words.holidays:
        fixed = holiday.month is not None and holiday.day is not None
        counted = None not in (holiday.month, holiday.weekday, holiday.nth)
        if fixed + counted + (holiday.easter is not None) != 1:
            raise DataError(f"calendar.yml: holidays: {holiday.names[0]}: expected one of day, nth weekday, easter")


def split_words(phrase: str) -> tuple[str, ...]:
    """Return a phrase of the data cut as the dates stage cuts text: letters together, each other sign alone."""
    out: list[str] = []
    for char in phrase:
        if char.isspace():
            out.append("")
        elif char.isalpha() and out and out[-1].isalpha():
            out[-1] += char
        else:
            out.append(char)
    return tuple(word for word in out if word)


def by_first_word(entries: Iterable[tuple[str, object]]) -> dict[str, tuple[Phrase, ...]]:
    """Return phrases by their first word, longer ones first, so that the first that fits is the longest."""
    index: dict[str, list[Phrase]] = {}
    for phrase, value in entries:
        words = split_words(phrase)
        index.setdefault(words[0], []).append(Phrase(words, value))
    return {first: tuple(sorted(group, key=lambda p: (-len(p.words), p.words))) for first, group in index.items()}
