"""The search language: what a line of text means."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver_gui.core.entries import EntryKind
from archiver_gui.core.errors import UsageError
from archiver_gui.core.query import Query, parse_query


def seconds(*parts: int) -> float:
    return datetime(*parts, tzinfo=UTC).timestamp()  # type: ignore[misc,arg-type]  # year, month, day …


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", Query()),
        ("   ", Query()),
        ("Übung  Köln", Query(words=("ubung", "koln"))),
        ('"two words" third', Query(words=("two words", "third"))),
        ('"still open', Query(words=("still open",))),
        ("*.JPG", Query(globs=("*.jpg",))),
        ("docs/*/a?.txt", Query(globs=("docs/*/a?.txt",))),
        ('"*.jpg"', Query(words=("*.jpg",))),
        ("size>10M", Query(min_size=10_000_001)),
        ("size>=10MB", Query(min_size=10_000_000)),
        ("size<1k", Query(max_size=999)),
        ("size<=1KiB", Query(max_size=1024)),
        ("SIZE>1.5G size<2g", Query(min_size=1_500_000_001, max_size=1_999_999_999)),
        ("size:0", Query(min_size=0, max_size=0)),
        ("before:2026-01-01", Query(before=seconds(2026, 1, 1))),
        ("after:2026", Query(after=seconds(2026, 1, 1))),
        ("after:2026-02 after:2025-02", Query(after=seconds(2026, 2, 1))),
        ('before:"2026-02-03 04:05"', Query(before=seconds(2026, 2, 3, 4, 5))),
        ('in:Photos in:"my disk" in:#12', Query(archives=("photos", "my disk", "#12"))),
        ("hash:5F3A", Query(digests=("5f3a",))),
        ("kind:folder,link", Query(kinds=frozenset({EntryKind.FOLDER, EntryKind.SYMLINK}))),
        ("size> before: in: kind:", Query()),
        ("note:this a=b c>d", Query(words=("note:this", "a=b", "c>d"))),
        ("https://example.org/x", Query(words=("https://example.org/x",))),
    ],
)
def test_a_line_means(text: str, meant: Query) -> None:
    assert parse_query(text, UTC) == meant


@pytest.mark.parametrize(
    "text", ["size>big", "size>-1", "before:soon", "after:2026-13", "after:0000", "hash:xyz", "kind:mouse"]
)
def test_a_filter_with_a_wrong_value_is_told_with_an_example(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_query(text)
    assert caught.value.hint


def test_a_date_is_midnight_in_the_zone_given() -> None:
    zone = timezone(timedelta(hours=2))
    assert parse_query("after:2026-01-01", zone).after == seconds(2025, 12, 31, 22)


@given(st.text())
def test_no_line_is_too_odd(text: str) -> None:
    with contextlib.suppress(UsageError):
        assert parse_query(text) == parse_query(f"  {text}")
