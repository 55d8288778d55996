"""The model and the data that the pipeline needs, loaded together at the edge of the program."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkx.annotate import Annotator
    from talkx.resources import Resources


def load_parts() -> tuple[Annotator, Resources]:
    """Return the embedded model and the package's data. Raises `ModelMissing` or `DataError`."""
    with collection_paused():
        from talkx.annotate import load_annotator
        from talkx.resources import load_resources

        return load_annotator(), load_resources()


@contextmanager
def collection_paused() -> Iterator[None]:
    """Load without garbage collection: what is loaded stays, and looking through it takes a tenth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
