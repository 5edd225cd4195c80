"""What can be shown of an entry: text, a picture, or its bytes in rows. Made in a worker."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from archiver_gui.core.entries import Entry
from archiver_gui.core.previews import Beginning, TextPreview, as_rows, as_text
from archiver_gui.core.progress import Progress
from archiver_gui.gui.models.file_kinds import is_image
from archiver_gui.services import Services

_TEXT_BYTES = 1 << 16
_IMAGE_BYTES = 24 << 20
# A picture of 40 million points takes 160 MB and a second to decode, whatever its file's size.
_MAX_POINTS = 40_000_000
_DECODED_MB = 192  # what Qt may take for one picture
_LARGEST_SIDE = 1_024
# Only pictures of points: SVG and the like can name other files.
_FORMATS = frozenset({"png", "jpeg", "gif", "bmp", "webp", "ico", "tiff", "pbm", "pgm", "ppm", "xbm", "xpm", "tga"})


@dataclass(frozen=True, slots=True)
class Preview:
    """Exactly one of `text`, `image` and `rows` is there, or none where there is nothing to be seen."""

    text: TextPreview | None = None
    image: QImage | None = None
    points: QSize | None = None  # of the picture as it is in the archive
    rows: str = ""
    too_large: bool = False  # a picture that is not decoded


def make_preview(services: Services, path: str, entry: Entry, name_encoding: str, progress: Progress) -> Preview:
    """Read the beginning of a file and see what it is; runs in a worker.

    Raises:
        ArchiverError: It cannot be read.
        Cancelled: The selection has moved on.
    """
    limit_bytes = _IMAGE_BYTES if is_image(entry.path) else _TEXT_BYTES
    beginning = services.read_beginning(path, entry, limit_bytes, progress, name_encoding)
    progress.check()
    return _picture(beginning) or _letters(beginning)


def _letters(beginning: Beginning) -> Preview:
    beginning = Beginning(beginning.data[:_TEXT_BYTES], beginning.whole and len(beginning.data) <= _TEXT_BYTES)
    text = as_text(beginning)
    return Preview(text=text) if text is not None else Preview(rows=as_rows(beginning.data))


def _picture(beginning: Beginning) -> Preview | None:
    """The picture, scaled down; None where it is none, or a broken one."""
    QImageReader.setAllocationLimit(_DECODED_MB)
    buffer = QBuffer()
    buffer.setData(QByteArray(beginning.data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()).decode("ascii", "replace") not in _FORMATS:
        return None
    points = reader.size()
    if points.isEmpty():
        return None
    if not beginning.whole or points.width() * points.height() > _MAX_POINTS:
        return Preview(points=points, too_large=True)
    if max(points.width(), points.height()) > _LARGEST_SIDE:
        side = QSize(_LARGEST_SIDE, _LARGEST_SIDE)
        reader.setScaledSize(points.scaled(side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else Preview(image=image, points=points)
