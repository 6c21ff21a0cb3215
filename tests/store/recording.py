"""Records lines until it is killed, and says each one's event id once it is on disk."""

from __future__ import annotations

import sys
from pathlib import Path

from meeting import commands as c
from store.archive import Archive

archive = Archive(Path(sys.argv[1]))
record = archive.open("last")
while True:
    record.do(c.Say(text=f"第{record.session.last_id}件：五月我签批支出一笔。"))
    record.flush()
    print(record.saved, flush=True)
