"""Entry points: a verb leads to the command line, none to the window (Qt is imported only then)."""

from __future__ import annotations

import sys


def main() -> int:
    """`archiver`: the command line; without any argument the window opens."""
    arguments = sys.argv[1:]
    if not arguments:
        return gui_main()
    if arguments == ["--worker"]:  # how a frozen build starts what `codecs.worker` is elsewhere
        from archiver_gui.codecs.worker import run as serve

        return serve()
    from archiver_gui.cli.main import run

    return run(arguments)


def gui_main() -> int:
    """`archiver-gui PATH…`: the window, with these in the basket or opened."""
    from archiver_gui.gui.app import run  # Qt is imported here, and only here

    status: int = run(sys.argv[1:])
    return status


if __name__ == "__main__":
    sys.exit(main())
