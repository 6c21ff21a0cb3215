"""Training the ear and measuring it: `python -m tools.ear.train`, `python -m tools.ear.report`."""
