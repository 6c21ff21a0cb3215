"""The ear: which words of a recorded line dodge, and why."""
