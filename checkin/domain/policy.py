"""What an organisation may decide for itself, as the rules need it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from checkin.domain.budget import Budget
from checkin.domain.circle.terms import Circles
from checkin.domain.member import Cadence, Rhythm, Window
from checkin.domain.urgency import CONTACT, HOLDS, LADDERS, Ladder, Level


@dataclass(frozen=True, slots=True)
class Patience:
    """How long each step of a check-in waits for an answer before the next one.

    The three waits are counted one after the other: `remind` from the asking, `call` from the
    reminder, `miss` from the call. A wait that ends outside the member's window ends when the
    window next opens.
    """

    remind: timedelta
    call: timedelta
    miss: timedelta


DAILY = Patience(remind=timedelta(hours=2), call=timedelta(hours=2), miss=timedelta(hours=1))
# R115, weekly mode: a gentle reminder after a day, a call after two.
SPACED = Patience(remind=timedelta(hours=24), call=timedelta(hours=24), miss=timedelta(hours=2))

# R107: a red or amber case that is resolved is looked in on again.
FOLLOW_UPS = (timedelta(hours=24), timedelta(hours=72), timedelta(days=7))


def _patience() -> Mapping[Cadence, Patience]:
    return MappingProxyType({c: DAILY if c is Cadence.DAILY else SPACED for c in Cadence})


class Ring(StrEnum):
    """What we do when somebody rings us."""

    ANSWER = "answer"  # a menu at once
    CALL_BACK = "call_back"  # leave it unanswered, so that it costs them nothing, and call back
    NOTHING = "nothing"  # leave it unanswered


@dataclass(frozen=True, slots=True)
class Relaying:
    """What may pass between two members who are paired, and how much of it.

    The first two limits are for one pairing, the next two for all that one person sends.
    """

    an_hour: int = 20
    a_day: int = 60
    person_an_hour: int = 40
    person_a_day: int = 120
    calls_a_day: int = 8
    contact_details: bool = False  # whether numbers, addresses and links may pass
    waits: timedelta = timedelta(hours=48)  # how long words wait for the hours of the other
    segments: int = 2  # of a text with the words in it
    talk: timedelta = timedelta(hours=1)  # the longest call


@dataclass(frozen=True, slots=True)
class Nudging:
    """How members who are paired are asked to look after one another, and how much of it."""

    every: timedelta = timedelta(days=7)  # whose turn it is, is asked this often
    stale: timedelta = timedelta(days=1)  # a turn that is later than this is left out
    asks_again: timedelta = timedelta(days=1)  # whether it happened, where nobody has said so
    ends: timedelta = timedelta(days=3)  # when that is not asked any more
    answer: timedelta = timedelta(hours=4)  # how long a buddy may think before another is asked
    a_week: int = 3  # of all kinds, to one buddy
    rest: timedelta = timedelta(days=28)  # R138: a break from looking after others
    care: timedelta = timedelta(days=1)  # after a worry: when the buddy is asked how they are


@dataclass(frozen=True, slots=True)
class Policy:
    """The organisation's settings that the rules read."""

    patience: Mapping[Cadence, Patience] = field(default_factory=_patience)
    ask_within: timedelta = timedelta(hours=4)  # later than this, a slot is not asked at all
    late_answer: timedelta = timedelta(hours=72)  # R37: how long an answer still finds its question
    invitation: timedelta = timedelta(days=7)  # R9: an unconfirmed invitation runs out
    # Who is told of an escalation and when; after how long a taken one is open again; and by when
    # the member hears from whoever took it.
    ladders: Mapping[Level, Ladder] = field(default_factory=lambda: LADDERS)
    holds: Mapping[Level, timedelta] = field(default_factory=lambda: HOLDS)
    contact: Mapping[Level, timedelta] = field(default_factory=lambda: CONTACT)
    follow_ups: tuple[timedelta, ...] = FOLLOW_UPS  # after a red or amber one is resolved
    pages_at_once: int = 4  # to one phone in ten minutes; more are one page about all of them
    clock_stands: timedelta = timedelta(minutes=10)  # without a pass: the web tells a person
    clock_jumps: bool = False  # the demo's: what is late there was jumped over
    desk_pin: bool = False  # who works by phone gives a PIN first
    carrier_confirms_stop: bool = False  # the carrier itself answers STOP and HELP
    adults_only: bool = True  # R17
    join_words: tuple[str, ...] = ()  # beside JOIN
    languages: tuple[str, ...] = ("en",)  # those offered, in this order
    rhythm: Rhythm = field(default_factory=Rhythm)  # of those who join by themselves
    window: Window = field(default_factory=Window)
    open_name: str = ""  # for members who have agreed to open words; empty: the usual one
    scale: bool = False  # the question asks for a number, 1 very good to 5 very bad
    not_ok_from: int = 4
    later: timedelta = timedelta(hours=2)  # LATER: how much later
    prompt: timedelta = timedelta(hours=72)  # R37: how long a question of ours stays open
    keep: timedelta = timedelta(days=7)  # R24
    speaking: timedelta = timedelta(minutes=10)  # how long who speaks on a shared phone sticks
    pin_tries: int = 3  # R143
    pin_lock: timedelta = timedelta(hours=24)
    rings: Ring = Ring.ANSWER  # a member rings us
    strangers_ring: Ring = Ring.ANSWER
    ring_is_ok: bool = False  # a missed call while we ask means OK, not only "I am here"
    budget: Budget = field(default_factory=Budget)
    recordings_kept: timedelta = timedelta(days=30)  # R81: words left in calls
    replies_an_hour: int = 12  # the brake on loops and auto-responders
    time_zone: str = "UTC"  # the organisation's own, in which its days and weeks begin
    relaying: Relaying = field(default_factory=Relaying)
    circles: Circles = field(default_factory=Circles)
    nudging: Nudging = field(default_factory=Nudging)
