"""What every codec promises, checked for each, and by the programs that others would open the result with."""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archiver_gui.codecs.base import Codec
from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.codecs.registry import CODECS
from archiver_gui.core.errors import ArchiverError, DamagedArchiveError, UsageError
from archiver_gui.core.formats import LEVEL_NAMES
from archiver_gui.core.progress import Cancelled, Progress
from tests.support.codec_streams import codec_writer

ALL = list(CODECS.values())
each_codec = pytest.mark.parametrize("codec", ALL, ids=lambda codec: codec.codec_id)

PEERS = {
    "gz": (["gzip", "-dc"], ["pigz", "-dc"], ["bsdcat"], ["7zz", "x", "-so"]),
    "bz2": (["bzip2", "-dc"], ["lbzip2", "-dc"], ["bsdcat"], ["7zz", "x", "-so"]),
    "xz": (["xz", "-dc"], ["bsdcat"], ["7zz", "x", "-so"]),
    "zst": (["zstd", "-dcq"], ["bsdcat"], ["7zz", "x", "-so"]),
    "lz4": (["lz4", "-dcq"], ["bsdcat"]),
}


def quick_level(codec: Codec) -> int:
    return codec.levels.get("fast", codec.default_level)


def pack(codec: Codec, data: bytes, level: int | None = None, threads: int = 0, step: int = 0) -> bytes:
    level = quick_level(codec) if level is None else level
    out = io.BytesIO()
    with codec_writer(codec, out, level, Pipeline(threads=threads)) as writer:
        for start in range(0, len(data), step or len(data) or 1):
            writer.write(data[start : start + (step or len(data))])
    return out.getvalue()


def unpack(codec: Codec, packed: bytes) -> bytes:
    return codec.open_reader(io.BytesIO(packed)).read()


@pytest.fixture(scope="module")
def mixed() -> bytes:
    """5 MB in the manner of a tar: text, bytes without any pattern, zeros, text again."""
    chance = random.Random(5)
    words = [bytes(chance.choices(b"etaoin shrdlu\n", k=chance.randint(2, 9))) for _ in range(700)]
    text = b" ".join(chance.choices(words, k=350_000))[:2_000_000]
    return text + chance.randbytes(400_000) + bytes(1_900_000) + text[:700_000]


@each_codec
@pytest.mark.parametrize("size", [0, 1, 2, 65_535, 65_536, 100_000])
def test_sizes_around_the_edges_come_back(codec: Codec, size: int, mixed: bytes) -> None:
    assert unpack(codec, pack(codec, mixed[:size])) == mixed[:size]


@each_codec
@pytest.mark.parametrize("name", LEVEL_NAMES)
def test_every_named_level_comes_back(codec: Codec, name: str, mixed: bytes) -> None:
    if name not in codec.levels:
        pytest.skip("the codec has no such level")
    data = mixed[1_800_000:2_200_000]
    assert unpack(codec, pack(codec, data, codec.levels[name])) == data


@each_codec
def test_every_number_of_the_range_is_a_level_and_no_other(codec: Codec, mixed: bytes) -> None:
    data = mixed[1_990_000:2_010_000]
    low, high = codec.level_range
    for level in range(low, high + 1):
        assert unpack(codec, pack(codec, data, level)) == data
    for level in (low - 1, high + 1):
        with pytest.raises(UsageError):
            codec.check_level(level)


@each_codec
def test_names_of_levels_stand_in_order_and_within_the_range(codec: Codec) -> None:
    names = [name for name in LEVEL_NAMES if name in codec.levels]
    assert list(codec.levels) == names
    numbers = list(codec.levels.values())
    assert numbers == sorted(set(numbers))
    assert codec.level_range[0] <= numbers[0]
    assert numbers[-1] <= codec.level_range[1]
    assert codec.default_level == codec.levels["normal"]


@each_codec
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=5000), step=st.integers(1, 700), size=st.integers(1, 900))
def test_any_content_comes_back_however_it_is_written_and_read(codec: Codec, data: bytes, step: int, size: int) -> None:
    packed = pack(codec, data, step=step)
    reader = codec.open_reader(io.BytesIO(packed))
    parts: list[bytes] = []
    while part := reader.read(size):
        assert len(part) == size or len(b"".join(parts)) + len(part) == len(data)
        parts.append(part)
    assert b"".join(parts) == data
    assert reader.tell() == len(data)
    assert reader.read(1) == b""


