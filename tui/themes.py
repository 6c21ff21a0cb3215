"""Our own themes: high contrast, dark for a lit screen and light for a projector in daylight."""

from __future__ import annotations

from textual.theme import Theme


def _scrollbars(bar: str, groove: str) -> dict[str, str]:
    """A scrollbar as plain to see as text."""
    moods = ("", "-hover", "-active")
    bars = {f"scrollbar{mood}": bar for mood in moods}
    return bars | {f"scrollbar-background{mood}": groove for mood in moods}


DARK = Theme(
    name="shaitai-dark",
    primary="#8fc7ff",
    secondary="#c9d6e8",
    accent="#ffd27a",
    foreground="#f4f4f4",
    background="#101418",
    surface="#181d23",
    panel="#1e242b",
    success="#8fe3a0",
    warning="#ffd27a",
    error="#ff9d94",
    dark=True,
    variables={
        "warning-muted": "#3a2c00",
        "error-muted": "#4a1210",
        "text-warning": "#ffe2a8",
        "text-error": "#ffd4cf",
        **_scrollbars("#8fc7ff", "#181d23"),
    },
)
LIGHT = Theme(
    name="shaitai-light",
    primary="#06307a",
    secondary="#2c3e50",
    accent="#6b3f00",
    foreground="#111111",
    background="#ffffff",
    surface="#f6f6f4",
    panel="#e6e8ea",
    success="#0b5a20",
    warning="#6b3f00",
    error="#8c0f0f",
    dark=False,
    variables={
        "warning-muted": "#fff0c2",
        "error-muted": "#ffe0dc",
        "text-warning": "#4a2b00",
        "text-error": "#4a0505",
        **_scrollbars("#06307a", "#f6f6f4"),
    },
)
THEMES = (DARK, LIGHT)
