"""The numbered steps that bring a catalogue up to date, oldest first.

Each is a script `NNNN_name.py` with `up(migrator, db)`, run once by `playhouse.migrations` in a
transaction of its own. A step is frozen: it speaks SQL, never our models, which move on. Its last
act is to set `PRAGMA user_version` to its own number.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent

# The number of the newest step. A catalogue with a higher one was written by a newer program.
SCHEMA_VERSION = 5

# "Arcv" in ASCII; tells our database from anybody else's.
APPLICATION_ID = 0x41726376
