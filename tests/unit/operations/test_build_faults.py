"""What becomes of a build when the last steps fail."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archiver_gui.core.archives import ArchiveState
from archiver_gui.core.outcome import Outcome, Verdict
from archiver_gui.core.progress import Progress
from archiver_gui.services import Services
from archiver_gui.storage import local

_NEVER_READY = """
CREATE TRIGGER never_ready BEFORE UPDATE ON archive WHEN NEW.state = 'ready'
BEGIN SELECT RAISE(ABORT, 'not now'); END
"""


@pytest.fixture
def services() -> Iterator[Services]:
    opened = Services.open()
    yield opened
    opened.close()


def _build(services: Services, folder: Path, *, overwrite: bool = False) -> Outcome:
    source = folder / "source.txt"
    source.write_text("hello")
    options = services.build_options(
        sources=[str(source)], name="a.zip", folder=str(folder), format_id="zip", overwrite=overwrite
    )
    return services.build(options).run()


def test_an_archive_that_cannot_be_recorded_makes_a_partial_outcome_and_is_recorded_at_the_next_start(
    services: Services, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(services.catalogue.file)) as connection:
        connection.execute(_NEVER_READY)
    outcome = _build(services, tmp_path)
    assert outcome.verdict is Verdict.PARTIAL
    assert [remark.kind for remark in outcome.remarks] == ["not-recorded"]
    assert "starts next" in outcome.remarks[0].text
    assert outcome.archive is None
    assert services.list_archive(str(tmp_path / "a.zip"), Progress()).verdict is Verdict.COMPLETE
    with closing(sqlite3.connect(services.catalogue.file)) as connection:
        connection.execute("DROP TRIGGER never_ready")
    again = Services.open()
    try:
        found = again.catalogue.find_path(str(tmp_path / "a.zip"))
        assert found is not None
        assert found.state is ArchiveState.READY
        assert [remark.kind for remark in again.catalogue.remarks_of(found.id)] == ["finished-late"]
    finally:
        again.close()


def test_an_archive_whose_name_the_disk_does_not_confirm_is_there_and_partial(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: str) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(local, "sync_folder", refuse)
    outcome = _build(services, tmp_path)
    assert outcome.verdict is Verdict.PARTIAL
    assert [remark.kind for remark in outcome.remarks] == ["not-synced"]
    assert outcome.archive is not None
    assert outcome.archive.state is ArchiveState.READY
    assert outcome.archive.verdict == Verdict.PARTIAL
