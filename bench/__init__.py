"""Measurements: `make bench` runs them all; each prints ratios against a baseline of the same run."""
