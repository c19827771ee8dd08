"""What a member wishes of a buddy and can give as one, and whether they wait for somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checkin.domain.consent import Purpose
from checkin.domain.importing.enrolment import Wrong
from checkin.domain.member import Member, MemberState
from checkin.domain.pairing.bond import Ended, PairingState
from checkin.domain.pairing.matching import Candidate, Role, slots
from checkin.domain.pairing.matching import Ended as Past
from checkin.domain.policy import Policy
from checkin.domain.schedule import zone_named

GENDERS = ("woman", "man", "other")
MOST = 2  # pairings of one member at a time (R123)
RECENT = timedelta(weeks=26)  # the same two are not proposed again before
TICKED = "yes"


@dataclass(frozen=True, slots=True)
class Wishes:
    """As far as somebody has asked them. `household` is the same for who lives together."""

    gender: str = ""
    accepts: tuple[str, ...] = ()  # genders; none is any
    languages: tuple[str, ...] = ()  # beside the member's own
    household: str = ""
    capacity: int = 1
    adult: bool = False  # known to be, where the organisation takes others as well
    supports: bool = False  # looks after others
    signed_off_at: datetime | None = None  # a coordinator stands for that (R134)
    resting_until: datetime | None = None
    waiting_since: datetime | None = None

    @property
    def may_support(self) -> bool:
        """Nobody looks after others before a coordinator has signed it off (R134)."""
        return self.supports and self.signed_off_at is not None


def wishes_in(
    typed: Mapping[str, str], accepts: tuple[str, ...], before: Wishes, now: datetime
) -> Wishes:
    """The wishes that a form tells, with what it does not tell as it was. Raises `Wrong`.

    A household that is left empty stays as it is; a dash takes it away.
    """
    gender, capacity = typed.get("gender", ""), typed.get("capacity", "1")
    if gender and gender not in GENDERS:
        raise Wrong("is none of those to choose from", "wrong.choose")
    if capacity not in map(str, range(MOST + 1)):
        raise Wrong("is none of those to choose from", "wrong.choose")
    household = typed.get("household", "").strip() or before.household
    supports = typed.get("supports") == TICKED
    signed = before.signed_off_at or now if supports else None
    return Wishes(
        gender=gender,
        accepts=tuple(one for one in GENDERS if one in accepts),
        languages=tuple(dict.fromkeys(typed.get("languages", "").replace(",", " ").split())),
        household="" if household == "-" else household,
        capacity=int(capacity),
        adult=typed.get("adult_buddy") == TICKED,
        supports=supports,
        signed_off_at=signed,
        resting_until=before.resting_until,
        waiting_since=before.waiting_since,
    )


@dataclass(frozen=True, slots=True)
class Bond:
    """A pairing that somebody is or was in, as far as a new one depends on it."""

    pairing_id: int
    others: tuple[int, ...]
    state: PairingState
    began: bool
    ended: Ended | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who has agreed to a buddy, and all that decides whom they fit."""

    member: Member
    wishes: Wishes
    standing: frozenset[Purpose]
    stopped: bool
    endangered: bool
    shared: bool = False
    topics: frozenset[str] = frozenset()
    agreed_at: datetime | None = None
    bonds: tuple[Bond, ...] = ()
    blocked: frozenset[int] = frozenset()

    @property
    def waiting_since(self) -> datetime | None:
        """Since when they wait; None for who has somebody, or had and has not asked again."""
        if any(bond.state is not PairingState.ENDED for bond in self.bonds):
            return None
        ends = [bond.ended_at for bond in self.bonds if bond.began and bond.ended_at]
        asked = [at for at in (self.wishes.waiting_since, self.agreed_at) if at is not None]
        return min((at for at in asked if not ends or at >= max(ends)), default=None)


def without(known: Known, pairing_id: int) -> Known:
    """The same as if they were not in this pairing."""
    return replace(known, bonds=tuple(b for b in known.bonds if b.pairing_id != pairing_id))


def candidate(known: Known, policy: Policy, now: datetime) -> Candidate | None:
    """Them as matching sees them; None if they neither wait nor may look after somebody now."""
    wishes, member = known.wishes, known.member
    resting = wishes.resting_until is not None and wishes.resting_until > now
    open_ = [bond for bond in known.bonds if bond.state is not PairingState.ENDED]
    waits = known.waiting_since
    if resting or member.state is not MemberState.ACTIVE or not (waits or wishes.may_support):
        return None
    offset = now.astimezone(zone_named(member.time_zone)).utcoffset() or timedelta()
    return Candidate(
        id=str(member.id),
        line=str(member.line_id),
        languages=frozenset({member.language, *wishes.languages}),
        windows=slots(dict.fromkeys(range(7), member.window), offset),
        topics=known.topics,
        gender=wishes.gender or None,
        wishes=frozenset(wishes.accepts),
        adult=policy.adults_only or wishes.adult,
        willing=Purpose.BUDDY_CONTACT in known.standing and not known.stopped,
        endangered=known.endangered,
        capacity=max(0, wishes.capacity - len(open_)),
        household=wishes.household or None,
        blocked=frozenset(map(str, known.blocked)),
        past=_past(known, now),
        waiting_since=waits,
        load=sum(bond.began for bond in open_),
        cadence=member.rhythm.cadence,
        zone=int(offset.total_seconds()) // 60,
        role=_role(wishes, waits),
    )


def _role(wishes: Wishes, waits: datetime | None) -> Role:
    if not wishes.may_support:
        return Role.PEER
    return Role.EITHER if waits else Role.BUDDY


def _past(known: Known, now: datetime) -> dict[str, Past]:
    """Whom they are or were with, as far as it still matters; a conflict always does."""
    found: dict[str, Past] = {}
    for bond in known.bonds:
        lately = bond.ended_at is None or now - bond.ended_at < RECENT
        for other in map(str, bond.others):
            if bond.ended is Ended.CONFLICT:
                found[other] = Past.CONFLICT
            elif lately:
                found.setdefault(other, Past.RECENT)
    return found
