"""Rows of cases/actors.yml, and what holds of actors in any text."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from marked import marked_doc
from story import make_clean
from test_names import labelled

from talkx.actors import find_actors
from talkx.actors.name_parts import same_full_name, same_part
from talkx.names import find_names

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from talkx.model import Actor, ActorsFound
    from talkx.resources import Resources

ROWS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "actors.yml").read_text(encoding="utf-8"))


def found(doc: Doc, resources: Resources) -> ActorsFound:
    clean = make_clean(doc.text)
    names = find_names(doc, clean, resources.gazetteer, resources.titles)
    return find_actors(doc, clean, names, resources.titles, resources.gazetteer)


def facts(actor: Actor, keys: dict[str, Any]) -> dict[str, Any]:
    """Return of an actor what a row asks for."""
    every = {
        "mentions": [m.text for m in actor.mentions],
        "forms": [m.form for m in actor.mentions],
        "form": actor.mentions[0].form,
        "roles": [{"title": r.title, "of": r.of} for r in actor.roles],
    }
    out = {key: every.get(key, getattr(actor, key, None)) for key in keys}
    if "roles" in keys:
        asked = keys["roles"]
        out["roles"] = [
            {k: v for k, v in role.items() if k in want} for role, want in zip(out["roles"], asked, strict=False)
        ]
        out["roles"] += every["roles"][len(asked) :]
    return out


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['group']}: {row['name']}")
def test_row(row: dict[str, Any], resources: Resources) -> None:
    result = found(marked_doc(row["text"]), resources)
    names = [actor.name for actor in result.actors]
    assert names == [want["name"] for want in row["expect"]]
    assert [facts(a, want) for a, want in zip(result.actors, row["expect"], strict=True)] == row["expect"]
    assert [note.item for note in result.notes] == row.get("notes", [])


@settings(max_examples=300, deadline=None)
@given(doc=labelled())
def test_actors_of_any_text_have_ids_and_mentions_that_reslice(doc: Doc, resources: Resources) -> None:
    actors = found(doc, resources).actors
    ids = [actor.id for actor in actors]
    assert len(set(ids)) == len(ids)
    starts = [actor.mentions[0].span for actor in actors]
    assert starts == sorted(starts)
    for actor in actors:
        spans = [m.span for m in actor.mentions]
        assert spans == sorted(spans)
        assert all(doc.text[slice(*m.span)] == m.text for m in actor.mentions)
        for role in actor.roles:
            assert 0 <= role.span.start < role.span.end <= len(doc.text)
            assert role.title
            assert role.of is None or role.of in ids


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Şahın", "Sahin", True),
        ("Vasyliy", "Wassily", True),
        ("Khrushchev", "Hruscev", True),
        ("Müller", "Mueller", True),
        ("Li", "Lee", False),
        ("Marin", "Tamarin", False),
    ],
)
def test_parts_of_names_are_compared_by_sound(a: str, b: str, same: bool) -> None:
    assert same_part(a, b) is same


def test_given_names_that_are_a_pair(resources: Resources) -> None:
    pairs = resources.titles.given_name_set
    assert same_full_name(("Volodymyr", "Koval"), ("Vladimir", "Koval"), pairs)
    assert same_full_name(("J.", "Koval"), ("Jana", "Koval"), pairs)
    assert not same_full_name(("Vera", "Koval"), ("Jana", "Koval"), pairs)


def test_many_names_on_one_line_cost_no_square(resources: Resources) -> None:
    words = ["".join(p) for p in product("BDFGKLMNPR", "aeiou", "ldnrst", "ao")]
    text = " ".join(f"{{Anna {w}vik|PERSON}} met {{{w}by Board|ORG}} again" for w in words)
    assert len(found(marked_doc(text), resources).actors) == 2 * len(words)
