"""The settings file: explained, checked by one table, and never at the cost of what its owner wrote."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import locales
from meeting.refusal import Refused
from store.settings import Settings, explained, read_settings
from store.settings_table import BY_KEY, IN_FILE, SECTIONS, TABLE, Setting


@pytest.fixture
def path(tmp_path) -> Path:
    """Where the settings are kept; there is no file and no folder yet."""
    return tmp_path / "config" / "settings.toml"


def written(path: Path, text: str) -> Settings:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return read_settings(path)


def test_without_a_file_the_defaults_count_and_none_is_made(path):
    settings = read_settings(path)
    assert settings.problems == () and not path.exists()
    assert all(settings[setting.key] == setting.default for setting in TABLE)


def test_every_setting_belongs_to_a_section_and_its_default_does():
    assert len(BY_KEY) == len(TABLE)
    for setting in TABLE:
        assert setting.section in SECTIONS and setting.problem(setting.default) == ""


@pytest.mark.parametrize("language", locales.LANGUAGES)
def test_a_new_file_explains_every_setting_and_reads_back_as_it_was(path, language):
    locales.use(language)
    settings = read_settings(path)
    settings.change("clock.member_minutes", 7)
    settings.keep("clock.member_minutes")
    text = path.read_text("utf-8")
    for setting in IN_FILE:
        assert "# " + "\n# ".join(explained(setting)) + f"\n{setting.name} = " in text
    again = read_settings(path)
    assert again.problems == ()
    assert {s.key: again[s.key] for s in IN_FILE} == {s.key: settings[s.key] for s in IN_FILE}
    assert path.stat().st_mode & 0o777 == 0o600


def values_of(setting: Setting) -> st.SearchStrategy:
    if setting.choices:
        return st.sampled_from([value for value, _title in setting.choices])
    words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    kinds = {
        bool: st.booleans(),
        int: st.integers(setting.least, setting.most),
        str: words,
        tuple: st.lists(words, max_size=3).map(tuple),
    }
    return kinds[type(setting.default)]


@given(st.fixed_dictionaries({setting.key: values_of(setting) for setting in IN_FILE}))
def test_whatever_does_is_read_back(tmp_path_factory, values):
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    settings = Settings(path, values)
    settings.keep(*values)
    again = read_settings(path)
    assert again.problems == ()
    assert {key: again[key] for key in values} == values


OWN = """\
# 会议室那台机器用的设置
[screen]
theme = "light"   # 投影仪白天看得清
# 以后再说
language = "en"

[own]
note = 1
"""


def test_what_the_owner_wrote_stays_when_the_program_writes(path):
    settings = written(path, OWN)
    settings.change("screen.theme", "dark")
    settings.change("clock.leader_minutes", 10)
    settings.keep("screen.theme", "clock.leader_minutes")
    text = path.read_text("utf-8")
    for line in OWN.replace('"light"', '"dark"').splitlines():
        assert line in text.splitlines()
    assert tomllib.loads(text)["clock"] == {"leader_minutes": 10}


def test_what_was_written_by_hand_meanwhile_is_not_undone(path):
    settings = written(path, OWN)
    path.write_text(OWN.replace('"en"', '"zh"'), "utf-8")
    settings.change("screen.bell", True)
    settings.keep("screen.bell")
    assert read_settings(path).text("screen.language") == "zh"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('[screen]\ntheme = "pink"', "Theme (screen.theme): one of dark, light is needed, not pink."),
        ("[screen]\nbell = 1", "Bell (screen.bell): true or false is needed, not 1."),
        ("[screen]\ntheme = 3", "a text in quotes is needed, not 3"),
        ('[clock]\nleader_minutes = "8"', "a whole number is needed, not 8"),
        ("[clock]\nleader_minutes = true", "a whole number is needed, not True"),
        ("[clock]\nleader_minutes = 0", "a number from 1 to 120 is needed, not 0"),
        ("[clock]\nleader_minutes = 8.5", "a whole number is needed, not 8.5"),
        ('[meeting]\nseasonal = "x"', "a list of texts in quotes is needed, not x"),
        ("[meeting]\nseasonal = [1]", "a list of texts in quotes is needed"),
        ("[screen]\ncolour = 1", "There is no setting screen.colour."),
        ("screen = 1", "There is no setting screen."),
        ('[branch]\nname = "x"', "There is no setting branch.name."),
    ],
)
def test_what_does_not_do_is_one_sentence_and_the_default_counts(path, line, told):
    settings = written(path, line)
    (problem,) = settings.problems
    assert problem.startswith("settings.toml: ") and told in problem and "\n" not in problem
    assert all(settings[setting.key] == setting.default for setting in IN_FILE)
    assert path.read_text("utf-8") == line


@pytest.mark.parametrize(
    "data", [b"[screen", b"\xff\xfe\x00", "[screen]\n# 设置".encode("gbk"), b"a = 1\na = 2"]
)
def test_a_file_that_cannot_be_understood_is_said_and_never_written_over(path, data):
    path.parent.mkdir()
    path.write_bytes(data)
    settings = read_settings(path)
    (problem,) = settings.problems
    assert "cannot be read" in problem and "\n" not in problem
    settings.change("screen.bell", True)
    with pytest.raises(Refused, match="stays as it is"):
        settings.keep("screen.bell")
    assert settings.on("screen.bell") and path.read_bytes() == data


def test_a_section_that_is_none_is_left_alone(path):
    settings = written(path, "screen = 1\n")
    settings.change("screen.bell", True)
    with pytest.raises(Refused, match="stays as it is"):
        settings.keep("screen.bell")
    assert path.read_text("utf-8") == "screen = 1\n"


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "config").write_text("a file")
    settings = Settings(tmp_path / "config" / "settings.toml")
    with pytest.raises(Refused, match="cannot be written"):
        settings.keep("screen.bell")


def test_a_change_that_does_not_do_leaves_the_old_value():
    settings = Settings(values={"clock.leader_minutes": 9})
    with pytest.raises(Refused, match="from 1 to 120"):
        settings.change("clock.leader_minutes", 500)
    assert settings.number("clock.leader_minutes") == 9
