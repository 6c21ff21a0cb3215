"""The subcommands of `shaitai`, a room for each."""
