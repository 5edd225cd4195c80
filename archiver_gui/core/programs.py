"""Which files run when they are opened: told by their suffix, and by their first bytes."""

from __future__ import annotations

import re

# How much of a file `is_program` needs.
HEAD_BYTES = 64

# What the desktops of Windows, macOS and Linux start, install or obey instead of showing it.
_SUFFIX_LIST = (
    # Windows
    ".exe .com .scr .pif .cpl .bat .cmd .ps1 .psm1 .psd1 .vbs .vbe .vb .js .jse .wsf .wsh .ws .wsc .sct .hta .msi "
    ".msp .mst .msix .msixbundle .appx .appxbundle .appinstaller "
    ".application .appref-ms .lnk .url .reg .inf .scf .gadget .chm .hlp .dll "
    ".ocx .sys .drv .msc .diagcab .settingcontent-ms .library-ms .search-ms .theme .themepack "
    ".website .xll .vhd .vhdx .iso .img "
    # macOS
    ".app .command .tool .workflow .action .dmg .pkg .mpkg .terminal .scpt .scptd .applescript .osax .prefpane "
    ".mobileconfig .fileloc .inetloc .webloc .kext .osx "
    # Linux
    ".desktop .sh .bash .zsh .ksh .csh .fish .run .bin .out .elf .appimage .snap .flatpak .flatpakref .flatpakrepo "
    ".deb .rpm .so .ko .service .kdelnk "
    # everywhere
    ".jar .jnlp .class .py .pyw .pyc .pyz .pyzw .pl .rb .php .lua .tcl .awk .swf .xpi .crx .wasm "
    # documents that bring programs of their own
    ".docm .dotm .xlsm .xltm .xlam .xlsb .pptm .potm .ppam .ppsm .sldm .accdb .accde .mdb .mde .one"
)
_SUFFIXES = frozenset(_SUFFIX_LIST.split())
_STARTS = (
    b"MZ",  # DOS and Windows
    b"\x7fELF",
    b"#!",
    b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf",  # Mach-O
    b"\xca\xfe\xba\xbe",  # Mach-O for several processors, and Java
    b"L\0\0\0\x01\x14\x02\0",  # a Windows shortcut
    b"!<arch>\ndebian",
    b"\xed\xab\xee\xdb",  # rpm
)  # fmt: skip
_DESKTOP_ENTRY = re.compile(rb"\s*(#[^\n]*\n\s*)*\[(Desktop Entry|InternetShortcut)\]", re.IGNORECASE)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def is_program(name: str, head: bytes) -> bool:
    """Whether opening this file may run what is in it; rather once too often than once too seldom.

    Args:
        head: Its first bytes.
    """
    # Windows opens "a.exe. " as "a.exe", and what is behind a colon is a stream of the file before.
    plain = name.rstrip(". \t").partition(":")[0].rstrip(". \t").lower()
    dot = plain.rfind(".")
    if dot >= 0 and plain[dot:] in _SUFFIXES:
        return True
    for mark in _BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    return head.startswith(_STARTS) or _DESKTOP_ENTRY.match(head.replace(b"\0", b"")) is not None
