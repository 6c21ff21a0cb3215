"""What was found: whether it is right, and what there is to say."""

Finding = tuple[bool, str]
"""Is it right? And one sentence; where it is not, with what to do."""
