"""What the maintainers run on the tree; no part of the program."""
