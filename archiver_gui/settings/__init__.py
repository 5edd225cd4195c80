"""Options with types, where they are kept, and the program's folders."""
