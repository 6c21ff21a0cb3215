"""Rows of text that change without a new layout: what does not change is not painted again."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from meeting.text import fit, wrap


class Row(Widget):
    """One row, cut with … where it is longer than the screen."""

    DEFAULT_CSS = "Row { height: 1; width: 100%; }"

    def __init__(self, text: str = "", *, style: str = "", id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self.text, self._style = text, style

    def show(self, text: str, style: str = "") -> None:
        """Show `text`; painting happens only where it differs."""
        if (text, style) != (self.text, self._style):
            self.text, self._style = text, style
            self.refresh()

    def render(self) -> Content:
        return Content.styled(fit(self.text, self.size.width), self._style)


class Notice(Widget):
    """What stands at the foot of a screen, and one sentence that comes and goes.

    With two rows a short sentence stands under the standing words; a long one takes both rows, so that no
    reason is cut and nothing above it moves.
    """

    DEFAULT_CSS = "Notice { height: 1; width: 100%; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__(id="notice")
        self.text = ""
        self.standing = ""
        self._alarm = False

    def show(self, text: str, alarm: bool = False) -> None:
        """Show one sentence; an alarm stands out by shape as well as by colour."""
        if (text, alarm) != (self.text, self._alarm):
            self.text, self._alarm = text, alarm
            self.refresh()

    def end_alarm(self) -> None:
        """Take an alarm back; any other sentence stays."""
        if self._alarm:
            self.show("")

    def stand(self, text: str) -> None:
        """Show `text` wherever no sentence needs the room."""
        if text != self.standing:
            self.standing = text
            self.refresh()

    def render(self) -> Content:
        wide, room = self.size.width, self.size.height
        said = wrap(self.text, max(8, wide)) if self.text else []
        if len(said) > room:
            said = [*said[: room - 1], fit("".join(said[room - 1 :]), wide - 1)] if room else []
        style = "bold reverse" if self._alarm else ""
        rows = [Content.styled(row, style) for row in said]
        if len(rows) < room and self.standing:
            rows.insert(0, Content(fit(self.standing, wide)))
        return Content("\n").join(rows)


class Prose(Widget):
    """A few sentences, wrapped between Han characters at the width there is."""

    DEFAULT_CSS = "Prose { height: auto; width: 100%; }"

    def __init__(self, text: str, *, style: str = "", id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._text, self._style = text, style

    def update(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.refresh(layout=True)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return len(self._rows(width))

    def render(self) -> Content:
        return Content("\n").join(Content.styled(row, self._style) for row in self._rows(self.size.width))

    def _rows(self, width: int) -> list[str]:
        return [row for line in self._text.split("\n") for row in wrap(line, max(8, width))]
