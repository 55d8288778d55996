"""What tests share: the package's data and the embedded model, each loaded once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from talkx.annotate import Annotator
    from talkx.resources import Resources

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def resources() -> Resources:
    """Return the data of the package."""
    from talkx.resources import load_resources

    return load_resources()


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    """Return the embedded model; a missing one is a failure, never a skip."""
    from talkx.annotate import load_annotator

    return load_annotator()
