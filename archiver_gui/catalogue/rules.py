"""Clean-up rules that were given a name: the door to the table `retention_rule`."""

from __future__ import annotations

import contextlib

from archiver_gui.catalogue.rows import RuleRow
from archiver_gui.catalogue.store import Store
from archiver_gui.core.errors import UsageError
from archiver_gui.core.retention import RetentionPolicy


class Rules:
    """Saved rules by name. May be used from any thread.

    All methods raise `CatalogueError` when the database cannot be read or written.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> dict[str, RetentionPolicy]:
        """The rules by name, alphabetically; but those of a newer version that this one does not understand."""
        with self._store.database.reading():
            rows = list(RuleRow.select().order_by(RuleRow.name).execute(self._store.database))
        rules = {}
        for row in rows:
            with contextlib.suppress(UsageError):
                rules[row.name] = RetentionPolicy.from_json(row.policy)
        return rules

    def get(self, name: str) -> RetentionPolicy:
        """The rule of this name.

        Raises:
            UsageError: There is none, or a newer version wrote what this one does not know.
        """
        with self._store.database.reading():
            row = RuleRow.select().where(RuleRow.name == name).get_or_none(self._store.database)
        if row is None:
            raise self._unknown(name)
        return RetentionPolicy.from_json(row.policy)

    def save(self, name: str, policy: RetentionPolicy) -> None:
        """Keep a rule, in place of the one that had this name.

        Raises:
            UsageError: It has no name, or says nothing.
        """
        if not name.strip():
            raise UsageError("A rule needs a name")
        if not policy.has_rule:
            raise UsageError(f"The rule “{name}” says nothing", "", "Say which archives are to go.")
        with self._store.database.writing():
            RuleRow.insert(name=name, policy=policy.as_json()).on_conflict_replace().execute(self._store.database)

    def remove(self, name: str) -> None:
        """Remove a rule; no archive is touched.

        Raises:
            UsageError: There is none of this name.
        """
        with self._store.database.writing():
            removed = RuleRow.delete().where(RuleRow.name == name).execute(self._store.database)
        if not removed:
            raise self._unknown(name)

    def _unknown(self, name: str) -> UsageError:
        known = ", ".join(f"“{one}”" for one in self.all())
        return UsageError(f"There is no rule “{name}”", f"There are: {known}." if known else "There are none yet.")
