"""Descriptors of this process that its worker processes may open as well, by no path that could lead elsewhere."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

_FOLDER = "/proc/{}/fd/{}"


class Lent(NamedTuple):
    """An open file or folder of one process, for another one of the same user."""

    pid: int
    descriptor: int
    device: int
    inode: int


class Unreachable(Exception):
    """What was lent cannot be opened here, or is not what it was any more."""


def can_lend() -> bool:
    """Whether descriptors can be lent at all. Source: proc(5), `/proc/pid/fd`."""
    return sys.platform == "linux" and os.path.exists(_FOLDER.format("self", 0).rpartition("/")[0])


def lend(descriptor: int) -> Lent:
    """What another process needs to open the same thing, as long as this one holds it."""
    facts = os.fstat(descriptor)
    return Lent(os.getpid(), descriptor, facts.st_dev, facts.st_ino)


def borrow(lent: Lent, flags: int) -> int:
    """A descriptor of one's own, to be closed.

    Raises:
        Unreachable: The lender is gone or has closed it, or the system does not allow it.
    """
    try:
        handle = os.open(_FOLDER.format(lent.pid, lent.descriptor), flags | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        raise Unreachable from error
    facts = os.fstat(handle)
    if (facts.st_dev, facts.st_ino) != (lent.device, lent.inode):
        os.close(handle)
        raise Unreachable
    return handle


def lender_is_gone(lent: Lent) -> bool:
    """Whether the process that lent it no longer is this one's parent. Asked in another process than the lender's."""
    return os.getppid() != lent.pid
