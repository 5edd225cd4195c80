"""The table as a picture: one bar a job, how many times faster than the best peer."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

_WIDTH, _ROW, _LEFT, _TOP = 720, 34, 170, 46
_HEAD = "Speed: times the fastest other program (the line: as fast)"
_FONT = "font-family='system-ui, sans-serif' font-size='13'"


def write_chart(rows: list[dict[str, object]], path: Path) -> None:
    """Write an SVG that reads on light and on dark pages."""
    rows = [row for row in rows if row["speed_ratio"]]
    scale = (_WIDTH - _LEFT - 190) / max([1.0, *(float(str(row["speed_ratio"])) for row in rows)])
    height = _TOP + _ROW * len(rows) + 16
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {height}' role='img'>",
        "<title>Archiver beside the fastest other program, by job</title>",
        f"<rect width='{_WIDTH}' height='{height}' rx='8' fill='#f7f7f5'/>",
        f"<text x='16' y='26' {_FONT} font-weight='600' fill='#222'>{_HEAD}</text>",
    ]
    for number, row in enumerate(rows):
        ratio = float(str(row["speed_ratio"]))
        y = _TOP + number * _ROW
        colour = "#2f7d5b" if ratio >= 1 else "#b06a2c"
        name, peer = escape(str(row["job"])), escape(str(row["best_peer"]).replace("+", " | "))
        end = _LEFT + ratio * scale
        parts += [
            f"<text x='{_LEFT - 12}' y='{y + 17}' {_FONT} text-anchor='end' fill='#222'>{name}</text>",
            f"<rect x='{_LEFT}' y='{y + 3}' width='{ratio * scale:.1f}' height='20' rx='3' fill='{colour}'/>",
            f"<text x='{end + 8:.1f}' y='{y + 17}' {_FONT} fill='#222'>{ratio:.2f}\u00d7 {peer}</text>",
        ]
    line = _LEFT + scale
    parts.append(
        f"<line x1='{line:.1f}' x2='{line:.1f}' y1='{_TOP}' y2='{height - 12}' stroke='#222' stroke-dasharray='3 3'/>"
    )
    path.write_text("\n".join([*parts, "</svg>"]) + "\n")
