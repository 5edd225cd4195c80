"""The backends that come with the program, in the order that lists show them."""

from __future__ import annotations

from archiver_gui.backends.tar import PythonTarFileBackend
from archiver_gui.backends.zip import PythonZipFileBackend

BACKENDS = (PythonZipFileBackend, PythonTarFileBackend)
