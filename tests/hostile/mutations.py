"""Damages valid archives in many ways: a changed content must never be called complete.

python -m tests.hostile mutations [--count N] [--workers N] [--seed NAME]
"""

from __future__ import annotations

import multiprocessing
import resource
import struct
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from archiver_gui.core.outcome import Verdict
from tests.hostile.reading import TooMuch
from tests.hostile.seeds import Seed, seeds

# More than any honest reader needs for these few kilobytes.
_MEMORY_BYTES = 2 << 30
_SLOW_S = 5.0
_BATCH = 250
_BLOCK_BYTES = 512
_MAX_RECORDS = 1000


@dataclass(slots=True)
class Tally:
    """What became of many mutations."""

    verdicts: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0  # complete or with remarks, and every content as it was
    remarked: int = 0  # with remarks, and a content changed
    findings: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many there were."""
        return self.verdicts.total()

    def add(self, other: Tally) -> None:
        """Take in another tally."""
        self.verdicts += other.verdicts
        self.unchanged += other.unchanged
        self.remarked += other.remarked
        self.findings += other.findings


# ---- ways to damage --------------------------------------------------------------------------------------


def _flip_bit(data: bytearray, random: Random, _other: bytes) -> None:
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _flip_bits(data: bytearray, random: Random, other: bytes) -> None:
    for _ in range(random.randrange(2, 9)):
        _flip_bit(data, random, other)


def _truncate(data: bytearray, random: Random, _other: bytes) -> None:
    del data[random.randrange(len(data)) :]


def _truncate_end(data: bytearray, random: Random, _other: bytes) -> None:
    del data[-random.randrange(1, min(40, len(data)) + 1) :]


def _cut_beginning(data: bytearray, random: Random, _other: bytes) -> None:
    del data[: random.randrange(1, min(600, len(data)) + 1)]


def _write_run(data: bytearray, random: Random, _other: bytes) -> None:
    at = random.randrange(len(data))
    size = random.choice((1, 2, 4, 8, 64, 600))
    run = random.choice((bytes(size), b"\xff" * size, random.randbytes(size)))
    data[at : at + size] = run[: len(data) - at]


def _remove_run(data: bytearray, random: Random, _other: bytes) -> None:
    at = random.randrange(len(data))
    del data[at : at + random.choice((1, 2, 4, 16, 46, 512, 1024))]


def _double_run(data: bytearray, random: Random, _other: bytes) -> None:
    at = random.randrange(len(data))
    size = random.choice((1, 2, 4, 16, 46, 512, 1024))
    data[at:at] = data[at : at + size]


def _insert_run(data: bytearray, random: Random, other: bytes) -> None:
    at, size = random.randrange(len(data)), random.choice((1, 4, 30, 512))
    start = random.randrange(len(other))
    data[at:at] = random.choice((random.randbytes(size), other[start : start + size]))


def _swap_blocks(data: bytearray, random: Random, _other: bytes) -> None:
    size = random.choice((4, 16, 64, _BLOCK_BYTES))
    if len(data) < 3 * size:
        return
    first, second = sorted(random.sample(range(0, len(data) - size, size), 2))
    data[first : first + size], data[second : second + size] = data[second : second + size], data[first : first + size]


def _append(data: bytearray, random: Random, other: bytes) -> None:
    data += random.choice((other, random.randbytes(random.randrange(1, 700)), bytes(random.randrange(1, 2000))))


def _prepend(data: bytearray, random: Random, other: bytes) -> None:
    data[:0] = random.choice((other[: random.randrange(1, len(other))], random.randbytes(random.randrange(1, 700))))


def _number_extreme(data: bytearray, random: Random, _other: bytes) -> None:
    at = random.randrange(max(1, len(data) - 8))
    form = random.choice(("<H", "<L", "<Q"))
    top = (1 << 8 * struct.calcsize(form)) - 1
    data[at : at + struct.calcsize(form)] = struct.pack(form, random.choice((0, 1, top, top >> 1, top - 1)))


def _drop_zip_record(data: bytearray, random: Random, _other: bytes) -> None:
    """Take a record out of a zip's directory and set the end record right, as an attacker would."""
    end = data.rfind(b"PK\5\6")
    if end < 0 or len(data) < end + 22:
        return
    count, size, start = struct.unpack_from("<HLL", data, end + 10)
    if not 1 < count < _MAX_RECORDS:
        return
    records = list(_zip_records(data, start, end))
    if len(records) < 2 or size > len(data):
        return
    at, length = random.choice(records)
    twice = random.random() < 0.5
    step = 1 if twice else -1
    if not 0 <= size + step * length < 1 << 32:
        return
    struct.pack_into("<HHL", data, end + 8, count + step, count + step, size + step * length)
    data[at : at + length] = data[at : at + length] * 2 if twice else b""


