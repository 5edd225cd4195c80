"""Which archives go: a pure function."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver_gui.core.archives import ArchiveRecord, ArchiveState
from archiver_gui.core.errors import UsageError
from archiver_gui.core.retention import RetentionPolicy, Rule, source_of

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
THERE = {ArchiveState.READY, ArchiveState.MISSING}


def archive(
    number: int,
    state: ArchiveState = ArchiveState.READY,
    age: timedelta = timedelta(days=1),
    *,
    marked: bool = False,
    pinned: bool = False,
    damage: str = "",
    source: str = "/s",
    size: int = 1,
) -> ArchiveRecord:
    return ArchiveRecord(
        number, f"{number}.zip", f"/a/{number}.zip", size, "zip", "zip", state, NOW - age,
        deleted=NOW if marked else None, pinned=pinned, damage=damage, sources=(source,),
    )  # fmt: skip


ARCHIVES = st.lists(
    st.builds(
        archive,
        st.integers(1, 10_000),
        st.sampled_from([*ArchiveState, *[ArchiveState.READY] * 8]),
        st.timedeltas(timedelta(days=-3650), timedelta(days=3650)) | st.sampled_from([timedelta(1), timedelta(2)]),
        marked=st.booleans(),
        pinned=st.sampled_from([False, False, True]),
        damage=st.sampled_from(["", "", "bad"]),
        source=st.sampled_from(["/s", "/t"]),
        size=st.integers(0, 100),
    ),
    unique_by=lambda one: one.id,
    max_size=8,
)
AGES = st.none() | st.integers(0, 3650 * 86_400) | st.floats(0, 1e12)
COUNTS = st.none() | st.integers(1, 4)
SIZES = st.none() | st.integers(0, 300)
POLICIES = st.builds(
    RetentionPolicy, marked=st.booleans(), older_than_s=AGES, over_bytes=SIZES, missing=st.booleans(), keep_last=COUNTS
)


def is_good(one: ArchiveRecord) -> bool:
    return one.state is ArchiveState.READY and not one.marked and not one.damage and one.created <= NOW


@given(ARCHIVES, st.booleans(), AGES, st.booleans())
def test_an_archive_goes_exactly_when_a_rule_says_so(
    archives: list[ArchiveRecord], marked: bool, age_s: float | None, missing: bool
) -> None:
    chosen = RetentionPolicy(marked=marked, older_than_s=age_s, missing=missing).select(archives, NOW)
    for one in archives:
        old = age_s is not None and (NOW - one.created).total_seconds() > age_s
        lost = missing and one.state is ArchiveState.MISSING
        wanted = one.state in THERE and not one.pinned and ((marked and one.marked) or old or lost)
        assert (one in chosen) == wanted
    assert all(chosen.values())
    assert list(chosen) == [one for one in archives if one in chosen]


@given(ARCHIVES, POLICIES)
def test_what_is_pinned_never_goes_and_says_why(archives: list[ArchiveRecord], policy: RetentionPolicy) -> None:
    selection = policy.decide(archives, NOW)
    unpinned = [dataclasses.replace(one, pinned=False) for one in archives]
    for one in archives:
        if one.pinned:
            assert one not in selection.goes
    for one, reason in selection.kept.items():
        assert reason.rule in (Rule.PINNED, Rule.FLOOR, Rule.OFFLINE)
        assert (reason.rule is Rule.PINNED) == one.pinned
    if policy.over_bytes is None:  # pins have others go instead there
        would_go = {one.id for one in policy.select(unpinned, NOW)}
        assert {one.id for one in selection.kept} >= {one.id for one in archives if one.pinned and one.id in would_go}


@given(ARCHIVES, POLICIES, st.integers(1, 4))
def test_the_last_of_each_source_stay_whatever_the_rules(
    archives: list[ArchiveRecord], policy: RetentionPolicy, count: int
) -> None:
    policy = dataclasses.replace(policy, keep_last=count)
    goes = policy.select(archives, NOW)
    for source in ("/s", "/t"):
        ready = [one for one in archives if one.sources == (source,) and one.state is ArchiveState.READY]
        left = [one for one in ready if one not in goes]
        assert len(left) >= min(count, len(ready))
        good = sorted((one for one in ready if is_good(one)), key=lambda one: (one.created, one.id))
        assert not [one for one in good[-count:] if one in goes]


@given(ARCHIVES, st.integers(1, 4))
def test_alone_all_others_go(archives: list[ArchiveRecord], count: int) -> None:
    goes = RetentionPolicy(keep_last=count).select(archives, NOW)
    for one in archives:
        newer = [
            other
            for other in archives
            if is_good(other) and other.sources == one.sources and (other.created, other.id) > (one.created, one.id)
        ]
        there = one.state is ArchiveState.READY and one.created <= NOW
        assert (one in goes) == (there and not one.pinned and len(newer) >= count)


@given(ARCHIVES, POLICIES, st.integers(0, 300))
def test_the_oldest_go_until_the_rest_is_small_enough_and_no_more(
    archives: list[ArchiveRecord], policy: RetentionPolicy, limit: int
) -> None:
    policy = dataclasses.replace(policy, over_bytes=limit)
    selection = policy.decide(archives, NOW)
    left = [one for one in archives if one.state is ArchiveState.READY and one not in selection.goes]
    for_size = [one for one, reason in selection.goes.items() if reason.rule is Rule.SIZE]
    total = sum(one.size for one in left)
    # Whatever is still too much is protected, or from a time that is yet to come.
    assert total <= limit or all(one in selection.kept or one.created > NOW for one in left)
    if for_size:
        newest = max(for_size, key=lambda one: (one.created, one.id))
        assert total + newest.size > limit
        older = [one for one in left if (one.created, one.id) < (newest.created, newest.id)]
        assert all(one in selection.kept for one in older)


@given(ARCHIVES, POLICIES)
def test_what_is_under_way_or_out_of_reach_is_left_alone(
    archives: list[ArchiveRecord], policy: RetentionPolicy
) -> None:
    for one, reason in policy.select(archives, NOW).items():
        assert one.state in THERE
        if one.state is ArchiveState.MISSING:
            assert reason.rule in {Rule.MARKED, Rule.AGE, Rule.MISSING}


@given(ARCHIVES, POLICIES)
def test_what_is_missing_or_under_way_counts_for_nothing(
    archives: list[ArchiveRecord], policy: RetentionPolicy
) -> None:
    ready = [one for one in archives if one.state is ArchiveState.READY]
    goes = policy.select(archives, NOW)
    assert {one: reason for one, reason in goes.items() if one in ready} == policy.select(ready, NOW)


@given(ARCHIVES, POLICIES)
def test_the_order_that_they_are_given_in_does_not_matter(
    archives: list[ArchiveRecord], policy: RetentionPolicy
) -> None:
    assert set(policy.select(archives, NOW)) == set(policy.select(archives[::-1], NOW))


@given(ARCHIVES, POLICIES, st.timedeltas(timedelta(0), timedelta(days=36500)))
def test_a_clock_that_went_back_only_keeps_more(
    archives: list[ArchiveRecord], policy: RetentionPolicy, back: timedelta
) -> None:
    if policy.keep_last is not None and policy.over_bytes is not None:
        policy = dataclasses.replace(policy, over_bytes=None)  # other ones stay then, so that others go
    assert set(policy.select(archives, NOW - back)) <= set(policy.select(archives, NOW))


@given(ARCHIVES)
def test_an_archive_from_the_future_goes_by_its_mark_alone(archives: list[ArchiveRecord]) -> None:
    for policy in (RetentionPolicy(older_than_s=0), RetentionPolicy(keep_last=1), RetentionPolicy(over_bytes=0)):
        assert all(one.created <= NOW for one in policy.select(archives, NOW))


@given(ARCHIVES)
def test_without_rules_nothing_goes(archives: list[ArchiveRecord]) -> None:
    assert RetentionPolicy().select(archives, NOW) == {}
    assert not RetentionPolicy().has_rule


@given(POLICIES)
def test_a_saved_rule_comes_back_the_same(policy: RetentionPolicy) -> None:
    assert RetentionPolicy.from_json(policy.as_json()) == policy


@pytest.mark.parametrize(
    "values", [{"keep_first": 3}, {"marked": 1}, {"keep_last": 0}, {"older_than_s": -1}, {"over_bytes": "10"}]
)
def test_a_rule_that_is_not_understood_is_not_half_obeyed(values: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        RetentionPolicy.from_json(values)


def test_exactly_as_old_is_not_older() -> None:
    one = archive(1, age=timedelta(seconds=30))
    assert RetentionPolicy(older_than_s=30).select([one], NOW) == {}
    assert RetentionPolicy(older_than_s=29.999).select([one], NOW)


def test_the_reason_is_for_people_and_its_rule_for_programs() -> None:
    one = archive(1, age=timedelta(days=40), marked=True)
    assert RetentionPolicy(marked=True, older_than_s=86_400).select([one], NOW) == {one: "marked for deletion"}
    (reason,) = RetentionPolicy(older_than_s=30 * 86_400).select([one], NOW).values()
    assert (reason, reason.rule) == ("older than 30 d", Rule.AGE)
    two = archive(2, size=2_000_000)
    reasons = RetentionPolicy(over_bytes=1_500_000).select([one, two], NOW)
    assert reasons == {one: "together over 1.50 MB", two: "together over 1.50 MB"}


def test_a_damaged_or_marked_archive_is_kept_in_no_other_ones_stead() -> None:
    sound = archive(1, age=timedelta(days=3))
    damaged = archive(2, age=timedelta(days=2), damage="Its bytes are not the ones that were built.")
    marked = archive(3, age=timedelta(days=1), marked=True)
    keep_one = RetentionPolicy(keep_last=1)
    assert keep_one.select([sound, damaged, marked], NOW) == {}
    assert set(RetentionPolicy(marked=True, keep_last=1).select([sound, damaged, marked], NOW)) == {marked}


def test_a_source_is_what_went_in_whatever_the_format() -> None:
    base = archive(1)
    same = [
        dataclasses.replace(base, name="other.tar.gz", format_id="tar.gz"),
        dataclasses.replace(base, sources=("/t", "/s")),
        dataclasses.replace(base, sources=("/s", "/t")),
    ]
    assert source_of(base) == source_of(same[0])
    assert source_of(same[1]) == source_of(same[2]) != source_of(base)
    assert source_of(dataclasses.replace(base, exclude=("*.o",))) != source_of(base)
    added = [
        dataclasses.replace(base, sources=(), name=name, path=f"/x/{name}")
        for name in ("Photos.zip", "photos (2).zip", "Photos (3).tar.gz", "Photos.tgz", "Photos 2.zip")
    ]
    kinds = Counter(source_of(one) for one in added)
    assert sorted(kinds.values()) == [1, 4]
    assert source_of(added[0]) != source_of(dataclasses.replace(added[0], path="/y/Photos.zip"))
