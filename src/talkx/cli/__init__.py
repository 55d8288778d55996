"""The command line: translates options, calls plain functions, prints. Nothing slow is imported before it is needed."""

from __future__ import annotations

from talkx.cli.app import app, main

__all__ = ["app", "main"]
