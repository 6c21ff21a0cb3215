"""What can be done now in the live room."""

from __future__ import annotations

from typing import Final

from meeting.scripts import script_of
from meeting.session import Session

_FLOOR: Final = frozenset(
    {"next", "late", "pause", "extend", "phase", "end", "start", "skip", "attend", "order", "close"}
)
FOR_THE_ROOM: Final = _FLOOR | {"help", "face", "undo", "redo"}
"""What can be done while the room's face is shown; the rest belongs to the desk."""


def can_now(action: str, session: Session) -> bool:
    """Is there anything for `action` to do? The rules decide in the end; this is what is offered."""
    state, turn = session.state, session.state.turn
    return {
        "tick": bool(state.turns),
        "flags": bool(state.pending_flags),
        "start": turn is None and bool(state.queue),
        "next": turn is not None or bool(state.queue),
        "pause": turn is not None,
        "extend": turn is not None,
        "phase": turn is not None,
        "end": bool(state.turns),
        "close": turn is None,
        "late": turn is not None or bool(state.queue),
        "pressure": turn is not None,
        "undo": bool(session.past),
        "redo": bool(session.future),
        "skip": len(state.queue) > 1,
        "order": bool(state.queue),
        "ear": any(not line.struck for line in state.lines[-20:]),
        "turn": bool(state.turns),
        "script": turn is not None and script_of(turn.member, state) is not None,
        "review": bool(state.carried),
    }.get(action, True)
