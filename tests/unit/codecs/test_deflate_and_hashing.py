"""Raw deflate for zip, checksums, and random access over streams."""

from __future__ import annotations

import hashlib
import io
import os
import random
import subprocess
import sys
import tarfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver_gui.codecs.deflate import (
    END_OF_STREAM,
    deflate_block,
    deflate_once,
    deflate_piece,
    inflate_once,
    stored_blocks,
)
from archiver_gui.codecs.hashing import DIGEST_BYTES, content_digest, content_hash, crc32, crc32_combine
from archiver_gui.codecs.registry import CODECS
from archiver_gui.codecs.rewindable import RewindableReader
from tests.support.codec_streams import codec_writer

LEVELS = range(10)


def _text(size: int) -> bytes:
    chance = random.Random(size)
    words = [bytes(chance.choices(b"abcdefgh_(){};\n ", k=chance.randint(3, 12))) for _ in range(300)]
    return b" ".join(chance.choices(words, k=size // 5))[:size]


@pytest.mark.parametrize("level", LEVELS[1:])
@pytest.mark.parametrize("size", [0, 1, 500, 20_000, 200_000])
def test_a_whole_content_is_one_deflate_stream(level: int, size: int) -> None:
    for data in (_text(size), os.urandom(size)):
        decoder = zlib.decompressobj(-15)
        assert decoder.decompress(deflate_once(data, level)) == data
        assert decoder.eof


@pytest.mark.parametrize(
    ("size", "limit"), [(400, 1.03), (3_000, 1.03), (15_000, 1.003), (40_000, 1.003), (100_000, 1.0), (400_000, 1.0)]
)
def test_normal_is_no_larger_than_what_zip_makes_of_it(size: int, limit: float) -> None:
    """Tiny contents may be, by less than our shorter headers save."""
    data = b"".join(path.read_bytes() for path in sorted(Path(pytest.__file__).parents[1].glob("*pytest/*.py")))[:size]
    assert len(data) == size
    assert len(deflate_once(data, 6)) <= len(zlib.compress(data, 6, -15)) * limit


@pytest.mark.parametrize("level", LEVELS)
def test_content_without_any_pattern_grows_by_no_more_than_its_frame(level: int) -> None:
    data = os.urandom(300_000)
    packed = deflate_block(data, b"", level)
    assert len(packed) <= len(data) + 5 * (len(data) // 16_000 + 1)


@given(pieces=st.lists(st.binary(max_size=300), max_size=8), level=st.integers(0, 9))
def test_blocks_joined_are_one_stream(pieces: list[bytes], level: int) -> None:
    before = b""
    packed = b""
    for piece in pieces:
        packed += deflate_block(piece, before[-32768:], level)
        before += piece
    assert zlib.decompress(packed + END_OF_STREAM, -15) == before


@given(data=st.binary(max_size=200_000))
def test_stored_blocks_hold_the_content_as_it_is(data: bytes) -> None:
    assert zlib.decompress(stored_blocks(data) + END_OF_STREAM, -15) == data


@pytest.mark.parametrize("level", [0, 1, 6, 9])
def test_long_pieces_joined_are_one_stream_and_each_begins_anew(level: int) -> None:
    first = _text(1_500_000) + os.urandom(1_200_000)
    second = _text(800_000)
    pieces = [deflate_piece(data, level, lambda: None) for data in (first, second)]
    assert zlib.decompress(b"".join(pieces) + END_OF_STREAM, -15) == first + second
    assert zlib.decompress(pieces[1] + END_OF_STREAM, -15) == second


@pytest.mark.parametrize("level", [1, 6, 9])
def test_a_whole_content_comes_back_and_damage_is_told(level: int) -> None:
    data = _text(20_000)
    packed = deflate_once(data, level)
    assert inflate_once(packed, len(data)) == data
    for wrong in (packed[: len(packed) // 2], packed[:-1], b"", b"\x07" * 300):
        with pytest.raises(ValueError, match="Decompress"):
            inflate_once(wrong, len(data))
    with pytest.raises(ValueError, match="Decompress"):
        inflate_once(packed, len(data) - 1)


@given(first=st.binary(max_size=2000), second=st.binary(max_size=2000))
def test_sums_of_pieces_combine_to_the_sum_of_the_whole(first: bytes, second: bytes) -> None:
    assert crc32(first + second) == zlib.crc32(first + second)
    assert crc32(second, crc32(first)) == zlib.crc32(first + second)
    assert crc32_combine(crc32(first), crc32(second), len(second)) == zlib.crc32(first + second)


def test_sums_combine_over_more_than_four_gigabytes() -> None:
    zeros = bytes(1 << 20)
    one = crc32(zeros)
    size, total = len(zeros), one
    for _ in range(13):  # doubling: 8 GiB of zeros in 13 steps
        total = crc32_combine(total, total, size)
        size *= 2
    assert size == 8 << 30
    step = one
    for _ in range(8191):
        step = crc32_combine(step, one, 1 << 20)
    assert total == step


def test_contents_are_known_by_32_bytes_however_they_are_fed() -> None:
    data = os.urandom(300_000)
    running = content_hash()
    for start in range(0, len(data), 77_777):
        running.update(memoryview(data)[start : start + 77_777])
    assert running.digest() == content_digest(data)
    assert len(running.digest()) == DIGEST_BYTES
    assert content_digest(b"").hex() == "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"
    assert content_digest(data) != hashlib.sha256(data).digest()


def _rewindable(codec_id: str, data: bytes) -> RewindableReader:
    out = io.BytesIO()
    codec = CODECS[codec_id]
    with codec_writer(codec, out, codec.level_range[0]) as writer:
        writer.write(data)
    return RewindableReader(lambda: codec.open_reader(io.BytesIO(out.getvalue())))


@pytest.mark.parametrize("codec_id", CODECS)
def test_a_rewindable_stream_reads_anywhere(codec_id: str) -> None:
    data = _text(300_000)
    stream = _rewindable(codec_id, data)
    chance = random.Random(3)
    for _ in range(20):
        position, size = chance.randrange(310_000), chance.randrange(5_000)
        assert stream.seek(position) == position
        assert stream.read(size) == data[position : position + size]
    assert stream.seek(-10, os.SEEK_END) == len(data) - 10
    assert stream.read() == data[-10:]
    assert stream.read(5) == b""
    stream.seek(5)
    assert stream.seek(5, os.SEEK_CUR) == 10
    buffer = bytearray(100)
    assert stream.readinto(buffer) == 100
    assert buffer == data[10:110]
    with pytest.raises(ValueError, match="negative"):
        stream.seek(-1)


def test_a_rewindable_stream_serves_tarfile(tmp_path: object) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for number in range(20):
            info = tarfile.TarInfo(f"file{number}")
            info.size = 10_000 * number
            tar.addfile(info, io.BytesIO(bytes([number]) * info.size))
    with tarfile.open(fileobj=_rewindable("zst", out.getvalue()), mode="r:") as tar:
        for name in ("file19", "file3", "file11"):
            member = tar.extractfile(name)
            assert member is not None
            number = int(name[4:])
            assert member.read() == bytes([number]) * 10_000 * number


def test_a_closed_rewindable_stream_reads_nothing() -> None:
    stream = _rewindable("gz", b"content")
    assert stream.read(3) == b"con"
    stream.close()
    with pytest.raises(ValueError, match="closed"):
        stream.read(1)


_MANY_CONTENTS = """
import hashlib, random
from archiver_gui.codecs.deflate import deflate_once
chance = random.Random(7)
words = [bytes(chance.choices(b"abcdefgh\\n", k=chance.randint(1, 9))) for _ in range(60)]
total = hashlib.sha256()
for _ in range(20_000):
    content = b"".join(chance.choices(words, k=chance.randint(3, 30)))
    total.update(deflate_once(content, 6, repeatable=True))
print(total.hexdigest())
"""


def test_a_repeatable_stream_is_the_same_wherever_its_memory_lies() -> None:
    runs = [
        subprocess.Popen([sys.executable, "-c", _MANY_CONTENTS], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    assert len({run.communicate()[0] for run in runs}) == 1
    assert not any(run.returncode for run in runs)
