"""What a check has found, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it stands: wrong is trouble for somebody now, a warning is trouble to come."""

    WRONG = "wrong"
    WARNING = "warning"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Remark:
    """One line: what was looked at, how it stands, what was seen, and what to do."""

    subject: str
    state: State
    seen: str
    do: str = ""


def ok(subject: str, seen: str) -> Remark:
    """All is well with it."""
    return Remark(subject, State.OK, seen)


def warning(subject: str, seen: str, do: str) -> Remark:
    """Nobody is in trouble yet."""
    return Remark(subject, State.WARNING, seen, do)


def wrong(subject: str, seen: str, do: str) -> Remark:
    """Somebody is in trouble now, or would not be heard."""
    return Remark(subject, State.WRONG, seen, do)


def some(count: int, one: str, many: str = "") -> str:
    """`1 escalation`, `2 escalations`."""
    return f"{count} {one}" if count == 1 else f"{count} {many or one + 's'}"
