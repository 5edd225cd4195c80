"""The table of codecs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from archiver_gui.codecs.base import Codec
from archiver_gui.codecs.bzip2 import BZIP2
from archiver_gui.codecs.gz import GZIP
from archiver_gui.codecs.lz4 import LZ4
from archiver_gui.codecs.segments import STORED, SegmentFormat
from archiver_gui.codecs.xz import XZ
from archiver_gui.codecs.zst import ZSTANDARD

_ALL: tuple[Codec, ...] = (GZIP, BZIP2, XZ, ZSTANDARD, LZ4)

# codec_id → codec, in the order in which lists show them.
CODECS: Mapping[str, Codec] = MappingProxyType({codec.codec_id: codec for codec in _ALL})


def segment_format(codec_id: str) -> SegmentFormat:
    """How streams of this codec are cut into segments; "" stands for no compression."""
    return CODECS[codec_id].segments if codec_id else STORED
