"""The user's settings: `settings.toml` over the defaults; the user's own comments stay when it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from locales import _
from meeting.refusal import Refused, not_written

from .atomic import private_folder, write_whole
from .settings_table import BY_KEY, IN_FILE, SECTIONS, Setting, Value

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

NAME: Final = "settings.toml"


class Settings:
    """The settings as they count now. What is changed counts at once; `keep` puts it on disk."""

    def __init__(self, path: Path | None = None, values: Mapping[str, Value] | None = None) -> None:
        """The defaults, but for `values`; without a `path` nothing is ever kept."""
        self.path = path
        self._values: dict[str, Value] = dict(values or {})
        self.problems: tuple[str, ...] = ()
        """What is wrong in the file, a sentence each; the defaults count there."""

    def unkept(self) -> Settings:
        """The same settings; what is changed in them is never kept."""
        return Settings(None, self._values)

    def __getitem__(self, key: str) -> Value:
        return self._values.get(key, BY_KEY[key].default)

    def text(self, key: str) -> str:
        """The value of a setting that is a text."""
        return str(self[key])

    def number(self, key: str) -> int:
        """The value of a setting that is a number."""
        value = self[key]
        return value if isinstance(value, int) else 0

    def on(self, key: str) -> bool:
        """Is a setting on that is on or off?"""
        return self[key] is True

    def texts(self, key: str) -> tuple[str, ...]:
        """The value of a setting that is a list."""
        value = self[key]
        return value if isinstance(value, tuple) else ()

    def file(self, key: str) -> Path | None:
        """The path that a setting names; None where it is empty."""
        return Path(self.text(key)).expanduser() if self.text(key) else None

    def change(self, key: str, value: Value) -> None:
        """From now on `key` has `value`; Refused where it does not do."""
        if problem := BY_KEY[key].problem(value):
            raise Refused(problem)
        self._values[key] = value

    def keep(self, *keys: str) -> None:
        """Put these settings into the file; all else in it stays as it stands, comments included.

        Refused where the file cannot be read or written; it is left as it was then.
        """
        if self.path is None:
            return
        from tomlkit import dumps
        from tomlkit.exceptions import TOMLKitError

        try:
            document = _document(self.path)
            for key in keys:
                _put(document, BY_KEY[key], self[key])
            private_folder(self.path.parent)
            write_whole(self.path, dumps(document).encode("utf-8"))
        except (ValueError, TypeError, TOMLKitError) as error:
            raise Refused(
                _("{path} cannot be understood and stays as it is: mend it first ({error}).").format(
                    path=self.path, error=_first_line(error)
                )
            ) from error
        except OSError as error:
            raise not_written(self.path, error) from error


def read_settings(path: Path) -> Settings:
    """The settings in `path`; what does not do there is in `problems`, and its default counts."""
    settings = Settings(path)
    if not path.is_file():
        return settings
    import tomllib

    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        told = _("{path} cannot be read, the defaults count: {error}.")
        settings.problems = (told.format(path=path, error=_first_line(error)),)
        return settings
    problems = []
    for key, value in _flat(data):
        setting = BY_KEY.get(key)
        if setting is None or setting.of_branch:
            problems.append(_("There is no setting {key}.").format(key=key))
        elif problem := setting.problem(value):
            problems.append(problem)
        else:
            settings.change(key, tuple(value) if isinstance(value, list) else value)
    told = _("{file}: {problem}")
    settings.problems = tuple(told.format(file=path.name, problem=problem) for problem in problems)
    return settings


def _flat(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for section, values in data.items():
        if isinstance(values, dict):
            yield from ((f"{section}.{name}", value) for name, value in values.items())
        else:
            yield section, values


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _document(path: Path) -> TOMLDocument:
    """The file as it stands, or a new one with every setting at its default, explained."""
    from tomlkit import comment, document, parse

    if path.exists():
        return parse(path.read_text("utf-8-sig"))
    new = document()
    new.add(comment(_("Settings of Shaitai. Your own comments stay when the program writes this file.")))
    for setting in IN_FILE:
        _put(new, setting, setting.default)
    return new


def _put(document: TOMLDocument, setting: Setting, value: Value) -> None:
    """Give a setting its value; where the file has it not yet, it comes with its explanation."""
    from tomlkit import comment, nl, table

    plain = list(value) if isinstance(value, tuple) else value
    if setting.section not in document:
        document.add(nl())
        section = table()
        section.comment(_(SECTIONS[setting.section]))
        document.add(setting.section, section)
    section = document[setting.section]
    if setting.name not in section:
        for line in explained(setting):
            section.add(comment(line))
    section[setting.name] = plain


def explained(setting: Setting) -> list[str]:
    """What a file says of a setting: its title and help, and which values do."""
    rows = [_("{title}: {help}").format(title=_(setting.title), help=_(setting.help))]
    if setting.choices:
        told = ", ".join(f'"{value}" {_(title)}' for value, title in setting.choices)
        rows.append(_("One of: {choices}").format(choices=told))
    elif setting.most:
        rows.append(_("From {least} to {most}").format(least=setting.least, most=setting.most))
    return rows
