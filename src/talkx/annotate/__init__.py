"""Annotation: the cleaned text and its blocks in, a spaCy ``Doc`` with names, tags and trees out.

The embedded model does the work.  spaCy and onnxruntime are imported by ``load_annotator`` only.
"""

from __future__ import annotations

from talkx.annotate.annotator import Annotator, Block, load_annotator

__all__ = ["Annotator", "Block", "load_annotator"]
