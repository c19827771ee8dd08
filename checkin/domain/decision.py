"""What a rule returns: what changes, what must be sent, and what is said to the one waiting.

A decision is data. Applying it is the shell's work, in one transaction: every change of state is
conditional on the state the rule saw, and what must be sent becomes an outbox row in the same
commit.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checkin.domain.check_in import CheckIn
from checkin.domain.consent import ConsentEvent
from checkin.domain.escalation import Escalation, Raised
from checkin.domain.member import Channel, MemberState
from checkin.domain.outgoing import Outgoing


@dataclass(frozen=True, slots=True)
class Say:
    """One sentence of the catalogs by its key, with the values it needs."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


class Listen(StrEnum):
    """What a call does after it has spoken."""

    KEY = "key"  # waits for one key, and may be interrupted by it
    GOODBYE = "goodbye"  # hangs up


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said in the answer to the carrier's own request, in the member's language.

    For a text `listen` means nothing. `say` empty in a call hangs up without a word.
    """

    say: tuple[Say, ...]
    language: str
    member_id: int | None = None
    listen: Listen = Listen.GOODBYE


@dataclass(frozen=True, slots=True)
class CheckInChanged:
    """A check-in moved on; holds only if it is still as `before` says."""

    before: CheckIn
    after: CheckIn


@dataclass(frozen=True, slots=True)
class MemberChanged:
    """A member's state, channel or next slot changed. None leaves a value as it is."""

    member_id: int
    state: MemberState | None = None
    channel: Channel | None = None
    next_due_at: datetime | None = None
    unplanned: bool = False  # no slot is planned any more


@dataclass(frozen=True, slots=True)
class LineChanged:
    """What we remember of a line's conversation. None leaves a value as it is."""

    line_id: int
    stopped: bool | None = None
    misunderstood: int | None = None


@dataclass(frozen=True, slots=True)
class EscalationChanged:
    """An escalation moved on; holds only if it is still as `before` says."""

    before: Escalation
    after: Escalation
    what: str  # the last part of a key of the page's catalog
    note: str = ""
    coordinator_id: int | None = None


@dataclass(frozen=True, slots=True)
class EscalationNoted:
    """Something to write into the timeline of a member's unresolved escalations."""

    member_id: int
    what: str  # the last part of a key of the page's catalog


Change = (
    CheckInChanged
    | MemberChanged
    | LineChanged
    | EscalationChanged
    | EscalationNoted
    | ConsentEvent
    | Raised
)


@dataclass(frozen=True, slots=True)
class Decision:
    """The whole outcome of a rule. Empty means: nothing changes and nothing is said."""

    changes: tuple[Change, ...] = ()
    send: tuple[Outgoing, ...] = ()
    reply: Reply | None = None
    member_id: int | None = None  # whom the message or call turned out to be about
