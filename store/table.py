"""The TinyDB table on top of the journal: an update touches only what it changes, reads give copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from .journal import JournalStorage, copied


class Change(MutableMapping[int, dict[str, Any]]):
    """A table as an updater sees it: what is read is a copy, what is changed is kept apart."""

    def __init__(self, base: Mapping[str, dict[str, Any]]) -> None:
        self._base = base
        self._touched: dict[str, dict[str, Any]] = {}
        self._gone: dict[str, None] = {}

    def __getitem__(self, key: int) -> dict[str, Any]:
        name = str(key)
        if name not in self._touched:
            if name in self._gone:
                raise KeyError(key)
            self._touched[name] = copied(self._base[name])
        return self._touched[name]

    def __setitem__(self, key: int, document: dict[str, Any]) -> None:
        self._touched[str(key)] = document
        self._gone.pop(str(key), None)

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        self._touched.pop(str(key), None)
        if str(key) in self._base:
            self._gone[str(key)] = None

    def __contains__(self, key: object) -> bool:
        name = str(key)
        return name in self._touched or (name in self._base and name not in self._gone)

    def __iter__(self) -> Iterator[int]:
        yield from (int(name) for name in self._base if name not in self._gone)
        yield from (int(name) for name in self._touched if name not in self._base)

    def __len__(self) -> int:
        return sum(1 for _key in self)

    def clear(self) -> None:
        """Remove every document, without looking at any."""
        self._touched.clear()
        self._gone = dict.fromkeys(self._base)

    @property
    def put(self) -> dict[str, dict[str, Any]]:
        """The documents that are new or differ, by id as text."""
        return {name: doc for name, doc in self._touched.items() if self._base.get(name) != doc}

    @property
    def gone(self) -> list[str]:
        """The ids of the documents removed."""
        return list(self._gone)


class JournalTable(Table):
    """A table whose updates cost what they change, whatever the size; other storages are served as usual."""

    _given: int = 0
    """The last id given out here."""

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        storage = self._storage
        if not isinstance(storage, JournalStorage):
            super()._update_table(updater)
            return
        change = Change(storage.table(self.name))
        updater(change)
        put, gone = change.put, change.gone
        new = self.name not in storage.tables()
        storage.commit({self.name: put} if put or new else {}, {self.name: gone} if gone else {})
        self.clear_cache()

    def _read_table(self) -> dict[str, Any]:
        storage = self._storage
        return storage.table(self.name) if isinstance(storage, JournalStorage) else super()._read_table()

    def _get_next_id(self) -> int:
        storage = self._storage
        if not isinstance(storage, JournalStorage):
            return super()._get_next_id()  # type: ignore[no-any-return,no-untyped-call]  # TinyDB leaves it untyped
        # Ids of removed documents are not given out again.
        self._given = max(self._given, storage.highest(self.name)) + 1
        return self._given

    def __iter__(self) -> Iterator[Document]:
        return map(_copy, super().__iter__())

    def search(self, cond: QueryLike) -> list[Document]:
        """The documents that match, as copies."""
        return [_copy(document) for document in super().search(cond)]

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """The document asked for as a copy, None, or for `doc_ids` a list of copies."""
        found = super().get(*args, **kwargs)
        if isinstance(found, list):
            return [_copy(document) for document in found]
        return None if found is None else _copy(found)


def _copy(document: Document) -> Document:
    return Document(copied(document), document.doc_id)


class JournalDB(TinyDB):
    """A TinyDB on a journal."""

    table_class = JournalTable
    default_storage_class: Any = JournalStorage
