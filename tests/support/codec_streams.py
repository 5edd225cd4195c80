"""Whole streams of a codec, as the tar writer makes them."""

from __future__ import annotations

from archiver_gui.codecs.base import Codec
from archiver_gui.codecs.pipeline import Pipeline
from archiver_gui.codecs.segments import RawWriter, SegmentWriter


def codec_writer(
    codec: Codec, raw: RawWriter, level: int | None = None, pipeline: Pipeline | None = None
) -> SegmentWriter:
    """A writer of one stream, at the codec's default level unless another is given."""
    return SegmentWriter(codec.segments, raw, codec.check_level(level), pipeline)
