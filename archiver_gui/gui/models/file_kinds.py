"""What a file is, judged by its name alone: an icon, and a word for people."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication

from archiver_gui.core.entries import EntryKind

_SUFFIXES: dict[str, str] = {
    "document": "doc docx odt rtf pdf txt md rst tex epub pages ps",
    "sheet": "xls xlsx ods csv tsv numbers",
    "slides": "ppt pptx odp key",
    "image": "png jpg jpeg gif bmp tif tiff webp svg heic avif cr2 cr3 nef arw dng psd xcf ico",
    "music": "mp3 flac ogg opus wav m4a aac aiff mid",
    "video": "mp4 mkv mov avi webm wmv m4v mpg mpeg",
    "code": "py js ts c h cc cpp hpp rs go java kt rb php sh bat ps1 html css json xml yaml yml toml ini sql ipynb",
    "archive": "zip tar gz tgz bz2 tbz2 xz txz zst tzst lz4 7z rar jar cab iso deb rpm lzma",
}
_KIND_OF = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_ICONS = {
    "document": "file-text",
    "sheet": "file-spreadsheet",
    "slides": "file-text",
    "image": "file-image",
    "music": "file-music",
    "video": "file-video",
    "code": "file-code",
    "archive": "file-archive",
}


def _kind_of(name: str) -> str:
    return _KIND_OF.get(os.path.splitext(name)[1][1:].lower(), "")


def is_image(name: str) -> bool:
    """Whether it bears the name of a picture."""
    return _kind_of(name) == "image"


def file_icon(name: str, kind: EntryKind = EntryKind.FILE) -> str:
    """The icon's name."""
    if kind is EntryKind.FOLDER:
        return "folder"
    if kind in (EntryKind.SYMLINK, EntryKind.HARDLINK):
        return "link"
    return _ICONS.get(_kind_of(name), "file")


def file_kind_text(name: str, kind: EntryKind = EntryKind.FILE) -> str:
    """The kind in a word: 'Folder', 'Spreadsheet', 'File'."""
    if kind is EntryKind.FOLDER:
        return QCoreApplication.translate("FileKinds", "Folder")
    if kind in (EntryKind.SYMLINK, EntryKind.HARDLINK):
        return QCoreApplication.translate("FileKinds", "Link")
    return {
        "document": QCoreApplication.translate("FileKinds", "Document"),
        "sheet": QCoreApplication.translate("FileKinds", "Spreadsheet"),
        "slides": QCoreApplication.translate("FileKinds", "Presentation"),
        "image": QCoreApplication.translate("FileKinds", "Image"),
        "music": QCoreApplication.translate("FileKinds", "Audio"),
        "video": QCoreApplication.translate("FileKinds", "Video"),
        "code": QCoreApplication.translate("FileKinds", "Source text"),
        "archive": QCoreApplication.translate("FileKinds", "Archive"),
    }.get(_kind_of(name), QCoreApplication.translate("FileKinds", "File"))
