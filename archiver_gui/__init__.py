"""Archiver: builds archives, verifies them, and remembers every one."""

__version__ = "0.1.0"
