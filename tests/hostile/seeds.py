"""Valid archives to be damaged: small, and with something of everything that the formats have."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import lz4.frame
import zstandard

from archiver_gui.core.outcome import Verdict
from tests.hostile.reading import Contents, read_tar, read_zip

_RANDOM = Random("seeds")
_TEXT = b"".join(b"line %d of a text that can be packed\n" % number for number in range(60))
_NOISE = _RANDOM.randbytes(1500)
_CONTENTS = {"a.txt": _TEXT, "d/noise.bin": _NOISE, "d/empty": b"", "d/e/caf\u00e9 \u65e5\u672c.txt": b"hello, world\n"}
_MODE_LINK = 0o120777


@dataclass(frozen=True, slots=True)
class Seed:
    """One valid archive, and how it is read."""

    name: str
    data: bytes
    is_zip: bool
    has_checks: bool = True  # False: nothing in the format guards the contents
    reader: Callable[[bytes], tuple[Verdict, Contents]] | None = None  # in place of ours

    @property
    def read(self) -> Callable[[bytes], tuple[Verdict, Contents]]:
        """The reader for it: verdict and contents by path."""
        return self.reader or (read_zip if self.is_zip else read_tar)


class _Unseekable(io.BytesIO):
    """Makes `zipfile` write data descriptors."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def _zip(method: int, *, streamed: bool = False, zip64: bool = False) -> bytes:
    target = _Unseekable() if streamed else io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        archive.writestr(zipfile.ZipInfo("d/", (2024, 5, 6, 7, 8, 10)), b"")
        for name, content in _CONTENTS.items():
            info = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10))
            info.compress_type = method
            info.external_attr = 0o100644 << 16
            with archive.open(info, "w", force_zip64=zip64) as file:
                file.write(content)
        link = zipfile.ZipInfo("link", (2024, 5, 6, 7, 8, 10))
        link.external_attr = _MODE_LINK << 16
        archive.writestr(link, b"a.txt")
    return target.getvalue()


def _zip_by_hand(method: int, pack: Callable[[bytes], bytes]) -> bytes:
    """For methods that `zipfile` has not."""
    out, directory = bytearray(), bytearray()
    for name, content in _CONTENTS.items():
        raw, packed = name.encode(), pack(content)
        common = struct.pack(
            "<5H3L2H", 63, 0 if raw.isascii() else 0x800, method, 0x3904, 0x58A6,
            zlib.crc32(content), len(packed), len(content), len(raw), 0,
        )  # fmt: skip
        directory += b"PK\1\2" + struct.pack("<H", 3 << 8 | 63) + common
        directory += struct.pack("<3H2L", 0, 0, 0, 0o100644 << 16, len(out)) + raw
        out += b"PK\3\4" + common + raw + packed
    count = len(_CONTENTS)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(out), 0)
    return bytes(out + directory + end)


def _deflate64(data: bytes) -> bytes:
    """As Deflate, without the one match whose code means something else there (258 bytes)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_HUFFMAN_ONLY)
    return packer.compress(data) + packer.flush()


def _tar(layout: int, *, sparse: bool = False) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=layout) as archive:
        contents = {**_CONTENTS, "d/" + "long" * 40 + ".txt": b"a long name\n"}
        for name, content in contents.items():
            if layout == tarfile.USTAR_FORMAT and (not name.isascii() or len(name) > 100):
                continue
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(content), 1_700_000_000
            if layout == tarfile.PAX_FORMAT:
                info.pax_headers = {"mtime": "1700000000.25"}
            archive.addfile(info, io.BytesIO(content))
        for name, kind, target_name in (("link", tarfile.SYMTYPE, "a.txt"), ("hard", tarfile.LNKTYPE, "a.txt")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target_name
            archive.addfile(info)
        if sparse:
            info = tarfile.TarInfo("sparse")
            info.pax_headers = {
                "GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "sparse",
                "GNU.sparse.realsize": "70000",
            }  # fmt: skip
            body = b"2\n0\n3\n60000\n5\n".ljust(512, b"\0") + b"abc" + b"fghij"
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return target.getvalue()


def seeds() -> list[Seed]:
    """All of them, always the same."""
    zstd = zstandard.ZstdCompressor(level=3, write_checksum=True)
    plain = _tar(tarfile.GNU_FORMAT)
    pax = _tar(tarfile.PAX_FORMAT, sparse=True)
    return [
        Seed("zip-stored", _zip(zipfile.ZIP_STORED), is_zip=True),
        Seed("zip-deflate", _zip(zipfile.ZIP_DEFLATED), is_zip=True),
        Seed("zip-deflate-streamed", _zip(zipfile.ZIP_DEFLATED, streamed=True), is_zip=True),
        Seed("zip-deflate-zip64", _zip(zipfile.ZIP_DEFLATED, zip64=True), is_zip=True),
        Seed("zip-bzip2", _zip(zipfile.ZIP_BZIP2), is_zip=True),
        Seed("zip-lzma", _zip(zipfile.ZIP_LZMA), is_zip=True),
        Seed("zip-zstd", _zip_by_hand(93, zstd.compress), is_zip=True),
        Seed("zip-xz", _zip_by_hand(95, lzma.compress), is_zip=True),
        Seed("zip-deflate64", _zip_by_hand(9, _deflate64), is_zip=True),
        Seed("tar-gnu", plain, is_zip=False, has_checks=False),
        Seed("tar-pax", pax, is_zip=False, has_checks=False),
        Seed("tar-ustar", _tar(tarfile.USTAR_FORMAT), is_zip=False, has_checks=False),
        Seed("tar.gz", gzip.compress(pax, mtime=0), is_zip=False),
        Seed("tar.gz-members", gzip.compress(plain[:3000], mtime=0) + gzip.compress(plain[3000:], mtime=0),
             is_zip=False),
        Seed("tar.bz2", bz2.compress(pax), is_zip=False),
        Seed("tar.xz", lzma.compress(pax), is_zip=False),
        Seed("tar.xz-streams", lzma.compress(plain[:3000]) + lzma.compress(plain[3000:]), is_zip=False),
        Seed("tar.zst", zstd.compress(pax), is_zip=False),
        Seed("tar.zst-frames", zstd.compress(plain[:3000]) + zstd.compress(plain[3000:]), is_zip=False),
        Seed("tar.lz4", lz4.frame.compress(pax, content_checksum=True, store_size=True), is_zip=False),
        Seed("tar.lz4-blocks", lz4.frame.compress(pax, content_checksum=True, block_checksum=True, block_linked=False),
             is_zip=False),
    ]  # fmt: skip
