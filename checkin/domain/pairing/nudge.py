"""A request to one member to reach another: asked, taken, done, or passed on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NudgeKind(StrEnum):
    """Why somebody is asked to get in touch."""

    CADENCE = "cadence"  # it is their turn to check in on the other
    SILENCE = "silence"  # the other does not answer the service
    NOT_OK = "not_ok"  # the other has said that they are not ok
    IDLE = "idle"  # the two have not been in touch for a while (R132)
    REVIEW = "review"  # do they want to go on? (R128)


# Those that are about a member who is in need now.
CONCERNS = frozenset({NudgeKind.SILENCE, NudgeKind.NOT_OK})


class NudgeState(StrEnum):
    """What became of it. The last four are final."""

    DUE = "due"  # planned, not sent yet
    ASKED = "asked"
    TAKEN = "taken"
    DONE = "done"  # they were in touch
    NOT_DONE = "not_done"  # it did not happen
    PASSED = "passed"  # somebody else is asked
    EXPIRED = "expired"  # nobody said anything in time


@dataclass(frozen=True, slots=True)
class Nudge:
    """One request: `buddy_id` is asked to reach `member_id`.

    `prompt` is the number of the tip that came with it; `check_in_id` is what it is about, if the
    member is silent or not ok; `passed` counts how often it was passed on before it came here.
    """

    id: int
    pairing_id: int
    kind: NudgeKind
    buddy_id: int
    member_id: int
    state: NudgeState
    due_at: datetime
    act_after: datetime | None = None
    prompt: int = 0
    check_in_id: int | None = None
    passed: int = 0
    how_it_went: str = ""  # good, hard or worried; asked: they were in touch; empty: not said
