"""Hostile, damaged and real archives: `python -m tests.hostile COMMAND`.

    cases [--quick] [--only TEXT] [--every N]     our program on every case, or on every N-th
    table [--out FILE]                ours and every installed peer on every case, as a page
    corpus [--part N/M]               our program on the collection of real archives
    mutations [--count N] [--workers N] [--only SEED] [--start N]

The status is 1 when anything counts against us.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.hostile import mutations
from tests.hostile.cases import make_cases
from tests.hostile.judging import Judgement
from tests.hostile.programs import programs
from tests.hostile.report import Rows, write_report
from tests.hostile.runs import Tally, run_cases, run_corpus

_QUICK_SECONDS = 20  # cases that may take longer write tens of thousands of files
_VERSIONS = {
    "unzip": ["unzip", "-v"],
    "7zz": ["7zz"],
    "bsdtar": ["bsdtar", "--version"],
    "GNU tar": ["tar", "--version"],
}


def _print(text: str) -> None:
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode() + "\n")
    sys.stdout.flush()


def _say(judgement: Judgement) -> None:
    for kind, text in judgement.faults:
        _print(f"{kind}: {judgement.case}: {text}")


def _sum_up(tally: Tally) -> int:
    for judgement in tally.judgements:
        _say(judgement)
    _print(
        f"{tally.count} archives, {tally.fine} as they should be, faults: {dict(tally.faults)}, "
        f"apart: {dict(tally.apart)}"
    )
    return 1 if tally.faults else 0


def _cases(arguments: argparse.Namespace, work: Path) -> int:
    tally = Tally()
    chosen = _chosen_cases(arguments, work)
    for _, judgement, apart in run_cases(programs()[0], chosen, work / "cases", work):
        tally.add(judgement, apart)
    return _sum_up(tally)


def _chosen_cases(arguments: argparse.Namespace, work: Path) -> list[dict[str, Any]]:
    cases = make_cases(work / "cases", arguments.only)
    chosen = [case for case in cases if not arguments.quick or case["limits"]["seconds"] <= _QUICK_SECONDS]
    return chosen[:: arguments.every]


def _table(arguments: argparse.Namespace, work: Path) -> int:
    rows: Rows = {}
    cases = _chosen_cases(arguments, work)
    for program in programs():
        began = time.monotonic()
        rows[program.name] = list(run_cases(program, cases, work / "cases", work))
        for _, judgement, _ in rows[program.name]:
            if program.is_ours:
                _say(judgement)
        found = Counter(judgement.worst for _, judgement, _ in rows[program.name])
        _print(f"{program.name}: {dict(found)} in {time.monotonic() - began:.0f} s")
    versions = {name: _version(name) for name in rows if name in _VERSIONS}
    write_report(rows, versions | {"Python": platform.python_version()}, arguments.out)
    return 1 if any(judgement.worst for _, judgement, _ in rows["archiver"]) else 0


def _version(name: str) -> str:
    done = subprocess.run(_VERSIONS[name], capture_output=True, text=True, check=False)
    return next(line.strip() for line in done.stdout.splitlines() if line.strip())


def _corpus(arguments: argparse.Namespace, work: Path) -> int:
    part, parts = map(int, arguments.part.split("/"))
    return _sum_up(run_corpus(work, part, parts))


def _mutations(arguments: argparse.Namespace, work: Path) -> int:
    began = time.monotonic()
    tallies = mutations.run(arguments.count, arguments.workers, arguments.only, arguments.start, _print)
    total = mutations.Tally()
    for name, tally in tallies.items():
        _print(f"{name}: {dict(tally.verdicts)}, {tally.unchanged} unchanged, {tally.remarked} changed and remarked")
        total.add(tally)
    _print(
        f"{total.count} mutations, {dict(total.verdicts)}, {total.unchanged} successes with every content unchanged, "
        f"{total.remarked} changed and remarked, {len(total.findings)} findings, {time.monotonic() - began:.0f} s"
    )
    return 1 if total.findings else 0


def main() -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    commands = parser.add_subparsers(required=True)
    for name, run in (("cases", _cases), ("table", _table)):
        command = commands.add_parser(name)
        command.add_argument("--quick", action="store_true", help="without those that write very many files")
        command.add_argument("--only", default="", help="cases whose file name contains this")
        command.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th of them")
        command.set_defaults(run=run)
        if name == "table":
            command.add_argument("--out", type=Path, default=Path("docs/hostile.md"))
    command = commands.add_parser("corpus")
    command.add_argument("--part", default="0/1", help="N/M: every M-th archive, beginning with the N-th")
    command.set_defaults(run=_corpus)
    command = commands.add_parser("mutations")
    command.add_argument("--count", type=int, default=100_000)
    command.add_argument("--workers", type=int, default=2)
    command.add_argument("--only", default="", help="seeds whose name contains this")
    command.add_argument("--start", type=int, default=0, help="number of the first mutation of each seed")
    command.set_defaults(run=_mutations)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="archiver-hostile-") as folder:
        status: int = arguments.run(arguments, Path(folder))
    return status


if __name__ == "__main__":
    sys.exit(main())
