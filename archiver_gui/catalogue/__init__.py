"""The catalogue: every archive ever built, in one SQLite file. `Catalogue` is the only door."""
