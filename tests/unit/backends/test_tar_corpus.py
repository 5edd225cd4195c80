"""Tar archives that nobody here wrote: sound ones are read whole, bad ones never called complete."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from archiver_gui.core.errors import UnsupportedArchiveError
from archiver_gui.core.outcome import Verdict
from tests.support.tar_tools import read_file

CORPUS = Path(os.environ.get("ARCHIVER_CORPUS", Path(__file__).parents[4] / "shared" / "corpus"))
FORMATS = {"tar", "tar.gz", "tar.bz2", "tar.xz", "tar.zst", "tar.lz4"}

# Sound by their label, and yet not so. GNU tar or bsdtar complains of the first four as well.
NOT_SOUND = {
    "libarchive/test_read_format_tar_pax_g_large.tar": "claims a header of 4 GiB and ends in it",
    "commons-compress/COMPRESS-356.tar": "begins with bytes that are no header",
    "tokio-tar/diff-024-pending-pax-boundary.tar": "an extended header stands before the end mark",
    "ratarmount/denormal-paths-tarfile.tar": "its second header has a wrong checksum",
    "ratarmount/sparse-file-larger-than-8GiB-followed-by-normal-file.tar.zst.zst": "compressed twice",
}

# Bad by their label. What is wrong with them shows only when they are extracted, or nothing is.
NOT_SEEN_BY_READING = {
    "safearchive/traverse.tar": "names that lead out, which the extractor refuses",
    "safearchive/traverse-via-links.tar": "as above",
    "safearchive/traverse-slash-at-the-end.tar": "as above",
    "node-tar/sync-gzip-fail.tgz": "GNU tar, bsdtar and gzip find nothing wrong with it",
    "ratarmount/single-file-split.tar.001": "split inside the padding behind the end mark",
}


def rows() -> list[dict[str, str]]:
    if not (CORPUS / "manifest.csv").is_file():
        return []
    with (CORPUS / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["format"] in FORMATS]


def judge(name: str) -> Verdict:
    try:
        return read_file(CORPUS / name)[0]
    except UnsupportedArchiveError:
        return Verdict.FAILED


@pytest.mark.skipif(not rows(), reason=f"there is no corpus at {CORPUS}")
@pytest.mark.parametrize("row", rows(), ids=lambda row: row["name"])
def test_the_verdict_is_as_labelled(row: dict[str, str]) -> None:
    verdict = judge(row["name"])
    if row["name"] in NOT_SOUND:
        assert verdict in (Verdict.PARTIAL, Verdict.FAILED)
    elif row["name"] in NOT_SEEN_BY_READING:
        assert verdict is Verdict.COMPLETE
    elif row["expect"] == "ok":
        assert verdict in (Verdict.COMPLETE, Verdict.REMARKS)
    elif row["expect"] == "reject":
        assert verdict in (Verdict.PARTIAL, Verdict.FAILED)
    else:
        assert verdict is not Verdict.COMPLETE
