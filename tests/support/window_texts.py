"""The texts that the window translates, read out of the sources: context, text and comment of each.

`python -m tests.support.window_texts` prints them as C++, which lupdate reads better than it reads Python.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from archiver_gui.backends.builtin import BACKENDS
from archiver_gui.backends.registry import formats_of
from archiver_gui.gui import core_texts
from tests.support.core_texts import core_texts as all_core_texts

GUI = Path(__file__).parents[2] / "archiver_gui" / "gui"

Key = tuple[str, str, str]


def window_texts() -> list[Key]:
    """Each once: those of the window in the order of its files, then the formats', then those of the layers below."""
    found = [key for file in sorted(GUI.rglob("*.py")) for key in _texts_of(ast.parse(file.read_text("utf-8")), "")]
    for backend_class in BACKENDS:
        for row in formats_of(backend_class):
            found += [("Formats", text, "") for text in (row.summary, row.opens_in) if text]
    of_formats = {text for context, text, _ in found if context == "Formats"}
    found += [(core_texts.CONTEXT, text, "") for text in all_core_texts() if text not in of_formats]
    return list(dict.fromkeys(found))


def _texts_of(node: ast.AST, context: str) -> Iterator[Key]:
    """Context, text and comment of every literal that is handed to tr, translate or QT_TRANSLATE_NOOP."""
    if isinstance(node, ast.ClassDef):
        context = node.name
    if isinstance(node, ast.Call):
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        literals = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
        if name == "tr" and literals:
            yield _key(context, *literals[:2])
        elif name in ("translate", "QT_TRANSLATE_NOOP") and len(literals) > 1 and isinstance(literals[1], str):
            yield _key(*literals[:3])
    for child in ast.iter_child_nodes(node):
        yield from _texts_of(child, context)


def _key(context: object, text: object, comment: object = "") -> Key:
    assert isinstance(context, str), context
    assert isinstance(text, str), f"not a literal in {context}"
    return context, text, comment if isinstance(comment, str) else ""


def _as_source(texts: list[Key]) -> str:
    """C++ with a call for each; what counts something says so by its last argument."""
    lines = []
    for context, text, comment in texts:
        words = [json.dumps(part, ensure_ascii=False) for part in (context, text, comment)]
        lines.append(f"QCoreApplication::translate({', '.join(words)}{', count' if '%n' in text else ''});")
    return "void texts(int count) {\n" + "\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    sys.stdout.write(_as_source(window_texts()))
