"""Globs over entry paths."""

from __future__ import annotations

import time

import pytest

from archiver_gui.core.patterns import Exclusions, Patterns, matches


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("a.txt", "a.txt", True),
        ("a.txt", "d/a.txt", False),
        ("*.txt", "d/a.txt", True),
        ("d/*.txt", "d/e/a.txt", True),
        ("d", "d/e/a.txt", True),
        ("d/", "d/e/a.txt", True),
        ("./d", "d/e", True),
        ("d", "data/x", False),
        ("?.txt", "a.txt", True),
        ("?.txt", "ab.txt", False),
        ("a?b", "a/b", False),
        ("**/x", "x", True),
        ("**/x", "a/b/x", True),
        ("a/**/x", "a/x", True),
        ("a/**/x", "a/b/c/x", True),
        ("a/**/x", "ab/x", False),
        ("y/**/z*w", "y/q/z1/z2w", True),
        ("[ab].c", "a.c", True),
        ("[!ab].c", "a.c", False),
        ("[!ab].c", "c.c", True),
        ("[]x].c", "].c", True),
        ("[a.c", "[a.c", True),
        ("[z-a].c", "[z-a].c", True),
        ("a[1].txt", "a[1].txt", True),
        ("a[1].txt", "a1.txt", True),
        ("*.TXT", "a.txt", False),
        ("*", "any/thing\nat all", True),
        ("caf\u00e9*", "caf\u00e9/x", True),
        ("a.c", "abc", False),
        ("a*b*c", "aXbYbZc", True),
        ("a*b*c", "aXbYbZ", False),
        (".", "a", False),
    ],
)
def test_a_pattern_means_whole_paths_and_what_lies_below(pattern: str, path: str, expected: bool) -> None:
    assert matches((pattern,), path) is expected


def test_no_patterns_mean_everything() -> None:
    assert matches((), "any/thing")


def test_one_of_several_patterns_is_enough() -> None:
    wanted = Patterns(["docs", "*.md"])
    assert wanted.match("docs/a")
    assert wanted.match("src/b.md")
    assert not wanted.match("src/b.py")


def test_many_stars_take_no_time() -> None:
    wanted = Patterns(["*a" * 40 + "*b"])
    started = time.monotonic()
    assert not wanted.match("a" * 4000)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.o", "src/a.o", True),
        ("*.o", "src/a.c", False),
        ("node_modules", "web/node_modules/x/y.js", True),
        ("node_modules/", "web/node_modules/x/y.js", True),
        ("node_modules", "web/node_modules2/y.js", False),
        ("b*d", "b/d", False),
        ("src/*.o", "src/deep/a.o", True),
        ("src/*.o", "x/src/a.o", False),
        ("src/gen", "src/gen/a", True),
        (".git", ".git", True),
        (".git", ".gitignore", False),
    ],
)
def test_an_exclusion_without_slash_means_names_and_with_one_whole_paths(
    pattern: str, path: str, expected: bool
) -> None:
    assert Exclusions([pattern]).excludes(path) is expected


def test_no_exclusions_exclude_nothing_and_say_so() -> None:
    nothing = Exclusions([])
    assert not nothing
    assert not nothing.excludes("a")
    assert Exclusions(["x"])
