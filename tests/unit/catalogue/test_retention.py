"""Which archives go: a pure function."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.retention import RetentionPolicy

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
THERE = {ArchiveState.READY, ArchiveState.MISSING, ArchiveState.OFFLINE}


def archive(number: int, state: ArchiveState, age: timedelta, *, marked: bool) -> ArchiveRecord:
    return ArchiveRecord(
        number, f"{number}.zip", f"/a/{number}.zip", 1, "zip", "zip", state, NOW - age, deleted=NOW if marked else None
    )


ARCHIVES = st.lists(
    st.builds(
        archive,
        st.integers(1, 10_000),
        st.sampled_from(ArchiveState),
        st.timedeltas(timedelta(days=-3650), timedelta(days=3650)),
        marked=st.booleans(),
    ),
    unique_by=lambda one: one.id,
    max_size=5,
)
POLICIES = st.builds(
    RetentionPolicy, marked=st.booleans(), older_than_s=st.none() | st.integers(0, 3650 * 86_400) | st.floats(0, 1e12)
)


@given(ARCHIVES, POLICIES)
def test_an_archive_goes_exactly_when_a_rule_says_so(archives: list[ArchiveRecord], policy: RetentionPolicy) -> None:
    chosen = policy.select(archives, NOW)
    for one in archives:
        old = policy.older_than_s is not None and (NOW - one.created).total_seconds() > policy.older_than_s
        wanted = one.state in THERE and ((policy.marked and one.marked) or old)
        assert (one in chosen) == wanted
    assert all(chosen.values())
    assert list(chosen) == [one for one in archives if one in chosen]


@given(ARCHIVES, POLICIES, st.timedeltas(timedelta(0), timedelta(days=36500)))
def test_a_clock_that_went_back_only_keeps_more(
    archives: list[ArchiveRecord], policy: RetentionPolicy, back: timedelta
) -> None:
    assert set(policy.select(archives, NOW - back)) <= set(policy.select(archives, NOW))


@given(ARCHIVES)
def test_an_archive_from_the_future_is_never_old(archives: list[ArchiveRecord]) -> None:
    chosen = RetentionPolicy(older_than_s=0).select(archives, NOW)
    assert all(one.created < NOW for one in chosen)


@given(ARCHIVES)
def test_without_rules_nothing_goes(archives: list[ArchiveRecord]) -> None:
    assert RetentionPolicy().select(archives, NOW) == {}


def test_exactly_as_old_is_not_older() -> None:
    one = archive(1, ArchiveState.READY, timedelta(seconds=30), marked=False)
    assert RetentionPolicy(older_than_s=30).select([one], NOW) == {}
    assert RetentionPolicy(older_than_s=29.999).select([one], NOW)


def test_the_reason_is_for_people() -> None:
    one = archive(1, ArchiveState.READY, timedelta(days=40), marked=True)
    assert RetentionPolicy(marked=True, older_than_s=86_400).select([one], NOW) == {one: "marked for deletion"}
    assert RetentionPolicy(older_than_s=30 * 86_400).select([one], NOW) == {one: "older than 30 d 0 h"}
