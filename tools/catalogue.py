"""Keep the translations in step with the code.

    python -m tools.catalogue update          merge the code's messages into the .po
    python -m tools.catalogue compile         write the .mo from the .po
    python -m tools.catalogue check           list what is out of step; exit 1 if anything is
    python -m tools.catalogue missing         list the untranslated messages, as JSON ready for `fill`
    python -m tools.catalogue fill FILE.json  write {"English id": "中文"} into the .po, then compile

The files carry no date, author or line number, so that they change only when the words do.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

PACKAGES: Final = ("meeting", "store", "exports", "screens", "tui")
"""The folders whose messages are collected."""

KEYWORDS: Final = {"_": None, "N_": None, "translate": None}
"""The functions whose first argument is a message."""

PO: Final = Path("locales/zh_CN/LC_MESSAGES/shaitai.po")
"""The catalogue, from the root of the tree."""


class UndatedCatalogue(Catalog):
    """A Chinese catalogue whose header says nothing that changes from day to day."""

    def __init__(self) -> None:
        super().__init__(locale="zh_CN", header_comment="# 晒台 Shaitai", fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header's lines."""
        return [
            ("Project-Id-Version", "shaitai"),
            ("Language", "zh_CN"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def messages_in(root: Path) -> dict[str, list[str]]:
    """Every message in the code under `root`, with the files it stands in, both sorted."""
    found: dict[str, set[str]] = {}
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            for _line, message, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
                text = message if isinstance(message, str) else message[0]
                found.setdefault(text, set()).add(path.relative_to(root).as_posix())
    return {text: sorted(found[text]) for text in sorted(found)}


def read(path: Path) -> Catalog:
    """The catalogue at `path`, empty where there is none yet; PoFileError where it is malformed."""
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def merge(code: Mapping[str, list[str]], old: Catalog) -> UndatedCatalogue:
    """The code's messages with the translations `old` has for them; its other messages are dropped."""
    merged = UndatedCatalogue()
    for text, files in code.items():
        known = old.get(text)
        merged.add(
            text,
            known.string if known else "",
            locations=[(file, 0) for file in files],
            flags=["fuzzy"] if known and known.fuzzy else [],
            user_comments=known.user_comments if known else (),
        )
    return merged


def write(catalogue: Catalog, path: Path) -> None:
    """Write the .po, sorted, one line a message."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True, include_lineno=False, ignore_obsolete=True)


def compiled(old: Catalog) -> bytes:
    """The .mo of a catalogue: its translated messages that are not fuzzy; the same bytes every time."""
    tidy = UndatedCatalogue()
    for message in old:
        if message.id:
            tidy.add(message.id, message.string, flags=message.flags)
    buffer = BytesIO()
    write_mo(buffer, tidy)
    return buffer.getvalue()


def compile_mo(path: Path) -> None:
    """Write the .mo beside the .po at `path`."""
    data = compiled(read(path))
    path.with_suffix(".mo").write_bytes(data)


def placeholders(text: str) -> set[str] | None:
    """The names of the {fields} in `text`; None where it is no format string."""
    try:
        return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def faults(root: Path) -> Iterator[str]:
    """What is out of step under `root`, one line each."""
    code = messages_in(root)
    po = read(root / PO)
    inside = {str(message.id): message for message in po if message.id}
    for text in code.keys() - inside.keys():
        yield f"missing from the .po: {text!r} ({', '.join(code[text])})"
    for text in inside.keys() - code.keys() | {str(key) for key in po.obsolete}:
        yield f"unused: {text!r}"
    for text, message in inside.items():
        if not message.string:
            yield f"untranslated: {text!r}"
        elif message.fuzzy:
            yield f"fuzzy: {text!r}"
        elif placeholders(text) != placeholders(str(message.string)):
            yield f"placeholders differ: {text!r} → {message.string!r}"
    mo = (root / PO).with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(po):
        yield "the .mo does not match the .po: run `make words`"


def missing(root: Path) -> dict[str, str]:
    """The messages without a translation, each with an empty one."""
    merged = merge(messages_in(root), read(root / PO))
    return {str(message.id): "" for message in merged if message.id and not message.string}


def fill(root: Path, translations: Mapping[str, str]) -> list[str]:
    """Write `translations` into the .po and compile it.

    Returns the ids that the code does not use, which are not written.
    """
    merged = merge(messages_in(root), read(root / PO))
    unknown = []
    for text, translation in translations.items():
        message = merged.get(text)
        if message is None:
            unknown.append(text)
            continue
        message.string = translation
        message.flags.discard("fuzzy")
    write(merged, root / PO)
    compile_mo(root / PO)
    return unknown


def translations_in(path: Path) -> dict[str, str]:
    """The translations in a JSON file; ValueError where it is no object of texts."""
    found = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise ValueError(f'{path}: expected {{"English id": "中文"}}')
    return found


def run(arguments: argparse.Namespace) -> int:
    """Do what the command line asks; the exit code."""
    root: Path = arguments.root
    match arguments.command:
        case "update":
            write(merge(messages_in(root), read(root / PO)), root / PO)
        case "compile":
            compile_mo(root / PO)
        case "missing":
            print(json.dumps(missing(root), ensure_ascii=False, indent=2))
        case "fill":
            unknown = fill(root, translations_in(arguments.file))
            for text in unknown:
                print(f"not in the code: {text!r}", file=sys.stderr)
            return 1 if unknown else 0
        case "check":
            found = sorted(faults(root))
            print("\n".join(found) or "translations: nothing missing, nothing left over")
            return 1 if found else 0
    return 0


def main(argv: list[str] | None = None) -> int:
    """The command line: 0 all well, 1 out of step, 2 a file that cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m tools.catalogue", description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, default=Path(__file__).parents[1], help="the tree to work on")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update", help="merge the code's messages into the .po")
    commands.add_parser("compile", help="write the .mo from the .po")
    commands.add_parser("check", help="list what is out of step")
    commands.add_parser("missing", help="list the untranslated messages as JSON")
    commands.add_parser("fill", help="write translations into the .po").add_argument("file", type=Path)
    try:
        return run(parser.parse_args(argv))
    except (OSError, ValueError, PoFileError) as error:
        print(f"catalogue: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
