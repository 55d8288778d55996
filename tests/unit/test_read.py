"""Reading: encodings, JSON lines, and what a container says of an article."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkx.errors import ReadError
from talkx.model import Note
from talkx.read import Input, Task, Unreadable, article_from_text, article_tasks, find_inputs, read_article
from talkx.read.decoding import decode

ENGLISH = "“We’ll see,” the envoy said in Málaga – after talks on £5 tolls. " * 4


@pytest.mark.parametrize(
    ("text", "written_in", "encoding", "detected"),
    [
        (ENGLISH, "utf-8", "utf-8", False),
        (ENGLISH, "utf-8-sig", "utf-8-sig", False),
        (ENGLISH, "utf-16", "utf-16", False),
        (ENGLISH, "utf-32", "utf-32", False),
        (ENGLISH, "utf-16-le", "utf-16-le", True),
        (ENGLISH, "utf-16-be", "utf-16-be", True),
        (ENGLISH, "cp1252", "windows-1252", True),
        ("The envoy spoke in a café.", "latin-1", "windows-1252", True),
        ("Prezydent powiedział, że rozmowy w Gdańsku są ważne. " * 4, "cp1250", "windows-1250", True),
        ("Президент сказал, что переговоры продолжаются. " * 4, "cp1251", "windows-1251", True),
        ("总统说谈判仍在继续。" * 6, "gb18030", "gb18030", True),
    ],
)
def test_encodings(text: str, written_in: str, encoding: str, detected: bool) -> None:
    decoded = decode(text.encode(written_in))
    assert (decoded.text, decoded.encoding, decoded.detected) == (text, encoding, detected)


@given(st.text())
def test_utf8_comes_back_as_it_was_or_is_refused(text: str) -> None:
    try:
        decoded = decode(text.encode())
    except ReadError:
        assert "\0" in text or any(ord(c) < 32 for c in text) or text.startswith(("%PDF-", "PK\3\4", "GIF8", "{\\rtf"))
        return
    assert decoded.text == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except ReadError:
        return
    assert data.decode(decoded.encoding) == decoded.text


def read(**fields: Any) -> Any:
    line = json.dumps({"id": "x", "text": "Amina spoke.", **fields})
    return read_article(Task("in.jsonl: line 3", "in.jsonl", line=3, data=line.encode()), max_bytes=10_000)


def test_a_json_line_with_everything() -> None:
    article = read(title="Talks", published="2025-06-02", url="https://a.example/b", desk="world", n=[1, {"a": None}])
    assert (article.id, article.title, article.published, article.notes) == ("x", "Talks", "2025-06-02", ())
    source = article.source
    assert (source.path, source.line, source.media_type) == ("in.jsonl", 3, "application/jsonl")
    assert (source.title, source.url) == ("Talks", "https://a.example/b")
    assert source.extra == {"desk": "world", "n": [1, {"a": None}]}
    assert source.sha256 == hashlib.sha256(b"Amina spoke.").hexdigest()


def test_what_is_null_is_not_given() -> None:
    article = read(title=None, published=None, url=None)
    assert (article.title, article.published, article.source.url, article.source.extra) == (None, None, None, None)


@pytest.mark.parametrize(
    ("given", "day", "kept"),
    [
        ("2025-06-02", "2025-06-02", False),
        ("2025-06", "2025-06", False),
        ("2025", "2025", False),
        ("2025-06-02T23:30:00Z", "2025-06-02", True),
        ("2025-06-02 23:30", "2025-06-02", True),
        ("Mon, 02 Jun 2025 23:30:00 +0200", "2025-06-02", True),
    ],
)
def test_publication_days(given: str, day: str, kept: bool) -> None:
    article = read(published=given)
    assert (article.published, article.notes) == (day, ())
    assert article.source.extra == ({"published": given} if kept else None)


@pytest.mark.parametrize("given", ["yesterday", "2025-02-30", "2025-13", "02/06/2025", "2025-06-02garbage"])
def test_a_publication_day_that_is_none_is_noted_and_kept(given: str) -> None:
    article = read(published=given)
    assert article.published is None
    assert article.notes == (Note("published", f'the source gives "{given}", which is not a date; not used'),)
    assert article.source.extra == {"published": given}


def test_half_a_surrogate_pair_becomes_one_replacement_character() -> None:
    article = read(text="Amina \ud83d spoke", desk={"\udc00": ["\ud800"]})
    assert article.text == "Amina \ufffd spoke"
    assert article.source.extra == {"desk": {"\ufffd": ["\ufffd"]}}
    assert [note.item for note in article.notes] == ["source"]


def test_a_guessed_encoding_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ENGLISH.encode("cp1252"))
    article = read_article(Task(str(path), "a.txt", str(path), id="a"), max_bytes=10_000)
    assert article.notes == (Note("source", "the encoding windows-1252 was detected, not declared"),)


def test_text_in_memory() -> None:
    article = article_from_text("Amina\r\nspoke.", id="m", published="2025-06-02", title="T", url="u")
    assert (article.text, article.published, article.source.path) == ("Amina\r\nspoke.", "2025-06-02", "-")
    for bad in ("", " \n", "A\0"):
        with pytest.raises(ReadError):
            article_from_text(bad)


def test_folders_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/B.TXT", "a.txt", "ä.txt", "c.jsonl", "x.yaml", ".git/a.txt", "out/r.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = find_inputs([str(tmp_path)], exclude=tmp_path / "out")
    assert [item.name for item in found if isinstance(item, Input)] == [
        "a.txt", "a/B.TXT", "a/z.txt", "b.txt", "c.jsonl", "ä.txt",
    ]  # fmt: skip


def test_a_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [item.name for item in find_inputs([str(tmp_path)]) if isinstance(item, Input)] == ["a.txt"]


def test_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": 1}\r\n\n' + b"x" * 50 + b'\n{"id": 2}')
    tasks = article_tasks(find_inputs([str(path)]), max_bytes=20)
    first = next(tasks)
    assert isinstance(first, Task)
    assert (first.line, first.data) == (1, b'\xef\xbb\xbf{"id": 1}')
    path.unlink()  # the stream is open: nothing was read ahead but a buffer, nothing is read twice
    second, third = tasks
    assert isinstance(second, Unreadable)
    assert second.reason == "too large: more than the limit of 20 (raise it with --max-bytes)"
    assert isinstance(third, Task)
    assert (third.line, third.data) == (4, b'{"id": 2}')
