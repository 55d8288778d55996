"""Reads `{name|LABEL}` marks out of a text and returns a Doc whose entities they are, without a model."""

from __future__ import annotations

import re

from spacy.tokens import Doc
from story import make_doc

_MARK = re.compile(r"\{([^{}|]+)\|([A-Z]+)\}")


def marked_doc(text: str) -> Doc:
    """Return a Doc of the text without its marks; its entities are the marked names."""
    plain, entities, at = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        entities.append((len(plain), len(plain) + len(match[1]), match[2]))
        plain += match[1]
        at = match.end()
    doc = make_doc(plain + text[at:])
    doc.ents = [doc.char_span(*entity, alignment_mode="expand") for entity in entities]
    return doc
