"""Something a person must act on: its kinds, how urgent each is, and where it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checkin.domain.urgency import Level


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
    WORRY = "worry"  # a buddy's, about their member
    HARASSMENT = "harassment"  # words between two members that were held back
    FOLLOW_UP = "follow_up"  # somebody to look in on after a danger
    SERVICE = "service"  # trouble of the service itself


LEVELS = {  # R98, R36, R145; all others are yellow: silence is the same task as "not OK" (R113)
    EscalationKind.DANGER: Level.RED,
    EscalationKind.DURESS: Level.RED,
    EscalationKind.PERSON_NOW: Level.AMBER,
    EscalationKind.HELP: Level.AMBER,
    EscalationKind.WORRY: Level.AMBER,  # R109
    EscalationKind.HARASSMENT: Level.AMBER,  # R131
    EscalationKind.SERVICE: Level.AMBER,
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
    """One escalation. `act_after` is None only once it is resolved.

    `rung` counts the rungs of its ladder that have been paged, `climbs` how often the ladder has
    ended with nobody taking it. A holder who `warned` says was told that the hold ends soon.
    """

    id: int
    member_id: int | None
    kind: EscalationKind
    level: Level
    state: EscalationState
    opened_at: datetime
    act_after: datetime | None
    taken_by: int | None = None  # a coordinator's id
    line_id: int | None = None  # of a number that no member has
    rung: int = 0
    climbs: int = 0
    warned: bool = False
    contact_by: datetime | None = None  # by when the member was told that they hear from somebody
    outcome: str = ""  # once resolved: what came of it
    paged_at: datetime | None = None  # when its last rung was paged
    told: int = 0  # how often a rung was
    contacts: int = 0  # how often a coordinator wrote to the member or spoke with them
    contacted_at: datetime | None = None  # when they last did

    @property
    def rank(self) -> int:
        """Its place on the list, the lowest first: what nobody took in a whole climb leads it."""
        ended = self.climbs > 0 and self.state is EscalationState.OPEN
        return self.level.rank - len(Level) * ended


class Refused(Exception):
    """The act does not fit the state; the message key says why, in the page's catalog."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key
