"""Searches for names that are judged harmless and lead out all the same: run as `fuzz_zip.py`."""

from __future__ import annotations

from archiver_gui.backends.zip_format import extra_fields
from archiver_gui.backends.zip_names import decode_name
from archiver_gui.core.names import (
    MAX_NAME_BYTES,
    display,
    encodable,
    escape_reason,
    folded,
    oddity,
    portable_part,
    shortened,
    tidy,
    with_number,
)
from archiver_gui.extraction.links import escape_of_target
from tests.hostile.fuzzing import fuzz
from tests.hostile.name_rules import leads_out

_NAMES = (
    b"a/b.txt", b"../a", b"/a", b"C:a", b"..\\a", b"\\\\host\\share", b"a/../b", b"a\0b", b"CON.txt",
    b"x\xe2\x80\xaegpj",
    "\uff0e\uff0e\uff0fa".encode(), b"\xc0\xae\xc0\xae/", b"./a//b", b"...", b"a:b", b"caf\x82", b"~/x", b"\xff\xfe",
)  # fmt: skip


def try_bytes(data: bytes) -> None:
    """No name that passes may lead out; nothing that is done with a name may fail or lead out either."""
    head, raw = data[:4], data[4:]
    flags = int.from_bytes(head[:2], "little")
    extra, _ = extra_fields(raw[: flags % 64])
    path = tidy(decode_name(raw, flags, extra, lambda name: name.decode("cp437"))[0])
    display(path)
    oddity(path)
    folded(path)
    if escape_reason(path):
        return
    assert not leads_out(path), path
    for part in path.split("/"):
        for made in (portable_part(part), encodable(part), shortened(part), with_number(part, 2)):
            assert "/" not in made, (part, made)
            assert made not in (".", ".."), (part, made)
        assert not leads_out(portable_part(part)), part
        assert len(shortened(encodable(part)).encode("utf-8", "surrogateescape")) <= MAX_NAME_BYTES
    folder, _, target = path.partition(" ")
    folder = tidy(folder)
    if not escape_reason(folder) and not escape_of_target(folder, target, lambda _: False):
        assert not leads_out(f"{folder}/{target}" if folder else target), (folder, target)


if __name__ == "__main__":
    fuzz(try_bytes, [b"\0\0\3\0" + name for name in _NAMES] + [b"\0\x08\0\0" + name for name in _NAMES])
