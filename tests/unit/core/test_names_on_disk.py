"""What names become on disk, and which ones deserve a second look."""

from __future__ import annotations

import pytest

from archiver_gui.core.names import encodable, folded, oddity, portable_part, shortened, with_number


@pytest.mark.parametrize(
    "name",
    [
        "line1\nline2.txt",
        "\x1b[2Jred.txt",
        "c1\u009b31m",
        "invoice\u202efdp.exe",
        "a\u200bb.txt",
        "\ufeffbom.txt",
        "name ",
        "dir /x",
        "...",
        "a/.../b",
        "report.txt:hidden.exe",
        "d::$DATA",
    ],
)
def test_a_name_that_deceives_is_odd(name: str) -> None:
    assert oddity(name)


@pytest.mark.parametrize(
    "name",
    [
        "plain.txt",
        "a b/c d.txt",
        "..hidden",
        "log-2024-01-01T10:30:00.txt",
        "Foo Inc.",
        "caf\udce9.txt",
        "\U0001f468\u200d\U0001f469.png",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.txt",
        "Movie: the sequel.mp4",
    ],
)
def test_an_ordinary_name_is_not_odd(name: str) -> None:
    assert oddity(name) == ""


@pytest.mark.parametrize(
    ("part", "expected"),
    [("a:b", "a_b"), ("nul.txt", "_nul.txt"), ("name.", "name_"), ("...", "___"), ("caf\udce9", "caf_"), ("ok", "ok")],
)
def test_a_portable_part_fits_every_system(part: str, expected: str) -> None:
    assert portable_part(part) == expected


def test_a_number_goes_before_the_suffix() -> None:
    assert with_number("a.txt", 2) == "a (2).txt"
    assert with_number("a.tar.gz", 3) == "a (3).tar.gz"
    assert with_number(".bashrc", 2) == ".bashrc (2)"
    assert with_number("no suffix", 2) == "no suffix (2)"


@pytest.mark.parametrize("char", ["n", "\u00e9", "\u65e5", "\U0001f468", "\udce9"])
def test_a_long_name_is_cut_between_characters_and_keeps_its_suffix(char: str) -> None:
    for name in (shortened(char * 400 + ".txt"), with_number(char * 400 + ".txt", 12)):
        assert len(name.encode("utf-8", "surrogateescape")) <= 255
        assert name.endswith(".txt")
        assert name.startswith(char * 20)
    assert shortened("n" * 251 + ".txt") == "n" * 251 + ".txt"


def test_halves_of_surrogate_pairs_become_a_dash_and_bytes_stay() -> None:
    assert encodable("lone\ud800.txt") == "lone_.txt"
    assert encodable("caf\udce9") == "caf\udce9"


def test_names_that_a_case_blind_disk_confuses_are_folded_together() -> None:
    assert folded("README") == folded("readme")
    assert folded("caf\u00e9") == folded("CAFE\u0301")
    assert folded("a") != folded("b")
