"""The rules by which a program's doing is judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.hostile.programs import Verb
from tests.hostile.sandbox import Extracted

MAX_PEAK_MB = 600
MAX_SECONDS = 20
_STATUS_OF_VERDICT = {"complete": 0, "remarks": 1, "partial": 1, "failed": 3}
_SUCCESSES = ("complete", "remarks")
# Attacks whose names Linux holds apart: nothing to remark there.
_HELD_APART = ("case collision", "normalization collision", "Windows reserved names")

# What counts against a program, the worst first.
FAULTS = ("escape", "crash", "hang", "memory", "disk", "false success", "false alarm", "unremarked", "wrong status")


@dataclass(slots=True)
class Judgement:
    """What counts against one call: kind of fault and what it was."""

    case: str
    faults: list[tuple[str, str]] = field(default_factory=list)

    def add(self, kind: str, text: str) -> None:
        """Note one fault."""
        self.faults.append((kind, text))

    @property
    def worst(self) -> str:
        """The kind of the worst fault; '' when there is none."""
        kinds = {kind for kind, _ in self.faults}
        return next((kind for kind in FAULTS if kind in kinds), "")


def judge_process(judgement: Judgement, verb: Verb, limits: dict[str, float], *, is_ours: bool) -> None:
    """What holds for every call."""
    ended = verb.ended
    if ended.timed_out or ended.seconds > limits["seconds"]:
        judgement.add("hang", f"{ended.seconds:.1f} s")
    if ended.crashed and not ended.timed_out:
        judgement.add("crash", f"status {ended.status}: {ended.err.strip()[-400:]}")
    if ended.peak_mb > limits["rss_mb"]:
        judgement.add("memory", f"{ended.peak_mb:.0f} MB")
    if not is_ours or ended.timed_out or ended.crashed:
        return
    if _STATUS_OF_VERDICT.get(verb.verdict) != ended.status:
        judgement.add("wrong status", f"{ended.status} for “{verb.verdict}”: {ended.err[-200:]}")
    if "report this" in ended.err or "InternalError" in ended.out:
        judgement.add("crash", ended.err[-400:])
    if verb.verdict != "complete" and not verb.complaint:
        judgement.add("wrong status", f"“{verb.verdict}” without a reason")


def judge_extraction(
    case: dict[str, Any], verb: Verb, extracted: Extracted, escapes: list[str], *, is_ours: bool
) -> Judgement:
    """By the rules of the manifest, one extraction."""
    judgement = Judgement(case["file"])
    limits = dict(case["limits"])
    judge_process(judgement, verb, limits, is_ours=is_ours)
    for text in escapes:
        judgement.add("escape", text)
    for text in extracted.faults:
        # Peers may keep what we drop: only what leads outside or is no file counts for all.
        if is_ours or not text.startswith(("mode ", "writable")):
            judgement.add("escape", text)
    if extracted.size_bytes > limits["out_mb"] * 1e6:
        judgement.add("disk", f"{extracted.size_bytes / 1e6:.0f} MB")
    if judgement.worst in ("crash", "hang"):
        return judgement
    _judge_verdict(judgement, case, verb, extracted)
    return judgement


def _judge_verdict(judgement: Judgement, case: dict[str, Any], verb: Verb, extracted: Extracted) -> None:
    expect = case["expect"]
    if expect == "refuse" and verb.verdict in _SUCCESSES:
        judgement.add("false success", f"“{verb.verdict}”: {verb.complaint}")
    if expect == "warn" and verb.verdict == "complete" and not verb.remarks and case["attack"] not in _HELD_APART:
        judgement.add("unremarked", "“complete”")
    if expect == "extract-safely":
        if verb.ended.status != 0:
            judgement.add("false alarm", f"“{verb.verdict}”: {verb.complaint}")
        elif case["members"] is not None and not _are(extracted, case["members"]):
            judgement.add("false alarm", f"extracted {sorted(extracted.paths)[:8]} instead of {case['members'][:8]}")


def _are(extracted: Extracted, members: list[str]) -> bool:
    """Whether exactly these are there, and the folders that they need."""
    wanted = set(members)
    needed = {member[:at] for member in wanted for at in range(len(member)) if member[at] == "/"}
    return wanted <= extracted.paths <= wanted | needed
