"""The lexicon: which words the ear listens for, why, and what the chair might ask instead.

It is data (`lexicon.toml`), so that a branch can add, remove and allow-list without touching code.
"""

from __future__ import annotations

import marshal
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pkgutil import get_data
from typing import Any, Final

from locales import _
from meeting.language.clauses import Line, even
from meeting.language.cues import Cue, Place, parse_cue
from meeting.language.kinds import Category
from meeting.language.listening import Heard, Listening, Rule

FORMAT: Final = 1
"""The version of the file format; a file of a newer one is refused."""

_CATEGORIES: Final = tuple(Category)
_ROLES: Final = ("words", *_CATEGORIES)
_TEXTS: Final = ("why_zh", "why_en")
_QUESTIONS: Final = ("ask_zh", "ask_en")


class LexiconError(ValueError):
    """A lexicon file that cannot be used: the line (1 if unknown) and the reason in plain words."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(_("line {number}: {reason}").format(number=line, reason=reason))
        self.line = line
        self.reason = reason


def wrong(text: str, word: str, reason: str, **named: object) -> LexiconError:
    """What is wrong with the file `text`, in the line that holds `word`; `named` fills in the reason."""
    return LexiconError(line_of(text, word), reason.format(**named))


@dataclass(frozen=True, slots=True)
class Question:
    """The reason a category as a whole gives, and the neutral question offered to the chair."""

    why_zh: str
    why_en: str
    ask_zh: str
    ask_en: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A lexicon ready for listening. Build it with `parse`, or take the `shipped` one."""

    language: str
    rules: tuple[Rule, ...]
    questions: Mapping[Category, Question]
    words: Mapping[str, frozenset[str]]
    listening: Listening
    learned: bool = False
    """Were the weights learned with this lexicon?"""
    added: tuple[Rule, ...] = ()
    """A branch's own cues: each raises its category wherever it is heard."""
    listening_too: Listening | None = None
    """Listens for those."""
    removed: Mapping[Category, frozenset[str]] = field(default_factory=dict)
    """Cues that a branch has struck out: words that a finding may not stand on."""
    allowed: frozenset[str] = frozenset()
    """A branch's words that are passed over."""
    _named: Mapping[str, Rule] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_named", {rule.id: rule for rule in self.rules})

    @classmethod
    def parse(cls, text: str) -> Lexicon:
        """Read a lexicon file's text; a LexiconError says what is wrong and where."""
        data = toml(text)
        words = {
            name: frozenset(words_of(text, name, value)) for name, value in data.get("words", {}).items()
        }
        rules: list[Rule] = []
        questions: dict[Category, Question] = {}
        for key, table in data.items():
            if key in ("format", "language", "words"):
                continue
            if key not in _ROLES or not isinstance(table, dict):
                raise wrong(text, key, _("there is no category [{name}]"), name=key)
            category = Category(key)
            questions[category] = Question(
                *(_text(text, key, table, name) for name in (*_TEXTS, *_QUESTIONS))
            )
            for name, rule in table.items():
                if isinstance(rule, dict):
                    rules.append(_rule(text, category, f"{key}.{name}", rule, words))
                elif name not in (*_TEXTS, *_QUESTIONS):
                    raise wrong(text, name, _("there is no setting {setting}"), setting=name)
        return cls.of(str(data.get("language", "zh")), tuple(rules), questions, words)

    @classmethod
    def of(
        cls,
        language: str,
        rules: tuple[Rule, ...],
        questions: Mapping[Category, Question],
        words: Mapping[str, frozenset[str]],
    ) -> Lexicon:
        """A lexicon of these parts, ready for listening."""
        return cls(language, rules, questions, words, Listening.of(words, rules))

    def with_added(self, rules: tuple[Rule, ...]) -> Lexicon:
        """The lexicon with a branch's own cues; a ValueError names one that cannot be read."""
        return replace(self, added=rules, listening_too=Listening.of(self.words, rules) if rules else None)

    def hear(self, line: Line) -> Heard:
        """Find every word class and every rule in `line`."""
        return self.listening.hear(line)

    def hear_added(self, line: Line) -> Mapping[str, list[Place]]:
        """Find the branch's own cues in `line`, by rule."""
        return self.listening_too.hear(line).rules if self.listening_too else {}

    def why(self, rule: str, language: str) -> str:
        """Why `rule` raises a finding, in "zh" or "en": its own reason, else its category's, else empty."""
        told: Rule | Question | None = self._named.get(rule)
        category = rule.partition(".")[0]
        if told is None and category in _CATEGORIES:
            told = self.questions.get(Category(category))
        if told is None:
            return ""
        return told.why_en if language == "en" else told.why_zh

    def packed(self) -> bytes:
        """The lexicon as a file that is read at once, without being parsed."""
        plain: Any = [
            (rule.id, str(rule.category), rule.why_zh, rule.why_en, rule.cues, rule.guards)
            for rule in self.rules
        ]
        questions = {
            str(kind): (each.why_zh, each.why_en, each.ask_zh, each.ask_en)
            for kind, each in self.questions.items()
        }
        words: Any = {name: frozenset(listed) for name, listed in self.words.items()}
        return marshal.dumps((self.language, plain, questions, words, self.listening.packed()), 4)

    @classmethod
    def unpacked(cls, data: bytes) -> Lexicon:
        """What was packed; only for files that come with the program."""
        language, plain, questions, words, listening = marshal.loads(data)
        return cls(
            language,
            tuple(Rule(name, Category(kind), *rest) for name, kind, *rest in plain),
            {Category(kind): Question(*texts) for kind, texts in questions.items()},
            words,
            Listening.unpacked(*listening),
        )


