"""Words that tell places from other names: `data/place_words.yml`."""

from __future__ import annotations

from dataclasses import dataclass

from talkx.resources.loading import load_data


@dataclass(frozen=True, slots=True)
class FacilityExample:
    """A sentence and the facilities that the grammar finds in it when nothing else is known of the sentence."""

    text: str
    facilities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The word lists of `place_words.yml`, lower case; what each is for stands beside it in the file."""

    facility_nouns: frozenset[str]
    unsure_facility_nouns: frozenset[str]
    center_kinds: frozenset[str]
    leading_nouns: frozenset[str]
    plain_facility_nouns: frozenset[str]
    numbered_roads: frozenset[str]
    lower_case_facility_nouns: frozenset[str]
    between_facility_nouns: frozenset[str]
    seated_bodies: frozenset[str]
    sole_bodies: frozenset[str]
    sites: frozenset[str]
    sites_of_towns: frozenset[str]
    faiths: frozenset[str]
    quarter_nouns: frozenset[str]
    region_nouns: frozenset[str]
    division_nouns: frozenset[str]
    city_nouns: frozenset[str]
    feature_nouns: frozenset[str]
    directions: frozenset[str]
    place_prepositions: frozenset[str]
    sure_prepositions: frozenset[str]
    scene_prepositions: frozenset[str]
    outside_words: frozenset[str]
    entering_verbs: frozenset[str]
    storming_verbs: frozenset[str]
    place_of_words: frozenset[str]
    undergoing_verbs: frozenset[str]
    belonging_words: frozenset[str]
    local_events: frozenset[str]
    event_nouns: frozenset[str]
    namesakes: frozenset[str]
    common_firsts: frozenset[str]
    opening_words: frozenset[str]
    examples: tuple[FacilityExample, ...]


def load_place_words() -> PlaceWords:
    """Return the package's own lists. Raises `DataError` where the file is wrong."""
    return load_data("place_words.yml", PlaceWords)
