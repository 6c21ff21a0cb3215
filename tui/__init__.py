"""The program: application shell, command line, settings, keys, themes."""
