"""What may leave, and when: one gate that every text and call passes at the last moment.

The gate is asked when the outbox row is about to be handed to the carrier, not when it was
written, so that a STOP one second earlier holds (R7).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from checkin.domain.budget import Purse
from checkin.domain.consent import Purpose
from checkin.domain.member import WITH_US, Member, MemberState
from checkin.domain.schedule import is_open, next_open


class Kind(StrEnum):
    """What an outbox row is: it decides the road, the consent it needs and its urgency."""

    ASK = "ask"
    ASK_CALL = "ask_call"
    REMINDER = "reminder"
    CALL = "call"
    CALL_BACK = "call_back"  # to somebody who rang and hung up
    INVITATION = "invitation"
    PAGE = "page"  # to a coordinator: somebody waits
    PAGE_CALL = "page_call"
    STAFF = "staff"  # to a coordinator, about their shifts and their phone
    LOOP = "loop"  # to a member: who has taken it up
    LOOP_CALL = "loop_call"
    WORDS = "words"  # a coordinator's own words to a member
    BRIDGE = "bridge"  # to a coordinator, who is then put through to a member
    NOTICE = "notice"  # something about how we reach the member was changed for them
    OFFER = "offer"  # of a buddy (R125)
    OFFER_CALL = "offer_call"
    BUDDY = "buddy"  # the service's own words about a pairing
    BUDDY_CALL = "buddy_call"
    RELAY = "relay"  # a member's words to their buddy
    RELAY_CALL = "relay_call"
    BUDDY_BRIDGE = "buddy_bridge"  # to a member, who is then put through to their buddy
    CIRCLE = "circle"  # the week's prompt or digest of a circle
    CIRCLE_CALL = "circle_call"

    @property
    def by_call(self) -> bool:
        """Whether it is a call; otherwise it is a text."""
        return self in CALLS

    @property
    def urgent(self) -> bool:
        """Whether it goes out ahead of everything else, even with the queue away."""
        return self in URGENT


CALLS = frozenset(
    {
        *(Kind.ASK_CALL, Kind.CALL, Kind.CALL_BACK, Kind.PAGE_CALL, Kind.LOOP_CALL, Kind.BRIDGE),
        *(Kind.OFFER_CALL, Kind.BUDDY_CALL, Kind.RELAY_CALL, Kind.BUDDY_BRIDGE, Kind.CIRCLE_CALL),
    }
)
BETWEEN_MEMBERS = frozenset({Kind.RELAY, Kind.RELAY_CALL, Kind.BUDDY_BRIDGE})
URGENT = frozenset({Kind.PAGE, Kind.PAGE_CALL, Kind.BRIDGE, Kind.WORDS}) | BETWEEN_MEMBERS
PAGES = frozenset({Kind.PAGE, Kind.PAGE_CALL})
REPLAYED_WITHIN = timedelta(minutes=5)  # then it is looked again whether the stops are known
TO_STAFF = frozenset({Kind.PAGE, Kind.PAGE_CALL, Kind.STAFF, Kind.BRIDGE})
BY_TEXT = (Purpose.CHECKIN_TEXT,)
BY_CALL = (Purpose.CHECKIN_CALL,)
BUDDY_BY_TEXT = (Purpose.CHECKIN_TEXT, Purpose.BUDDY_CONTACT)
BUDDY_BY_CALL = (Purpose.CHECKIN_CALL, Purpose.BUDDY_CONTACT)
NEEDS: Mapping[Kind, tuple[Purpose, ...]] = {  # all of these
    Kind.ASK: BY_TEXT,
    Kind.REMINDER: BY_TEXT,
    Kind.ASK_CALL: BY_CALL,
    Kind.CALL: BY_CALL,
    Kind.CALL_BACK: BY_CALL,
    Kind.LOOP: BY_TEXT,
    Kind.LOOP_CALL: BY_CALL,
    Kind.WORDS: BY_TEXT,
    Kind.NOTICE: BY_TEXT,
    Kind.OFFER: BUDDY_BY_TEXT,
    Kind.OFFER_CALL: BUDDY_BY_CALL,
    Kind.BUDDY: BUDDY_BY_TEXT,
    Kind.BUDDY_CALL: BUDDY_BY_CALL,
    Kind.RELAY: BUDDY_BY_TEXT,
    Kind.RELAY_CALL: BUDDY_BY_CALL,
    Kind.BUDDY_BRIDGE: BUDDY_BY_CALL,
    Kind.CIRCLE: BUDDY_BY_TEXT,
    Kind.CIRCLE_CALL: BUDDY_BY_CALL,
}
NOT_ASKING = frozenset(  # goes to whoever is paused, too
    {
        *(Kind.CALL_BACK, Kind.LOOP, Kind.LOOP_CALL, Kind.WORDS, Kind.NOTICE),
        *(Kind.BUDDY, Kind.BUDDY_CALL, Kind.RELAY, Kind.RELAY_CALL, Kind.BUDDY_BRIDGE),
    }
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom an outbox row goes to and what it is about."""

    line_id: int
    member_id: int | None = None
    check_in_id: int | None = None
    escalation_id: int | None = None
    pairing_id: int | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One outbox row: a text or call decided, not yet handed over.

    `wording` is a catalog key, put into the member's words only when it leaves; `values` are what
    it needs besides the name. After `not_after` it would be stale, and is dropped.
    """

    kind: Kind
    subject: Subject
    wording: str
    not_before: datetime
    not_after: datetime | None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """What the gate knows of the one it would reach. `member` is None for a coordinator."""

    dialable: bool
    stopped: bool
    member: Member | None
    standing: frozenset[Purpose]
    still_wanted: bool = True  # its check-in, escalation or pairing still waits for it
    purse: Purse = Purse.ROOMY
    shared: bool = False  # another member has the same phone
    replayed: bool = True  # false: a backup was restored, and who has stopped since is not known


@dataclass(frozen=True, slots=True)
class Send:
    """It may leave now."""


@dataclass(frozen=True, slots=True)
class Hold:
    """It must wait, and is decided again then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Drop:
    """It must not leave; `reason` is a key of the page's catalog."""

    reason: str


