"""Cleaning: takes boilerplate and captions out of a raw article, names the rest, and keeps every offset."""

from talkx.clean.article import clean_article
from talkx.clean.ledger import apply_ledger

__all__ = ["apply_ledger", "clean_article"]