@each_codec
def test_readinto_fills_the_whole_buffer(codec: Codec, mixed: bytes) -> None:
    reader = codec.open_reader(io.BytesIO(pack(codec, mixed)))
    buffer = bytearray(1_234_567)
    got = b""
    while size := reader.readinto(buffer):
        got += buffer[:size]
        assert size == len(buffer) or len(got) == len(mixed)
    assert got == mixed


@each_codec
def test_the_bytes_do_not_depend_on_threads_or_on_how_they_were_handed_over(codec: Codec, mixed: bytes) -> None:
    ways = ((1, 0), (2, 99_991), (0, 1 << 20))
    versions = {pack(codec, mixed, threads=threads, step=step) for threads, step in ways}
    assert len(versions) == 1


@each_codec
def test_a_written_buffer_may_be_reused_at_once(codec: Codec, mixed: bytes) -> None:
    out = io.BytesIO()
    buffer = bytearray(300_000)
    with codec_writer(codec, out, quick_level(codec)) as writer:
        for start in range(0, 3_000_000, len(buffer)):
            buffer[:] = mixed[start : start + len(buffer)]
            writer.write(memoryview(buffer))
            buffer[:] = bytes(len(buffer))
    assert unpack(codec, out.getvalue()) == mixed[:3_000_000]


@each_codec
def test_the_writer_counts_what_it_takes_and_gives_and_leaves_raw_open(codec: Codec, mixed: bytes) -> None:
    out = io.BytesIO()
    writer = codec_writer(codec, out, quick_level(codec))
    assert writer.write(memoryview(mixed)[:1_000_000]) == 1_000_000
    writer.close()
    writer.close()
    assert writer.size_in_bytes == 1_000_000
    assert writer.size_out_bytes == len(out.getvalue())
    with pytest.raises(ValueError, match="closed"):
        writer.write(b"more")


@each_codec
def test_content_without_any_pattern_hardly_grows(codec: Codec) -> None:
    data = os.urandom(1_500_000)
    assert len(pack(codec, data)) < len(data) * 1.01 + 100


