"""Sizes, rates and durations as text, and back.

Decimal units (1 kB = 1000 bytes), as file managers and disk makers count.
"""

from __future__ import annotations

import re

_UNITS = ("B", "kB", "MB", "GB", "TB", "PB")
_AGE = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SIZE = re.compile(r"\s*(\d{1,15}(?:[.,]\d+)?)\s*([kmgtp]?)(i?)b?\s*", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4, "p": 5}


def format_size(size_bytes: int) -> str:
    """Three significant digits: '0 B', '384 kB', '1.31 GB'."""
    value = float(abs(size_bytes))
    sign = "-" if size_bytes < 0 else ""
    if value < 1000:
        return f"{sign}{int(value)} B"
    unit = 0
    while value >= 999.5 and unit < len(_UNITS) - 1:
        value /= 1000
        unit += 1
    digits = 2 if value < 9.995 else 1 if value < 99.95 else 0
    return f"{sign}{value:.{digits}f} {_UNITS[unit]}"


def format_rate(bytes_per_second: float) -> str:
    """A rate: '214 MB/s'."""
    return f"{format_size(int(bytes_per_second))}/s"


def format_duration(seconds: float) -> str:
    """A duration, coarser as it grows: '< 0.1 s', '0.4 s', '11 s', '5 min', '2 h 10 min', '30 d'."""
    if 0 < seconds < 0.05:
        return "< 0.1 s"
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    large, small = (f"{hours} h", f"{minutes} min") if hours < 24 else (f"{hours // 24} d", f"{hours % 24} h")
    return large if small.startswith("0 ") else f"{large} {small}"


def format_ratio(packed_bytes: int, content_bytes: int) -> str:
    """The archive's size as a share of its content: '24 %'; '' when there is no content."""
    return f"{100 * packed_bytes / content_bytes:.0f} %" if content_bytes > 0 else ""


def parse_size(text: str) -> int:
    """Bytes in '500k', '10M', '1.5 GB' or '2GiB'.

    Raises:
        ValueError: The text is no such size.
    """
    match = _SIZE.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not a size like 500k, 10M or 1.5G")
    base = 1024 if match[3] else 1000
    return int(float(match[1].replace(",", ".")) * base ** _POWERS[match[2].lower()])


def parse_age(text: str) -> int:
    """Seconds in '30d', '12h', '5m' or '90s'.

    Raises:
        ValueError: The text is no such age.
    """
    match = re.fullmatch(r"\s*(\d{1,9})\s*([smhd])\s*", text)
    if not match:
        raise ValueError(f"“{text}” is not an age like 30d, 12h, 5m or 90s")
    return int(match[1]) * _AGE[match[2]]
