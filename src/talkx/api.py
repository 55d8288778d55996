"""One call for those who use talkx from Python."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkx.annotate import Annotator
    from talkx.model import Record
    from talkx.resources import Resources


def extract(
    text: str,
    *,
    id: str = "text",  # noqa: A002 - the name that records use
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    date: str | None = None,
    clean: bool = True,
    with_text: bool = False,
) -> Record:
    """Return the record of one article.

    `date` is the day (YYYY-MM-DD) that relative dates count from where neither the text nor `published` tells it. The
    first call loads the model and the data, the following ones use what is loaded. Raises `ReadError` for a text
    without words, `SettingsError` for a date that is none.
    """
    from talkx import pipeline
    from talkx.read import article_from_text
    from talkx.settings import record_settings

    settings = record_settings(date=date, clean=clean, with_text=with_text)
    article = article_from_text(text, id=id, title=title, published=published, url=url)
    annotator, resources = _loaded()
    return pipeline.extract(article, annotator=annotator, resources=resources, settings=settings)


@cache
def _loaded() -> tuple[Annotator, Resources]:
    from talkx.parts import load_parts

    return load_parts()
