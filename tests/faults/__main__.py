"""Strikes Archiver with faults: `python -m tests.faults [KIND…] [--points N] [--sample]`.

Kinds: kill (at system calls), errors (of system calls), disks (full, no inodes, read-only …), sources (that
break or change while they are read), catalogues (locked, damaged …), cancels. All of them when none is
named. Needs Linux, strace and root, to mount small disks; a fast disk for temporary files helps (TMPDIR).
Exit status: 1 when anything that must hold did not, 77 where faults cannot be made.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Callable, Iterator

from tests.faults.cancels import strike_cancels
from tests.faults.catalogues import strike_catalogues
from tests.faults.disks import Unavailable, strike_disks
from tests.faults.sources import strike_sources
from tests.faults.striking import ALONE, BY_WORKERS, ERRORS, HEADING, Report, strike_errors, strike_kills
from tests.faults.tracing import TracingUnavailable

STATUS_UNAVAILABLE = 77

KINDS: dict[str, Callable[[int], Iterator[Report]]] = {
    "kill": strike_kills,
    "errors": strike_errors,
    "disks": strike_disks,
    "sources": strike_sources,
    "catalogues": strike_catalogues,
    "cancels": strike_cancels,
}
# A little of what needs no small disks and no patience.
SAMPLE: tuple[Callable[[], Iterator[Report]], ...] = (
    lambda: strike_kills(4, ALONE),
    lambda: strike_kills(3, BY_WORKERS[::3]),
    lambda: strike_errors(2, ERRORS[:1], ALONE),
    lambda: strike_sources(2),
    lambda: strike_catalogues(1),
)


def main() -> int:
    """Print one row a scenario."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("kinds", metavar="KIND", nargs="*", choices=[*KINDS, []], help=", ".join(KINDS))
    parser.add_argument("--points", metavar="N", type=int, default=1_000_000, help="at most N points a scenario")
    parser.add_argument("--sample", action="store_true", help="a few points of some kinds, within a minute")
    arguments = parser.parse_args()
    chosen = [functools.partial(KINDS[kind], arguments.points) for kind in arguments.kinds or KINDS]
    violations = 0
    print(HEADING, flush=True)
    try:
        for reports in SAMPLE if arguments.sample else chosen:
            for report in reports():
                print(report, flush=True)
                violations += len(report.violations)
    except (TracingUnavailable, Unavailable) as error:
        print(f"Not available: {error}", file=sys.stderr)
        return STATUS_UNAVAILABLE
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
