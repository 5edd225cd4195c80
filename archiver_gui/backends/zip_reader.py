"""Reads a zip archive and tells the truth about it."""

from __future__ import annotations

import struct
from collections.abc import Generator, Iterator
from typing import BinaryIO, cast

from archiver_gui.backends.native import ArchiveReader
from archiver_gui.backends.zip_directory import Directory, Member, member_of
from archiver_gui.backends.zip_end import read_at
from archiver_gui.backends.zip_format import (
    DESCRIPTOR_SIGNATURE,
    EXTRA_ZIP64,
    FLAG_DESCRIPTOR,
    FLAG_ENCRYPTED,
    FLAG_MASKED,
    FLAG_PATCH,
    FLAG_STRONG,
    LOCAL,
    LOCAL_SIGNATURE,
    MAX_32,
    METHOD_NAMES,
    extra_fields,
)
from archiver_gui.backends.zip_gaps import Gaps
from archiver_gui.backends.zip_listing import BlockListing
from archiver_gui.backends.zip_lots import ZipLot, decoded_ahead
from archiver_gui.backends.zip_names import decode_name
from archiver_gui.backends.zip_streams import METHODS, MemberReader
from archiver_gui.core.encodings import is_legacy
from archiver_gui.core.entries import Entry, EntryKind, Render, Rendered
from archiver_gui.core.errors import ArchiverError, DamagedArchiveError, UnsupportedArchiveError
from archiver_gui.core.lots import LotItem
from archiver_gui.core.names import tidy
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress

# Entries up to here are decoded in one piece, if their claims are no larger either.
_WHOLE_MAX_BYTES = 4 * 1024 * 1024
_WINDOW_BYTES = 1024 * 1024

# No system makes a symlink's text longer (PATH_MAX).
_MAX_TARGET_BYTES = 4096

# Room for what writers put behind a name; a longer extra field only takes the slower way.
_USUAL_EXTRA_BYTES = 64
_ALL_ONES = b"\xff\xff\xff\xff"
_FLAGS_TO_LOOK_AT = FLAG_DESCRIPTOR | FLAG_ENCRYPTED | FLAG_MASKED | FLAG_PATCH | FLAG_STRONG


