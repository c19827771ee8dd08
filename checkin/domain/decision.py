"""What a rule returns: what changes, what must be sent, and what is said to the one waiting.

A decision is data. Applying it is the shell's work, in one transaction: every change of state is
conditional on the state the rule saw, and what must be sent becomes an outbox row in the same
commit.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checkin.domain.check_in import CheckIn
from checkin.domain.circle.changes import CircleChange
from checkin.domain.consent import ConsentEvent
from checkin.domain.conversation import Alarm, CalledBack, Pace, Prompt, Speaking
from checkin.domain.escalation import Escalation, Raised
from checkin.domain.member import Channel, Member, MemberState, Rhythm, Window
from checkin.domain.outgoing import Outgoing
from checkin.domain.pairing import PairingChange


@dataclass(frozen=True, slots=True)
class Say:
    """One sentence of the catalogs by its key, with the values it needs.

    `language` only where it is not the reply's own: a list of languages names each in its own.
    """

    key: str
    values: tuple[tuple[str, str], ...] = ()
    language: str = ""


class Listen(StrEnum):
    """What a call does after it has spoken."""

    KEY = "key"  # waits for keys, and may be interrupted by them
    VOICE = "voice"  # records what is said
    BRIDGE = "bridge"  # puts them through to the member that the reply is about
    GOODBYE = "goodbye"  # hangs up
    REJECT = "reject"  # is not taken up at all, and costs the caller nothing


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said in the answer to the carrier's own request, in the member's language.

    For a text only `say` counts. `say` empty in a call hangs up without a word. `prompt` is what
    a call waits to hear, and `keys` how many keys that takes: at most, where `ended_by` ends them.
    """

    say: tuple[Say, ...]
    language: str
    member_id: int | None = None
    listen: Listen = Listen.GOODBYE
    prompt: Prompt | None = None
    keys: int = 1
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class CheckInChanged:
    """A check-in moved on; holds only if it is still as `before` says."""

    before: CheckIn
    after: CheckIn


@dataclass(frozen=True, slots=True)
class MemberChanged:
    """A member's state, how they are asked, or their next slot changed. None leaves it as it is."""

    member_id: int
    state: MemberState | None = None
    channel: Channel | None = None
    language: str | None = None
    next_due_at: datetime | None = None
    unplanned: bool = False  # no slot is planned any more
    paused_until: datetime | None = None  # only with the state `paused`
    time_zone: str | None = None
    rhythm: Rhythm | None = None
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """Somebody new on a line, with what they agreed to. `member.id` means nothing yet."""

    member: Member
    events: tuple[ConsentEvent, ...]
    next_due_at: datetime


@dataclass(frozen=True, slots=True)
class MemberMoved:
    """A member has another number: what waits for them waits there from now on."""

    member_id: int
    line_id: int


@dataclass(frozen=True, slots=True)
class GuardChanged:
    """What protects a member's things: a new PIN or safe word (in clear), or a wrong try."""

    member_id: int
    pin: str | None = None
    safe_word: str | None = None
    tries: int | None = None
    locked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LineChanged:
    """What we remember of a line's conversation. None leaves a value as it is."""

    line_id: int
    stopped: bool | None = None
    wrong: bool | None = None  # it is not our members' number any more
    misunderstood: int | None = None
    language: str | None = None
    prompt: Prompt | None = None
    no_prompt: bool = False  # the open question is settled
    speaking: Speaking | None = None
    pace: Pace | None = None
    called_back: CalledBack | None = None
    alarm: Alarm | None = None


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


@dataclass(frozen=True, slots=True)
class MemberNoted:
    """Something to write into a member's history: what a coordinator has done about them."""

    member_id: int
    what: str  # the last part of a key of the page's catalog
    coordinator_id: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class NoticesReplaced:
    """Word of a change that has not left yet is not true any more: newer word takes its place."""

    member_id: int
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordsLeft:
    """Words recorded in a call, which lie at the carrier; kept once under their id there."""

    call_id: int
    provider_id: str
    seconds: int
    line_id: int = 0
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class FollowUpsPlanned:
    """When to look in on a member again after an escalation was resolved."""

    escalation_id: int
    member_id: int
    due: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class DutyChanged:
    """What a coordinator has said of themselves by phone. None leaves a value as it is."""

    coordinator_id: int
    confirmed: bool | None = None  # this phone is theirs
    turn: tuple[int, datetime] | None = None  # a shift and when it begins: they will be there
    proven_until: datetime | None = None  # how long their PIN holds
    tries: int | None = None  # wrong PINs in a row


Change = (
    CheckInChanged
    | MemberChanged
    | MemberJoined
    | MemberMoved
    | GuardChanged
    | LineChanged
    | EscalationChanged
    | EscalationNoted
    | FollowUpsPlanned
    | DutyChanged
    | MemberNoted
    | NoticesReplaced
    | WordsLeft
    | PairingChange
    | CircleChange
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
