"""Two third-party backends, as somebody else would write them: only the first block of the interface.

`DepotBackend` makes zip files with the standard library, so what it wrote can be read back.
`JsonLinesBackend` has a format of its own, which nobody else reads: builds with it carry the remark
"not-read-back". Neither knows anything of staging, hashing or the catalogue.
"""

from __future__ import annotations

import base64
import json
import os
import zipfile
from typing import IO, Any, BinaryIO

from archiver_gui.backends.base import BaseArchiveBackend


class DepotBackend(BaseArchiveBackend):
    """Inherits what the base class offers, and writes zip files under a suffix of its own."""

    backend_id = "depot"
    label = "Depot"

    def __init__(self, archive_path: str, archive_name: str = "", readmode: bool = True) -> None:
        super().__init__(archive_path, archive_name, readmode)
        if not self.archive_path.endswith(".depot"):
            self.archive_path += ".depot"
        if not self.archive_name.endswith(".depot"):
            self.archive_name += ".depot"
        self._zip: zipfile.ZipFile | None = None

    def _writer(self) -> zipfile.ZipFile:
        if self._zip is None:
            os.makedirs(os.path.dirname(self.full_path), exist_ok=True)
            self._zip = zipfile.ZipFile(self.full_path, "w", zipfile.ZIP_DEFLATED)
        return self._zip

    def add_file(self, path: str, filelike_obj: Any) -> None:
        if self.readmode:
            raise ValueError("the depot is open for reading")
        data = filelike_obj.read()  # at once: the interface promises no size argument
        self._writer().writestr(path, data)

    def close(self) -> None:
        if self._zip is None:
            raise ValueError("nothing was added")
        self._zip.close()

    def read_archive(self) -> zipfile.ZipFile:
        self._require_readmode()
        if not os.path.exists(self.full_path):
            raise ValueError("there is no depot")
        return zipfile.ZipFile(self.full_path)

    def get_archive(self) -> zipfile.ZipFile:
        return self.read_archive() if self.readmode else self._writer()


class JsonLinesBackend:
    """Inherits nothing: the interface is its methods' names."""

    backend_id = "jsonlines"

    def __init__(self, archive_path: str, archive_name: str = "", readmode: bool = True) -> None:
        self.archive_path = archive_path
        self.archive_name = archive_name or os.path.basename(archive_path)
        self.readmode = readmode
        self._file: IO[str] | None = None

    @classmethod
    def get_storage_location(cls) -> str:
        return os.getcwd()

    def add_file(self, path: str, filelike_obj: Any) -> None:
        if self._file is None:
            self._file = open(self.archive_path, "w", encoding="ascii")  # noqa: SIM115  # close() closes it
        data = filelike_obj.read()
        content = data.encode("utf-8") if isinstance(data, str) else data
        json.dump([path, base64.b64encode(content).decode("ascii")], self._file)
        self._file.write("\n")

    def close(self) -> None:
        if self._file is None:
            raise ValueError("nothing was added")
        self._file.close()

    def open_binary(self) -> BinaryIO:
        return open(self.archive_path, "rb")

    def archive_size(self) -> int:
        return os.path.getsize(self.archive_path)

    def read_archive(self) -> list[list[str]]:
        with open(self.archive_path, encoding="ascii") as file:
            return [json.loads(line) for line in file]

    def get_archive(self) -> Any:
        return self._file or self.read_archive()

    @classmethod
    def delete_archive(cls, full_path: str) -> bool:
        try:
            os.unlink(full_path)
        except FileNotFoundError:
            return False
        return True
