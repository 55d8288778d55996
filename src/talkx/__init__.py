"""talkx turns raw news-article text into normalised, verifiable records."""

from __future__ import annotations

__version__ = "0.1.0"
