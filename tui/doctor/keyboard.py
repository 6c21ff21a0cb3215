"""The way of a character from the input method into the program."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Final

from locales import _

from .finding import Finding

_MODULES: Final = ("XMODIFIERS", "GTK_IM_MODULE", "QT_IM_MODULE")


def keyboard(environment: Mapping[str, str], encoding: str) -> Iterator[Finding]:
    """Look at the encoding and at what is known to swallow or garble what an input method commits."""
    if encoding.lower().replace("-", "").replace("_", "") in ("utf8", "cp65001"):
        yield True, _("the terminal's text is UTF-8")
    else:
        told = _("the terminal's text is {encoding}: set LANG=zh_CN.UTF-8 (on Windows: chcp 65001)")
        yield False, told.format(encoding=encoding)
    yield from _locale(environment)
    if sys.platform.startswith("linux") and (
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    ):
        yield _input_method(environment)
    if environment.get("TEXTUAL_DISABLE_KITTY_KEY") == "0" and sys.platform != "win32":
        told = _("TEXTUAL_DISABLE_KITTY_KEY=0 lets some terminals swallow committed text: take it out")
        yield False, told
    if (kind := environment.get("TERM", "")).startswith("screen") and environment.get("TMUX"):
        told = _('tmux says it is {kind}: put `set -g default-terminal "tmux-256color"` into .tmux.conf')
        yield False, told.format(kind=kind)
    if environment.get("SSH_CONNECTION"):
        yield True, _("over SSH: the input method is that of the machine you sit at")


def _locale(environment: Mapping[str, str]) -> Iterator[Finding]:
    if sys.platform == "win32":
        return
    named = next((environment[n] for n in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(n)), "")
    if "utf-8" in named.lower() or "utf8" in named.lower():
        yield True, _("locale {name}").format(name=named)
    elif named in ("", "C", "POSIX"):
        yield True, _("no locale is set; UTF-8 is used. LANG=zh_CN.UTF-8 would say so to every program")
    else:
        told = _("locale {name} is not UTF-8: set LANG=zh_CN.UTF-8")
        yield False, told.format(name=named)


def _input_method(environment: Mapping[str, str]) -> Finding:
    found = [f"{name}={environment[name]}" for name in _MODULES if environment.get(name)]
    if found or environment.get("WAYLAND_DISPLAY"):
        told = ", ".join(found) or _("by Wayland")
        return True, _("input method: {told}").format(told=told)
    return False, _(
        "no input method is announced: set XMODIFIERS, GTK_IM_MODULE and QT_IM_MODULE (fcitx or ibus) "
        "and log in again"
    )
