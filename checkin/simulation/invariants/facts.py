"""The facts that an invariant is asked about, read beside the service or known to the people."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A text or call that is about to be handed to the carrier."""

    at: datetime
    outbox_id: int
    kind: str
    wording: str
    by_call: bool
    body: str
    line_id: int
    number: str
    member_id: int | None = None
    check_in_id: int | None = None
    check_in_state: str = ""
    due_at: datetime | None = None
    escalation_id: int | None = None
    escalation_state: str = ""
    not_after: datetime | None = None
    opens: time = time(0)
    closes: time = time(0)
    time_zone: str = "UTC"
    consents: tuple[tuple[str, str], ...] = ()  # purpose and action, oldest first
    wants_none: bool = False  # somebody there said STOP, and was answered
    other_numbers: frozenset[str] = frozenset()  # of everybody else
    accepted: bool = False  # the carrier has taken this very outbox row before
    slot_asked: bool = False  # the carrier has taken a question for this slot before
    late_at_most: timedelta = timedelta(hours=4)  # after this a slot is not asked


@dataclass(frozen=True, slots=True)
class Alarm:
    """A red escalation that is not resolved, and how many pages of it were ever decided."""

    opened_at: datetime
    pages: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A text of somebody's, just answered with 2xx, and what lay in the database then."""

    at: datetime
    body: str
    stored: tuple[str, ...]  # the bodies under its provider id
    reply: str = ""
    first_reply: str | None = None  # what was said to it before, if it is a repeat
    meant: str = ""  # what the person wanted: `stop`, `danger`; empty for everything else
    stopped: bool = False
    standing: int = 0  # purposes that stand, of anybody on the line
    open_check_ins: int = 0
    alarms: tuple[Alarm, ...] = ()
    pages_lately: int = 0  # decided in the last ten minutes, about whatever
    staff: int = 1  # people who can be paged
    other_numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Since:
    """When it is now, and since when clock, queue and carrier have all been well."""

    now: datetime
    well: datetime


@dataclass(frozen=True, slots=True)
class Concern:
    """An escalation that is not resolved."""

    id: int
    level: str
    state: str
    opened_at: datetime
    act_after: datetime | None
    rank: int = 0
    climbs: int = 0
    taken_by: int | None = None
    paged_at: datetime | None = None
    held_before: int | None = None  # by whom when it was last looked at, if it was taken then
    reaches: int = 0  # people who can be paged
    covered: bool = False  # somebody is on call at all times


@dataclass(frozen=True, slots=True)
class Asking:
    """A check-in."""

    id: int
    member_id: int
    state: str
    due_at: datetime
    act_after: datetime | None = None
    closed_at: datetime | None = None
    answer: str = ""
    cadence: str = "weekly"
    reason: str = ""
    contacts: tuple[str, ...] = ()  # the last status of each text and call of it
    arrived: bool = False  # the carrier knows that one of them did, and has told us in time
    said_ok: frozenset[datetime] = frozenset()  # when somebody on its line did say OK
    escalated: bool = False  # an escalation names it


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the outbox."""

    id: int
    kind: str
    state: str
    not_before: datetime
    claimed_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A member as they stand with the service."""

    id: int
    state: str
    days: int  # from one slot to the next
    stopped: bool = False
    next_due_at: datetime | None = None
    paused_until: datetime | None = None
    standing: frozenset[str] = field(default_factory=frozenset)
