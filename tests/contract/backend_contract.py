"""What every backend promises, built in or not.

Inherit from `BackendContract` and provide the fixture `make`; authors of backends do the same in a
test suite of their own:

    class TestMyBackend(BackendContract):
        @pytest.fixture
        def make(self):
            return MyBackend
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest

from archiver_gui.backends.registry import Registry
from archiver_gui.core.entries import EntryKind
from archiver_gui.core.errors import DuplicateBackendTypeError
from archiver_gui.core.progress import Progress

Make = Callable[..., Any]  # called with archive_path, archive_name, readmode


class ReadsWithoutSize:
    """An object whose read() takes no argument, as the interface allows."""

    def __init__(self, data: bytes | str) -> None:
        self._data = data

    def read(self) -> bytes | str:
        data, self._data = self._data, self._data[:0]
        return data


class BackendContract:
    """The first block of the interface, observed from outside."""

    suffix: ClassVar[str] = ""
    reads_back: ClassVar[bool] = True  # whether entries() and contents() are offered

    @pytest.fixture
    def make(self) -> Make:
        raise NotImplementedError

    def contents(self, archive: Any) -> dict[str, bytes]:
        return {
            entry.path: stream.read()
            for entry, stream in archive.contents(Progress())
            if stream is not None and entry.kind is EntryKind.FILE
        }

    def build(self, make: Make, path: Path, **files: bytes) -> Any:
        archive = make(archive_path=str(path), readmode=False)
        for name, data in files.items():
            archive.add_file(name, io.BytesIO(data))
        archive.close()
        archive.readmode = True
        return archive

    def test_the_constructor_touches_no_disk(self, make: Make, tmp_path: Path) -> None:
        make(archive_path=str(tmp_path / "new" / "a"), readmode=False)
        make(archive_path=str(tmp_path / "absent"))
        assert list(tmp_path.iterdir()) == []

    def test_path_name_and_readmode_are_public_and_the_suffix_is_added_once(self, make: Make, tmp_path: Path) -> None:
        plain = make(archive_path=str(tmp_path / "a"))
        assert plain.archive_path == str(tmp_path / f"a{self.suffix}")
        assert plain.archive_name == f"a{self.suffix}"
        assert plain.readmode is True
        named = make(archive_path=str(tmp_path / f"a{self.suffix}"), archive_name=f"b{self.suffix}", readmode=False)
        assert named.archive_path == str(tmp_path / f"a{self.suffix}")
        assert named.archive_name == f"b{self.suffix}"
        assert named.readmode is False

    def test_what_is_added_comes_back_whole(self, make: Make, tmp_path: Path) -> None:
        archive = make(archive_path=str(tmp_path / "deep" / "er" / "a"), readmode=False)
        big = os.urandom(3_000_000)
        archive.add_file("bytes.bin", io.BytesIO(big))
        archive.add_file("folder/text.txt", io.StringIO("Grüße\n"))
        archive.add_file("empty", io.BytesIO())
        archive.close()
        archive.readmode = True
        if self.reads_back:
            found = self.contents(archive)
            assert found == {"bytes.bin": big, "folder/text.txt": "Grüße\n".encode(), "empty": b""}
            assert [entry.path for entry in archive.entries()] == ["bytes.bin", "folder/text.txt", "empty"]

    @pytest.mark.parametrize("data", [b"bytes", "t\u00e9xt"])
    def test_an_object_whose_read_takes_no_size_is_added(self, make: Make, tmp_path: Path, data: bytes | str) -> None:
        archive = make(archive_path=str(tmp_path / "a"), readmode=False)
        archive.add_file("x", ReadsWithoutSize(data))
        archive.close()
        archive.readmode = True
        if self.reads_back:
            assert self.contents(archive) == {"x": data.encode() if isinstance(data, str) else data}

    def test_size_and_bytes_are_those_on_disk(self, make: Make, tmp_path: Path) -> None:
        archive = self.build(make, tmp_path / "a", x=b"content")
        on_disk = Path(archive.archive_path).read_bytes()
        assert archive.archive_size() == len(on_disk)
        with archive.open_binary() as file:
            assert file.read() == on_disk

    def test_adding_in_readmode_is_refused(self, make: Make, tmp_path: Path) -> None:
        archive = self.build(make, tmp_path / "a", x=b"content")
        with pytest.raises(ValueError):
            archive.add_file("y", io.BytesIO(b"more"))

    def test_closing_an_empty_archive_is_refused_and_leaves_nothing(self, make: Make, tmp_path: Path) -> None:
        archive = make(archive_path=str(tmp_path / "new" / "a"), readmode=False)
        with pytest.raises(ValueError):
            archive.close()
        assert list(tmp_path.iterdir()) == []

    def test_reading_while_writing_is_refused(self, make: Make, tmp_path: Path) -> None:
        archive = make(archive_path=str(tmp_path / "a"), readmode=False)
        archive.add_file("x", io.BytesIO(b"content"))
        for read in (archive.open_binary, archive.archive_size, archive.read_archive):
            with pytest.raises(ValueError):
                read()
        archive.close()

    def test_reading_what_is_not_there_is_refused(self, make: Make, tmp_path: Path) -> None:
        archive = make(archive_path=str(tmp_path / "absent"))
        for read in (archive.open_binary, archive.archive_size, archive.read_archive):
            with pytest.raises(ValueError):
                read()

    def test_deleting_tells_whether_there_was_anything(self, make: Make, tmp_path: Path) -> None:
        archive = self.build(make, tmp_path / "a", x=b"content")
        path = archive.archive_path
        assert type(archive).delete_archive(path) is True
        assert not os.path.exists(path)
        assert type(archive).delete_archive(path) is False

    def test_the_object_in_use_is_the_writer_and_then_what_reads(self, make: Make, tmp_path: Path) -> None:
        archive = make(archive_path=str(tmp_path / "a"), readmode=False)
        archive.add_file("x", io.BytesIO(b"content"))
        assert archive.get_archive() is not None
        archive.close()
        archive.readmode = True
        tool = archive.get_archive()
        assert type(tool) is type(archive.read_archive())
        close = getattr(tool, "close", None)
        if close:
            close()

    def test_the_registry_takes_it_once(self, make: Make, tmp_path: Path) -> None:
        backend_class = type(make(archive_path=str(tmp_path / "a")))
        registry = Registry()
        registry.add(backend_class)
        assert registry.get(backend_class.backend_id) is backend_class
        with pytest.raises(DuplicateBackendTypeError):
            registry.add(backend_class)
        with pytest.raises(KeyError):
            registry.get("no such backend")


class NativeContract(BackendContract):
    """What the built-in backends promise beyond: nothing half-made ever bears the final name."""

    def test_a_relative_path_starts_from_the_storage_location(self, make: Make, tmp_path: Path) -> None:
        backend_class = type(make(archive_path="a"))
        there = type("There", (backend_class,), {"storage_location": str(tmp_path / "there")})
        archive = there(archive_path=f"sub/a{self.suffix}", readmode=False, **self.arguments())
        archive.add_file("x", io.BytesIO(b"content"))
        archive.close()
        assert (tmp_path / "there" / "sub" / f"a{self.suffix}").is_file()

    def arguments(self) -> dict[str, Any]:
        return {}

    def test_nothing_bears_the_name_before_it_is_closed(self, make: Make, tmp_path: Path) -> None:
        archive = make(archive_path=str(tmp_path / "a"), readmode=False)
        archive.add_file("x", io.BytesIO(b"content"))
        archive.seal()
        assert not (tmp_path / f"a{self.suffix}").exists()
        archive.close()
        assert [path.name for path in tmp_path.iterdir()] == [f"a{self.suffix}"]

    def test_the_older_archive_stays_whole_until_the_new_one_is(self, make: Make, tmp_path: Path) -> None:
        older = self.build(make, tmp_path / "a", x=b"older")
        before = Path(older.archive_path).read_bytes()
        archive = make(archive_path=str(tmp_path / "a"), readmode=False)
        archive.add_file("x", io.BytesIO(b"newer"))
        assert Path(older.archive_path).read_bytes() == before
        archive.close()
        assert self.contents(older) == {"x": b"newer"}

    def test_leaving_by_an_exception_removes_every_trace(self, make: Make, tmp_path: Path) -> None:
        def fail() -> None:
            with make(archive_path=str(tmp_path / "new" / "a"), readmode=False) as archive:
                archive.add_file("x", io.BytesIO(b"content"))
                raise LookupError

        with pytest.raises(LookupError):
            fail()
        assert list(tmp_path.iterdir()) == []

    def test_a_source_that_fails_while_read_leaves_nothing(self, make: Make, tmp_path: Path) -> None:
        class Failing:
            def read(self, size: int = -1) -> bytes:
                raise OSError(5, "Input/output error")

        archive = make(archive_path=str(tmp_path / "a"), readmode=False)
        with pytest.raises(OSError, match="Input/output"):
            archive.add_file("x", Failing())
        assert list(tmp_path.iterdir()) == []

    def test_the_sealed_archive_can_be_read_before_it_is_published(self, make: Make, tmp_path: Path) -> None:
        with make(archive_path=str(tmp_path / "a"), readmode=False) as archive:
            archive.add_file("x", io.BytesIO(b"content"))
            archive.seal()
            assert self.contents(archive) == {"x": b"content"}
            assert [(written.path, written.size) for written in archive.written()] == [("x", 7)]

    def test_one_entry_can_be_opened_by_itself(self, make: Make, tmp_path: Path) -> None:
        archive = self.build(make, tmp_path / "a", x=b"first", y=b"second")
        entries = {entry.path: entry for entry in archive.entries()}
        with archive.open_entry(entries["y"]) as stream:
            assert stream.read() == b"second"

    def test_names_of_other_scripts_and_spaces_come_back(self, make: Make, tmp_path: Path) -> None:
        archive = make(archive_path=str(tmp_path / "a"), readmode=False)
        names = ["Übersicht – final.txt", "日本語/ファイル", "ein Leerzeichen ", "ѐ" * 120, "d/" * 80 + "deep"]
        for name in names:
            archive.add_file(name, io.BytesIO(name.encode()))
        archive.close()
        archive.readmode = True
        assert self.contents(archive) == {name: name.encode() for name in names}
