"""Articles from files, folders, JSON lines, standard input and memory: the first step of the pipeline."""

from __future__ import annotations

from talkx.read.articles import article_from_text, read_article
from talkx.read.inputs import Input, Task, Unreadable, article_tasks, count_articles, find_inputs

__all__ = [
    "Input",
    "Task",
    "Unreadable",
    "article_from_text",
    "article_tasks",
    "count_articles",
    "find_inputs",
    "read_article",
]
