"""Compressed streams: one file a codec, and the worker pool that they all share."""
