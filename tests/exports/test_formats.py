"""JSON, the timing sheet, the ledger, another place's page: everything but the paper itself."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from exports.full import FORMAT, record
from exports.offer import Form, Order, make, write
from exports.page import house_page, read_page
from exports.sheet import as_csv, ledger_sheet, timing_sheet
from exports.word import docx_bytes
from meeting.refusal import Refused
from meeting.version import Audience, usual
from tests.exports.meeting import ANNEX, NOTE, full_meeting
from tests.exports.paper import Paper, minutes, val

SCHEMA = Path(__file__).parents[2] / "docs" / "record-json.md"


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_json_is_the_full_record_with_its_schema_and_version():
    told = json.loads(make(full_meeting(), "2026-05-24-aaaa", Order(form=Form.JSON)).data)
    assert (told["schema"], told["format"], told["meeting"]) == ("shaitai-record", FORMAT, "2026-05-24-aaaa")
    assert told["seals"][-1]["digest"] == full_meeting().seal.digest
    assert len(told["members"]) == 12 and told["observers"][0]["name"] == "阎守正"
    texts = [line["text"] for line in told["lines"]]
    assert texts == [line.text for line in full_meeting().lines if line.text != NOTE]
    assert told["lines"][0]["corrections"][0]["was"].endswith("一件一件说。")
    assert told["scripts"][0]["text"] == ANNEX


def test_json_carries_neither_notes_nor_flags_nor_pins():
    text = json.dumps(record(full_meeting(), "x"), ensure_ascii=False)
    assert NOTE not in text and '"flag' not in text and '"pin"' not in text
    assert full_meeting().flags


def test_every_field_of_the_json_is_documented():
    documented = SCHEMA.read_text("utf-8")

    def names(value: object) -> set[str]:
        if isinstance(value, dict):
            # People's and gaps' ids are keys too, in these two.
            return {k for k in value if isinstance(k, str)}.union(*map(names, value.values()))
        return set().union(*map(names, value)) if isinstance(value, list) else set()

    told = record(full_meeting(), "x")
    for by_id in ("attendance", "left_open"):
        told[by_id] = list(told[by_id].values())
    lacking = sorted(name for name in names(told) if f"`{name}`" not in documented)
    assert not lacking


def faults(value: object, schema: dict, place: str = "·") -> list[str]:
    """Where `value` is not what the schema says: the part of JSON Schema that ours uses."""
    if "anyOf" in schema:
        return (
            [] if any(not faults(value, one, place) for one in schema["anyOf"]) else [f"{place}: none fits"]
        )
    if "const" in schema or "enum" in schema:
        return [] if value in schema.get("enum", [schema.get("const")]) else [f"{place}: {value!r}"]
    kinds = {
        "string": str,
        "integer": int,
        "boolean": bool,
        "array": list,
        "object": dict,
        "null": type(None),
    }
    if type(value) is not kinds[schema["type"]]:
        return [f"{place}: {value!r} is no {schema['type']}"]
    if isinstance(value, list):
        return [f for at, item in enumerate(value) for f in faults(item, schema["items"], f"{place}[{at}]")]
    if not isinstance(value, dict):
        return []
    lacking = [f"{place}.{name} is missing" for name in schema.get("required", ()) if name not in value]
    known, others = schema.get("properties", {}), schema.get("additionalProperties")
    inside = [
        fault
        for name, item in value.items()
        for fault in faults(item, known.get(name, others or {"anyOf": [{}]}), f"{place}.{name}")
        if name in known or others
    ]
    unknown = [f"{place}.{name} is not in the schema" for name in value if name not in known and not others]
    return lacking + inside + unknown


@pytest.mark.parametrize("audience", Audience)
def test_the_json_is_what_its_schema_says(audience: Audience):
    schema = json.loads((SCHEMA.parent / "record.schema.json").read_text("utf-8"))
    told = json.loads(make(full_meeting(), "x", Order(form=Form.JSON, version=usual(audience))).data)
    assert faults(told, schema) == []
    del told["lines"][0]["text"]
    told["stage"], told["turns"][0]["planned"] = "over", "8"
    assert len(faults(told, schema)) == 3


def test_a_masked_version_is_masked_in_every_format():
    order = Order(version=usual(Audience.NOTICE), names=("冯某", "苗某", "尹某"))
    for form in (Form.MD, Form.JSON, Form.LEDGER_CSV):
        text = make(full_meeting(), "x", replace(order, form=form)).data.decode("utf-8-sig")
        assert "某某某" in text
        assert not any(name in text.replace("某某某", "") for name in order.names)


def test_a_version_leaves_out_the_same_in_json_as_on_paper():
    told = json.loads(make(full_meeting(), "x", Order(form=Form.JSON, version=usual(Audience.NOTICE))).data)
    assert told["scripts"] == [] and told["marks"] == [] and told["left_open"] == {}
    assert not any(mark["reason"] for mark in told["attendance"].values())
    assert not any(line["corrections"] for line in told["lines"])
    assert told["version"]["audience"] == "notice"


def test_the_timing_sheet_has_planned_extended_actual_and_paused_seconds():
    head, first, *_rest = rows(timing_sheet(full_meeting()))
    assert head[:5] == ["姓名", "计划用时（秒）", "延时（秒）", "实际用时（秒）", "暂停（秒）"]
    name, planned, extended, actual, paused, began, ended = first
    assert (name, planned, extended, paused) == ("栗长河", "660", "60", "60")
    assert int(actual) > 300 and began == "2026-05-24 09:02:45" and ended > began


def test_the_ledger_is_a_table_for_excel_and_a_page_on_its_side_for_word():
    told = rows(ledger_sheet(full_meeting()))
    assert told[0] == ["序号", "整改事项", "责任人", "完成时限", "落实情况", "来源会议"]
    assert len(told) == 1 + len(full_meeting().carried) + len(full_meeting().follow_ups)
    made = Paper(make(full_meeting(), "x", Order(form=Form.LEDGER)).data)
    (size,) = made.find("word/document.xml", ".//w:sectPr/w:pgSz")
    assert (val(size, "w"), val(size, "h"), val(size, "orient")) == ("16838", "11906", "landscape")
    assert len(made.find("word/document.xml", ".//w:tbl/w:tr")) == len(told)


@pytest.mark.parametrize("cell", ["\tx", "\rx", "\nx", "＝1+1", "＋1", "－1", "＠x", "=1", "+1", "-1", "@x"])
def test_no_cell_begins_with_what_excel_takes_for_a_formula(cell: str):
    assert rows(as_csv([[cell]]))[0][0].startswith("'")


@pytest.mark.parametrize("form", Form)
def test_every_format_gives_the_same_bytes_for_the_same_record(form: Form):
    order = Order(form=form, version=usual(Audience.REPORT))
    assert make(full_meeting(), "x", order).data == make(full_meeting(), "x", order).data


def test_the_bytes_are_the_same_in_another_process():
    """Whatever the order in which that process happens to keep its sets."""
    code = (
        "import hashlib; from dataclasses import replace; from exports.offer import *;"
        "from exports.persons import third_persons; from meeting.version import *;"
        "from tests.exports.meeting import full_meeting; state = full_meeting();"
        "names = tuple(found.name for found in third_persons(state));"
        "order = Order(version=usual(Audience.NOTICE), names=names);"
        "print(hashlib.sha256(b''.join(make(state, 'x', replace(order, form=form)).data for form in Form))"
        ".hexdigest())"
    )
    told = {
        subprocess.check_output([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    }
    assert len(told) == 1


@pytest.mark.parametrize("form", Form)
def test_every_format_is_written_whole_or_not_at_all(tmp_path: Path, form: Form):
    write(full_meeting(), "x", Order(form=form), tmp_path / "a")
    assert (tmp_path / "a").stat().st_size > 300
    with pytest.raises(Refused):
        write(full_meeting(), "x", Order(form=form), tmp_path / "none" / "a")
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_another_places_page_says_only_what_differs(tmp_path: Path):
    path = tmp_path / "page.toml"
    path.write_text('[paper]\nleft = 30\n[fonts]\nbody = ["宋体"]\n', "utf-8")
    page = read_page(path)
    assert (page.paper.left, page.paper.right) == (30, house_page().paper.right)
    made = Paper(docx_bytes(minutes(), page))
    (margins,) = made.find("word/document.xml", ".//w:sectPr/w:pgMar")
    assert val(margins, "left") == "1701"
    assert "宋体".encode() in made.parts["word/styles.xml"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[paper", "is not a page file"),
        ("[paper]\ntop = true", "paper.top must be like 37"),
        ("[paper]\ntop = 0", "paper.top must be like 37"),
        ("[paper]\nedge = 3", "paper.edge is not known"),
        ("[ink]\na = 1", "ink is not known"),
        ("[fonts]\nbody = []", "fonts.body must be like"),
        ("[fonts]\nlatin = 3", "fonts.latin must be like Times New Roman"),
        ("[paper]\nleft = 180", "leave no room"),
    ],
)
def test_a_page_that_cannot_be_is_refused_in_one_sentence(tmp_path: Path, text: str, told: str):
    path = tmp_path / "page.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused, match=told):
        read_page(path)


def test_a_page_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(Refused, match="cannot be read"):
        read_page(tmp_path / "none.toml")
