"""Every setting, in one table: screen, file with comments, checks and the README's list come of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from locales import N_, _

Value = bool | int | str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing that can be set. Its type is that of `default`."""

    key: str
    """`section.name`, as it stands in settings.toml; `branch.…` is kept with the branch instead."""
    title: str
    """A few words (a message id)."""
    help: str
    """What it does, and since when it counts (a message id)."""
    default: Value = ""
    choices: tuple[tuple[str, str], ...] = ()
    """The values that do, each with its title (a message id); empty where any will do."""
    least: int = 0
    most: int = 0
    """The bounds of a number, both included."""
    is_path: bool = False
    """Does it name a file or a folder, which is looked at before it is taken?"""

    @property
    def section(self) -> str:
        """The table of settings.toml in which it stands."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """Its name within the section."""
        return self.key.partition(".")[2]

    @property
    def of_branch(self) -> bool:
        """Is it kept with the branch, in the archive, and not with this user?"""
        return self.section == "branch"

    def problem(self, value: object) -> str:
        """Why `value` does not do, in one sentence; empty where it does."""
        if isinstance(value, list):
            value = tuple(value)
        told = ""
        if type(value) is not type(self.default):
            told = _(_NEEDED[type(self.default)])
        elif isinstance(value, tuple) and not all(isinstance(part, str) for part in value):
            told = _(_NEEDED[tuple])
        elif self.choices and value not in dict(self.choices):
            told = _("one of {choices} is needed").format(choices=", ".join(dict(self.choices)))
        elif self.most and not (isinstance(value, int) and self.least <= value <= self.most):
            told = _("a number from {least} to {most} is needed").format(least=self.least, most=self.most)
        if not told:
            return ""
        sentence = _("{title} ({key}): {problem}, not {value}.")
        return sentence.format(title=_(self.title), key=self.key, problem=told, value=value)

    def shown(self, value: Value) -> str:
        """`value` as people read it."""
        if isinstance(value, bool):
            return _("on") if value else _("off")
        if self.choices:
            return _(dict(self.choices)[str(value)])
        if isinstance(value, tuple):
            return _("; ").join(value) or "—"
        return str(value) if value != "" else "—"


_NEEDED: Final = {
    bool: N_("true or false is needed"),
    int: N_("a whole number is needed"),
    str: N_("a text in quotes is needed"),
    tuple: N_("a list of texts in quotes is needed"),
}

SECTIONS: Final = {
    "screen": N_("Screen"),
    "clock": N_("Clock"),
    "meeting": N_("Meeting"),
    "paper": N_("Paper"),
    "files": N_("Files and folders"),
    "branch": N_("Branch (kept in the archive, with the roster)"),
}
"""The sections in the order of the screen and the file."""

TABLE: Final = (
    Setting(
        key="screen.language",
        title=N_("Language of the screen"),
        help=N_("The record's own language is the branch's. Counts at once."),
        default="auto",
        choices=(("auto", N_("as the system has it")), ("zh", "中文"), ("en", "English")),
    ),
    Setting(
        key="screen.theme",
        title=N_("Theme"),
        help=N_("Dark for a lit screen, light for a projector in daylight. Counts at once."),
        default="dark",
        choices=(("dark", N_("dark")), ("light", N_("light"))),
    ),
    Setting(
        key="screen.ascii",
        title=N_("ASCII only"),
        help=N_("For terminals that draw borders a cell too wide. Counts at once."),
        default=False,
    ),
    Setting(
        key="screen.bell",
        title=N_("Bell"),
        help=N_("One ring when the warning begins, three when the time is over. Counts at once."),
        default=False,
    ),
    Setting(
        key="clock.leader_minutes",
        title=N_("Minutes for a leader"),
        help=N_("Counts from the next meeting that is prepared."),
        default=8,
        least=1,
        most=120,
    ),
    Setting(
        key="clock.member_minutes",
        title=N_("Minutes for a member"),
        help=N_("Counts from the next meeting that is prepared."),
        default=5,
        least=1,
        most=120,
    ),
    Setting(
        key="clock.question_minutes",
        title=N_("Minutes for questions"),
        help=N_("For each speaker. Counts from the next meeting that is prepared."),
        default=3,
        least=1,
        most=120,
    ),
    Setting(
        key="clock.warning_seconds",
        title=N_("Warning, seconds before the end"),
        help=N_("Counts from the next meeting that is prepared."),
        default=60,
        least=1,
        most=600,
    ),
    Setting(
        key="meeting.seasonal",
        title=N_("Topics of the month"),
        help=N_("Offered in place of the month's own when a meeting is prepared; none: the month's own."),
        default=(),
    ),
    Setting(
        key="paper.template",
        title=N_("Letterhead"),
        help=N_("The branch's own Word file on which the minutes are written; empty: none."),
        is_path=True,
    ),
    Setting(
        key="paper.page",
        title=N_("House style and fonts"),
        help=N_("A page file (TOML) with other fonts, sizes or margins; empty: GB/T 9704."),
        is_path=True,
    ),
    Setting(
        key="paper.retention",
        title=N_("Note on keeping"),
        help=N_("Said whenever a paper has been written, such as where it is filed and for how long."),
    ),
    Setting(
        key="files.exports",
        title=N_("Folder for written files"),
        help=N_("Empty: the folder from which the program was started."),
        is_path=True,
    ),
    Setting(
        key="files.archive",
        title=N_("Archive folder"),
        help=N_("Counts from the next start; `--archive` goes before it. Empty: the user's data folder."),
        is_path=True,
    ),
    Setting(
        key="files.keys",
        title=N_("File with your own keys"),
        help=N_(
            "Empty: keys.toml in the archive folder, else beside settings.toml. Counts from the next start."
        ),
        is_path=True,
    ),
    Setting(
        key="branch.name", title=N_("Name of the branch"), help=N_("As it stands at the head of the record.")
    ),
    Setting(
        key="branch.language",
        title=N_("Language of the record"),
        help=N_("Counts from the next meeting that is prepared."),
        default="zh",
        choices=(("zh", "中文"), ("en", "English")),
    ),
    Setting(
        key="branch.checklist",
        title=N_("Standing checklist"),
        help=N_("What every speaker lays open. Counts from the next meeting that is prepared."),
        default=(),
    ),
    Setting(
        key="branch.loudness",
        title=N_("Loudness of flags"),
        help=N_("How readily each kind of flag is raised: off, quiet, normal or keen."),
    ),
    Setting(
        key="branch.allowed", title=N_("Words never flagged"), help=N_("The branch's allow-list."), default=()
    ),
    Setting(
        key="branch.lexicon",
        title=N_("The branch's own words"),
        help=N_("In lexicon.toml in the archive folder, where there is one; read when a meeting is opened."),
    ),
    Setting(
        key="branch.pins",
        title=N_("PINs"),
        help=N_("Set member by member on the roster; who has one signs with it."),
    ),
)
BY_KEY: Final = {setting.key: setting for setting in TABLE}
IN_FILE: Final = tuple(setting for setting in TABLE if not setting.of_branch)
"""Those that stand in settings.toml."""


def markdown_table() -> str:
    """The README's list of all settings, in the interface language."""
    rows = [
        _row(_("Setting"), _("Name in settings.toml"), _("At first"), _("What it does")),
        "|---|---|---|---|",
    ]
    for setting in TABLE:
        first = setting.shown(setting.default)
        name = _("(branch)") if setting.of_branch else f"`{setting.key}`"
        rows.append(_row(_(setting.title), name, first, _(setting.help)))
    return "\n".join(rows) + "\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
