"""The walk from header to header: extension headers are put together with the member they speak of."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
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
    parse_header,
    parse_pax,
)
from archiver_gui.backends.tar_input import TarInput, cut_short
from archiver_gui.backends.tar_sparse import HOLES_ALLOWED_BYTES, HOLES_ALLOWED_RATIO, SparseMap
from archiver_gui.core.errors import DamagedArchiveError, TrailingDataError, UnsupportedArchiveError
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress

_ORDINARY = frozenset((b"0", b"\0"))
# Kinds whose size field says nothing about content in most programs' archives; a few do store some.
_WITHOUT_CONTENT = frozenset((b"1", b"2", b"3", b"4", b"5", b"6"))
_PAX_NEXT = frozenset((b"x", b"X"))  # X: what Solaris wrote before POSIX settled on x
# A: Solaris's access lists, in front of the member that they belong to.
_EXTENSIONS = _PAX_NEXT | {b"g", b"L", b"K", b"A"}
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
class _Extensions:
    """What headers before a member said about it."""

    records: list[tuple[bytes, bytes]] = field(default_factory=list)
    long_name: bytes | None = None
    long_link: bytes | None = None
    seen: set[bytes] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.seen)


class MemberWalk:
    """Goes once over a tar stream. `remarks` gets what is odd about it."""

    def __init__(
        self,
        source: TarInput,
        remarks: Remarks,
        progress: Progress,
        pass_ordinary: Callable[[], int] | None = None,
    ) -> None:
        """Prepare a walk.

        Args:
            pass_ordinary: Called where a member begins that no header before speaks of: takes as many as it likes
                from the source, and tells how many.
        """
        self._source = source
        self._pass_ordinary = pass_ordinary
        self.passed = 0  # members that `pass_ordinary` took
        self._remarks = remarks
        self._progress = progress
        self._globals: dict[bytes, bytes] = {}
        self._repeats_told = False
        self._hole_bytes = 0
        self.has_trailing_data = False  # behind the end mark

    def __iter__(self) -> Iterator[Member]:
        """Every member; whatever of its content was not read is skipped at the next step.

        Raises:
            DamagedArchiveError: A header is wrong, or the archive is cut off.
        """
        extensions = _Extensions()
        start = self._next_start(extensions)
        while (block := self._next_block(pending=bool(extensions))) is not None:
            header = parse_header(block)
            kind = header.kind
            if kind in _EXTENSIONS:
                self._take_extension(header, extensions)
                continue
            if kind in _ORDINARY and not extensions.seen and header.is_ordinary and not self._globals:
                # Nearly every member of nearly every archive: worth the short cut.
                at = self._source.position
                member = Member(header.name, kind, header.size, header.mtime, header.mode, header.link, start, at)
            else:
                member = self._resolve(block, header, extensions)
                member.start = start
                extensions = _Extensions() if extensions.seen else extensions
            if kind == b"V":  # a volume's label is no member
                self._pass(member)
                continue
            yield member
            self._pass(member)
            start = self._next_start(extensions)

    def _next_start(self, extensions: _Extensions) -> int:
        """Where the next member begins that is not passed as an ordinary one."""
        if self._pass_ordinary is not None and not self._globals and not extensions:
            self.passed += self._pass_ordinary()
        return self._source.position

    # ---- blocks ------------------------------------------------------------------------------------

    def _next_block(self, *, pending: bool) -> bytes | None:
        """The next header block; None at the end, when everything behind it has been looked at."""
        block = self._source.read(BLOCK_BYTES)
        if block != ZERO_BLOCK and len(block) == BLOCK_BYTES:
            return block
        if pending:
            raise (
                cut_short("after an extended header")
                if len(block) < BLOCK_BYTES
                else DamagedArchiveError("The archive is damaged", "An extended header has no entry after it.")
            )
        if not block:
            # Some programs write none, so that this alone does not prove that something is missing.
            text = "It has no end mark: it may have been cut off between two entries, so that more of them are missing."
            self._remarks.add("", "no-end-mark", text)
            return None
        if len(block) < BLOCK_BYTES:
            raise cut_short("inside a header")
        return self._after_zero_block()

    def _after_zero_block(self) -> bytes | None:
        block = self._source.read(BLOCK_BYTES)
        if block == ZERO_BLOCK:
            try:
                self._drain()
            except TrailingDataError:
                # As gzip and bzip2 themselves take it: everything up to there has been checked.
                self._remarks.add("", "trailing-data", "Something that is no part of it follows the archive.")
            except DamagedArchiveError as error:
                # The entries are all there; what checks them is not.
                self._remarks.add("", "damaged-end", str(error), severe=True)
            return None
        if len(block) < BLOCK_BYTES:
            if block.strip(b"\0"):
                raise cut_short("inside a header")
            self._remarks.add("", "no-end-mark", "The archive's end mark is only half there.")
            return None
        if not self._source.peek(1) and not is_header(block):  # no room for an entry
            self._remarks.add("", "trailing-data", "Something that is no part of the archive stands at its end.")
            return None
        # A header that was wiped out looks like this as well, so what follows must be one.
        self._remarks.add("", "lone-zero-block", "The archive has an empty block between its entries.")
        return block

    def _drain(self) -> None:
        """Read on to the end: the stream's own checks stand there, and nothing should hide behind the mark."""
        while block := self._source.read(BLOCK_BYTES * 64):
            self._progress.check()
            if not block.strip(b"\0"):
                continue
            self.has_trailing_data = True
            if self._has_header(block):
                self._remarks.add(
                    "",
                    "trailing-entries",
                    "More entries follow the archive's end mark; they are not read.",
                    severe=True,
                )
                while self._source.read(BLOCK_BYTES * 64):
                    self._progress.check()
                return
        if self.has_trailing_data:
            self._remarks.add("", "trailing-data", "Something that is no part of the archive follows its end mark.")

    @staticmethod
    def _has_header(data: bytes) -> bool:
        blocks = (data[at : at + BLOCK_BYTES] for at in range(0, len(data), BLOCK_BYTES))
        return any(block[257:262] == b"ustar" and is_header(block) for block in blocks)

    def _pass(self, member: Member) -> None:
        """Go to the end of the member's last block."""
        padding = padding_after(member.size)
        left = member.offset + member.size + padding - self._source.position
        if left > 0 and left - self._source.skip(left) > padding:
            raise cut_short("inside an entry")

    # ---- extension headers ---------------------------------------------------------------------------

    def _take_extension(self, header: Header, extensions: _Extensions) -> None:
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

    def _extension_data(self, header: Header, extensions: _Extensions) -> bytes:
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

    def _resolve(self, block: bytes, header: Header, extensions: _Extensions) -> Member:
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

    def _values(self, extensions: _Extensions) -> dict[bytes, bytes]:
        if not extensions.records and not self._globals:
            return {}
        values = dict(self._globals)
        values.update(extensions.records)
        # An empty value takes back what was said before.
        return {key: value for key, value in values.items() if value}

    def _apply_pax(self, member: Member, values: dict[bytes, bytes], extensions: _Extensions) -> None:
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

    def _apply_pax_sparse(self, member: Member, values: dict[bytes, bytes], extensions: _Extensions) -> None:
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
