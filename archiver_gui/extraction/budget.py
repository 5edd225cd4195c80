"""Limits on what really comes out of an archive; its own claims count for nothing."""

from __future__ import annotations

from archiver_gui.core.errors import RefusedError
from archiver_gui.core.names import display
from archiver_gui.core.units import format_size

# Ordinary data does not shrink to less than a two-hundredth, and small archives of zeros do no harm.
MAX_RATIO = 200
RATIO_FREE_BYTES = 64 << 20
# Deeper than the deepest trees that people have, shallower than what most programs fail on.
MAX_DEPTH = 2_000
# Entries without content cost nothing in the archive and a file system's scarce inodes on disk.
MAX_BARE_ENTRIES = 100_000

_HINT = "Extract it with large archives allowed if you trust it (--allow-large)."


class Budget:
    """Counts bytes and entries as they are written.

    Args:
        archive_bytes: The archive's size on disk; 0 when unknown, which leaves the ratio unjudged.
        unlimited: The user has allowed a large result.
    """

    def __init__(self, archive_bytes: int, *, unlimited: bool) -> None:
        self.written_bytes = 0
        self._entries = 0
        self._bare = 0
        self._unlimited = unlimited
        allowed = max(RATIO_FREE_BYTES, MAX_RATIO * archive_bytes)
        self._allowed_bytes = allowed if archive_bytes and not unlimited else None
        self._archive_bytes = archive_bytes

    def spend(self, size_bytes: int) -> None:
        """Count bytes that are about to be written.

        Raises:
            RefusedError: They are too many for an archive of this size.
        """
        self.written_bytes += size_bytes
        if self._allowed_bytes is not None and self.written_bytes > self._allowed_bytes:
            raise RefusedError(
                "The archive unpacks to far more than its size",
                f"More than {format_size(self._allowed_bytes)} came out of {format_size(self._archive_bytes)}.",
                _HINT,
            )

    def count(self, *, bare: bool) -> None:
        """Count an entry; `bare` when it brings no content.

        Raises:
            RefusedError: Nearly everything in a very long archive is empty.
        """
        self._entries += 1
        if not bare:
            return
        self._bare += 1
        if self._bare > MAX_BARE_ENTRIES and self._bare * 2 > self._entries and not self._unlimited:
            raise RefusedError(
                f"The archive has more than {MAX_BARE_ENTRIES} entries without content",
                "They would use up the file system's room for files.",
                _HINT,
            )

    def check_depth(self, path: str) -> None:
        """Look at how deep an entry lies.

        Raises:
            RefusedError: Deeper than other programs could follow.
        """
        if path.count("/") >= MAX_DEPTH and not self._unlimited:
            raise RefusedError(
                f"The archive nests folders more than {MAX_DEPTH} deep", f"In “{display(path[:60])}…”.", _HINT
            )
