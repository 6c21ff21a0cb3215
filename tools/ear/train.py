"""Learn the weights from every labelled line and write them beside the detector: `make train-ear`."""

from __future__ import annotations

from pathlib import Path

from tools.ear.folds import known, thresholds
from tools.ear.learn import learn

WEIGHTS = Path(__file__).parents[2] / "meeting" / "language" / "weights.bin"

if __name__ == "__main__":
    every = known(frozenset())
    WEIGHTS.write_bytes(learn(every, thresholds(frozenset())))
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1000:,.0f} kB, from {len(every):,} lines")
