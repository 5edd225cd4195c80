"""The garbage collector stays away from what is made by the million."""

from __future__ import annotations

import gc

from archiver_gui.gui.calm import many_objects


def test_nothing_is_collected_while_many_objects_are_made_and_what_was_made_is_left_alone() -> None:
    assert gc.isenabled()
    before = gc.get_freeze_count()
    try:
        with many_objects():
            made = [[number] for number in range(10_000)]
            with many_objects():
                assert not gc.isenabled()
            assert not gc.isenabled(), "somebody else still makes objects"
        assert gc.isenabled()
        assert gc.get_freeze_count() >= before + len(made)
    finally:
        gc.unfreeze()
