"""The Word file: time and memory beside the fastest plain lxml writer of the same paragraphs, and docxtpl.

    python -m bench.paper              20, 200 and 1,000 pages
    python -m bench.paper 200          only these

Every writer makes the same paragraphs of the same record. A time is the best of several rounds in which all
take turns; memory is the peak of a process of its own, less what it holds before it writes. docxtpl is
measured where it is installed (`pip install .[bench]`).
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from lxml import etree

from exports.body import paper_texts
from exports.reading import Paper
from exports.styles import STYLE_IDS, STYLE_OF, W
from exports.word import docx_bytes
from meeting.document import Ink, Minutes, Paragraph, Role, Run

GOAL: Final = 1.5
"""At 200 pages: ours over the plain lxml writer."""
_LINES, _GROUP = 22, 31
"""Lines on a page, and of a speaker with five paragraphs as they are laid out."""
_W: Final = f"{{{W}}}"
_LEAD: Final = "栗长河答："
_SAID: Final = "五月我签批支出两笔，共八百元，票据在会计处，没有先花后签。"


def record(pages: int) -> Minutes:
    """A record of so many pages: a speaker's name, then five paragraphs of five lines, again and again."""
    blocks = [Paragraph(Role.TITLE, (Run("石桥湾村党支部会议记录"),))]
    words = _SAID * 5
    for number in range(1, pages * _LINES // _GROUP + 1):
        blocks.append(Paragraph(Role.SUBHEADING, (Run(f"（{number}）栗长河"),)))
        for _paragraph in range(4):
            blocks.append(Paragraph(Role.BODY, (Run(words),)))
        blocks.append(Paragraph(Role.BODY, (Run(_LEAD), Run("共七百元。", Ink.STRUCK), Run(words))))
    return Minutes(
        title="会议记录", blocks=tuple(blocks), day="2026-05-24", recorder="宓小满", seal="ab" * 32
    )


def ours(minutes: Minutes) -> bytes:
    return docx_bytes(minutes)


@cache
def _other_parts() -> dict[str, bytes]:
    """The parts beside the document, made once and given to the plain writers for nothing."""
    with ZipFile(BytesIO(docx_bytes(record(1)))) as package:
        return {name: package.read(name) for name in package.namelist() if name != "word/document.xml"}


def _zipped(document: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, data in _other_parts().items():
            package.writestr(name, data)
        package.writestr("word/document.xml", document)
    return out.getvalue()


def lxml_tree(minutes: Minutes) -> bytes:
    """A tree of elements, serialised at the end."""
    document = etree.Element(f"{_W}document", nsmap={"w": W})
    body = etree.SubElement(document, f"{_W}body")
    sub = etree.SubElement
    for block in minutes.paragraphs():
        paragraph = sub(body, f"{_W}p")
        sub(sub(paragraph, f"{_W}pPr"), f"{_W}pStyle", {f"{_W}val": STYLE_IDS[STYLE_OF[block.role]]})
        for run in block.runs:
            made = sub(paragraph, f"{_W}r")
            properties = sub(made, f"{_W}rPr")
            sub(properties, f"{_W}rFonts", {f"{_W}hint": "eastAsia"})
            if run.ink is Ink.STRUCK:
                sub(properties, f"{_W}strike")
            sub(made, f"{_W}t").text = run.text
    return _zipped(etree.tostring(document, encoding="UTF-8", xml_declaration=True, standalone=True))


def lxml_stream(minutes: Minutes) -> bytes:
    """The same written element by element, without a tree."""
    out = BytesIO()
    names = {name: f"{_W}{name}" for name in ("p", "pPr", "pStyle", "r", "rPr", "rFonts", "strike", "t")}
    value, hint = f"{_W}val", {f"{_W}hint": "eastAsia"}
    with etree.xmlfile(out, encoding="UTF-8") as file:
        file.write_declaration(standalone=True)
        with (
            file.element(f"{_W}document", nsmap={"w": W}),
            file.element(f"{_W}body"),
        ):
            for block in minutes.paragraphs():
                with file.element(names["p"]):
                    with (
                        file.element(names["pPr"]),
                        file.element(names["pStyle"], {value: STYLE_IDS[STYLE_OF[block.role]]}),
                    ):
                        pass
                    for run in block.runs:
                        with file.element(names["r"]):
                            with file.element(names["rPr"]):
                                with file.element(names["rFonts"], hint):
                                    pass
                                if run.ink is Ink.STRUCK:
                                    with file.element(names["strike"]):
                                        pass
                            with file.element(names["t"]):
                                file.write(run.text)
    return _zipped(out.getvalue())


@cache
def _template() -> bytes:
    document = docx.Document()
    for text in ("{%p for text in texts %}", "{{ text }}", "{%p endfor %}"):
        document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def docxtpl(minutes: Minutes) -> bytes:
    """The same texts through docxtpl, one style and one ink for all."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(BytesIO(_template()))
    template.render({"texts": [block.text for block in minutes.paragraphs()]})
    out = BytesIO()
    template.save(out)
    return out.getvalue()


WRITERS: Final[dict[str, Callable[[Minutes], bytes]]] = {
    "ours": ours,
    "lxml tree": lxml_tree,
    "lxml stream": lxml_stream,
    "docxtpl": docxtpl,
}


def _available() -> dict[str, Callable[[Minutes], bytes]]:
    writers = dict(WRITERS)
    if importlib.util.find_spec("docxtpl") is None:
        print("docxtpl is not installed and left out: pip install '.[bench]'")
        del writers["docxtpl"]
    return writers


def _says_the_same(data: bytes, minutes: Minutes) -> bool:
    """Only what says the same words is compared."""
    told = ["".join(text for text, _struck in words) for words in Paper(Path("x"), data).body()]
    return told == [text for text in paper_texts(minutes) if text]


def times(minutes: Minutes, writers: dict[str, Callable[[Minutes], bytes]], rounds: int) -> dict[str, float]:
    """Seconds, the best of `rounds`, all writers taking turns."""
    best = dict.fromkeys(writers, float("inf"))
    for _round in range(rounds):
        for name, write in writers.items():
            gc.collect()
            began = time.perf_counter()
            write(minutes)
            best[name] = min(best[name], time.perf_counter() - began)
    return best


def _peak() -> int:
    """This process's largest size so far, in KiB."""
    status = Path("/proc/self/status")
    if status.exists():
        # The resource usage of a child begins with its parent's; this does not.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1])
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # macOS counts in bytes.
    return size // 1024 if sys.platform == "darwin" else size


def memory(name: str, pages: int) -> float:
    """MiB that writing takes at its peak, in a process of its own."""
    command = [sys.executable, "-m", "bench.paper", "--alone", name, str(pages)]
    return int(subprocess.check_output(command, text=True)) / 1024


def _alone(name: str, pages: int) -> None:
    minutes = record(pages)
    # Whatever is loaded on the first use is loaded now.
    WRITERS[name](record(1))
    before = _peak()
    WRITERS[name](minutes)
    print(_peak() - before)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=int, nargs="*", default=[20, 200, 1000])
    parser.add_argument("--alone", metavar="WRITER", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        _alone(options.alone, options.pages[0])
        return
    writers = _available()
    for pages in options.pages:
        minutes = record(pages)
        for name, write in writers.items():
            assert _says_the_same(write(minutes), minutes), f"{name} writes other words"
        best = times(minutes, writers, rounds=3 if pages > 500 else 7)
        plain = min((name for name in best if name.startswith("lxml")), key=best.__getitem__)
        print(f"{pages} pages, {len(minutes.blocks)} paragraphs; baseline: {plain}, the faster of two")
        for name, seconds in best.items():
            ratio = seconds / best[plain]
            print(f"  {name:12} {seconds * 1000:8.1f} ms  {ratio:5.2f} ×  {memory(name, pages):7.1f} MiB")
        if pages == 200:
            verdict = "met" if best["ours"] <= GOAL * best[plain] else "MISSED"
            print(f"  goal: ours at most {GOAL} × the plain lxml writer: {verdict}")


if __name__ == "__main__":
    main()
