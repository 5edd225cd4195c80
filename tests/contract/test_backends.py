"""Every backend of ours, and two of other people's, against the contract."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from archiver_gui.backends.tar import PythonTarFileBackend
from archiver_gui.backends.zip import PythonZipFileBackend
from tests.contract.backend_contract import BackendContract, Make, NativeContract
from tests.support.plain_backends import DepotBackend


class TestZip(NativeContract):
    suffix = ".zip"

    @pytest.fixture
    def make(self) -> Make:
        return PythonZipFileBackend


class TarContract(NativeContract):
    compression = ""

    @pytest.fixture
    def make(self) -> Make:
        return partial(PythonTarFileBackend, compression=self.compression)

    def arguments(self) -> dict[str, Any]:
        return {"compression": self.compression}

    def test_it_writes_without_seeking_when_asked(self, make: Callable[..., Any], tmp_path: Path) -> None:
        archive = self.build(partial(make, stream=True), tmp_path / "a", x=b"content")
        assert self.contents(archive) == {"x": b"content"}


class TestTar(TarContract):
    suffix = ".tar"


class TestTarGz(TarContract):
    suffix, compression = ".tar.gz", "gz"


class TestTarBz2(TarContract):
    suffix, compression = ".tar.bz2", "bz2"


class TestTarXz(TarContract):
    suffix, compression = ".tar.xz", "xz"


class TestTarZst(TarContract):
    suffix, compression = ".tar.zst", "zst"


class TestTarLz4(TarContract):
    suffix, compression = ".tar.lz4", "lz4"


class TestDepot(BackendContract):
    suffix = ".depot"

    @pytest.fixture
    def make(self) -> Make:
        return DepotBackend


def test_an_unknown_compression_is_refused() -> None:
    with pytest.raises(ValueError):
        PythonTarFileBackend(archive_path="a", compression="rar")


def test_the_compressions_are_the_ones_that_are_promised() -> None:
    assert PythonTarFileBackend.compression_formats == ["", "gz", "bz2", "xz", "zst", "lz4"]
