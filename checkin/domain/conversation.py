"""What is open between a line and us, and whose question an answer belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from checkin.domain.check_in import CheckIn, CheckInState
from checkin.domain.circle.seat import Place
from checkin.domain.consent import Purpose
from checkin.domain.member import WITH_US, Member, MemberState
from checkin.domain.pairing.bond import Pairing
from checkin.domain.pairing.nudge import Nudge
from checkin.domain.pairing.relayed import Traffic
from checkin.domain.policy import Policy


class Asking(StrEnum):
    """What we have asked beside the check-in itself, and wait to hear."""

    AGE = "age"  # are you an adult?
    NAME = "name"  # what may we call you?
    AGREE = "agree"  # may we ask you how you are?
    PURPOSE = "purpose"  # may we do this one thing as well? The note names it
    LANGUAGE = "language"  # which language?
    SPEAKER = "speaker"  # which of you is this? The note holds what they want
    PIN = "pin"  # the speaker's PIN; the note holds what they want
    NEW_PIN = "new_pin"  # four digits of their choice
    SAFE_WORD = "safe_word"  # a word, or four digits, of their choice
    PAUSE = "pause"  # for how many weeks?
    AWAY = "away"  # until which day?
    FORGET = "forget"  # really?
    KEEP = "keep"  # everything stopped: may the check-ins stay?
    MENU = "menu"  # a call: the first menu
    MORE = "more"  # a call: the rest of it
    CHOICES = "choices"  # a call: consent and one's own data
    STOPPED = "stopped"  # a call: calls have stopped; the texts as well?
    MESSAGE = "message"  # a call: words left for a person, recorded
    CIRCLE = "circle"  # will you join it? Or its question of the week
    HELPED = "helped"  # did it help that somebody was in touch?
    BUDDY = "buddy"  # which of their buddies? Or a call: one key puts them through
    RELAYED = "relayed"  # a call: a buddy's words, to hear, and to hear again
    TALKED = "talked"  # a call: did the two get to talk?
    HAPPENED = "happened"  # were they in touch with their buddy? The note holds the pairing
    HOW_IT_WENT = "how_it_went"  # good, hard or worried? The note holds the pairing
    REACH = "reach"  # can they reach their buddy, who is silent? The note holds the pairing
    OFFER = "offer"  # would they like this buddy? The note holds the pairing
    NORMS = "norms"  # do they accept them? The note holds the pairing, and the part in a call
    REVIEW = "review"  # go on with this buddy, change, or end? The note holds the pairing
    NEW_BUDDY = "new_buddy"  # would they like another one?
    TRIO = "trio"  # would they join two others? The note holds the two
    WHICH_BUDDY = "which_buddy"  # which of several? The note holds what they want
    DUTY = "duty"  # a coordinator's call: what to do; the note holds the code
    DUTY_PIN = "duty_pin"  # their PIN before that; the note holds the code as well


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question of ours that waits for an answer. `until` is None within a call."""

    asking: Asking
    member_id: int | None = None
    note: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Guard:
    """What protects a member's own things on a shared phone."""

    pin: str = ""  # the keyed fingerprint of their PIN, empty for none
    safe_word: str = ""
    tries: int = 0  # wrong PINs in a row
    locked_until: datetime | None = None

    def locked(self, now: datetime) -> bool:
        """Whether personal things stay shut for now (R143)."""
        return self.locked_until is not None and now < self.locked_until


@dataclass(frozen=True, slots=True)
class Thread:
    """One member of a line, and the latest check-in we have with them, if any.

    `standing` and `bonds`, the offered, active and paused pairings, are filled in only for what
    touches them: most answers do not. So are `place`, their seat in a circle, `traffic`, and
    `nudges`, what they were asked to do for a buddy and have not answered yet, newest first.
    """

    member: Member
    check_in: CheckIn | None = None
    invited_until: datetime | None = None  # until when a YES confirms the invitation
    guard: Guard = Guard()
    standing: frozenset[Purpose] = frozenset()
    bonds: tuple[Pairing, ...] = ()
    traffic: Traffic = field(default_factory=Traffic)
    place: Place | None = None
    nudges: tuple[Nudge, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who has said that it is they who speak on a shared line, until when, and with their PIN."""

    member_id: int
    until: datetime
    proven: bool = False


@dataclass(frozen=True, slots=True)
class Pace:
    """How many of our replies a line has had since a moment: the brake on loops."""

    since: datetime | None = None
    replies: int = 0


@dataclass(frozen=True, slots=True)
class CalledBack:
    """When we last called a line back that had rung and hung up, and how often that day."""

    at: datetime | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Alarm:
    """The level of risk of the last text at risk that we have answered, and when."""

    level: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """A line as we know it when a text or call arrives on it."""

    line_id: int
    language: str  # the line's own choice, else the organisation's
    time_zone: str = "UTC"  # where the number is from, for those who join on it
    stopped: bool = False
    answerable: bool = True  # false for short codes and other senders that are no telephone
    misunderstood: int = 0  # texts in a row that we did not understand
    threads: tuple[Thread, ...] = ()
    prompt: Prompt | None = None
    speaking: Speaking | None = None
    pace: Pace = field(default_factory=Pace)
    called_back: CalledBack = field(default_factory=CalledBack)
    alarm: Alarm | None = None
    lost: tuple[Thread, ...] = ()  # whose number this was before it turned out to be another's

    @property
    def speaker(self) -> Member | None:
        """Whose language the line is answered in."""
        return self.threads[0].member if self.threads else None

    @property
    def present(self) -> tuple[Thread, ...]:
        """Those on the line who are with us or invited; all others only if nobody is."""
        here = tuple(t for t in self.threads if t.member.state is not MemberState.LEFT)
        return here or self.threads

    @property
    def languages(self) -> tuple[str, ...]:
        """What is spoken on the line, the language of those who are present first."""
        return tuple(dict.fromkeys((*(t.member.language for t in self.present), self.language)))

    def thread(self, member_id: int | None) -> Thread | None:
        """The thread of this member."""
        return next((t for t in self.threads if t.member.id == member_id), None)


def question(threads: Iterable[Thread], now: datetime, policy: Policy) -> Thread | None:
    """The thread whose check-in an answer at `now` belongs to: the one asked last."""
    hearing = [t for t in threads if t.check_in and t.check_in.hears(now, policy.late_answer)]
    return max(hearing, key=_asked_last, default=None)


def open_questions(threads: Iterable[Thread]) -> list[Thread]:
    """The threads that have been asked and have not answered yet."""
    asked = (CheckInState.ASKED, CheckInState.REMINDED, CheckInState.CALLED)
    return [
        t for t in threads if t.member.state in WITH_US and t.check_in and t.check_in.state in asked
    ]


def _asked_last(thread: Thread) -> tuple[int, datetime]:
    """Open questions before those given up on, those before the ones not asked yet; the latest."""
    if thread.check_in is None:
        raise ValueError("a thread without a check-in hears no answer")
    asked = thread.check_in.state is not CheckInState.DUE
    return asked + (asked and thread.check_in.is_open), thread.check_in.due_at
