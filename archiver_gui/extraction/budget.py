"""Limits on what really comes out of an archive; its own claims count for nothing."""

from __future__ import annotations

from archiver_gui.core.errors import RefusedError
from archiver_gui.core.names import display
from archiver_gui.core.options import AllowExcess, Excess, ExcessKind
from archiver_gui.core.units import format_size

# Ordinary data does not shrink to less than a two-hundredth, and small archives of zeros do no harm.
MAX_RATIO = 200
RATIO_FREE_BYTES = 64 << 20
# Deeper than the deepest trees that people have, shallower than what most programs fail on.
MAX_DEPTH = 2_000
# Entries without content cost nothing in the archive and a file system's scarce inodes on disk.
MAX_BARE_ENTRIES = 100_000
# Holes take no room on disk, only time to pass over.
FREE_HOLE_BYTES = 16 << 30

_HINT = "Extract it with large archives allowed if you trust it (--allow-large)."


def never(_excess: Excess) -> bool:
    """The answer where nobody can be asked."""
    return False


class Budget:
    """Counts bytes and entries as they are written.

    Args:
        archive_bytes: The archive's size on disk; 0 when unknown, which leaves the ratio unjudged.
        unlimited: The user has allowed a large result.
        allow: Asked once, when a limit is reached: whether there shall be none.
    """

    def __init__(self, archive_bytes: int, *, unlimited: bool, allow: AllowExcess = never) -> None:
        self.written_bytes = 0
        self._entries = 0
        self._bare = 0
        self._unlimited = unlimited
        self._allow = allow
        self._allowed_bytes = max(RATIO_FREE_BYTES, MAX_RATIO * archive_bytes) if archive_bytes else None
        self._archive_bytes = archive_bytes
        self._counted_bytes = 0
        self._free_hole_bytes = FREE_HOLE_BYTES

    def spend(self, size_bytes: int, *, is_hole: bool = False) -> None:
        """Count bytes that are about to be written, or a hole that the archive itself tells of.

        Raises:
            RefusedError: They are too many for an archive of this size.
        """
        self.written_bytes += size_bytes
        if is_hole and size_bytes <= self._free_hole_bytes:
            self._free_hole_bytes -= size_bytes
            return
        self._counted_bytes += size_bytes
        if self._allowed_bytes is not None and self._counted_bytes > self._allowed_bytes:
            text = f"More than {format_size(self._allowed_bytes)} came out of {format_size(self._archive_bytes)}."
            self._stop(ExcessKind.BYTES, self._allowed_bytes, "The archive unpacks to far more than its size", text)

    def has_room(self, size_bytes: int) -> bool:
        """Whether so many bytes more are sure to be within the limits."""
        return self._unlimited or self._allowed_bytes is None or self._counted_bytes + size_bytes <= self._allowed_bytes

    def count(self, *, bare: bool) -> None:
        """Count an entry; `bare` when it brings no content.

        Raises:
            RefusedError: Nearly everything in a very long archive is empty.
        """
        self._entries += 1
        if not bare:
            return
        self._bare += 1
        if self._bare > MAX_BARE_ENTRIES and self._bare * 2 > self._entries:
            title = f"The archive has more than {MAX_BARE_ENTRIES} entries without content"
            text = "They would use up the file system's room for files."
            self._stop(ExcessKind.EMPTY_ENTRIES, MAX_BARE_ENTRIES, title, text)

    def check_depth(self, path: str) -> None:
        """Look at how deep an entry lies.

        Raises:
            RefusedError: Deeper than other programs could follow.
        """
        if path.count("/") >= MAX_DEPTH:
            title = f"The archive nests folders more than {MAX_DEPTH} deep"
            self._stop(ExcessKind.DEPTH, MAX_DEPTH, title, f"In “{display(path[:60])}…”.")

    def _stop(self, kind: ExcessKind, limit: int, title: str, detail: str) -> None:
        """Refuse to go on, unless that is allowed."""
        if not self._unlimited:
            self._unlimited = self._allow(Excess(kind, limit, self._archive_bytes))
        if not self._unlimited:
            raise RefusedError(title, detail, _HINT)
