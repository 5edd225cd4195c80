"""The zip backend: store and deflate, zip64, UTF-8 names, times in UTC seconds, Unix modes and links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, ClassVar

from archiver_gui.backends.native import NativeBackend
from archiver_gui.backends.zip_prover import prove
from archiver_gui.backends.zip_reader import ZipReader
from archiver_gui.backends.zip_writer import ZipWriter
from archiver_gui.codecs.deflate import LEVEL_RANGE, LEVELS
from archiver_gui.core.entries import EntryKind, Render, Rendered
from archiver_gui.core.errors import DamagedArchiveError
from archiver_gui.core.formats import ArchiveFormat
from archiver_gui.core.progress import Progress

if TYPE_CHECKING:
    import zipfile

_SUFFIX = ".zip"


def _with_suffix(name: str) -> str:
    return name if name.lower().endswith(_SUFFIX) else name + _SUFFIX


class PythonZipFileBackend(NativeBackend):
    """Zip archives; ".zip" is added to path and name where it is missing."""

    backend_id: str | None = "zip"
    label = "Zip"
    decodes_by_entry: ClassVar[bool] = True
    formats: ClassVar[tuple[ArchiveFormat, ...]] = (
        ArchiveFormat(
            format_id="zip",
            backend_id="zip",
            suffixes=(_SUFFIX,),
            codec="deflate",
            codec_label="Deflate (.zip)",
            backend_label="Zip",
            levels=LEVELS,
            level_range=LEVEL_RANGE,
            holds=frozenset({EntryKind.FILE, EntryKind.FOLDER, EntryKind.SYMLINK, EntryKind.HARDLINK}),
            summary="Opens everywhere",
            opens_in="Windows, macOS, Linux and phones, without any other program",
        ),
    )

    def __init__(self, archive_path: str, archive_name: str = "", readmode: bool = True) -> None:
        super().__init__(archive_path, archive_name, readmode)
        self.archive_path = _with_suffix(self.archive_path)
        self.archive_name = _with_suffix(self.archive_name)

    def read_archive(self) -> zipfile.ZipFile:
        """As the base class; closing it closes the file.

        Raises:
            BackendStateError: There is no archive, or this one is being written.
            DamagedArchiveError: It is no zip archive.
        """
        import zipfile  # here: only those who ask for its object need it

        self.open_binary().close()  # says why it cannot be opened, and never waits for a FIFO
        try:
            return zipfile.ZipFile(self.full_path)
        except zipfile.BadZipFile as error:
            raise DamagedArchiveError(f"“{self.archive_name}” is damaged", str(error)) from error

    def blocks(self, render: Render[Rendered], progress: Progress) -> Iterator[Rendered]:
        """As the base class; by all cores where there are very many entries."""
        reader = self.open_reader()
        try:
            assert isinstance(reader, ZipReader)
            yield from reader.blocks(render, progress)
        finally:
            reader.close()

    def prove_written(self, progress: Progress) -> bool:
        """As the base class: by all cores, in the batches that it was written in."""
        if not isinstance(self._writer, ZipWriter):
            return False
        with self.open_sealed() as file:
            prove(file, self.staged_path, self._writer.spans, self._written, progress, self._workers)
        return True

    def _make_writer(self, file: BinaryIO) -> ZipWriter:
        options = self._options
        return ZipWriter(
            file,
            self.remarks,
            self._written,
            self.progress,
            level=options.level if options else None,
            threads=self._workers,
            reproducible=options.reproducible if options else False,
        )

    def _make_reader(self, file: BinaryIO) -> ZipReader:
        return ZipReader(file, self.remarks, self._reading_encoding)