Verdict = Send | Hold | Drop


def gate(outgoing: Outgoing, recipient: Recipient, now: datetime) -> Verdict:
    """Whether this may be sent to this person now (DESIGN invariants 1, 2 and 10)."""
    if reason := _never(outgoing, recipient, now):
        return Drop(reason)
    if not recipient.replayed and outgoing.kind not in PAGES:
        return Hold(now + REPLAYED_WITHIN)
    member = recipient.member
    by_a_person = outgoing.kind is Kind.WORDS  # who writes at night has a reason
    if member is None or by_a_person or is_open(member.window, member.time_zone, now):
        return Send()
    opening = next_open(member.window, member.time_zone, now)
    if outgoing.not_after is not None and opening > outgoing.not_after:
        return Drop("dropped.stale")
    return Hold(opening)


def _never(outgoing: Outgoing, recipient: Recipient, now: datetime) -> str | None:
    """The reason why this can never be sent any more, or None."""
    if not recipient.dialable:
        return "dropped.not_dialable"
    if outgoing.not_after is not None and now > outgoing.not_after:
        return "dropped.stale"
    if outgoing.kind in TO_STAFF:
        return _not_paged(recipient)
    stranger = recipient.member is None and outgoing.subject.member_id is None
    if outgoing.kind is Kind.CALL_BACK and stranger:
        return "dropped.stopped" if recipient.stopped else None
    if recipient.member is None:  # erased since it was written
        return "dropped.not_active"
    if recipient.stopped:
        return "dropped.stopped"
    if outgoing.kind is Kind.INVITATION:
        invited = recipient.member.state is MemberState.INVITED
        return None if invited else "dropped.not_invited"
    return _not_asked(outgoing.kind, recipient, recipient.member)


def _not_paged(recipient: Recipient) -> str | None:
    """The reason why a coordinator does not get this any more, or None."""
    if recipient.stopped:
        return "dropped.stopped"
    return None if recipient.still_wanted else "dropped.taken"


def _not_asked(kind: Kind, recipient: Recipient, member: Member) -> str | None:
    """The reason why this member is not asked any more, or None."""
    with_us = WITH_US if kind in NOT_ASKING else (MemberState.ACTIVE,)
    if member.state not in with_us:
        return "dropped.not_active"
    if not recipient.standing.issuperset(NEEDS[kind]):
        return "dropped.no_consent"
    if not recipient.still_wanted:
        return "dropped.answered"
    return "dropped.budget" if _too_dear(kind, recipient.purse) else None


def _too_dear(kind: Kind, purse: Purse) -> bool:
    """Reminders are left out when money is low, and new questions when it is gone."""
    if kind is Kind.REMINDER:
        return purse is not Purse.ROOMY
    return purse is Purse.EMPTY and kind not in NOT_ASKING
