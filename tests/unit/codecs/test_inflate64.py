"""Deflate64 as 7-Zip writes it, whole, cut, changed and made up."""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archiver_gui.codecs.inflate64 import inflate64
from tests.support.command_line import CommandLine

# 7-Zip's "hello world " ten times over.
SMALL = bytes.fromhex("bdc6b10900000803c155329c82c543c0c6f5dd2257dd3458e7a594fc03")


def decode(packed: bytes) -> bytes:
    return b"".join(inflate64(io.BytesIO(packed)))


def test_a_known_stream_is_decoded() -> None:
    assert decode(SMALL) == b"hello world " * 10


def test_what_deflate_shares_with_it_is_decoded() -> None:
    # Stored, fixed and dynamic blocks; no match of 258 bytes, whose code means something else here.
    data = bytes(random.Random(1).choices(b"abcdefgh", k=200_000))
    for level, strategy in ((0, 0), (9, zlib.Z_FIXED), (9, zlib.Z_HUFFMAN_ONLY)):
        packer = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy)
        assert decode(packer.compress(data) + packer.flush()) == data


@pytest.mark.skipif(not shutil.which("7zz"), reason="needs 7zz")
@pytest.mark.parametrize("kind", ["text", "zeros", "far"])
def test_what_7_zip_writes_is_read_and_tested(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = {
        "text": Path(__file__).read_bytes() * 40,
        "zeros": bytes(1_000_000),  # matches of 64 KiB
        "far": os.urandom(60_000) * 3,  # from 60,000 bytes back
    }[kind]
    (tmp_path / "content").write_bytes(data)
    archive = tmp_path / "made.zip"
    subprocess.run(
        ["7zz", "a", "-tzip", "-mm=Deflate64", archive, tmp_path / "content"], check=True, stdout=subprocess.DEVNULL
    )
    with zipfile.ZipFile(archive) as made:
        assert made.infolist()[0].compress_type == 9

    archiver = CommandLine(capsys)
    assert archiver("test", archive).status == 0
    assert archiver("extract", archive, "--to", tmp_path / "out").status == 0
    assert (tmp_path / "out/content").read_bytes() == data


@pytest.mark.parametrize("cut", range(1, len(SMALL)))
def test_what_is_cut_off_is_told(cut: int) -> None:
    with pytest.raises(ValueError, match=r"too early|nothing|wrong|overlap|not there|no right size"):
        decode(SMALL[:-cut])


def test_what_follows_is_told() -> None:
    with pytest.raises(ValueError, match="follows"):
        decode(SMALL + b"\0")


@given(st.binary(max_size=200), st.integers(0, len(SMALL)))
@example(b"\x04", 0)  # a dynamic block of nothing
@example(b"\x06", 0)  # a block of no known kind
def test_whatever_the_bytes_are_it_ends_by_a_value_error_or_a_content(junk: bytes, keep: int) -> None:
    out = 0
    try:
        for piece in inflate64(io.BytesIO(SMALL[:keep] + junk)):
            assert len(piece) <= 1 << 20
            out += len(piece)
    except ValueError:
        return
    assert out <= 65_538 * 8 * (keep + len(junk))
