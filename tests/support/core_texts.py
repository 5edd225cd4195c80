"""The texts for people that stand in the layers below the window, as templates: "“{1}” is damaged"."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "archiver_gui"

# What has its own context, is told by the command line alone, or is for programmers.
_OTHERS = frozenset({"gui", "cli"})
_WORDED_IN_THE_WINDOW = frozenset({Path("core/retention.py"), Path("core/units.py")})  # by rule, and by the locale
_OTHER_TEXTS = frozenset({"ArchiveFormat", "IndexError", "Job", "RuntimeError", "TypeError"})
_FOR_PROGRAMS = re.compile(
    r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|ALTER|DROP|ATTACH|JOIN|FROM)\b|^%s |^import |tar\.\w+ tar\."
)
_WORDS = re.compile(r"[a-z”}] [a-z“{]|^[A-Z][a-z]+ \w|\w\.$")
_TELLING = re.compile(r"[a-z]{3}")
_NOT_SHOWN = frozenset(
    {
        "a Secret is never serialised",
        "a list",
        "a remark",
        "a text",
        "A closed pipeline was used",
        "A result's receiver used the pipeline that called it",
        "can't start new thread",
        "empty entries",
        "negative seek position",
        "The oldest task of a pipeline was never started",
        "read of a closed stream",
        "read of an entry that the pass has left behind",
        "write to a closed compressor",
        # Titles of jobs, which have a context of their own.
        "Add {1} archives",
        "Purge 1 archive",
        "Purge {1} archives",
        "Verify all archives",
        "Verify {1}",
        "Verify {1} archives",
    }
)


def core_texts() -> dict[str, str]:
    """Template → where it stands."""
    found: dict[str, str] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        inside = file.relative_to(PACKAGE)
        if inside.parts[0] not in _OTHERS and inside not in _WORDED_IN_THE_WINDOW:
            for text, line in _texts(ast.parse(file.read_text("utf-8"))):
                found.setdefault(text, f"{inside}:{line}")
    return found


def _texts(tree: ast.Module) -> Iterator[tuple[str, int]]:
    skipped = {id(node) for outer in ast.walk(tree) if _hides(outer) for node in ast.walk(outer) if node is not outer}
    skipped |= {id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            text = _template(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if text not in _NOT_SHOWN and _reads_like_text(text):
            yield text, node.lineno


def _reads_like_text(text: str) -> bool:
    telling = _TELLING.search(re.sub(r"\{\w+\}", "", text))
    return bool(telling and _WORDS.search(text)) and not _FOR_PROGRAMS.search(text)


def _hides(node: ast.AST) -> bool:
    """Whether the literals within are none of their own: docstrings, pieces of f-strings, texts of other kinds."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Call):
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        is_log = isinstance(called, ast.Attribute) and getattr(called.value, "id", "") == "_log"
        return name in _OTHER_TEXTS or is_log
    return False


def _template(node: ast.JoinedStr) -> str:
    numbers = count(1)
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else f"{{{next(numbers)}}}" for part in node.values
    )
