"""The order of work: one article in, one record out, one named step a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkx.actors import find_actors
from talkx.clean import clean_article
from talkx.dates import find_dates
from talkx.events import find_events
from talkx.figures import find_figures
from talkx.names import find_names
from talkx.quotes import find_quotes
from talkx.record import build_record
from talkx.venues import find_venues

if TYPE_CHECKING:
    from talkx.annotate import Annotator
    from talkx.model import Article, Record
    from talkx.resources import Resources
    from talkx.settings import Settings


def extract(article: Article, *, annotator: Annotator, resources: Resources, settings: Settings) -> Record:
    """Return the record of one article: a pure function of its arguments."""
    clean = clean_article(article, resources.boilerplate, remove=settings.clean)
    doc = annotator(clean.text, clean.segments)
    dates = find_dates(doc, clean, resources.calendar, published=article.published, reference=settings.date)
    names = find_names(doc, clean, resources.gazetteer, resources.titles)
    actors = find_actors(doc, clean, names, resources.titles, resources.gazetteer)
    venues = find_venues(doc, clean, names, resources.gazetteer)
    figures = find_figures(doc, clean, resources.units, dates=dates.dates, actors=actors.actors, venues=venues.venues)
    quotes = find_quotes(doc, clean, actors.actors, resources.speech)
    events = find_events(
        doc,
        clean,
        resources.event_words,
        dates=dates,
        actors=actors.actors,
        venues=venues.venues,
        figures=figures.figures,
        quotes=quotes,
    )
    return build_record(article, clean, dates, actors, venues, figures, quotes, events, with_text=settings.with_text)
