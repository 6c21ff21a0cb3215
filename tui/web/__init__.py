"""The program in a browser on this machine, by textual-serve (an optional extra)."""
