"""Names and bytes that nobody thought of: what passes does no harm, and what fails fails by our errors."""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver_gui.core.names import MAX_NAME_BYTES, display, encodable, escape_reason, portable_part, shortened, tidy
from archiver_gui.core.outcome import Verdict
from archiver_gui.extraction.links import escape_of_target
from tests.hostile.fuzz_names import try_bytes as try_name
from tests.hostile.fuzz_tar import try_bytes as try_tar
from tests.hostile.fuzz_zip import try_bytes as try_zip
from tests.hostile.name_rules import leads_out
from tests.hostile.reading import read_tar, read_zip
from tests.hostile.seeds import seeds
from tests.support.extracting import extract, file, link

_ROOT = Path(__file__).parents[2]
_MEMORY_BYTES = 24 << 20  # far above what the readers hold at once, far below what a header may claim

# Text that is likely to be dangerous, mixed with any text at all.
_PIECES = st.sampled_from(
    [
        "..",
        ".",
        "/",
        "\\",
        "C:",
        "a",
        "b",
        "\0",
        "//",
        "~",
        "CON",
        "nul.txt",
        " ",
        ":",
        "\uff0e",
        "\u2215",
        "\udce9",
        "?",
    ]
)
_NAMES = st.one_of(st.text(max_size=60), st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=12).map("".join))
_SURROGATES = st.text(st.characters(), max_size=30)
_SEEDS = {seed.name: seed for seed in seeds()}


@given(_NAMES)
@settings(max_examples=1500)
def test_no_name_that_passes_leads_out(name: str) -> None:
    path = tidy(name)
    if not escape_reason(path):
        assert not leads_out(path)
        assert not leads_out("/".join(portable_part(part) for part in path.split("/")))


@given(_NAMES)
@settings(max_examples=500)
def test_tidying_twice_changes_nothing_and_no_code_point_ever(name: str) -> None:
    path = tidy(name)
    assert tidy(path) == path
    assert path.replace("/", "").replace(".", "") == name.replace("/", "").replace(".", "")


@given(_SURROGATES)
@settings(max_examples=500)
def test_what_is_displayed_is_visible_text(name: str) -> None:
    shown = display(name)
    shown.encode()
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in shown)


@given(_SURROGATES)
@settings(max_examples=500)
def test_a_name_for_a_file_system_fits_it(name: str) -> None:
    made = shortened(encodable(name.replace("/", "_") * 9))
    assert len(os.fsencode(made)) <= MAX_NAME_BYTES


@given(_NAMES, _NAMES)
@settings(max_examples=1500)
def test_no_target_that_passes_leads_out(folder: str, target: str) -> None:
    folder = tidy(folder)
    if not escape_reason(folder) and not escape_of_target(folder, target, lambda _: True):
        assert not leads_out(f"{folder}/{target}" if folder else target)


@given(st.lists(st.tuples(_NAMES, st.one_of(st.none(), _NAMES)), max_size=6))
@settings(max_examples=60)
def test_nothing_that_is_extracted_stands_outside(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, str | None]]
) -> None:
    outer = tmp_path_factory.mktemp("outer")
    (outer / "secret").write_bytes(b"untouched")
    fed = [file(tidy(name)) if target is None else link(tidy(name), target) for name, target in entries]
    extract(outer / "x", [one for one in fed if one[0].path])
    assert sorted(path.name for path in outer.iterdir()) in (["secret"], ["secret", "x"])
    assert (outer / "secret").read_bytes() == b"untouched"
    for place, folders, files in os.walk(outer / "x"):
        for name in (*folders, *files):
            real = os.path.realpath(os.path.join(place, name))  # takes a circle as it comes
            assert real.startswith(f"{outer}/x/") or real == f"{outer}/x"


@pytest.mark.parametrize("target", [try_zip, try_tar, try_name])
@given(data=st.binary(max_size=3000))
@settings(max_examples=150)
def test_any_bytes_fail_by_our_errors_alone(target: Callable[[bytes], None], data: bytes) -> None:
    target(data)


@pytest.mark.parametrize("magic", [b"PK\3\4", b"PK\5\6", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd",
                                   b"\x04\x22\x4d\x18"])  # fmt: skip
@given(data=st.binary(max_size=600))
@settings(max_examples=60)
def test_any_bytes_behind_a_known_beginning_fail_by_our_errors_alone(magic: bytes, data: bytes) -> None:
    verdict, _ = (read_zip if magic.startswith(b"PK") else read_tar)(magic + data)
    assert verdict is not Verdict.COMPLETE or data


@pytest.mark.parametrize("name", ["zip-stored", "zip-deflate", "tar-gnu", "tar-pax"])
def test_numbers_beyond_all_measure_take_no_memory(name: str) -> None:
    seed = _SEEDS[name]
    for at in range(0, min(len(seed.data), 2600), 13):
        data = bytearray(seed.data)
        data[at : at + 4] = b"\xff\xff\xff\x7f"
        tracemalloc.start()
        try:
            seed.read(bytes(data))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < _MEMORY_BYTES, at


def test_the_judge_of_names_says_no_where_it_should() -> None:
    for name in ("../a", "a/../../b", "/a", "C:a", "..\\a", "\\\\host\\share\\a", "a\0b", "C:\\a", "a\\..\\..\\b"):
        assert leads_out(name), name
    for name in ("a", "a/b", "a..b", "...", "\uff0e\uff0e\u2215a", "1:a", "a/.b"):
        assert not leads_out(name), name


def test_fuzzing_without_atheris_says_what_is_missing() -> None:
    done = subprocess.run(
        [sys.executable, "tests/hostile/fuzz_names.py"],
        cwd=_ROOT, env={**os.environ, "PYTHONPATH": "."}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode
    assert "atheris" in done.stderr
