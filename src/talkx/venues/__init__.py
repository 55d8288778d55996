"""Places where something happens or which the article names as places, each with all its mentions.

Candidates come from the names stage and from a grammar of facilities. What the text says of their order ("Paris,
Texas") and the countries it speaks of decide which place of the gazetteer each means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkx.model import CleanArticle, Mention, NameMention, Note, Venue, VenuesFound
from talkx.resources.gazetteer import Gazetteer, name_key
from talkx.venues.candidate import Candidate
from talkx.venues.candidates import find_candidates
from talkx.venues.context import context_of
from talkx.venues.links import find_links
from talkx.venues.merge import Group, grouped, other_forms
from talkx.venues.resolve import Reading, Resolved, resolve_all
from talkx.venues.scene import is_scene
from talkx.venues.senses import corrected
from talkx.venues.support import supported
from talkx.venues.tokens import Tokens
from talkx.venues.within import enclosures

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_venues"]


def find_venues(doc: Doc, clean: CleanArticle, names: tuple[NameMention, ...], gazetteer: Gazetteer) -> VenuesFound:
    """Return the venues of the article in order of first mention, and notes on names that stay ambiguous.

    `names` are those of the names stage; a state counts where its reading is "venue" or "both". Offsets are those of
    the cleaned text. Ids: `country.<alpha-3>`, `geo.<GeoNames number>`, `region.<alpha-3>.<slug>` for divisions without
    a number, `place.<slug>` for other areas and places no table has, `facility.<slug>`.
    """
    tokens = Tokens(doc, clean)
    dateline = clean.dateline.place if clean.dateline is not None else None
    candidates = find_candidates(tokens, names, dateline, gazetteer)
    links = find_links(tokens, candidates, gazetteer)
    context = context_of(names, candidates, gazetteer)
    readings = corrected(candidates, links, resolve_all(candidates, links, context, gazetteer), gazetteer)
    longer = other_forms(candidates, readings, gazetteer.words)
    read = Reading(candidates, links, readings, longer)
    kept = supported(tokens, read, names, gazetteer.words)
    groups = grouped(readings, longer, kept)
    home = context.home(gazetteer)
    chains = enclosures(tokens, read, groups, home, gazetteer)
    titles = [_name(group, candidates, gazetteer) for group in groups]
    venues = []
    for group, chain, title in zip(groups, chains, titles, strict=True):
        mentions = [candidates[i] for i in group.members]
        scene = any(is_scene(tokens, mention, gazetteer.words, clean) for mention in mentions)
        reading = group.reading
        venues.append(
            Venue(
                id=reading.id,
                name=title,
                type=reading.type,
                within=tuple(
                    titles[outer] for outer in chain if groups[outer].reading.type != "country" or len(chain) == 1
                ),
                country=_country(reading, [groups[outer].reading for outer in chain], home),
                lat=reading.lat,
                lon=reading.lon,
                role="scene" if scene else "mentioned",
                mentions=tuple(Mention(mention.text, tokens.span(mention.start, mention.end)) for mention in mentions),
            )
        )
    return VenuesFound(tuple(venues), tuple(_notes(groups, venues)))


def _country(reading: Resolved, outers: list[Resolved], home: str | None) -> str | None:
    """Return the country of a place: its own, that of what it lies in, and for unknown places the article's."""
    if reading.country is not None or reading.known:
        return reading.country
    return next((outer.country for outer in outers if outer.country is not None), home)


def _name(group: Group, candidates: list[Candidate], gazetteer: Gazetteer) -> str:
    """Return the fullest form in the article; a country goes by a name, not by "northern X" where both stand there."""
    forms = [candidates[i].text for i in group.members]
    if group.reading.type == "country":
        forms = [form for form in forms if gazetteer.state(form) is not None] or forms
    name = max(forms, key=lambda form: (len(name_key(form)), not form.isupper(), -forms.index(form)))
    return _in_small_letters(name, gazetteer) if name.isupper() and len(name) > _LONGEST_ACRONYM else name


_LONGEST_ACRONYM = 3  # "UK", "UAE" are names as they stand; "NAIROBI" is a dateline's typography


def _in_small_letters(name: str, gazetteer: Gazetteer) -> str:
    """Return a name that stands in capitals only as the gazetteer writes it, where it knows the same name."""
    state = gazetteer.state(name)
    known = [place.name for place in gazetteer.places(name)] if state is None or state.kind != "name" else [state.name]
    return next((other for other in known if name_key(other) == name_key(name)), name)


def _notes(groups: list[Group], venues: list[Venue]) -> list[Note]:
    return [
        Note(item=venue.id, why=f"{venue.name}: the text does not decide between {'; '.join(group.reading.rivals)}")
        for group, venue in zip(groups, venues, strict=True)
        if group.reading.rivals
    ]
