"""What the headers before a member say of it, put together with its own."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from archiver_gui.backends import tar_sparse
from archiver_gui.backends.tar_format import (
    BLOCK_BYTES,
    MAX_EXTENSION_BYTES,
    MAX_USTAR_SIZE,
    ZERO_BLOCK,
    Header,
    is_header,
    padding_after,
    parse_pax,
)
from archiver_gui.backends.tar_input import TarInput, cut_short
from archiver_gui.backends.tar_sparse import HOLES_ALLOWED_BYTES, HOLES_ALLOWED_RATIO, SparseMap
from archiver_gui.core.errors import DamagedArchiveError, UnsupportedArchiveError
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress

# Kinds whose size field says nothing about content in most programs' archives; a few do store some.
_WITHOUT_CONTENT = frozenset((b"1", b"2", b"3", b"4", b"5", b"6"))
_PAX_NEXT = frozenset((b"x", b"X"))  # X: what Solaris wrote before POSIX settled on x
# A: Solaris's access lists, in front of the member that they belong to.
EXTENSIONS = _PAX_NEXT | {b"g", b"L", b"K", b"A"}
# Only these mean something here; of a global header nothing else is kept.
_KEYS = (b"path", b"linkpath", b"size", b"mtime", b"hdrcharset", b"GNU.sparse.")


@dataclass(slots=True)
class Member:
    """One member with everything known about it; its content comes next in the input."""

    name: bytes
    kind: bytes
    size: int  # stored bytes from `offset` on
    mtime: float | None
    mode: int | None
    link: bytes
    start: int  # of its first header in the tar stream, extended ones included
    offset: int  # of its content there
    sparse: SparseMap | None = None
    problem: str = ""  # why the content cannot be had

    @property
    def permissions(self) -> int | None:
        """Permission bits with set-id and sticky."""
        return None if self.mode is None else self.mode & 0o7777

    @property
    def content_size(self) -> int:
        """Bytes of the file, holes included."""
        return self.sparse.real_size if self.sparse else self.size


@dataclass(slots=True)
class Extensions:
    """What headers before a member said about it."""

    records: list[tuple[bytes, bytes]] = field(default_factory=list)
    long_name: bytes | None = None
    long_link: bytes | None = None
    seen: set[bytes] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.seen)


class Resolver:
    """Takes the extended headers of one tar stream, and says what a member is by all that speak of it."""

    def __init__(self, source: TarInput, remarks: Remarks, progress: Progress) -> None:
        self._source = source
        self._remarks = remarks
        self._progress = progress
        self._globals: dict[bytes, bytes] = {}
        self._repeats_told = False
        self._hole_bytes = 0

    @property
    def has_globals(self) -> bool:
        """Whether something was said of all members that follow."""
        return bool(self._globals)

    def take(self, header: Header, extensions: Extensions) -> None:
        """Read what this header says of others."""
        kind = header.kind
        if kind in _PAX_NEXT:
            extensions.records += parse_pax(self._extension_data(header, extensions))
        elif kind == b"g":
            for key, value in parse_pax(self._extension_data(header, extensions)):
                if key.startswith(_KEYS):
                    self._globals[key] = value
            extensions.seen.discard(b"g")  # it speaks of all that follow: the end may come next
        elif kind == b"L":
            extensions.long_name = _long_text(self._extension_data(header, extensions))
        elif kind == b"K":
            extensions.long_link = _long_text(self._extension_data(header, extensions))
        else:
            self._extension_data(header, extensions)

    def _extension_data(self, header: Header, extensions: Extensions) -> bytes:
        if header.size > MAX_EXTENSION_BYTES:
            raise DamagedArchiveError(
                "An extended header is too large", f"It claims {header.size} bytes; no name or attribute needs that."
            )
        if header.kind in extensions.seen and not self._repeats_told:
            self._repeats_told = True  # a chain of thousands would be thousands of remarks
            self._remarks.add("", "repeated-header", "An entry has more than one extended header of a kind.")
        extensions.seen.add(header.kind)
        data = self._source.read(header.size)
        if len(data) < header.size:
            raise cut_short("inside an extended header")
        self._source.skip(padding_after(header.size))
        self._progress.check()
        return data

    # ---- putting together ------------------------------------------------------------------------------

    def resolve(self, block: bytes, header: Header, extensions: Extensions) -> Member:
        """The member of this header, which stands in `block`; its content comes next in the source."""
        name = header.name if extensions.long_name is None else extensions.long_name
        link = header.link if extensions.long_link is None else extensions.long_link
        mtime = None if header.mtime is None else float(header.mtime)
        member = Member(name, header.kind, header.size, mtime, header.mode, link, 0, 0)
        values = self._values(extensions)
        if values:
            self._apply_pax(member, values, extensions)
        if (header.mtime is None and b"mtime" not in values) or header.mode is None:
            self._odd_field(member, "mode" if header.mode is None else "time")
        if header.is_ambiguous:
            self._remarks.add(
                member.name.decode("utf-8", "surrogateescape"), "contradiction",
                "Programs disagree about its name: a part of it stands where GNU tar keeps times.", severe=True,
            )  # fmt: skip
        if header.kind == b"S":
            member.sparse = tar_sparse.read_old_gnu(block, self._source)
        member.offset = self._source.position
        if header.kind in _WITHOUT_CONTENT and member.size:
            self._judge_size(member)
        if values:
            self._apply_pax_sparse(member, values, extensions)
        if member.sparse and not member.problem:
            self._judge_sparse(member)
        return member

    def _values(self, extensions: Extensions) -> dict[bytes, bytes]:
        if not extensions.records and not self._globals:
            return {}
        values = dict(self._globals)
        values.update(extensions.records)
        # An empty value takes back what was said before.
        return {key: value for key, value in values.items() if value}

    def _apply_pax(self, member: Member, values: dict[bytes, bytes], extensions: Extensions) -> None:
        path = values.get(b"GNU.sparse.name", values.get(b"path"))
        if path is not None:
            self._note_contradiction(path, extensions.long_name)
            member.name = _pax_text(path)
        if (linkpath := values.get(b"linkpath")) is not None:
            self._note_contradiction(linkpath, extensions.long_link)
            member.link = _pax_text(linkpath)
        if (size := values.get(b"size")) is not None:
            self._apply_size(member, size)
        if (mtime := values.get(b"mtime")) is not None:
            member.mtime = _pax_time(mtime)
            if member.mtime is None:
                self._odd_field(member, "time")

    def _apply_size(self, member: Member, size: bytes) -> None:
        digits = size.lstrip(b"0") or size[-1:]
        if not size.isdigit() or len(digits) > 19 or int(digits) >= 1 << 63:
            raise DamagedArchiveError("An extended header is damaged", f"Its size is {size[:40]!r}.")
        value = int(digits)
        if value != member.size and value < MAX_USTAR_SIZE:
            # A size that the plain header could hold: readers that do without extended headers see
            # other entries in the same bytes, which is a known way to smuggle some in.
            self._note_sizes(member, value)
        member.size = value

    def _note_sizes(self, member: Member, size: int) -> None:
        name = member.name.decode("utf-8", "surrogateescape")
        text = f"Two headers give different sizes: {member.size} and {size} bytes."
        self._remarks.add(name, "contradiction", text, severe=not member.size)

    def _note_contradiction(self, pax: bytes, gnu: bytes | None) -> None:
        if gnu is not None and pax != gnu:
            self._remarks.add("", "contradiction", "Two extended headers of an entry contradict each other.")

    def _odd_field(self, member: Member, what: str) -> None:
        name = member.name.decode("utf-8", "surrogateescape")
        self._remarks.add(name, "bad-field", f"Its {what} is stored wrongly and cannot be restored.", severe=True)

    def _judge_size(self, member: Member) -> None:
        """A link or folder with a size: some programs wrote the size of what it leads to, a few content."""
        following = self._source.peek(BLOCK_BYTES)
        if following == ZERO_BLOCK or not following or is_header(following):
            member.size = 0

    # ---- sparse files ------------------------------------------------------------------------------------

    def _apply_pax_sparse(self, member: Member, values: dict[bytes, bytes], extensions: Extensions) -> None:
        if not any(key.startswith(b"GNU.sparse.") for key in values):
            return
        try:
            if values.get(b"GNU.sparse.major", b"0") == b"0":
                member.sparse = tar_sparse.from_pax_0(extensions.records, values)
            elif (values[b"GNU.sparse.major"], values.get(b"GNU.sparse.minor")) == (b"1", b"0"):
                real_size = values.get(b"GNU.sparse.realsize", b"")
                if not real_size.isdigit() or len(real_size) > 19:
                    raise DamagedArchiveError("A sparse file is damaged", "Its size is not a number.")
                member.sparse, taken = tar_sparse.read_pax_1_0(self._source, member.size, int(real_size))
                # The padding counts from the map's start, which is a whole number of blocks away.
                member.size -= taken
                member.offset += taken
            else:
                raise UnsupportedArchiveError("A sparse file is stored in an unknown way")
        except (DamagedArchiveError, UnsupportedArchiveError) as error:
            if not member.problem:
                member.problem = error.detail or error.title
            member.sparse = None
            # What was taken of the content is passed; the rest is skipped with the member.

    def _judge_sparse(self, member: Member) -> None:
        assert member.sparse is not None
        try:
            member.sparse.check(member.size)
        except DamagedArchiveError as error:
            member.problem = error.detail
            return
        self._hole_bytes += member.sparse.real_size - member.size
        if self._hole_bytes > max(HOLES_ALLOWED_BYTES, HOLES_ALLOWED_RATIO * (member.offset + member.size)):
            member.problem = f"It claims {member.sparse.real_size} bytes, nearly all of them holes."


def _long_text(data: bytes) -> bytes:
    text = data.rstrip(b"\0")
    if b"\0" in text:
        raise DamagedArchiveError("An extended header is damaged", "A long name has a NUL character in it.")
    return text


def _pax_text(value: bytes) -> bytes:
    if b"\0" in value:
        raise DamagedArchiveError("An extended header is damaged", "A name has a NUL character in it.")
    return value


def _pax_time(value: bytes) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    # Beyond 64 bits of seconds no file system keeps a time.
    return seconds if math.isfinite(seconds) and abs(seconds) < 2.0**63 else None
