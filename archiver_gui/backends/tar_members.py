"""The walk from header to header, and what may stand at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from archiver_gui.backends.tar_format import BLOCK_BYTES, ZERO_BLOCK, is_header, padding_after, parse_header
from archiver_gui.backends.tar_input import TarInput, cut_short
from archiver_gui.backends.tar_resolver import EXTENSIONS, Extensions, Member, Resolver
from archiver_gui.core.errors import DamagedArchiveError, TrailingDataError
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress

_ORDINARY = frozenset((b"0", b"\0"))


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
        self._resolver = Resolver(source, remarks, progress)
        self.has_trailing_data = False  # behind the end mark

    def __iter__(self) -> Iterator[Member]:
        """Every member; whatever of its content was not read is skipped at the next step.

        Raises:
            DamagedArchiveError: A header is wrong, or the archive is cut off.
        """
        extensions = Extensions()
        start = self._next_start(extensions)
        while (block := self._next_block(pending=bool(extensions))) is not None:
            header = parse_header(block)
            kind = header.kind
            if kind in EXTENSIONS:
                self._resolver.take(header, extensions)
                continue
            if kind in _ORDINARY and not extensions.seen and header.is_ordinary and not self._resolver.has_globals:
                # Nearly every member of nearly every archive: worth the short cut.
                at = self._source.position
                member = Member(header.name, kind, header.size, header.mtime, header.mode, header.link, start, at)
            else:
                member = self._resolver.resolve(block, header, extensions)
                member.start = start
                extensions = Extensions() if extensions.seen else extensions
            if kind == b"V":  # a volume's label is no member
                self._pass(member)
                continue
            yield member
            self._pass(member)
            start = self._next_start(extensions)

    def _next_start(self, extensions: Extensions) -> int:
        """Where the next member begins that is not passed as an ordinary one."""
        if self._pass_ordinary is not None and not self._resolver.has_globals and not extensions:
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
