"""What stands in a zip between its entries, where nothing should."""

from __future__ import annotations

from typing import BinaryIO

from archiver_gui.backends.zip_end import Place, read_at
from archiver_gui.backends.zip_format import LOCAL, LOCAL_SIGNATURE, METHOD_NAMES, SPANNING_MARKERS
from archiver_gui.backends.zip_streams import METHODS
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress

_WINDOW_BYTES = 1024 * 1024

_APK_SIGNATURE = b"APK Sig Block 42"  # Android puts its signing block between entries and directory
_PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe")


class Gaps:
    """Judges the bytes of one archive that belong to no entry; `remarks` gets what is odd about them."""

    def __init__(self, file: BinaryIO, place: Place, remarks: Remarks, progress: Progress) -> None:
        self._file = file
        self._place = place
        self._remarks = remarks
        self._progress = progress

    def judge(self, start: int, end: int) -> None:
        """Say what stands from here to there."""
        size = end - start
        if size <= 0:
            return
        head = read_at(self._file, start, min(size, _WINDOW_BYTES))
        if start == 0:
            if self._place.base == size or (size == 4 and head in SPANNING_MARKERS):
                if not _holds_entry(head):
                    return
            elif head.startswith(_PROGRAM_STARTS) and not _holds_entry(head):
                return
        tail_at = end - len(_APK_SIGNATURE)
        if end == self._place.start and read_at(self._file, tail_at, len(_APK_SIGNATURE)) == _APK_SIGNATURE:
            return
        if self._is_zero(start, end):
            self._remarks.add("", "padding", f"{size} bytes without meaning stand between its entries.")
            return
        self._remarks.add("", "hidden-data", f"{size} bytes that belong to no entry stand in it.", severe=True)

    def _is_zero(self, start: int, end: int) -> bool:
        while start < end:
            self._progress.check()
            piece = read_at(self._file, start, min(end - start, _WINDOW_BYTES))
            if not piece or piece.count(0) != len(piece):
                return False
            start += len(piece)
        return True


def _holds_entry(data: bytes) -> bool:
    """Whether a local header stands in it; programs that unpack themselves may hold its signature alone."""
    at = data.find(LOCAL_SIGNATURE)
    while at >= 0:
        if at + LOCAL.size <= len(data):
            fields = LOCAL.unpack_from(data, at)
            if fields[1] & 0xFF <= 63 and (fields[3] in METHODS or fields[3] in METHOD_NAMES) and fields[9]:
                return True
        at = data.find(LOCAL_SIGNATURE, at + 1)
    return False