@each_codec
@pytest.mark.parametrize("size", [0, 1, 5_000_000])
def test_other_programs_read_what_is_written(codec: Codec, size: int, mixed: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"content{codec.suffix}"
    path.write_bytes(pack(codec, mixed[:size]))
    peers = [peer for peer in PEERS[codec.codec_id] if shutil.which(peer[0])]
    if not peers:
        pytest.skip("none of the programs that could read it is installed")
    for peer in peers:
        done = subprocess.run([*peer, path], capture_output=True, check=False, timeout=60)
        assert done.returncode == 0, (peer, done.stderr)
        assert done.stdout == mixed[:size], peer


@each_codec
def test_what_other_programs_write_is_read(codec: Codec, mixed: bytes, tmp_path: Path) -> None:
    program = {"gz": "gzip", "bz2": "bzip2", "xz": "xz", "zst": "zstd", "lz4": "lz4"}[codec.codec_id]
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    plain = tmp_path / "content"
    plain.write_bytes(mixed)
    done = subprocess.run([program, "-1", "-c", plain], capture_output=True, check=True, timeout=60)
    assert unpack(codec, done.stdout) == mixed


@each_codec
def test_several_streams_after_each_other_are_one_content(codec: Codec, mixed: bytes) -> None:
    packed = pack(codec, mixed[:70_000]) + pack(codec, b"") + pack(codec, mixed[-50_000:])
    assert unpack(codec, packed) == mixed[:70_000] + mixed[-50_000:]


@each_codec
def test_every_truncation_is_damage(codec: Codec) -> None:
    packed = pack(codec, b"The quick brown fox. " * 20)
    for size in range(len(packed)):
        with pytest.raises(DamagedArchiveError):
            unpack(codec, packed[:size])


@each_codec
def test_every_truncation_of_a_second_stream_is_damage(codec: Codec) -> None:
    first = pack(codec, b"first")
    second = pack(codec, b"second")
    for size in range(1, len(second)):
        with pytest.raises(DamagedArchiveError):
            unpack(codec, first + second[:size])


@each_codec
@pytest.mark.parametrize(
    "content", [b"The quick brown fox. " * 20, random.Random(1).randbytes(300)], ids=["text", "noise"]
)
def test_no_flipped_bit_passes_as_sound_with_another_content(codec: Codec, content: bytes) -> None:
    packed = pack(codec, content)
    for position in range(len(packed)):
        for bit in range(8):
            damaged = bytearray(packed)
            damaged[position] ^= 1 << bit
            try:
                got = unpack(codec, bytes(damaged))
            except ArchiverError:
                continue
            assert got == content, (position, bit)


@each_codec
@pytest.mark.parametrize("tail", [b"x", b"xyz", b"\x01" * 100, b"PK\x03\x04" * 5])
def test_what_follows_the_end_is_damage(codec: Codec, tail: bytes) -> None:
    packed = pack(codec, b"content " * 10)
    with pytest.raises(DamagedArchiveError):
        unpack(codec, packed + tail)


@each_codec
@pytest.mark.parametrize("start", [b"", b"\x00", b"not compressed at all, just some text"])
def test_something_else_is_damage(codec: Codec, start: bytes) -> None:
    with pytest.raises(DamagedArchiveError):
        unpack(codec, start)


@each_codec
def test_an_error_stays(codec: Codec) -> None:
    reader = codec.open_reader(io.BytesIO(pack(codec, b"content " * 10)[:-1]))
    for _ in range(3):
        with pytest.raises(DamagedArchiveError):
            reader.drain()


@each_codec
def test_what_precedes_the_damage_can_still_be_read(codec: Codec, mixed: bytes) -> None:
    packed = pack(codec, mixed)
    reader = codec.open_reader(io.BytesIO(packed[:-3]))
    assert reader.read(1_000_000) == mixed[:1_000_000]
    with pytest.raises(DamagedArchiveError):
        reader.drain()


@each_codec
@pytest.mark.parametrize("cut", [False, True], ids=["wrong at the end", "cut short"])
def test_damage_at_the_end_of_little_takes_little_with_it(codec: Codec, mixed: bytes, cut: bool) -> None:
    content = mixed[:40_000]
    packed = bytearray(pack(codec, content))
    if cut:
        del packed[-3:]
    else:
        packed[-2] ^= 0x10
    reader = codec.open_reader(io.BytesIO(bytes(packed)))
    found = bytearray()
    with pytest.raises(DamagedArchiveError):
        while part := reader.read1():
            found += part
    assert content.startswith(found)
    assert len(found) >= len(content) * 7 // 8 - 1024


@each_codec
def test_a_source_that_gives_a_byte_at_a_time_is_read(codec: Codec) -> None:
    class Trickle(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(1 if size else 0)

    content = b"content " * 50
    packed = pack(codec, content) + pack(codec, content)
    assert codec.open_reader(Trickle(packed)).read() == content * 2


@each_codec
def test_one_step_of_reading_never_decodes_much(codec: Codec) -> None:
    packed = pack(codec, bytes(40_000_000))
    reader = codec.open_reader(io.BytesIO(packed))
    largest = total = 0
    while part := reader.read1():
        largest = max(largest, len(part))
        total += len(part)
    assert total == 40_000_000
    assert largest <= 6 * 1024 * 1024


@each_codec
def test_a_cancelled_job_stops_writing(codec: Codec, mixed: bytes) -> None:
    progress = Progress()
    out = io.BytesIO()

    def write() -> None:
        with codec_writer(codec, out, quick_level(codec), Pipeline(progress)) as writer:
            writer.write(mixed)
            progress.cancel()
            writer.write(mixed)

    before = threading.active_count()
    with pytest.raises(Cancelled):
        write()
    assert len(out.getvalue()) < 2 * len(mixed)
    with pytest.raises(ArchiverError):
        unpack(codec, out.getvalue())
    assert threading.active_count() <= before + (os.cpu_count() or 1)  # the shared pool and no more


@each_codec
def test_an_exception_inside_the_block_leaves_no_trailer(codec: Codec, mixed: bytes) -> None:
    out = io.BytesIO()

    def write() -> None:
        with codec_writer(codec, out, quick_level(codec)) as writer:
            writer.write(mixed)
            raise RuntimeError("out")

    with pytest.raises(RuntimeError, match="out"):
        write()
    with pytest.raises(DamagedArchiveError):
        unpack(codec, out.getvalue())
