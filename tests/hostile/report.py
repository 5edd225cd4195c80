"""Writes docs/hostile.md: a table per attack, ours beside the peers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from tests.hostile.judging import FAULTS, Judgement

Rows = dict[str, list[tuple[dict[str, Any], Judgement, str]]]  # by program

_HEAD = """# Hostile archives

Made by `python -m tests.hostile table --out docs/hostile.md`; every program was run as a process of its own
(Archiver and Python forked from one that had imported them), on one archive after the other, each in a fresh
place that was looked through afterwards.

- **escape**: something outside the folder was made, changed or removed; a device, FIFO or socket, or a link
  that leads outside, lies in it. For Archiver, set-id bits and modes writable by others count as well.
- **crash**: ended by a signal, or by an error that nobody caught. **hang**: longer than the case allows, 20 s
  mostly. **memory**: above the case's limit, 600 MB mostly. **disk**: more than the case allows.
- **false success**: status 0 where the archive or one of its entries must be refused.
- **false alarm**: another status than 0, or other files, where everything is in order.
- **unremarked**: not a word about what a person should know.

A program is only given the formats that it reads. Peers are called as their manuals say for a whole archive
(`unzip -o`, `7zz x -y`, `bsdtar -x`, `tar -x`; Python: `extractall`, for tar with `filter="data"`). What they
print on stderr counts as a remark. Archiver is also given every other format, which it must refuse, and is
judged by what `test` and `list` say as well.
"""


def write_report(rows: Rows, versions: dict[str, str], path: Path) -> None:
    """Write the page."""
    programs = list(rows)
    lines = [_HEAD, "## Sums", "", "| | " + " | ".join(programs) + " |", "| --- |" + " --: |" * len(programs)]
    worst = {name: Counter(judgement.worst for _, judgement, _ in rows[name]) for name in programs}
    lines.append(_row("cases", [str(len(rows[name])) for name in programs]))
    lines += [_row(fault, [str(worst[name][fault]) for name in programs]) for fault in FAULTS[:-1]]
    lines.append(_row("nothing to blame", [str(worst[name][""]) for name in programs]))
    apart = Counter(reason for _, judgement, reason in rows[programs[0]] if reason and not judgement.worst)
    lines += ["", "Counted once, by the worst. " + _apart(apart), "", "## By attack", ""]
    lines += ["| attack | cases | " + " | ".join(programs) + " |", "| --- | --: |" + " --- |" * len(programs)]
    attacks = dict.fromkeys(case["attack"] for case, _, _ in rows[programs[0]])
    for attack in attacks:
        cells = [_cell([judgement for case, judgement, _ in rows[name] if case["attack"] == attack])
                 for name in programs]  # fmt: skip
        count = sum(case["attack"] == attack for case, _, _ in rows[programs[0]])
        lines.append(_row(attack, [str(count), *cells]))
    lines += ["", "## Programs", ""]
    lines += [f"- {name}: {version}" for name, version in versions.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _row(label: str, cells: list[str]) -> str:
    return f"| {label} | " + " | ".join(cells) + " |"


def _cell(judgements: list[Judgement]) -> str:
    if not judgements:
        return "–"
    found = Counter(judgement.worst for judgement in judgements if judgement.worst)
    if not found:
        return f"{len(judgements)} ✓"
    return f"of {len(judgements)}: " + ", ".join(f"{found[fault]} {fault}" for fault in FAULTS if found[fault])


def _apart(apart: Counter[str]) -> str:
    return (
        f"Of Archiver's cases {apart['other formats']} are of formats that it does not read and "
        f"{apart['encrypted']} need a password, which it cannot use yet: it refused all of them, and said why."
    )
