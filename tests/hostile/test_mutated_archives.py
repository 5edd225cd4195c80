"""A few thousand of the mutations that `python -m tests.hostile mutations` makes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archiver_gui.core.outcome import Verdict
from tests.hostile.mutations import Tally, judge, mutate
from tests.hostile.seeds import Seed, seeds

_EACH = 150
_SEEDS = seeds()


@pytest.mark.parametrize("seed", _SEEDS, ids=lambda seed: seed.name)
def test_a_seed_is_complete(seed: Seed) -> None:
    assert seed.read(seed.data)[0] is Verdict.COMPLETE


@pytest.mark.parametrize("seed", _SEEDS, ids=lambda seed: seed.name)
def test_no_changed_content_is_called_complete(seed: Seed) -> None:
    tally = Tally()
    for number in range(_EACH):
        judge(seed, number, _SEEDS, tally)
    assert tally.count == _EACH
    assert tally.findings == []


def test_a_mutation_can_be_made_again() -> None:
    assert mutate(_SEEDS[0], 7, _SEEDS) == mutate(_SEEDS[0], 7, seeds())


def test_a_reader_that_believed_everything_would_be_found_out() -> None:
    seed = _SEEDS[0]
    tally = Tally()
    believing = replace(seed, reader=lambda data: (Verdict.COMPLETE, seed.read(data)[1]))
    for number in range(30):
        judge(believing, number, _SEEDS, tally)
    assert tally.findings
