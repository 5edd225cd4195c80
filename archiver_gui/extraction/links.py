"""Symbolic links: held back until everything else is written, and judged before they are made.

The rule is local, so that no set of links can do together what each may not do alone: a target may
climb by '..' only from real folders, at its start from the link's own, and never above the extraction
folder; behind anything that is or may become a link it may only go down. Every link that such a
target meets climbs, if at all, from its own real folder, bounded in the same way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from stat import S_ISLNK

from archiver_gui.core.errors import cause_of
from archiver_gui.core.names import display, is_absolute
from archiver_gui.core.outcome import Remarks
from archiver_gui.core.progress import Progress
from archiver_gui.extraction import handles
from archiver_gui.extraction.errors import must_stop
from archiver_gui.extraction.folders import Folders, NotAFolder

# Source: PATH_MAX of Linux with its final NUL; no kernel makes a longer one.
MAX_TARGET_BYTES = 4095
# Source: path_resolution(7): "the maximum number of followed symbolic links is 40".
_MAX_FOLLOWED = 40
_MAX_LOOKED = 4_000  # names on the way: a chain of long targets must not cost seconds a link


@dataclass(frozen=True, slots=True)
class PendingLink:
    """A link that waits for its turn."""

    entry: str  # the entry's path, for remarks
    target: str
    mtime_ns: int | None


def escape_of_target(folder: str, target: str, is_real_folder: Callable[[str], bool]) -> str:
    """Why a link in `folder` must not have this target; '' when it may. Backslashes count as separators too."""
    if not target:
        return "it has no target"
    if "\0" in target:
        return "its target has a NUL character"
    if len(target.encode("utf-8", "surrogatepass")) > MAX_TARGET_BYTES:
        return "its target is longer than any path"
    if is_absolute(target):
        return f"it leads to “{display(target)}”, which is an absolute path"
    for text in {target, target.replace("\\", "/")}:
        reason = _climbs(folder, text, is_real_folder)
        if reason:
            return f"it leads to “{display(target)}”, {reason}"
    return ""


def _climbs(folder: str, target: str, is_real_folder: Callable[[str], bool]) -> str:
    position = folder.split("/") if folder else []
    parts = [part for part in target.split("/") if part not in ("", ".")]
    last_climb = max((index for index, part in enumerate(parts) if part == ".."), default=-1)
    real = True
    for part in parts[: last_climb + 1]:
        if part != "..":
            position.append(part)
            real = real and is_real_folder("/".join(position))
        elif not position:
            return "which is outside the folder"
        elif not real:
            return "which turns back behind something that is no folder"
        else:
            position.pop()
    return ""


class PendingLinks:
    """The links of an archive by the path that they get."""

    def __init__(self, stage: Folders, remarks: Remarks, progress: Progress) -> None:
        self._stage = stage
        self._remarks = remarks
        self._progress = progress
        self._links: dict[str, PendingLink] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._links

    def __len__(self) -> int:
        return len(self._links)

    def __iter__(self) -> Iterator[tuple[str, PendingLink]]:
        yield from self._links.items()

    def get(self, path: str) -> PendingLink | None:
        """The link that is to stand at this path."""
        return self._links.get(path)

    def hold(self, path: str, link: PendingLink) -> None:
        """Keep a link for later."""
        self._links[path] = link

    def drop(self, path: str) -> None:
        """Forget a link: a later entry takes its place."""
        self._links.pop(path, None)

    def make(self) -> None:
        """Make them all in the staged tree; afterwards only those that were made are left."""
        self._links = {path: link for path, link in self._links.items() if self._make(path, link)}

    def _make(self, path: str, link: PendingLink) -> bool:
        self._progress.check()
        folder, _, name = path.rpartition("/")
        reason = escape_of_target(folder, link.target, self._is_staged_folder)
        if not reason:
            handle = self._stage.get(folder)
            try:
                handles.make_symlink(handle, name, link.target)
                if link.mtime_ns is not None:
                    handles.set_time_of(handle, name, link.mtime_ns)
            except FileExistsError:
                reason = "a folder of this archive has the same name"
            except (OSError, NotImplementedError, UnicodeEncodeError) as error:
                if isinstance(error, OSError) and must_stop(error):
                    raise
                reason = f"links cannot be made here ({cause_of(error) if isinstance(error, OSError) else error})"
        if reason:
            self._remarks.add(link.entry, "refused", f"The link was not made: {reason}.", severe=True)
        return not reason

    def _is_staged_folder(self, path: str) -> bool:
        try:
            self._stage.get(path)
        except (NotAFolder, OSError, ValueError):
            return False
        return True


def follow(folders: Folders, folder: str, target: str) -> str:
    """Where a link really leads on disk: 'inside', 'outside', or 'circle' when it leads on and on."""
    position = folder.split("/") if folder else []
    waiting = deque(target.split("/"))
    followed = looked = 0
    missing_from = MAX_TARGET_BYTES  # the depth below which nothing exists that could be a link
    while waiting:
        part = waiting.popleft()
        if part in ("", "."):
            continue
        if part == "..":
            if not position:
                return "outside"
            position.pop()
            continue
        position.append(part)
        if len(position) > missing_from:
            continue
        looked += 1
        missing_from, text = _look(folders, position)
        if text is None:
            continue
        position.pop()
        followed += 1
        if is_absolute(text):
            return "outside"
        if followed > _MAX_FOLLOWED or looked > _MAX_LOOKED:
            return "circle"
        waiting.extendleft(reversed(text.split("/")))
    return "inside"


def _look(folders: Folders, position: list[str]) -> tuple[int, str | None]:
    """From which depth on nothing exists, and the target if the last part is a link."""
    *above, name = position
    try:
        handle = folders.get("/".join(above))
        facts = handles.facts_of(handle, name)
        text = handles.target_of(handle, name) if facts is not None and S_ISLNK(facts.st_mode) else None
    except (NotAFolder, OSError, ValueError):
        facts = text = None
    return (len(position) if facts is None else MAX_TARGET_BYTES), text
