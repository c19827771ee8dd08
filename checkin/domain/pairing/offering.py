"""From a proposal to a pair: approved, offered blind, agreed to by all, its norms accepted (R125).

Nobody learns who said no. Who said no is not asked again, and everybody else hears the same words
at the same moment, when the offer's time is over, whether somebody declined or nobody answered.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from checkin.domain.conversation import Asking
from checkin.domain.decision import Decision
from checkin.domain.escalation import Refused
from checkin.domain.member import Member
from checkin.domain.pairing.bond import Answered, Ended, Pairing, PairingState, Side
from checkin.domain.pairing.changes import PairingChanged, PairingNoted, SideChanged
from checkin.domain.pairing.ending import over
from checkin.domain.pairing.meeting import common_hours, first_time
from checkin.domain.pairing.telling import (
    Values,
    alias_of,
    ask,
    name_of,
    speaks_openly,
    tell,
    together,
)
from checkin.domain.schedule import zone_named

OFFERED_FOR = timedelta(hours=72)  # R125
LOOK_AGAIN = timedelta(hours=1)  # at an offer that waits for a danger to pass
QUIET = timedelta(days=7)  # R132: how long a new pair may be quiet before both are reminded
NORMS = "1"  # the form of the norms that are read and heard now
YES = frozenset({Answered.AGREED, Answered.ACCEPTED})


def approve(pairing: Pairing, coordinator_id: int, now: datetime) -> Decision:
    """A coordinator says yes: each side is offered it. Raises `Refused`."""
    if pairing.state is not PairingState.PROPOSED:
        raise Refused("refused.not_proposed")
    if any(not side.willing for side in pairing.sides):
        raise Refused("refused.not_willing")
    if any(side.endangered for side in pairing.sides):
        raise Refused("refused.in_danger")
    after = _open_again(pairing, now)
    changed = PairingChanged(pairing, after, "approved", coordinator_id)
    return together(Decision((changed,)), *(_offer(after, side, now) for side in after.sides))


def held(pairing: Pairing, now: datetime) -> Decision:
    """One of them is in danger: nothing is offered or asked of either until that has passed."""
    after = replace(pairing, state=PairingState.PAUSED, act_after=now + LOOK_AGAIN)
    return Decision((PairingChanged(pairing, after, "held"),))


def goes_on(pairing: Pairing, now: datetime) -> Decision:
    """The danger has passed: whoever has not answered is asked, with the whole time again."""
    if any(side.endangered for side in pairing.sides):
        after = replace(pairing, act_after=now + LOOK_AGAIN)
        return Decision((PairingChanged(pairing, after, ""),))
    if _all(pairing, YES):
        waiting = tuple(side for side in pairing.sides if side.answer is Answered.AGREED)
        return norms_to(pairing, waiting, now)
    after = _open_again(pairing, now)
    waiting = tuple(side for side in after.sides if side.answer is Answered.WAITING)
    changed = PairingChanged(pairing, after, "goes_on")
    return together(Decision((changed,)), *(_offer(after, side, now) for side in waiting))


def answered(pairing: Pairing, member_id: int, now: datetime, *, yes: bool) -> Decision:
    """One side says yes or no to the offer; the last yes brings the norms to all others.

    Who speaks is asked in the reply, and not here. Nothing follows where they were not asked.
    """
    side = pairing.side(member_id)
    if side is None or side.answer is not Answered.WAITING:
        return Decision()
    said, after = _said(pairing, side, Answered.AGREED if yes else Answered.DECLINED)
    if not yes:
        return together(said, _unless_somebody_waits(after, now))
    if not ready_for_norms(after):
        return said
    others = tuple(o for o in after.others(member_id) if o.answer is Answered.AGREED)
    return together(said, norms_to(after, others, now))


def ready_for_norms(pairing: Pairing) -> bool:
    """Whether all have agreed and nothing keeps them from being asked about the norms."""
    return pairing.state is PairingState.OFFERED and _all(pairing, YES)


def norms_to(pairing: Pairing, sides: tuple[Side, ...], now: datetime) -> Decision:
    """All have agreed: these sides are asked to accept the norms, with time of their own (R135)."""
    after = _open_again(pairing, now)
    until = after.offered_until or now
    asked = (ask(after, side, Asking.NORMS, "norms", (), now, until) for side in sides)
    return together(Decision((PairingChanged(pairing, after, "all_agreed"),)), *asked)


def accepted(pairing: Pairing, member_id: int, now: datetime, *, yes: bool) -> Decision:
    """One side accepts the norms, or does not; with the last yes the pair begins."""
    side = pairing.side(member_id)
    if side is None or side.answer is not Answered.AGREED:
        return Decision()
    said, after = _said(pairing, side, Answered.ACCEPTED if yes else Answered.DECLINED)
    if not yes:
        return together(said, _unless_somebody_waits(after, now))
    all_have = after.state is PairingState.OFFERED and _all(after, frozenset({Answered.ACCEPTED}))
    return together(said, _begun(after, member_id, now)) if all_have else said


def _begun(pairing: Pairing, member_id: int, now: datetime) -> Decision:
    """They are a pair, with a first time at which all can be reached: the others are introduced.

    Who has spoken last is introduced in the reply.
    """
    at = first_time(pairing.sides, now)
    after = replace(
        pairing,
        state=PairingState.ACTIVE,
        act_after=now + QUIET,
        offered_until=None,
        active_since=now,
        turn=pairing.sides[0].member.id,
        next_nudge_at=at,
    )
    words = (
        tell(after, other, *introduction(after, other.member), now)
        for other in after.others(member_id)
    )
    return together(Decision((PairingChanged(pairing, after, "begun"),)), *words)


def introduction(pairing: Pairing, member: Member) -> tuple[str, Values]:
    """The key and the values of what introduces the others to this member."""
    values = name_of(pairing, member.id)
    if pairing.next_nudge_at is None:
        return "buddy.begun", values
    local = pairing.next_nudge_at.astimezone(zone_named(member.time_zone))
    when = (("day", local.date().isoformat()), ("time", f"{local:%H:%M}"))
    return "buddy.begun_at", (*values, *when)


def lapsed(pairing: Pairing, now: datetime) -> Decision:
    """The time of an offer is over without a yes of all: the same words to all who waited."""
    declined = any(side.answer is Answered.DECLINED for side in pairing.sides)
    return over(pairing, Ended.DECLINED if declined else Ended.EXPIRED, now)


def offer_words(pairing: Pairing, side: Side, now: datetime) -> tuple[str, Values]:
    """The key and the values of the offer to one side: no names, nothing that tells who."""
    others = pairing.others(side.member.id)
    opens, closes = common_hours(side.member, [other.member for other in others], now)
    values = (
        ("tongue", pairing.languages[0] if pairing.languages else side.member.language),
        ("opens", f"{opens:%H:%M}"),
        ("closes", f"{closes:%H:%M}"),
        *alias_of(pairing, side.member.id),
    )
    if len(others) > 1:
        return "offer.three", values
    if pairing.topics and speaks_openly(side):
        return "offer.openly", (("topics", ", ".join(pairing.topics)), *values)
    return "offer.one", values


def _offer(pairing: Pairing, side: Side, now: datetime) -> Decision:
    key, values = offer_words(pairing, side, now)
    return ask(pairing, side, Asking.OFFER, key, values, now, pairing.offered_until or now)


def _open_again(pairing: Pairing, now: datetime) -> Pairing:
    """The same, offered, with the whole time to answer."""
    until = now + OFFERED_FOR
    return replace(pairing, state=PairingState.OFFERED, act_after=until, offered_until=until)


def _said(pairing: Pairing, side: Side, given: Answered) -> tuple[Decision, Pairing]:
    """What one side has said, and the pairing as it is after that."""
    norms = NORMS if given is Answered.ACCEPTED else ""
    changed = SideChanged(pairing.id, side.member.id, side.answer, given, norms)
    noted = PairingNoted(pairing.id, given.value, side.member.id)
    sides = tuple(
        replace(each, answer=given, norms=norms or each.norms) if each == side else each
        for each in pairing.sides
    )
    return Decision((changed, noted)), replace(pairing, sides=sides)


def _unless_somebody_waits(pairing: Pairing, now: datetime) -> Decision:
    """It ends at once only where nobody is left who could tell from that what another said."""
    everybody = all(side.answer is Answered.DECLINED for side in pairing.sides)
    return over(pairing, Ended.DECLINED, now) if everybody else Decision()


def _all(pairing: Pairing, answers: frozenset[Answered]) -> bool:
    return all(side.answer in answers for side in pairing.sides)
