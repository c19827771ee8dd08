"""What coordinators look at: who waits, one escalation, one member and their history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from checkin.domain.check_in import Answer, CheckIn, CheckInState
from checkin.domain.consent import Action, Medium, Purpose
from checkin.domain.escalation import Escalation, Filter, Level, PastDue
from checkin.domain.member import Channel, Member, Window
from checkin.domain.outgoing import Kind
from checkin.usecases.ports.findings import Finding


@dataclass(frozen=True, slots=True)
class Place:
    """Where an escalation stands on the list: the most urgent, then the oldest.

    Among resolved ones `rank` is 0 and `at` when it was resolved: the newest comes first.
    """

    rank: int
    at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class Concern:
    """An escalation with its member and holder. Of the number only the last two digits."""

    escalation: Escalation
    name: str
    ending: str
    time_zone: str
    window: Window
    holder: str  # empty when nobody holds it
    language: str = ""  # the member's; empty for a number that no member has
    resolved_at: datetime | None = None
    missed: int = 0  # pages about it that came to nobody

    @property
    def place(self) -> Place:
        """Where it stands on the list."""
        escalation = self.escalation
        if self.resolved_at is not None:
            return Place(0, self.resolved_at, escalation.id)
        return Place(escalation.rank, escalation.opened_at, escalation.id)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of an escalation's timeline; `by` is empty when the service itself acted."""

    at: datetime
    what: str  # the last part of a key of the page's catalog
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Card:
    """A member as a coordinator sees them."""

    member: Member
    ending: str
    stopped: bool
    next_due_at: datetime | None
    open_check_in: CheckIn | None
    paused_until: datetime | None = None


class Source(StrEnum):
    """Where the entries of a member's history come from."""

    TEXT = "t"
    CALL = "c"
    CHECK_IN = "k"
    CONSENT = "a"
    UNSENT = "u"
    DONE = "d"


# How far a history has been read: the lowest id seen of each source.
Bookmark = Mapping[Source, int]


@dataclass(frozen=True, slots=True)
class TextEntry:
    """One text; `status` is the carrier's word or our own."""

    id: int
    at: datetime
    incoming: bool
    body: str
    status: str
    finding: Finding | None = None
    source: Source = Source.TEXT
    hidden: bool = False  # its words are not shown before somebody asks for them


@dataclass(frozen=True, slots=True)
class Left:
    """A message left in a call, and who heard it first."""

    id: int
    at: datetime
    seconds: int
    heard_at: datetime | None
    heard_by: str
    deleted: bool


class Said(StrEnum):
    """By what road words came to us."""

    TEXT = "text"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody has said; `member_id` is None where we cannot tell who. Recordings: no body."""

    line_id: int
    member_id: int | None
    name: str
    body: str


@dataclass(frozen=True, slots=True)
class CallEntry:
    """One call, with the keys that were pressed in it and what was left for us to hear."""

    id: int
    at: datetime
    incoming: bool
    status: str
    by_machine: bool
    keys: tuple[str, ...]
    left: Sequence[Left] = ()
    source: Source = Source.CALL
    hidden: bool = False  # what was left in it is not shown before somebody asks for it


@dataclass(frozen=True, slots=True)
class CheckInEntry:
    """One asking, at the time it was due."""

    id: int
    at: datetime
    state: CheckInState
    channel: Channel
    answer: Answer | None
    reason: str  # a key of the page's catalog, or empty
    source: Source = Source.CHECK_IN


@dataclass(frozen=True, slots=True)
class ConsentEntry:
    """One event of the ledger."""

    id: int
    at: datetime
    purpose: Purpose
    action: Action
    medium: Medium
    source: Source = Source.CONSENT


@dataclass(frozen=True, slots=True)
class UnsentEntry:
    """What was decided and has not left: `waits_until` is None when it never will."""

    id: int
    at: datetime
    kind: Kind
    reason: str  # a key of the page's catalog, or empty
    waits_until: datetime | None
    source: Source = Source.UNSENT


@dataclass(frozen=True, slots=True)
class DoneEntry:
    """Something that a coordinator has done about the member; `by` is their name."""

    id: int
    at: datetime
    what: str  # the last part of a key of the page's catalog
    by: str
    note: str
    source: Source = Source.DONE


Entry = TextEntry | CallEntry | CheckInEntry | ConsentEntry | UnsentEntry | DoneEntry


class Desk(Protocol):
    """Reads for the coordinators' page; it writes nothing."""

    def listed(
        self, wanted: Filter, late: PastDue, after: Place | None, limit: int
    ) -> Sequence[Concern]:
        """Up to `limit` escalations after that place, in the order of `Place`."""

    def counts(self) -> Mapping[Level, int]:
        """How many are unresolved at each level."""

    def concern(self, escalation_id: int) -> Concern | None:
        """One escalation, resolved or not."""

    def concerns_of(self, member_id: int) -> Sequence[Concern]:
        """The member's unresolved escalations."""

    def events(self, escalation_id: int) -> Sequence[Event]:
        """The escalation's timeline, newest first."""

    def left_since(self, escalation: Escalation, line_id: int, limit: int) -> Sequence[Left]:
        """Up to `limit` messages left by its member since it was opened, newest first."""

    def found_since(self, escalation: Escalation, line_id: int, limit: int) -> Sequence[Finding]:
        """Up to `limit` of what the rules found since it was opened, the worst first."""

    def words(self, said: Said, its_id: int) -> Words | None:
        """One text that came in, or one recording that can still be heard."""

    def card(self, member_id: int) -> Card | None:
        """One member."""

    def entries(
        self, source: Source, member: Member, below: int | None, limit: int
    ) -> Sequence[Entry]:
        """Up to `limit` entries of one source with ids below that, newest first."""
