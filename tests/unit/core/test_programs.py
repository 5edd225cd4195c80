"""What is asked about before it is opened: by suffix, and by what stands in it."""

from __future__ import annotations

import pytest

from archiver_gui.core.programs import is_program


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("setup.exe", b""),
        ("SETUP.EXE", b""),
        ("invoice.pdf.exe", b""),
        ("a.exe. ", b""),
        ("a.exe:stream.txt", b""),
        ("menu.desktop", b"[Desktop Entry]"),
        ("photo.jpg", b"\n# comment\n[Desktop Entry]\nExec=x"),
        ("link.txt", b"[InternetShortcut]\r\nURL=file:"),
        ("notes.txt", b"#!/bin/sh\n"),
        ("notes.txt", b"\xef\xbb\xbf#!/bin/sh\n"),
        ("image.png", b"\x7fELF\x02"),
        ("image.png", b"MZ\x90\0"),
        ("image.png", b"L\0\0\0\x01\x14\x02\0"),
        ("x.jar", b"PK\3\4"),
        ("x.AppImage", b""),
        ("run.sh", b""),
        ("p.bat", b""),
        ("p.msi", b""),
        ("macros.docm", b"PK\3\4"),
        ("a\u202etxt.exe", b""),
    ],
)
def test_programs_launchers_and_scripts_are_told(name: str, head: bytes) -> None:
    assert is_program(name, head)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("letter.pdf", b"%PDF-1.7"),
        ("photo.jpg", b"\xff\xd8\xff\xe0"),
        ("exe", b"hello"),
        ("README", b"# Title\nText"),
        ("table.xlsx", b"PK\3\4"),
        ("notes.txt", b""),
        ("config.ini", b"[section]\n"),
    ],
)
def test_documents_are_no_programs(name: str, head: bytes) -> None:
    assert not is_program(name, head)
