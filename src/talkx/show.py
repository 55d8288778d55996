"""One record for people: the article with its mentions coloured, and a table a field. Needs rich."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from talkx.write.numbers import number_text

if TYPE_CHECKING:
    from talkx.model import Actor, Event, Figure, Published, Record, Span

STYLES = {
    "removed": "dim strike",
    "quote": "italic",
    "event": "underline",
    "venue": "bold green",
    "state": "bold magenta",
    "organization": "bold blue",
    "group": "bold blue",
    "person": "bold cyan",
    "date": "yellow",
    "figure": "bold red",
}
_LEGEND = ("person", "state", "organization", "venue", "date", "figure", "quote", "removed")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class _Names:
    """The names behind the ids of one record."""

    by_id: dict[str, str]

    def of(self, key: str | None) -> str:
        return "" if key is None else self.by_id.get(key, key)

    def all(self, keys: Iterable[str]) -> str:
        return ", ".join(self.of(key) for key in keys)


def rendered(record: Record, raw: str) -> RenderableType:
    """Return what `talkx show` prints of a record and its raw text."""
    names = _Names({a.id: a.name for a in record.actors} | {v.id: v.name for v in record.venues})
    legend = Text("  ").join(Text(kind, STYLES[kind]) for kind in _LEGEND)
    parts: list[RenderableType] = [
        Rule(Text(_visible(record.id), "bold"), align="left", style="dim"),
        *_facts(record),
        Padding(legend, (1, 0)),
        coloured(record, raw),
        *(_table(*table) for table in _tables(record, names)),
    ]
    return Group(*parts)


def console(width: int | None = None) -> Console:
    """Return a console on standard output that honours `NO_COLOR` and never fails on a character."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return Console(width=width, highlight=False, soft_wrap=False)


def coloured(record: Record, raw: str) -> Text:
    """Return the raw text with every mention in the style of its kind, what was removed struck out."""
    text = Text(_visible(raw))
    for kind, span in _spans(record):
        text.stylize(STYLES[kind], *span)
    return text


def _visible(text: str) -> str:
    """Return a text of the same length in which nothing steers the terminal."""
    return _CONTROL.sub(lambda match: " " if match.group() in "\r\x0b\x0c\x85" else "\ufffd", text).replace("\t", " ")


def _spans(record: Record) -> Iterator[tuple[str, Span]]:
    """Yield kinds and spans so that what comes later is to lie on top."""
    yield from (("removed", entry.span) for entry in record.boilerplate)
    yield from (("quote", quote.span) for quote in record.quotes)
    yield from (("figure", figure.span) for figure in record.figures)
    yield from (("venue", mention.span) for venue in record.venues for mention in venue.mentions)
    yield from ((actor.type, mention.span) for actor in record.actors for mention in actor.mentions)
    yield from (("date", date.span) for date in record.dates)


def _facts(record: Record) -> Iterator[Text]:
    article = record.article
    if article.title:
        yield Text(_visible(article.title.text), "bold")
    facts = [
        ", ".join(person.text for person in article.byline),
        ", ".join(outlet.text for outlet in article.credit),
        f"published {_published(article.published)}" if article.published else "publication date unknown",
        f"updated {_published(article.updated)}" if article.updated else "",
        f"{article.words:,} words",
    ]
    yield Text(_visible(" · ".join(fact for fact in facts if fact)), "dim")


def _published(published: Published) -> str:
    return published.value if published.basis == "stated" else f"{published.value} ({published.basis})"


Rows = list[tuple[str, ...]]


def _tables(record: Record, names: _Names) -> Iterator[tuple[str, tuple[str, ...], Rows]]:
    """Yield title, column heads and rows of the tables that have any rows."""
    tables: list[tuple[str, tuple[str, ...], Rows]] = [
        (
            "actors",
            ("name", "type", "part", "roles", "mentioned as"),
            [_actor(actor, names) for actor in record.actors],
        ),
        (
            "venues",
            ("name", "type", "country", "within", "role"),
            [(v.name, v.type, v.country or "", names.all(v.within), v.role) for v in record.venues],
        ),
        (
            "dates",
            ("text", "value", "type", "basis"),
            [(d.text, d.value, d.type.lower(), d.basis) for d in record.dates],
        ),
        (
            "figures",
            ("text", "value", "of", "kind"),
            [(f.text, figure_value(f), f.of or "", f.kind) for f in record.figures],
        ),
        ("quotes", ("speaker", "quote"), [(names.of(q.speaker) or "unknown", q.text) for q in record.quotes]),
        ("events", ("type", "status", "date", "place", "actors"), [_event(event, names) for event in record.events]),
        ("removed", ("kind", "rule", "text"), [(r.kind, r.rule, r.text) for r in record.boilerplate]),
        ("notes", ("item", "why"), [(note.item, note.why) for note in record.notes]),
    ]
    return (table for table in tables if table[2])


def _actor(actor: Actor, names: _Names) -> tuple[str, ...]:
    roles = "; ".join(f"{role.title} ({names.of(role.of)})" if role.of else role.title for role in actor.roles)
    forms = dict.fromkeys(mention.text for mention in actor.mentions if mention.text != actor.name)
    count = len(actor.mentions)
    return actor.name, actor.type, actor.part, roles, f"{count}×" + (f" {', '.join(forms)}" if forms else "")


def _event(event: Event, names: _Names) -> tuple[str, ...]:
    return event.type, event.status, event.date or "", names.of(event.place), names.all(event.actors)


def figure_value(figure: Figure) -> str:
    """Return the value of a figure in a few words: `over 7,000,000,000 USD`, `5 to 7 percent`."""
    if figure.values:
        joint = " to " if figure.range else " for " if figure.kind == "exchange" else " : "
        shown = joint.join(_number(value) for value in figure.values)
    elif figure.low is not None or figure.high is not None:
        shown = f"{_number(figure.low)} to {_number(figure.high)}"
    else:
        shown = _number(figure.value)
    unit = " per ".join(part for part in (figure.unit, figure.per) if part)
    words = (figure.change, figure.modifier and figure.modifier.replace("_", " "), shown, unit)
    return " ".join(word for word in words if word)


def _number(value: Decimal | str | None) -> str:
    if value is None:
        return "?"
    if isinstance(value, str):
        return value
    text = number_text(value)
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if "E" not in text and not whole.startswith("-") else text


def _table(title: str, heads: tuple[str, ...], rows: Rows) -> RenderableType:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold", header_style="dim")
    for row in rows:
        table.add_row(*(Text(_visible(cell).replace("\n", " ")) for cell in row))
    return Padding(Group(Text(f"{title} ({len(rows)})", "bold"), table), (1, 0, 0, 0))
