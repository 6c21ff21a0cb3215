"""Run TinyDB's own tests against our storage and table.

    python -m tools.tinydb_suite

Its source distribution is fetched from the package index into a temporary folder, in the very version that
is installed here; nothing of it is kept. Where it cannot be had, that is said and nothing is run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import pytest

_IDS: Final = "an id once given out is never given out again, not even after all documents are removed"
_OPTIONS: Final = "an option of the JSON file storage, which ours does not have"
EXPECTED: Final = {
    "test_middlewares.py::test_caching_json_write": "it looks at a private part of the JSON file storage",
    "test_storages.py::test_json": "it writes what are no tables",
    "test_storages.py::test_json_kwargs": _OPTIONS,
    "test_storages.py::test_json_read": _OPTIONS,
    "test_storages.py::test_create_dirs": _OPTIONS,
    "test_storages.py::test_encoding": _OPTIONS,
    "test_storages.py::test_json_invalid_mode_warning": _OPTIONS,
    "test_tables.py::test_table_repr": "it asks for the name of TinyDB's own class",
    "test_tables.py::test_next_id[json]": _IDS,
    "test_tables.py::test_truncate_table[json]": _IDS,
    "test_tinydb.py::test_insert_ids[json]": _IDS,
    "test_tinydb.py::test_insert_with_doc_id[json]": _IDS,
    "test_tinydb.py::test_insert_with_duplicate_doc_id[json]": _IDS,
    "test_tinydb.py::test_insert_multiple_with_ids[json]": _IDS,
    "test_tinydb.py::test_update_returns_ids[json]": _IDS,
    "test_tinydb.py::test_doc_ids_json": _IDS,
}
"""Tests that must fail, and why: where our storage keeps another promise."""

_ROOT: Final = Path(__file__).parent.parent


def fetched(folder: Path) -> Path | None:
    """TinyDB's tests, unpacked below `folder`; None where the index cannot be reached."""
    name = f"tinydb=={version('tinydb')}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "tinydb"]
    # The hashes of requirements.lock do not matter here: nothing is installed.
    got = subprocess.run([*command, "--dest", str(folder), name], capture_output=True, text=True, check=False)
    sources = list(folder.glob("tinydb-*.tar.gz"))
    if got.returncode or not sources:
        print(f"skipped: {name} cannot be fetched: {got.stderr.strip().splitlines()[-1:]}")
        return None
    with tarfile.open(sources[0]) as packed:
        packed.extractall(folder, filter="data")
    (tests,) = folder.glob("tinydb-*/tests")
    return tests


def main() -> int:
    """The exit code of pytest; 0 where the tests cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        tests = fetched(Path(folder))
        if tests is None:
            return 0
        command = [sys.executable, "-m", "pytest", "-q", "-rx", "-p", "tools.tinydb_suite", "-c", os.devnull]
        paths = os.pathsep.join((str(_ROOT), str(tests.parent)))
        return subprocess.run(
            [*command, "--rootdir", str(tests), str(tests)],
            cwd=tests.parent,
            env={**os.environ, "PYTHONPATH": paths},
            check=False,
        ).returncode


# As a plugin of the pytest that runs those tests


def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Put our pair in the place of TinyDB's defaults, before its tests are imported."""
    import tinydb
    import tinydb.storages

    from store.journal import JournalStorage
    from store.table import JournalTable

    class Pair(JournalStorage):
        """Ours, deaf to the options of a JSON file."""

        def __init__(self, path: str, **_options: Any) -> None:
            super().__init__(path)

    for place in (tinydb, tinydb.storages):
        place.JSONStorage = Pair  # type: ignore[attr-defined]
    tinydb.TinyDB.default_storage_class = Pair  # type: ignore[assignment]
    tinydb.TinyDB.table_class = JournalTable


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that must fail."""
    for item in items:
        name = item.nodeid.rpartition("/")[2]
        plain = name.partition("[")[0]
        if reason := EXPECTED.get(name) or EXPECTED.get(plain):
            item.add_marker(pytest.mark.xfail(reason=reason, strict=True))


if __name__ == "__main__":
    sys.exit(main())
