"""The storage interface: a place that holds archives and takes new ones by one atomic step."""

from __future__ import annotations

import os
import re
from abc import ABC, abstractmethod
from types import TracebackType
from typing import BinaryIO, Self

from archiver_gui.core.errors import EnvironmentFault

# Every temporary file or folder of ours is named so; nothing else is ever removed as one.
STAGED_PREFIX = ".archiver-"
STAGED_NAME = re.compile(r"^\.archiver-[0-9a-f]{16}\.part$")


def new_staged_path(folder: str) -> str:
    """A temporary path in this folder that nobody else has."""
    return os.path.join(folder, f"{STAGED_PREFIX}{os.urandom(8).hex()}.part")


class Sink(ABC):
    """One archive on its way: a file under a temporary name that becomes visible by `publish`."""

    target: str  # the final path
    staged_path: str  # the temporary one
    file: BinaryIO  # open for writing, and seekable, until `seal`
    doubt: EnvironmentFault | None = None  # published, but the device did not confirm that this will last

    @abstractmethod
    def seal(self) -> int:
        """Flush every byte to the device; the size in bytes.

        Raises:
            EnvironmentFault: The device refused. It is never tried again: the bytes are suspect.
        """

    @abstractmethod
    def open_sealed(self) -> BinaryIO:
        """The sealed bytes, opened anew and as far as possible not from the system's cache."""

    @abstractmethod
    def publish(self, *, overwrite: bool) -> None:
        """Give the sealed file its final name by one atomic step, and make that step durable.

        The step cannot be taken back when only the second half fails: `doubt` says so then.

        Raises:
            RefusedError: The name is taken and `overwrite` is not set.
            EnvironmentFault: The system refused; the older archive is untouched.
        """

    @abstractmethod
    def discard(self) -> None:
        """Remove every trace, folders made for it included. Harmless after `publish`, and twice."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()


class Storage(ABC):
    """A place that holds archives."""

    @abstractmethod
    def create(self, target: str, staged_path: str = "") -> Sink:
        """A sink for this path; missing folders are made.

        Args:
            staged_path: The temporary name, beside the target, where somebody has recorded it already.

        Raises:
            EnvironmentFault: The folder cannot be made or written.
        """

    @abstractmethod
    def open(self, path: str) -> BinaryIO:
        """The archive's bytes.

        Raises:
            EnvironmentFault: It is not there or cannot be read.
        """

    @abstractmethod
    def size(self, path: str) -> int:
        """Bytes on disk.

        Raises:
            EnvironmentFault: It is not there.
        """

    @abstractmethod
    def delete(self, path: str) -> bool:
        """Delete the archive; False when there was none.

        Raises:
            EnvironmentFault: The system refused.
        """