def _zip_records(data: bytearray, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start + 46 <= end and data[start : start + 4] == b"PK\1\2":
        length = 46 + sum(struct.unpack_from("<3H", data, start + 28))
        yield start, length
        start += length


_WAYS: tuple[Callable[[bytearray, Random, bytes], None], ...] = (
    _flip_bit, _flip_bit, _flip_bit, _flip_bits, _truncate, _truncate_end, _cut_beginning, _write_run, _write_run,
    _remove_run, _double_run, _insert_run, _swap_blocks, _append, _prepend, _number_extreme, _drop_zip_record,
)  # fmt: skip


def _flip_header_bit(data: bytearray, random: Random, _other: bytes) -> None:
    headers = [at for at in range(0, len(data), _BLOCK_BYTES) if data[at + 257 : at + 262] == b"ustar"]
    data[random.choice(headers) + random.randrange(_BLOCK_BYTES)] ^= 1 << random.randrange(8)


# A sum of bytes is all that guards a plain tar's headers, and nothing its contents: only damage that a sum
# must notice is of use there.
_WAYS_OF_PLAIN_TAR = (_flip_header_bit, _flip_header_bit, _truncate, _truncate_end, _cut_beginning)


# ---- judging -----------------------------------------------------------------------------------------------


def mutate(seed: Seed, number: int, all_seeds: list[Seed]) -> bytes:
    """The mutation of this number; always the same."""
    random = Random(f"{seed.name}:{number}")
    data = bytearray(seed.data)
    other = random.choice(all_seeds).data
    ways = _WAYS if seed.has_checks else _WAYS_OF_PLAIN_TAR
    for _ in range(random.choice((1, 1, 1, 2, 3)) if seed.has_checks else 1):
        if data:
            random.choice(ways)(data, random, other)
    return bytes(data)


def judge(seed: Seed, number: int, all_seeds: list[Seed], tally: Tally) -> None:
    """Read one mutation and hold it against the seed."""
    data = mutate(seed, number, all_seeds)
    label = f"{seed.name}:{number}"
    began = time.monotonic()
    try:
        verdict, contents = seed.read(data)
    except TooMuch as error:
        tally.verdicts["too much"] += 1
        tally.findings.append(f"{label}: more than can be came out of {error}")
        return
    except Exception:  # noqa: BLE001  # anything but our own errors is what is searched for
        tally.verdicts["crash"] += 1
        tally.findings.append(f"{label}: {traceback.format_exc(limit=-3)}")
        return
    if time.monotonic() - began > _SLOW_S:
        tally.findings.append(f"{label}: took {time.monotonic() - began:.1f} s")
    tally.verdicts[str(verdict)] += 1
    if verdict not in (Verdict.COMPLETE, Verdict.REMARKS):
        return
    _, wanted = seed.read(seed.data)
    # Damage may lay bare another seed that was put before this one, whole.
    if contents == wanted or contents in (other.read(other.data)[1] for other in all_seeds if not other.is_zip):
        tally.unchanged += 1
    elif verdict is Verdict.REMARKS:
        tally.remarked += 1  # an archive put before or behind another, or one that ends without its mark
    else:
        changed = [path for path in {*contents, *wanted} if contents.get(path, 0) != wanted.get(path, 0)]
        tally.findings.append(f"{label}: called {verdict}, changed are {changed}")


def run_batch(seed_name: str, start: int, count: int) -> Tally:
    """A batch of one seed's mutations."""
    all_seeds = seeds()
    seed = next(seed for seed in all_seeds if seed.name == seed_name)
    tally = Tally()
    for number in range(start, start + count):
        judge(seed, number, all_seeds, tally)
    return tally


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


def run(count: int, workers: int, only: str, start: int, say: Callable[[str], None]) -> dict[str, Tally]:
    """So many mutations over all seeds; the tallies by seed."""
    chosen = [seed for seed in seeds() if only in seed.name]
    each = -(-count // len(chosen))
    tallies = {seed.name: Tally() for seed in chosen}
    jobs = [
        (seed.name, at, min(_BATCH, start + each - at)) for at in range(start, start + each, _BATCH) for seed in chosen
    ]
    with multiprocessing.get_context("spawn").Pool(workers, _limit_memory) as pool:
        for name, tally in pool.imap_unordered(_run_job, jobs):
            tallies[name].add(tally)
            for finding in tally.findings:
                say(finding)
    return tallies


def _run_job(job: tuple[str, int, int]) -> tuple[str, Tally]:
    return job[0], run_batch(*job)