@cache
def shipped(language: str = "zh") -> Lexicon:
    """The lexicon that comes with the program, in "zh" or "en"; any other language is a KeyError.

    The weights were learned with the Chinese one, which is packed as it was then.
    """
    name = {"zh": "lexicon.bin", "en": "lexicon_en.toml"}[language]
    # In a third of the time that importlib.resources takes when it is first asked.
    data = get_data(__package__, name) or b""
    if language == "zh":
        return replace(Lexicon.unpacked(data), learned=True)
    return Lexicon.parse(data.decode())


def toml(text: str) -> dict[str, Any]:
    """A lexicon file as a table, its format looked at; a LexiconError if it cannot be read."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = int(at.group(1)) if at else text.count("\n") + 1
        raise LexiconError(line, str(error)) from error
    version = data.get("format")
    if not isinstance(version, int) or version < 1:
        raise wrong(text, "format", _("the file does not say its format (format = 1)"))
    if version > FORMAT:
        raise LexiconError(
            line_of(text, "format"),
            _("format {number} is newer than this program reads; please update").format(number=version),
        )
    if not isinstance(data.get("words", {}), dict):
        raise wrong(text, "words", _("[{name}] must be a table"), name="words")
    return data


def _rule(
    text: str, category: Category, name: str, table: dict[str, Any], words: Mapping[str, object]
) -> Rule:
    unknown = set(table) - {*_TEXTS, "cues", "guards"}
    if unknown:
        raise wrong(text, min(unknown), _("there is no setting {setting}"), setting=min(unknown))
    return Rule(
        name,
        category,
        _text(text, name, table, "why_zh"),
        _text(text, name, table, "why_en"),
        tuple(cue.text for cue in cues(text, name, table.get("cues"), words)),
        tuple(cue.text for cue in cues(text, name, table.get("guards", ""), words)),
    )


def cues(text: str, name: str, value: object, words: Mapping[str, object]) -> tuple[Cue, ...]:
    """The cues of a setting; a LexiconError for one that cannot be read."""
    found: list[Cue] = []
    for word in words_of(text, name, value):
        try:
            found.append(parse_cue(word, words))
        except ValueError as error:
            raise LexiconError(line_of(text, word), str(error)) from error
    return tuple(found)


def words_of(text: str, name: str, value: object) -> list[str]:
    """The words of a setting: one string parted by blanks, `_` standing for a blank inside a word."""
    if not isinstance(value, str):
        raise wrong(text, name, _("[{name}] needs its words as one string"), name=name)
    words = even(value).split()
    return [word.replace("_", " ") for word in words] if "_" in value else words


def _text(text: str, name: str, table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise wrong(text, name, _("[{name}] needs {setting}"), name=name, setting=key)
    return value


def line_of(text: str, word: str) -> int:
    """The number of the first line that holds `word`; 1 if none does."""
    for number, line in enumerate(text.splitlines(), 1):
        if word in line:
            return number
    return 1