class _Doubt(Exception):
    """Why an entry's content is withheld: kind and text of the remark."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind = kind
        self.text = text


class ZipReader(ArchiveReader):
    """As `ArchiveReader`; used by one thread."""

    def __init__(self, file: BinaryIO, remarks: Remarks, name_encoding: str = "") -> None:
        super().__init__(file, remarks)
        self._name_encoding = name_encoding
        self._directory: Directory | None = None
        self._window = b""
        self._window_at = 0

    def entries(self) -> Iterator[Entry]:
        """As the base class; symlinks come with their targets."""
        for entry in self._open().entries():
            if entry.kind is EntryKind.SYMLINK:
                self._read_target(entry, member_of(entry))
            yield entry

    def blocks(self, render: Render[Rendered], progress: Progress) -> Iterator[Rendered]:
        """As `BaseArchiveBackend.blocks`."""
        return iter(BlockListing(self.file, self._open(), self.remarks, self._read_target, render, progress))

    def contents(self, progress: Progress) -> Iterator[tuple[Entry, BinaryIO | None]]:
        """As the base class; small contents are decoded ahead by other threads."""
        return decoded_ahead(self.lots(progress), self.file, progress)

    def lots(self, progress: Progress, threads: int = 0) -> Generator[LotItem, None, None]:
        """As the base class."""
        lot = ZipLot(self.file)
        for entry, member, content_at in self._approached(progress):
            if content_at and (member.packed_size > _WHOLE_MAX_BYTES or member.size > _WHOLE_MAX_BYTES):
                if lot.entries:
                    yield lot
                    lot = ZipLot(self.file)
                yield entry, self._open_member(entry, member, content_at)
                continue
            lot.add(entry, member, content_at)
            if lot.is_full:
                yield lot
                lot = ZipLot(self.file)
        if lot.entries:
            yield lot

    def _approached(self, progress: Progress) -> Iterator[tuple[Entry, Member, int]]:
        """Every entry with the place of its content; 0 where it has none or none that can be had."""
        directory = self._open()
        layout = directory.layout(progress)
        limit = directory.place.start
        gaps = Gaps(self.file, directory.place, self.remarks, progress)
        gaps.judge(0, layout.following(-1, limit))
        for entry in directory.entries(layout):
            progress.check()
            member = member_of(entry)
            following = layout.following(member.offset, limit)
            content_at = 0 if member.offset in layout.overlapping else self._quick_approach(member)
            end = content_at + member.packed_size
            if not content_at or end > following:
                try:
                    content_at, end = self._approach(entry, member, following, layout.overlapping)
                except _Doubt as doubt:
                    if doubt.text:
                        self.remarks.add(entry.path, doubt.kind, doubt.text, severe=True)
                    yield entry, member, 0
                    continue
            if end < following:
                gaps.judge(end, following)
            if entry.kind is EntryKind.SYMLINK:
                self._read_target(entry, member)
            yield entry, member, content_at if entry.kind is EntryKind.FILE else 0

    def _open_member(self, entry: Entry, member: Member, content_at: int) -> BinaryIO:
        return cast("BinaryIO", MemberReader(self.file, content_at, member, entry.path))

    def open_entry(self, entry: Entry) -> BinaryIO:
        """As the base class."""
        directory = self._open()
        member = self._found(entry) if isinstance(entry.detail, int) else member_of(entry)
        try:
            content_at, _ = self._approach(entry, member, directory.place.start)
        except _Doubt as doubt:
            kind = UnsupportedArchiveError if doubt.kind in ("encrypted", "unsupported") else DamagedArchiveError
            raise kind(f"“{entry.path}” cannot be read", doubt.text) from doubt
        return cast("BinaryIO", MemberReader(self.file, content_at, member, entry.path))

    def _found(self, entry: Entry) -> Member:
        """Look up an entry of which a listing by blocks told only where it stands."""
        told_before = Remarks()
        for other in Directory(self.file, told_before, self._name_encoding).standing_at(cast("int", entry.detail)):
            if other.path == entry.path:
                return member_of(other)
        detail = "It is not where it was when the archive was listed."
        raise DamagedArchiveError(f"“{entry.path}” could not be read", detail)

    def _open(self) -> Directory:
        if self._directory is None:
            self._directory = Directory(self.file, self.remarks, self._name_encoding)
        return self._directory

    # ---- one entry ---------------------------------------------------------------------------------

    def _get(self, offset: int, size: int) -> bytes:
        """Bytes of the archive, read ahead."""
        start = offset - self._window_at
        if start < 0 or start + size > len(self._window):
            self._window = read_at(self.file, offset, max(size, _WINDOW_BYTES))
            self._window_at, start = offset, 0
        return self._window[start : start + size]

    def _quick_approach(self, member: Member) -> int:
        """Where the content begins, if local header and record are alike in every byte; else 0.

        Nine entries of ten are so, and this is a fifth of the work of `_approach`.
        """
        name_end = LOCAL.size + len(member.name)
        start = member.offset - self._window_at
        if start < 0 or start + name_end + _USUAL_EXTRA_BYTES > len(self._window):
            self._get(max(0, member.offset), name_end + _USUAL_EXTRA_BYTES)
            start = member.offset - self._window_at
        window = self._window
        head = window[start : start + LOCAL.size] if start >= 0 else b""
        if (
            head[6:28] != member.fixed
            or head[:4] != LOCAL_SIGNATURE
            or member.flags & _FLAGS_TO_LOOK_AT
            or member.method not in METHODS
            or member.problem
            or _ALL_ONES in head  # sizes that zip64 tells
            or window[start + LOCAL.size : start + name_end] != member.name
        ):
            return 0
        extra_size = head[28] | head[29] << 8
        at = start + name_end
        end = at + extra_size
        while at + 4 <= min(end, len(window)):
            at += 4 + (window[at + 2] | window[at + 3] << 8)
        if at != end:
            return 0
        return member.offset + name_end + extra_size

    def _approach(
        self, entry: Entry, member: Member, following: int, overlapping: frozenset[int] = frozenset()
    ) -> tuple[int, int]:
        """Where the content begins and where the entry ends, its descriptor included.

        Raises:
            _Doubt: The content cannot be had or believed.
        """
        if member.problem:
            raise _Doubt("damaged", "")  # told already
        if member.offset in overlapping:
            raise _Doubt("overlap", "It shares its bytes with another entry.")
        head = self._get(member.offset, LOCAL.size) if member.offset >= 0 else b""
        if len(head) < LOCAL.size or head[:4] != LOCAL_SIGNATURE:
            raise _Doubt("damaged", "Its header is not where the directory says.")
        fields = LOCAL.unpack(head)
        name_size, extra_size = fields[9], fields[10]
        tail = self._get(member.offset + LOCAL.size, name_size + extra_size)
        content_at = member.offset + LOCAL.size + name_size + extra_size
        end = content_at + member.packed_size
        if end > following:
            raise _Doubt("damaged", "It reaches into what follows it, or past the archive's end.")
        if tail[:name_size] != member.name and not _same_name(entry, tail, fields, self._open()):
            raise _Doubt("mismatch", "It bears two different names in the archive.")
        self._compare(entry, member, fields, tail[name_size:])
        if fields[2] & FLAG_DESCRIPTOR:
            end += self._descriptor(entry, member, end, following)
        if member.flags & (FLAG_ENCRYPTED | FLAG_STRONG | FLAG_MASKED):
            raise _Doubt("encrypted", "It is encrypted, which this program cannot read yet.")
        if member.flags & FLAG_PATCH or member.method not in METHODS:
            name = METHOD_NAMES.get(member.method, f"number {member.method}")
            raise _Doubt("unsupported", f"This program cannot read its compression method ({name}).")
        return content_at, end

    def _compare(self, entry: Entry, member: Member, fields: tuple[int, ...], extra: bytes) -> None:
        """Hold the local header against the directory's record (APPNOTE 4.4.4)."""
        _, _, flags, method, clock, date, crc, packed_size, size, _, _ = fields
        if method != member.method or (flags ^ member.flags) & FLAG_ENCRYPTED:
            raise _Doubt("mismatch", "The archive tells two different compression methods of it.")
        if extra:
            extras, oddity = extra_fields(extra)
            if oddity:
                self.remarks.add(entry.path, "damaged", f"Its header is damaged: {oddity}.", severe=True)
            field = extras.get(EXTRA_ZIP64, b"")
            if MAX_32 in (size, packed_size) and len(field) >= 16:
                size, packed_size = struct.unpack_from("<QQ", field)
        if (clock, date) != struct.unpack_from("<HH", member.fixed, 4):
            self.remarks.add(entry.path, "mismatch", "The archive tells two different times of it.", severe=True)
        told = (crc, packed_size, size)
        true = (member.crc32, member.packed_size, member.size)
        if told == true or (
            flags & FLAG_DESCRIPTOR and all(a in (0, b, MAX_32) for a, b in zip(told, true, strict=True))
        ):
            return
        self.remarks.add(
            entry.path, "mismatch", "The archive tells two different sizes or checksums of it.", severe=True
        )

    def _descriptor(self, entry: Entry, member: Member, at: int, following: int) -> int:
        """The length of the data descriptor (APPNOTE 4.3.9): with or without signature, 32 or 64 bits."""
        data = self._get(at, min(24, following - at))
        sizes32 = struct.pack("<LLL", member.crc32, member.packed_size & MAX_32, member.size & MAX_32)
        sizes64 = struct.pack("<LQQ", member.crc32, member.packed_size, member.size)
        for form in (
            DESCRIPTOR_SIGNATURE + sizes64, DESCRIPTOR_SIGNATURE + sizes32, sizes64, sizes32,
        ):  # fmt: skip
            if data.startswith(form):
                return len(form)
        self.remarks.add(entry.path, "mismatch", "What follows its content contradicts the directory.", severe=True)
        return following - at

    def _read_target(self, entry: Entry, member: Member) -> None:
        """Put the symlink's text into the entry; a remark where it has none that can be had."""
        directory = self._open()
        if member.size > _MAX_TARGET_BYTES:
            self.remarks.add(entry.path, "bad-link", "Its target is longer than any system allows.", severe=True)
            return
        try:
            content_at, _ = self._approach(entry, member, directory.place.start)
            with MemberReader(self.file, content_at, member, entry.path) as stream:
                target = stream.read(_MAX_TARGET_BYTES + 1)
        except _Doubt as doubt:
            if doubt.text:
                self.remarks.add(entry.path, doubt.kind, doubt.text, severe=True)
            return
        except ArchiverError as error:
            self.remarks.add(entry.path, "bad-link", f"Its target cannot be read: {error}", severe=True)
            return
        if not target or b"\0" in target:
            self.remarks.add(entry.path, "bad-link", "Its target is no path.", severe=True)
            return
        entry.link_target = directory.legacy.decode(target) if is_legacy(target) else target.decode()


def _same_name(entry: Entry, tail: bytes, fields: tuple[int, ...], directory: Directory) -> bool:
    """Whether a local name of other bytes means the same (APPNOTE 4.6.9 lets one of them be Unicode)."""
    extra, _ = extra_fields(tail[fields[9] :])
    return tidy(decode_name(tail[: fields[9]], fields[2], extra, directory.legacy.decode)[0]) == entry.path
