"""An extractor without a model, for tests of what surrounds the pipeline: capitalised words become actors.

Words of the text ask it to misbehave: BOOM raises, CRASH ends the process, SLOW takes half a second.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable

from talkx.model import (
    Actor,
    ActorsFound,
    Article,
    CleanArticle,
    DatesFound,
    FiguresFound,
    Mention,
    OffsetMap,
    Record,
    Segment,
    Span,
    VenuesFound,
)
from talkx.record import build_record
from talkx.settings import Settings


def load_extract(settings: Settings) -> Callable[[Article], Record]:
    """Return the stand-in for the pipeline."""

    def extract(article: Article) -> Record:
        text = article.text
        if "BOOM" in text:
            raise ZeroDivisionError("a mistake in a stage")
        if "CRASH" in text:
            os._exit(1)
        if "SLOW" in text:
            time.sleep(0.5)
        segments = tuple(Segment("body", Span(*match.span())) for match in re.finditer(r"\S[^\n]*", text))
        clean = CleanArticle(text, segments, (), OffsetMap((0,), (0,)))
        actors = tuple(
            Actor(f"person.{i}", m.group(), "person", None, (), "other", (Mention(m.group(), Span(*m.span())),))
            for i, m in enumerate(re.finditer(r"[A-Z][a-z]+", text))
        )
        stages = DatesFound(()), ActorsFound(actors), VenuesFound(()), FiguresFound(()), (), ()
        return build_record(article, clean, *stages, with_text=settings.with_text)

    return extract
