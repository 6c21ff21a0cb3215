"""The fonts in which the paper is set, as this machine has them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

from exports.page import Page
from locales import _

from .finding import Finding


def fonts(page: Page) -> Iterator[Finding]:
    """Look for the fonts of `page` and what may stand in for them; nothing where they cannot be listed."""
    if shutil.which("fc-list") is None:
        return
    try:
        listed = subprocess.run(
            ["fc-list", ":", "family"],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=20,
            check=False,
        ).stdout
    except (OSError, subprocess.TimeoutExpired) as error:
        yield False, _("the fonts cannot be listed: {error}").format(error=error)
        return
    for chain in page.fonts.chains():
        found = next((family for family in chain if family in listed), None)
        if found:
            yield True, _("font {asked}: shown in {found}").format(asked=chain[0], found=found)
        else:
            yield False, _("font {asked}: install it or {others}").format(asked=chain[0], others=chain[-1])
