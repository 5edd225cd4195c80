"""Reads tar archives: one honest forward pass, whatever they are compressed by."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import BinaryIO, cast

from archiver_gui.backends.legacy_names import LegacyNames
from archiver_gui.backends.native import ArchiveReader
from archiver_gui.backends.tar_format import BLOCK_BYTES, ZERO_BLOCK, is_header
from archiver_gui.backends.tar_input import DecodedInput, PlainInput, TarInput
from archiver_gui.backends.tar_lots import TIDY, Exchange, LotFiller
from archiver_gui.backends.tar_members import MemberWalk
from archiver_gui.backends.tar_resolver import Member
from archiver_gui.backends.tar_streams import stream_of
from archiver_gui.codecs.ahead import DecodeAhead, OwnPosition
from archiver_gui.codecs.base import CodecReader
from archiver_gui.codecs.registry import CODECS
from archiver_gui.core.encodings import AS_STORED, is_legacy
from archiver_gui.core.entries import Entry, EntryKind
from archiver_gui.core.errors import ArchiverError, DamagedArchiveError, UnsupportedArchiveError, from_os_error
from archiver_gui.core.lots import LotItem
from archiver_gui.core.names import tidy
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress

_MAGICS = (
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zst"),
    (b"\x04\x22\x4d\x18", "lz4"),
)
_FOREIGN_MAGICS = (
    (b"\x1f\x9d", "compress (.Z)"),
    (b"\x1f\xa0", "compress (.Z)"),
    (b"LZIP", "lzip"),
    (b"\x89LZO", "lzop"),
    (b"\x5d\x00\x00", "lzma"),
    (b"LRZI", "lrzip"),
    (b"\x02\x21\x4c\x18", "lz4 in the format from before its frames"),
)
# zstd and lz4 share them: a frame of anything, to be passed over. The low digit is free.
_SKIPPABLE_MAGIC = b"\x2a\x4d\x18"
# Before any real frame; a file of nothing else is not worth a long look.
_MAX_SKIPPABLE_FRAMES = 100

_KINDS = {
    b"0": EntryKind.FILE,
    b"\0": EntryKind.FILE,  # v7
    b"7": EntryKind.FILE,  # contiguous, which nothing does any more
    b"S": EntryKind.FILE,  # GNU sparse
    b"1": EntryKind.HARDLINK,
    b"2": EntryKind.SYMLINK,
    b"3": EntryKind.OTHER,
    b"4": EntryKind.OTHER,
    b"6": EntryKind.OTHER,
    b"5": EntryKind.FOLDER,
    b"D": EntryKind.FOLDER,  # GNU incremental: a folder with a list of what was in it
}
# The longest record that anybody fills up with zeros behind the end mark; tapes took 32 MiB at most.
_MAX_EMPTY_BYTES = 64 << 20
_MAYBE_FOLDER = frozenset((b"0", b"\0", b"7"))


def detect_codec(file: BinaryIO) -> str:
    """The codec id of what is in the file, by its first bytes; "" for a plain tar. Rewinds the file.

    Raises:
        UnsupportedArchiveError: It is compressed in a way that this program does not know.
        DamagedArchiveError: It is neither a tar archive nor a known compression.
    """
    try:
        file.seek(0)
        start = file.read(BLOCK_BYTES)
        codec_id = _codec_of(start) or _codec_after_skippables(file, start)
        file.seek(0)
    except OSError as error:
        raise from_os_error(error, "The archive could not be read") from error
    if is_header(start) or (start and not start.strip(b"\0")):
        return ""
    if codec_id:
        return codec_id
    for magic, label in _FOREIGN_MAGICS:
        if start.startswith(magic):
            raise UnsupportedArchiveError(
                "The archive is compressed in an unknown way", f"It looks like {label}.", "Decompress it first."
            )
    detail = "It does not begin like one." if start else "The file is empty."
    raise DamagedArchiveError("This is not a tar archive", detail)


def _codec_of(start: bytes) -> str:
    return next((codec_id for magic, codec_id in _MAGICS if start.startswith(magic)), "")


def _codec_after_skippables(file: BinaryIO, start: bytes) -> str:
    position = 0
    for _ in range(_MAX_SKIPPABLE_FRAMES):
        if start[1:4] != _SKIPPABLE_MAGIC or start[0] & 0xF0 != 0x50 or len(start) < 8:
            return _codec_of(start)
        position += 8 + int.from_bytes(start[4:8], "little")
        file.seek(position)
        start = file.read(8)
    return ""


class TarReader(ArchiveReader):
    """Reads a tar archive of any known compression. Constant memory, whatever the archive claims.

    The folder that the archive was made in ("./") is no entry.
    """

    def __init__(
        self, file: BinaryIO, remarks: Remarks, expected_codec: str | None = None, name_encoding: str = ""
    ) -> None:
        """Look at the first bytes.

        Args:
            expected_codec: What the file's name says; "" for none, None when it says nothing.
            name_encoding: What names are in that are not UTF-8; '' to guess.
        """
        super().__init__(file, remarks)
        self._legacy = LegacyNames(name_encoding, AS_STORED, remarks, self._legacy_names)
        self._expected_codec = expected_codec
        self._index = 0
        self._progress = Progress()  # of the pass under way
        self.codec_id = detect_codec(file)
        self._exchange = Exchange()

    def entries(self) -> Iterator[Entry]:
        """As the base class; the contents of a plain tar are not read."""
        for member in self._walk(Progress()):
            entry = self._entry_of(member)
            if entry is not None:
                yield entry

    def contents(self, progress: Progress) -> Iterator[tuple[Entry, BinaryIO | None]]:
        """As the base class."""
        source = self._open_input()
        self._progress = progress
        for member in self._walk(progress, source):
            progress.check()
            entry = self._entry_of(member)
            if entry is None:
                continue
            if entry.kind is not EntryKind.FILE or member.problem:
                yield entry, None
                continue
            stream = stream_of(source, member)
            yield entry, cast("BinaryIO", stream)
            stream.expire()

    def lots(self, progress: Progress, threads: int) -> Generator[LotItem, None, None]:
        """As the base class; decoding goes on in a thread beside the walk."""
        source = self._open_input(ahead=threads != 1)
        filler = LotFiller(source, self._exchange, None if self.codec_id else self.file.fileno())
        try:
            for member in self._walk(progress, source, lambda: self._pass_ordinary(filler)):
                progress.check()
                entry = self._entry_of(member)
                if entry is None:
                    continue
                if entry.kind is not EntryKind.FILE or member.problem:
                    filler.lot.add(entry)
                elif not filler.add(entry, member):
                    stream = stream_of(source, member)
                    yield filler.take()
                    yield entry, cast("BinaryIO", stream)
                    stream.expire()
                if filler.lot.is_full:
                    yield filler.take()
        except (DamagedArchiveError, UnsupportedArchiveError):
            yield filler.take()  # what came before it is sound
            raise
        finally:
            source.close()
        yield filler.take()

    def _pass_ordinary(self, filler: LotFiller) -> int:
        """Put the ordinary small files that come next into the lot; how many there were."""
        count = filler.add_ordinary(self._index)
        self._index += count
        return count

    def close(self) -> None:
        """As the base class."""
        self._exchange.close()
        super().close()

    def open_entry(self, entry: Entry) -> BinaryIO:
        """As the base class; a hardlink gives the content of the entry that it leads to."""
        if entry.kind is EntryKind.HARDLINK:
            entry = self._target_of(entry)
        if entry.kind is not EntryKind.FILE or not isinstance(entry.detail, int):
            raise UnsupportedArchiveError(f"“{entry.path}” has no content", f"It is a {entry.kind.value}.")
        source = self._open_input()
        if isinstance(source, PlainInput):
            source.go_to(entry.detail)
        else:
            source.skip(entry.detail)
        member = next(iter(MemberWalk(source, Remarks(), Progress())), None)
        if member is None or member.problem:
            detail = member.problem if member else "It is not where it was when the archive was listed."
            raise DamagedArchiveError(f"“{entry.path}” could not be read", detail)
        return cast("BinaryIO", stream_of(source, member))

    # ---- the pass ----------------------------------------------------------------------------------

    def open_stream(self) -> CodecReader:
        """The decoded stream from its start, of a compressed archive."""
        self.file.seek(0)
        return CODECS[self.codec_id].open_reader(self.file)

    def _open_input(self, *, ahead: bool = False) -> TarInput:
        self._index = 0
        return self._new_input(ahead=ahead)

    def _new_input(self, *, ahead: bool = False) -> TarInput:
        try:
            if not self.codec_id:
                return PlainInput(self.file)
            if ahead:
                raw = OwnPosition(self.file.fileno())
                return DecodedInput(DecodeAhead(CODECS[self.codec_id].open_reader(raw)))
            return DecodedInput(self.open_stream())
        except OSError as error:
            raise from_os_error(error, "The archive could not be read") from error

    def _walk(
        self, progress: Progress, source: TarInput | None = None, pass_ordinary: Callable[[], int] | None = None
    ) -> Iterator[Member]:
        source = source or self._open_input()
        if self._expected_codec is not None and self._expected_codec != self.codec_id:
            actual = CODECS[self.codec_id].label if self.codec_id else "no compression"
            self.remarks.add("", "wrong-suffix", f"The archive's name does not fit what it is: {actual}.")
        start = source.peek(BLOCK_BYTES)
        if start != ZERO_BLOCK and not is_header(start):
            raise DamagedArchiveError("There is no tar archive in this file", "It has something else in it.")
        members = 0
        walk = MemberWalk(source, self.remarks, progress, pass_ordinary)
        for members, member in enumerate(walk, 1):  # noqa: B007
            yield member
        if not members and not walk.passed:
            # Many a file begins with zeros, and some are nothing but zeros.
            if walk.has_trailing_data or source.position > _MAX_EMPTY_BYTES:
                raise DamagedArchiveError("This is not a tar archive", "It begins like an empty one and is none.")
            self.remarks.add("", "empty", "The archive is empty.")

    def _text(self, raw: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            return self._legacy.decode(raw)

    def _legacy_names(self) -> Generator[bytes, None, None]:
        """Every name that is not UTF-8, from a pass of its own; the one under way goes on where it was."""
        position = self.file.tell()
        try:
            for member in MemberWalk(self._new_input(), Remarks(), self._progress):
                self._progress.check()
                if is_legacy(member.name):
                    yield member.name
        except ArchiverError:
            pass  # the pass under way will say what is wrong
        finally:
            self.file.seek(position)

    def _target_of(self, link: Entry) -> Entry:
        found = None
        for entry in self.entries():
            if entry.index >= link.index:
                break
            if entry.kind is EntryKind.FILE and entry.path == link.link_target:
                found = entry
        if found is None:
            raise DamagedArchiveError(
                f"“{link.path}” leads to no entry", f"There is no “{link.link_target}” before it."
            )
        return found

    # ---- one entry -----------------------------------------------------------------------------------

    def _entry_of(self, member: Member) -> Entry | None:
        """The member as an entry; None when it is no thing that could be extracted."""
        raw = member.name
        text = raw.decode("ascii") if raw.isascii() else self._text(raw)
        path = text if TIDY.match(text) else tidy(text)
        kind = _KINDS.get(member.kind)
        if kind is None:
            kind = EntryKind.FILE  # as POSIX asks for
            self._note_unknown_kind(path, member)
        if text.endswith("/"):
            text = text[:-1]
            kind = EntryKind.FOLDER if member.kind in _MAYBE_FOLDER else kind
        if not path:
            self._note_nameless(member, kind)
            return None
        if member.problem:
            self.remarks.add(path, "unreadable", member.problem, severe=True)
        entry = Entry(path, kind, mtime=member.mtime, mode=member.permissions, index=self._index, detail=member.start)
        self._index += 1
        if kind is EntryKind.FILE:
            entry.size = member.content_size
            entry.hole_bytes = member.content_size - member.size if member.sparse else 0
        elif kind in (EntryKind.HARDLINK, EntryKind.SYMLINK):
            self._add_target(entry, member)
        if path != text or not (raw.isascii() or path.encode("utf-8", "surrogateescape") == raw.rstrip(b"/")):
            entry.raw_name = raw
        return entry

    def _add_target(self, entry: Entry, member: Member) -> None:
        target = self._text(member.link)
        if not target:
            self.remarks.add(entry.path, "no-target", "The link leads nowhere: its target is empty.", severe=True)
        entry.link_target = tidy(target) if entry.kind is EntryKind.HARDLINK else target

    def _note_unknown_kind(self, path: str, member: Member) -> None:
        if member.kind == b"M":
            self.remarks.add(path, "continued", "It began in an earlier volume; only its rest is here.", severe=True)
            return
        kind = member.kind.decode("ascii", "backslashreplace")
        self.remarks.add(path, "odd-kind", f"It is of the unknown kind “{kind}” and taken for a file.")

    def _note_nameless(self, member: Member, kind: EntryKind) -> None:
        if kind is not EntryKind.FOLDER or not member.name:
            self.remarks.add("", "no-name", "An entry has no name.", severe=True)
        elif member.mode is not None and member.mode & 0o700 != 0o700:
            self.remarks.add(
                "", "folder-mode", "The archive asks for odd permissions of the folder it is extracted to."
            )
