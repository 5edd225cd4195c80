"""The safe tree: the only code that writes entries to disk."""
