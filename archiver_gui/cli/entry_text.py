"""Entries as `archiver list` prints them, a block at a time; other processes may do this for one listing."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain, repeat
from typing import TypeVar

from archiver_gui.cli.output import iso_of_seconds
from archiver_gui.core.entries import EntryBlock, EntryKind
from archiver_gui.core.names import display

_SIZE_WIDTH = 10  # of nearly all files; nobody knows the largest before the end, and those above 10 GB stick out
_TIME_TO_THE_MINUTE = "%Y-%m-%d %H:%M"
_TIME = f"{_TIME_TO_THE_MINUTE}:%S"
_TIME_WIDTH = len("2026-01-31 12:00:00")

_OBJECT = (
    '{"path": %s, "kind": "%s", "size": %d, "packed_size": %s, "mtime": %s, "mode": %s, '
    '"crc32": %s, "link_target": %s, "encrypted": %s}'
)
_json_text = json.JSONEncoder().encode

_Value = TypeVar("_Value")


def lines(block: EntryBlock) -> str:
    """One line an entry: size, time, name."""
    sizes = _each(block.sizes, lambda size: f"{size:>{_SIZE_WIDTH}}  ")
    times = _each(block.mtimes, lambda seconds: f"{_local_time(seconds):<{_TIME_WIDTH}}  ")
    return "".join(chain.from_iterable(zip(sizes, times, _names(block), repeat("\n"))))


def objects(block: EntryBlock) -> str:
    """One JSON object an entry, with commas in between."""
    columns = (
        map(_json_text, block.paths),
        block.kinds,
        block.sizes,
        _each(block.packed_sizes, json.dumps),
        _each(block.mtimes, lambda seconds: json.dumps(iso_of_seconds(seconds))),
        _each(block.modes, lambda mode: "null" if mode is None else f'"{mode:04o}"'),
        _each(block.crc32s, lambda crc: "null" if crc is None else f'"{crc:08x}"'),
        _each(block.link_targets, json.dumps),
        _each(block.encrypted, json.dumps),
    )
    return ",\n".join(map(_OBJECT.__mod__, zip(*columns, strict=True)))


def _each(column: Sequence[_Value], text_of: Callable[[_Value], str]) -> Iterator[str]:
    """The column as texts; equal values, of which columns have many, are made into text once."""
    return map({value: text_of(value) for value in set(column)}.__getitem__, column)


def _names(block: EntryBlock) -> list[str]:
    names = block.paths if "".join(block.paths).isprintable() else [display(path) for path in block.paths]
    if block.kinds.count(EntryKind.FILE) == len(names):
        return names
    found = zip(names, block.kinds, block.link_targets, strict=True)
    return [_marked(name, kind, target) for name, kind, target in found]


def _marked(name: str, kind: EntryKind, target: str | None) -> str:
    if kind is EntryKind.FOLDER:
        return f"{name}/"
    return name if target is None else f"{name} -> {display(target)}"


def _local_time(seconds: float | None) -> str:
    if seconds is None:
        return "-"
    try:
        minute, second = divmod(int(seconds // 1), 60)
        start = _minute(minute)
        return f"{start}:{second:02}" if start else _format(seconds, _TIME)
    except (OverflowError, ValueError, OSError):  # outside the calendar
        return "-"


@lru_cache(maxsize=4096)
def _minute(number: int) -> str:
    """Day, hour and minute; '' where clocks were not set to whole minutes."""
    return "" if time.localtime(number * 60).tm_sec else _format(number * 60, _TIME_TO_THE_MINUTE)


def _format(seconds: float, form: str) -> str:
    return datetime.fromtimestamp(seconds).astimezone().strftime(form)
