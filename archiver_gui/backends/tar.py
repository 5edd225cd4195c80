"""Tar archives, plain or compressed as one stream."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar

from archiver_gui.backends.native import ArchiveReader, ArchiveWriter, NativeBackend
from archiver_gui.backends.tar_prover import Proof
from archiver_gui.backends.tar_reader import TarReader
from archiver_gui.backends.tar_writer import TarWriter
from archiver_gui.codecs.registry import CODECS
from archiver_gui.codecs.rewindable import RewindableReader
from archiver_gui.core.errors import UsageError
from archiver_gui.core.formats import ArchiveFormat
from archiver_gui.core.progress import Progress

if TYPE_CHECKING:
    import tarfile

# The first is given to new archives; all count as being there already.
_SUFFIXES: dict[str, tuple[str, ...]] = {
    "": (".tar",),
    "gz": (".tar.gz", ".tgz"),
    "bz2": (".tar.bz2", ".tbz2", ".tbz"),
    "xz": (".tar.xz", ".txz"),
    "zst": (".tar.zst", ".tzst"),
    "lz4": (".tar.lz4", ".tlz4"),
}
_LABELS = {"zst": "Zstandard"}
_SUMMARIES = {
    "": "No compression",
    "gz": "Classic on Linux, macOS",
    "bz2": "Small, slow, older",
    "xz": "Smallest, slow",
    "zst": "Smallest for its speed",
    "lz4": "Fastest, larger",
}
_OPENS_IN = {
    "": "every Unix, Windows 10 and later, 7-Zip",
    "gz": "every Unix, Windows 10 and later, 7-Zip",
    "bz2": "every Unix, Windows 11, 7-Zip",
    "xz": "every Unix, Windows 11, 7-Zip",
    "zst": "Linux, Windows 11, 7-Zip 24 and later",
    "lz4": "Linux with lz4, bsdtar",
}


class UnknownCompressionError(UsageError, ValueError):
    """Tar archives are not compressed that way."""


def _format_row(compression: str) -> ArchiveFormat:
    codec = CODECS[compression] if compression else None
    label = _LABELS.get(compression, codec.label) if codec else "None"
    suffix = f".{compression}" if compression else ".tar"
    return ArchiveFormat(
        "tar" + (f".{compression}" if compression else ""),
        "tar",
        _SUFFIXES[compression],
        codec=compression,
        codec_label=f"{label} ({suffix})",
        backend_label="Tar",
        arguments={"compression": compression},
        levels=codec.levels if codec else {},
        level_range=codec.level_range if codec else None,
        summary=_SUMMARIES[compression],
        opens_in=_OPENS_IN[compression],
    )


def _codec_of_name(name: str) -> str | None:
    """What a file's name says that it is compressed by; None when it says nothing."""
    lowered = name.lower()
    return next((codec_id for codec_id, suffixes in _SUFFIXES.items() if lowered.endswith(suffixes)), None)


class PythonTarFileBackend(NativeBackend):
    """Tar with any of our codecs. Writing never seeks, so `stream` changes nothing.

    `archive_path` and `archive_name` get the suffix of their compression unless they have it. When an
    archive is read, its first bytes say what it is compressed by, and a remark when the name lies.
    """

    backend_id: str | None = "tar"
    label: ClassVar[str] = "Tar"
    later_replaces_earlier: ClassVar[bool] = True
    compression_formats: ClassVar[list[str]] = ["", "gz", "bz2", "xz", "zst", "lz4"]
    formats = tuple(_format_row(compression) for compression in _SUFFIXES)

    def __init__(
        self, stream: bool = False, compression: str = "", **kwargs: Any
    ) -> None:  # positional booleans: the interface is fixed so
        """Prepare an archive.

        Args:
            stream: Promise to write without seeking.
            compression: One of `compression_formats`.
            **kwargs: `archive_path`, `archive_name` and `readmode`, as in the base class.

        Raises:
            UnknownCompressionError: It is a ValueError too.
        """
        if compression not in self.compression_formats:
            known = ", ".join(f"“{name}”" for name in self.compression_formats)
            raise UnknownCompressionError(f"Tar archives have no compression “{compression}”", f"Known are {known}.")
        super().__init__(**kwargs)
        self.stream = stream
        self.compression = compression
        self._given_path = self.archive_path
        self.archive_path = self._with_suffix(self.archive_path)
        self.archive_name = self._with_suffix(self.archive_name)

    def _with_suffix(self, name: str) -> str:
        suffixes = _SUFFIXES[self.compression]
        return name if name.lower().endswith(suffixes) else name + suffixes[0]

    @property
    def full_path(self) -> str:
        """As the base class; an archive whose name has no suffix of ours is found by the name it has."""
        path = super().full_path
        if self.readmode and self._given_path != self.archive_path and not os.path.lexists(path):
            given = os.path.join(self.get_storage_location(), self._given_path)
            return given if os.path.isfile(given) else path
        return path

    def _make_writer(self, file: BinaryIO) -> ArchiveWriter:
        options = self._options
        return TarWriter(
            file,
            self.remarks,
            self._written,
            self.progress,
            codec=CODECS[self.compression] if self.compression else None,
            level=options.level if options else None,
            workers=self._workers,
            reproducible=options.reproducible if options else False,
            spool_folder=os.path.dirname(self.staged_path) or None,
        )

    def prove_written(self, progress: Progress) -> bool:
        """As the base class: by all cores, in the segments that it was written in."""
        writer = self._writer
        if not isinstance(writer, TarWriter):
            return False
        proof = Proof(self.staged_path, writer.codec_id, writer.stream, self._written, progress)
        with self.open_sealed() as file:
            proof.run(file, writer.groups, writer.end_bytes, self._workers)
        return True

    def _make_reader(self, file: BinaryIO) -> ArchiveReader:
        return TarReader(file, self.remarks, _codec_of_name(self.archive_path), self._reading_encoding)

    def read_archive(self) -> tarfile.TarFile:
        """As the base class; the TarFile closes the archive's file when it is closed."""
        from archiver_gui.backends.python_tools import OwningTarFile

        file = self.open_binary()
        try:
            reader = TarReader(file, self.remarks)
            source = RewindableReader(reader.open_stream) if reader.codec_id else file
            return OwningTarFile(fileobj=source, archive_file=file)
        except BaseException:
            file.close()
            raise
