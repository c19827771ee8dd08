"""Something a person must act on: how it opens, who is told, and how it comes to rest.

An open escalation always has a next deadline or a coordinator holding it. Nobody took it: it is
paged again. The one who took it fell silent: the hold lapses and it is open again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.policy import Policy


class EscalationKind(StrEnum):
    """Why a person is needed; each kind asks for its own action."""

    DANGER = "danger"
    DURESS = "duress"  # their safe word: somebody may be standing behind them
    PERSON_NOW = "person_now"
    HELP = "help"
    NOT_OK = "not_ok"
    CALL_ME = "call_me"
    SILENCE = "silence"
    UNREACHABLE = "unreachable"
    UNCLEAR = "unclear"
    VOICEMAIL = "voicemail"  # words left in a call, for a person to hear
    WRONG_NUMBER = "wrong_number"
    STOP = "stop"  # a stop that a person must look at
    DATA = "data"
    FORGET = "forget"


class Level(StrEnum):
    """How urgent. Red: danger now. Amber: a person today, soon. Yellow: the same working day."""

    RED = "red"
    AMBER = "amber"
    YELLOW = "yellow"

    @property
    def rank(self) -> int:
        """Order on the list: the lowest comes first."""
        return {"red": 0, "amber": 1, "yellow": 2}[self.value]


LEVELS = {  # R98, R36, R145; all others are yellow: silence is the same task as "not OK" (R113)
    EscalationKind.DANGER: Level.RED,
    EscalationKind.DURESS: Level.RED,
    EscalationKind.PERSON_NOW: Level.AMBER,
    EscalationKind.HELP: Level.AMBER,
}


class EscalationState(StrEnum):
    """Where it stands."""

    OPEN = "open"
    TAKEN = "taken"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Raised:
    """An escalation to open, or to join to the one of its kind already open for the member."""

    kind: EscalationKind
    member_id: int | None  # None for a number that no member has: then its line says whose
    check_in_id: int | None = None
    level: Level | None = None  # None: that of its kind (R98)
    line_id: int | None = None
    joins: frozenset[EscalationKind] = frozenset()  # of these one opened just now says it already

    @property
    def urgency(self) -> Level:
        """How urgent it is."""
        return self.level or LEVELS.get(self.kind, Level.YELLOW)


@dataclass(frozen=True, slots=True)
class Escalation:
    """One escalation. `act_after` is None only once it is resolved."""

    id: int
    member_id: int | None
    kind: EscalationKind
    level: Level
    state: EscalationState
    opened_at: datetime
    act_after: datetime | None
    taken_by: int | None = None  # a coordinator's id
    line_id: int | None = None  # of a number that no member has


@dataclass(frozen=True, slots=True)
class OnCall:
    """A coordinator who can be paged now, and the line to do it on."""

    coordinator_id: int
    line_id: int


class Refused(Exception):
    """The act does not fit the state; the message key says why, in the page's catalog."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def pages(
    escalation_id: int, kind: EscalationKind, on_call: Iterable[OnCall], now: datetime
) -> tuple[Outgoing, ...]:
    """A page by text to every phone on call. It names no member (R83): the page shows who."""
    return tuple(
        Outgoing(
            kind=Kind.PAGE,
            subject=Subject(line_id=line_id, escalation_id=escalation_id),
            wording=f"page.{kind.value}",
            not_before=now,
            not_after=None,
        )
        for line_id in dict.fromkeys(person.line_id for person in on_call)
    )


def deadline_passed(escalation: Escalation, now: datetime, policy: Policy) -> Escalation:
    """What becomes of an escalation at its deadline: a lapsed hold opens it again.

    Either way it must be paged again, and gets its next deadline.
    """
    return replace(
        escalation,
        state=EscalationState.OPEN,
        taken_by=None,
        act_after=now + policy.page_again,
    )


def take(escalation: Escalation, coordinator_id: int, now: datetime, policy: Policy) -> Escalation:
    """The escalation held by this coordinator; taking one's own again renews the hold.

    Raises `Refused` when someone else holds it or it is resolved.
    """
    if escalation.state is EscalationState.RESOLVED:
        raise Refused("refused.already_resolved")
    if escalation.state is EscalationState.TAKEN and escalation.taken_by != coordinator_id:
        raise Refused("refused.already_taken")
    return replace(
        escalation,
        state=EscalationState.TAKEN,
        taken_by=coordinator_id,
        act_after=now + policy.hold,
    )


def resolve(escalation: Escalation, coordinator_id: int, note: str) -> Escalation:
    """The escalation resolved by the one who holds it, with a note of what was done.

    Raises `Refused` without a note, or unless this coordinator has taken it.
    """
    if escalation.state is EscalationState.RESOLVED:
        raise Refused("refused.already_resolved")
    if escalation.state is not EscalationState.TAKEN or escalation.taken_by != coordinator_id:
        raise Refused("refused.take_it_first")
    if not note.strip():
        raise Refused("refused.note_missing")
    return replace(escalation, state=EscalationState.RESOLVED, act_after=None)
