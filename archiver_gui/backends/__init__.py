"""Classes that write and read one kind of archive each, and the registry that finds them."""
