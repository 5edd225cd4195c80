"""Archiver beside its peers: `python -m tests.benchmarks [--rounds N] [--only TEXT] [--base DIR]`.

With `--curve`, how it grows from a thousand entries to a million, without the peers.
Whole processes in alternating rounds; medians. Our read-back verification is on. Not part of the suite.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.chart import write_chart
from tests.benchmarks.curve import COUNTS, print_curve, run_curve
from tests.benchmarks.jobs import ARCHIVER, JOBS, BenchmarkJob
from tests.benchmarks.processes import Measured, measure

_WARM_BYTES = 4 << 20
_ROOT = Path(__file__).resolve().parents[2]


def run_job(job: BenchmarkJob, base: Path, rounds: int, work: Path) -> dict[str, object]:
    """One row of the table."""
    source = job.source(base)
    environment = {**os.environ, "ARCHIVER_HOME": str(work / "home"), "PYTHONPATH": str(_ROOT)}
    archive = work / job.needs_archive if job.needs_archive else None
    if archive is not None and not archive.exists():
        subprocess.run(
            [*ARCHIVER, "create", str(archive), source.name],
            cwd=source.parent,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    words = {"src": source.name, "archive": str(archive), "python": sys.executable}
    runs: dict[str, list[Measured]] = {}
    sizes: dict[str, int] = {}
    for _ in range(rounds):
        _warm(source)
        for label in ("archiver", *job.installed_peers()):
            out = work / f"{label.replace('+', '-')}-{job.out}"
            _remove(out)
            words["out"] = str(out)
            if label == "archiver":
                command: list[str] | str = [*ARCHIVER, *(part.format(**words) for part in job.ours)]
            else:
                command = job.peers[label].format(**words)
            runs.setdefault(label, []).append(measure(command, source.parent, environment))
            sizes[label] = out.stat().st_size if out.is_file() else 0
            _remove(out)
    return _row(job, runs, sizes)


def _warm(source: Path) -> None:
    """Read everything once, so that who comes first does not wait for the disk on behalf of all."""
    for folder, _, names in os.walk(source):
        for name in names:
            with open(os.path.join(folder, name), "rb", buffering=0) as file:
                while file.read(_WARM_BYTES):
                    pass


def _row(job: BenchmarkJob, runs: dict[str, list[Measured]], sizes: dict[str, int]) -> dict[str, object]:
    median = {label: statistics.median(run.seconds for run in measured) for label, measured in runs.items()}
    peers = {label: seconds for label, seconds in median.items() if label != "archiver"}
    best = min(peers, key=peers.__getitem__) if peers else ""
    row: dict[str, object] = {
        "job": job.name,
        "seconds": {label: round(seconds, 3) for label, seconds in median.items()},
        "cpu_seconds": {
            label: round(statistics.median(run.cpu_seconds for run in measured), 3) for label, measured in runs.items()
        },
        "peak_mb": {label: round(max(run.peak_bytes for run in measured) / 1e6) for label, measured in runs.items()},
        "bytes": sizes,
        "best_peer": best,
        "speed_ratio": round(peers[best] / median["archiver"], 2) if best else None,
        "wanted_ratio": job.target_ratio,
        "wanted_size_ratio": job.size_limit or None,
    }
    if sizes.get(job.sized_by):
        row["size_ratio"] = round(sizes["archiver"] / sizes[job.sized_by], 4)
    return row


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def print_table(rows: list[dict[str, object]]) -> None:
    """Markdown: ready for the README."""
    print("\n| job | archiver | best peer | speed (wanted) | size (limit) | CPU s | peak MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for row in rows:
        seconds, best = row["seconds"], row["best_peer"]
        assert isinstance(seconds, dict)
        peer = f"{best} {seconds[best]:.2f} s" if best else "–"
        cpu, peak = row["cpu_seconds"], row["peak_mb"]
        assert isinstance(cpu, dict)
        assert isinstance(peak, dict)
        size = f"{row['size_ratio']} ({row['wanted_size_ratio']})" if "size_ratio" in row else "–"
        print(
            f"| {row['job']} | {seconds['archiver']:.2f} s | {peer} | {row['speed_ratio']}× ({row['wanted_ratio']}×) "
            f"| {size} | {cpu['archiver']} | {peak['archiver']} |"
        )


def main() -> None:
    """Measure, and print a table and JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="jobs whose name contains this")
    parser.add_argument("--base", type=Path, default=Path(tempfile.gettempdir()) / "archiver-corpora")
    parser.add_argument("--work", type=Path, help="where archives go (default: a temporary folder)")
    parser.add_argument("--json", type=Path, help="write the rows there too")
    parser.add_argument("--chart", type=Path, help="draw the ratios there, as SVG")
    parser.add_argument("--curve", action="store_true", help="time and memory by number of entries instead")
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS, help="of entries, for --curve")
    arguments = parser.parse_args()
    if arguments.curve:
        curve = []
        for row in run_curve(arguments.counts, arguments.work, _ROOT):
            curve.append(row)
            print(json.dumps(row), flush=True)
        print_curve(curve)
        _write_json(arguments.json, curve)
        return
    arguments.base.mkdir(parents=True, exist_ok=True)
    rows = []
    with tempfile.TemporaryDirectory(dir=arguments.work) as work:
        for job in JOBS:
            if arguments.only in job.name:
                rows.append(run_job(job, arguments.base, arguments.rounds, Path(work)))
                print(json.dumps(rows[-1]), flush=True)
    print_table(rows)
    if arguments.chart:
        write_chart(rows, arguments.chart)
    _write_json(arguments.json, rows)


def _write_json(path: Path | None, rows: list[dict[str, object]]) -> None:
    if path is not None:
        path.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
