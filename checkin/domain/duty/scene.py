"""What a rule knows when a coordinator says something by text or key."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from checkin.domain.conversation import Pace
from checkin.domain.decision import Decision, Reply, Say
from checkin.domain.escalation import Cover, Escalation, EscalationState, Level, Turn
from checkin.domain.member import Member
from checkin.domain.policy import Policy
from checkin.domain.schedule import zone_named
from checkin.domain.urgency import By

MARKS = {Level.RED: "!!", Level.AMBER: "!", Level.YELLOW: ""}
Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OnDuty:
    """A coordinator whose phone this is."""

    id: int
    line_id: int
    name: str
    language: str
    time_zone: str
    confirmed: bool = True  # they have said that this phone is theirs
    has_pin: bool = False
    proven: bool = False  # they gave their PIN a short while ago
    pin_fits: bool = False  # what they say now is their PIN
    tries: int = 0  # wrong PINs in a row


@dataclass(frozen=True, slots=True)
class Item:
    """An escalation as one coordinator knows it: by their own code."""

    code: int
    escalation: Escalation
    member: Member | None = None
    holder: str = ""
    taken_at: datetime | None = None
    roads: frozenset[By] = frozenset(By)  # by which the member may be reached

    def reaches(self, road: By) -> bool:
        """Whether there is a member, who may be reached by this road."""
        return self.member is not None and road in self.roads


@dataclass(frozen=True, slots=True)
class Duty:
    """One text or key of a coordinator. `about` is what their code, or our call, names."""

    who: OnDuty
    items: tuple[Item, ...]  # unresolved, those to take first; not more than can be told of
    about: Item | None
    turn: Turn | None  # their next turn that they have not confirmed
    cover: Cover
    now: datetime
    policy: Policy
    waiting: int = 0  # how many are unresolved in all

    def has(self, item: Item) -> bool:
        """Whether this coordinator holds it."""
        taken = item.escalation.state is EscalationState.TAKEN
        return taken and item.escalation.taken_by == self.who.id

    def time(self, at: datetime) -> str:
        """A moment on this coordinator's own clock."""
        return at.astimezone(zone_named(self.who.time_zone)).strftime("%H:%M")

    def day(self, at: datetime) -> str:
        """The day of a moment there, as the catalogs take it."""
        return at.astimezone(zone_named(self.who.time_zone)).date().isoformat()

    def say(self, *said: tuple[str, Values]) -> Reply:
        """Sentences by key, in the coordinator's language; a call ends after them."""
        return Reply(tuple(Say(key, values) for key, values in said), self.who.language)

    def told(self, key: str, **values: str) -> Decision:
        """Nothing but one sentence."""
        return Decision(reply=self.say((key, tuple(values.items()))))

    def summary(self, item: Item) -> tuple[str, Values]:
        """One line about an escalation; it names no member (R83)."""
        escalation = item.escalation
        return (
            f"duty.item.{escalation.kind.value}",
            (
                ("code", str(item.code)),
                ("mark", MARKS[escalation.level]),
                ("age", age(self.now - escalation.opened_at)),
                ("holder", f", {item.holder}" if item.holder else ""),
            ),
        )


def age(waited: timedelta) -> str:
    """How long something has waited, in one figure: "5m", "3h", "2d"."""
    minutes = int(waited.total_seconds() // 60)
    if minutes < 60:
        return f"{max(0, minutes)}m"
    hours = minutes // 60
    return f"{hours}h" if hours < 48 else f"{hours // 24}d"


def an_hour_of(pace: Pace, now: datetime) -> Pace:
    """The pace of a line with one reply more; it begins anew after an hour."""
    if pace.since is None or now - pace.since >= timedelta(hours=1):
        return Pace(now, 1)
    return Pace(pace.since, pace.replies + 1)
