"""Goes through the cases or the collection with one program, and judges."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.hostile.cases import CORPUS, corpus_rows
from tests.hostile.judging import MAX_PEAK_MB, MAX_SECONDS, Judgement, judge_extraction, judge_process
from tests.hostile.labels import NEVER_EXTRACTED_WHOLE, NOT_CLAIMED, NOT_SOUND, SOUND
from tests.hostile.programs import OUR_FORMATS, Program, Verb, archiver
from tests.hostile.sandbox import Sandbox

_LIMITS: dict[str, float] = {"seconds": MAX_SECONDS, "rss_mb": MAX_PEAK_MB}
_WAIT_LONGER_S = 10  # than allowed, so that a hang is told from a slow machine
_SUCCESSES = ("complete", "remarks")
# What damages an archive rather than leading out of it shows when it is tested, too.
_SEEN_BY_TESTING = ("truncated", "CRC mismatch", "corrupt stream", "size mismatch", "damaged header", "bad offset")


@dataclass(slots=True)
class Tally:
    """What a program did with many archives."""

    count: int = 0
    fine: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    apart: Counter[str] = field(default_factory=Counter)
    judgements: list[Judgement] = field(default_factory=list)

    def add(self, judgement: Judgement, apart: str = "") -> None:
        """Count one archive by the worst that there was; `apart` says why it counts for nothing else."""
        self.count += 1
        self.judgements.append(judgement)
        if judgement.worst:
            self.faults[judgement.worst] += 1
        elif apart:
            self.apart[apart] += 1
        else:
            self.fine += 1


def run_case(program: Program, case: dict[str, Any], archive: Path, work: Path) -> tuple[Judgement, str]:
    """One case: the judgement, and why it counts apart ('' mostly)."""
    box = Sandbox(work / "box")
    scratch = work / "scratch"
    limit_s = case["limits"]["seconds"] + _WAIT_LONGER_S
    try:
        verb = program.extract(archive, box.folder, case["password"] or "", scratch, limit_s)
        extracted, escapes = box.extracted(), box.escapes()
    finally:
        box.remove()
        shutil.rmtree(scratch, ignore_errors=True)
    apart = _apart(program, case, verb)
    if apart:
        case = {**case, "expect": "refuse"}
    judgement = judge_extraction(case, verb, extracted, escapes, is_ours=program.is_ours)
    if program.is_ours:
        _judge_reading(judgement, case, archive, work, limit_s)
    return judgement, apart


def _apart(program: Program, case: dict[str, Any], verb: Verb) -> str:
    if case["format"] not in program.formats:
        return "other formats"
    if program.is_ours and case["password"] and any(remark["kind"] == "encrypted" for remark in verb.remarks):
        return "encrypted"
    return ""


def _judge_reading(judgement: Judgement, case: dict[str, Any], archive: Path, work: Path, limit_s: float) -> None:
    for name in ("test", "list"):
        verb = archiver(name, archive, work, work / "scratch", limit_s)
        judge_process(judgement, verb, case["limits"], is_ours=True)
        if name == "test" and case["expect"] == "extract-safely" and verb.verdict not in _SUCCESSES:
            judgement.add("false alarm", f"test: “{verb.verdict}”: {verb.complaint}")
        must_fail = name == "test" and case["attack"] in _SEEN_BY_TESTING and case["expect"] == "refuse"
        if must_fail and verb.verdict in _SUCCESSES:
            judgement.add("false success", f"test: “{verb.verdict}”")
    shutil.rmtree(work / "scratch", ignore_errors=True)


def run_cases(program: Program, cases: list[dict[str, Any]], folder: Path, work: Path) -> Iterator[
    tuple[dict[str, Any], Judgement, str]
]:  # fmt: skip
    """All that the program says it reads; ours is given everything, and must refuse what it does not read."""
    for case in cases:
        if program.is_ours or case["format"] in program.formats:
            judgement, apart = run_case(program, case, folder / case["file"], work)
            yield case, judgement, apart


# ---- the collection ----------------------------------------------------------------------------------------


def run_corpus(work: Path, part: int = 0, parts: int = 1) -> Tally:
    """Every `parts`-th archive of the collection by our program."""
    tally = Tally()
    for row in corpus_rows()[part::parts]:
        judgement, apart = _judge_row(row, work)
        tally.add(judgement, apart)
    return tally


def _judge_row(row: dict[str, str], work: Path) -> tuple[Judgement, str]:
    name = row["name"]
    judgement = Judgement(name)
    archive = CORPUS / name
    box = Sandbox(work / "box", canary=False)
    scratch = work / "scratch"
    limit_s = MAX_SECONDS + _WAIT_LONGER_S
    try:
        extraction = archiver("extract", archive, box.outer, scratch, limit_s, "--to", str(box.folder))
        for text in (*box.escapes(), *box.extracted().faults):
            judgement.add("escape", text)
    finally:
        box.remove()
    verbs = [extraction]
    if row["format"] in OUR_FORMATS:
        verbs += [archiver(verb, archive, work, scratch, limit_s) for verb in ("test", "list")]
    for verb in verbs:
        judge_process(judgement, verb, _LIMITS, is_ours=True)
    shutil.rmtree(scratch, ignore_errors=True)
    if row["format"] not in OUR_FORMATS:
        if extraction.verdict != "failed":
            judgement.add("false success", f"“{extraction.verdict}” on what we do not read")
        return judgement, "other formats"
    is_plain = extraction.verdict == "complete" and not extraction.remarks
    return judgement, _judge_label(judgement, row, extraction.verdict, verbs[1].verdict, is_plain=is_plain)


def _judge_label(judgement: Judgement, row: dict[str, str], extracted: str, tested: str, *, is_plain: bool) -> str:
    """Hold the verdicts against the label; why it counts apart ('' when the label is to be believed)."""
    name = row["name"]
    if name in SOUND:
        _expect(judgement, "false alarm", extracted in _SUCCESSES and tested in _SUCCESSES, extracted, tested)
        return "label: nothing is wrong with it"
    if name in NOT_SOUND or name in NOT_CLAIMED:
        _expect(judgement, "false success", extracted not in _SUCCESSES and tested not in _SUCCESSES, extracted, tested)
        return "label: it is damaged" if name in NOT_SOUND else "beyond what we read"
    if name in NEVER_EXTRACTED_WHOLE:
        _expect(judgement, "false alarm", tested in _SUCCESSES, extracted, tested)
        _expect(judgement, "false success", extracted not in _SUCCESSES, extracted, tested)
        return "label: it is not to be extracted whole"
    if row["encrypted"] and tested not in _SUCCESSES:
        return "encrypted"
    if row["expect"] == "ok":
        _expect(judgement, "false alarm", extracted in _SUCCESSES and tested in _SUCCESSES, extracted, tested)
    elif row["expect"] == "reject":
        _expect(judgement, "false success", extracted not in _SUCCESSES, extracted, tested)
    else:
        _expect(judgement, "unremarked", not is_plain, extracted, tested)
    return ""


def _expect(judgement: Judgement, fault: str, holds: bool, extracted: str, tested: str) -> None:
    if not holds:
        judgement.add(fault, f"extract “{extracted}”, test “{tested}”")
