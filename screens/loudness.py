"""How readily the flags of each category are raised: two small lists."""

from __future__ import annotations

from typing import Final

from locales import N_, _, current
from meeting.language.kinds import Category, Loudness
from store.branch import Branch
from store.hearing import loudness_of

from .dialogs import Pick

_TITLES: Final = {
    Loudness.OFF: N_("off: never raised"),
    Loudness.QUIET: N_("quiet: only where it is plain"),
    Loudness.NORMAL: N_("normal"),
    Loudness.KEEN: N_("keen: rather once too often"),
}


def loudness_list(branch: Branch) -> Pick[Category]:
    """The categories, each with its loudness in the branch."""
    options = [
        (_("{category}: {loudness}").format(category=kind.called(current()), loudness=_(_TITLES[loud])), kind)
        for kind, loud in loudness_of(branch).items()
    ]
    return Pick(_("Which kind of flag is to be turned?"), options)


def how_loud(category: Category) -> Pick[Loudness]:
    """The choices for one category."""
    options = [(_(told), loudness) for loudness, told in _TITLES.items()]
    return Pick(category.called(current()), options)
