"""Entry points: a verb leads to the command line, none to the window (Qt is imported only then)."""

from __future__ import annotations

import gc
import sys

_CANCELLED = 130  # as `cli.output.EXIT_CANCELLED`, which is not imported yet
_WORKER = "--worker"


def main() -> int:
    """`archiver`: the command line; without any argument the window opens."""
    gc.disable()  # what is imported stays: looking through it for garbage takes a third of the start
    arguments = sys.argv[1:]
    if not arguments:
        return gui_main()
    if arguments[0] == _WORKER:
        return _serve(arguments[1:])
    try:
        from archiver_gui.cli.main import run

        status = run(arguments)
    except KeyboardInterrupt:  # before or after the verb, which has its own way to end
        return _CANCELLED
    gc.freeze()  # else the interpreter looks through everything once more on its way out
    return status


def gui_main() -> int:
    """`archiver-gui PATH…`: the window, with these in the basket or opened."""
    gc.disable()  # as above; the window turns it on when it stands
    if sys.argv[1:2] == [_WORKER]:
        return _serve(sys.argv[2:])
    from archiver_gui.gui.app import run  # Qt is imported here, and only here

    status: int = run(sys.argv[1:])
    gc.freeze()
    return status


def _serve(modules: list[str]) -> int:
    """What `codecs.worker` does when it is started by itself: a frozen build has but its own programs to start."""
    from archiver_gui.codecs.worker import run

    return run(modules)


if __name__ == "__main__":
    sys.exit(main())
