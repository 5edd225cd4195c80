"""The table of codecs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from archiver_gui.codecs.base import Codec
from archiver_gui.codecs.bzip2 import Bzip2Codec
from archiver_gui.codecs.gz import GzipCodec
from archiver_gui.codecs.lz4 import Lz4Codec
from archiver_gui.codecs.xz import XzCodec
from archiver_gui.codecs.zst import ZstdCodec
from archiver_gui.core.errors import UsageError

_ALL: tuple[Codec, ...] = (GzipCodec(), Bzip2Codec(), XzCodec(), ZstdCodec(), Lz4Codec())

# codec_id → codec, in the order in which lists show them.
CODECS: Mapping[str, Codec] = MappingProxyType({codec.codec_id: codec for codec in _ALL})


def get_codec(codec_id: str) -> Codec:
    """The codec of that id.

    Raises:
        UsageError: There is none; the message names those that there are.
    """
    codec = CODECS.get(codec_id)
    if codec is None:
        raise UsageError(f"There is no compression called “{codec_id}”", f"Known are {', '.join(CODECS)}.")
    return codec
