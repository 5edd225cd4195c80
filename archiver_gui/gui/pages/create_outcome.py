"""What the Create page says of names, and when one of its jobs has ended."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from archiver_gui.core.names import display
from archiver_gui.core.outcome import Outcome, Verdict
from archiver_gui.gui.core_texts import told
from archiver_gui.gui.widgets.message_bar import Action, Message
from archiver_gui.gui.wording import counted, ratio_text, shown, size_text, verdict_text


def refused_suffix_message(suffix: str, name: str) -> Message:
    """That no archive of the kind of `suffix` can be made; the one of that name will be."""
    text = QCoreApplication.translate("CreatePage", "Archives ending in {suffix} cannot be made here")
    detail = QCoreApplication.translate("CreatePage", "This one will be {name}.")
    return Message(text.format(suffix=shown(suffix)), detail.format(name=shown(name)), kind="warning")


def outcome_message(name: str, outcome: Outcome, opens: Action, jobs: Action, back: Action) -> Message:
    """The message for an archive of that name; `opens`, `jobs` and `back` are its links where they make sense."""
    if outcome.error is not None:
        return replace(Message.of_error(outcome.error), actions=(back, jobs))
    if outcome.verdict is Verdict.CANCELLED:
        text = QCoreApplication.translate("CreatePage", "{name} was cancelled").format(name=name)
        return Message(text, QCoreApplication.translate("CreatePage", "Nothing was left behind."), actions=(back,))
    if outcome.verdict is Verdict.COMPLETE:
        size = size_text(outcome.archive_bytes)
        ratio = ratio_text(outcome.archive_bytes, outcome.content_bytes)
        text = QCoreApplication.translate("CreatePage", "{name} is ready").format(name=name)
        return Message(text, f"{size} · {ratio}" if ratio else size, kind="good", actions=(opens, jobs))
    count = outcome.remark_count
    remarks = counted(QCoreApplication.translate("CreatePage", "%n remark(s)", "", count), count)
    first = outcome.remarks[0] if outcome.remarks else None
    parts = (remarks, shown(first.entry) if first else "", display(told(first.text)) if first else "")
    detail = ": ".join(part for part in parts if part)
    return Message(f"{name}: {verdict_text(outcome.verdict)}", detail, kind="warning", actions=(opens, jobs))
