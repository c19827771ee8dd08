"""What an enrolment meets on its line: nobody yet, the same member, or a refusal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.decision import Change, Decision, MemberNoted
from checkin.domain.importing.enrolment import Enrolment, Reason
from checkin.domain.invitation import invite
from checkin.domain.member import Member, MemberState
from checkin.domain.policy import Policy

SHARE = 6  # members on one phone: as many as a call can offer a key each
STOPPED = "has stopped everything from us, and no import asks it again; START from that phone does"
LEFT = "is of a member who said no, did not answer or left; START from that phone brings them back"
FULL = f"is the phone of {SHARE} members already, and more cannot be told apart on it"


@dataclass(frozen=True, slots=True)
class LineSeen:
    """A line as an import finds it. `members` includes those who have left."""

    line_id: int
    stopped: bool
    members: tuple[Member, ...] = ()


def refusal(new: Enrolment, line: LineSeen) -> Reason | None:
    """Why this person is not invited on this line; None if they are, or are there already.

    Nobody is asked a second time: not after a STOP (R27), and not after a no or a silence (R9).
    """
    if line.stopped:
        return Reason("phone", STOPPED, "wrong.stopped")
    same = _same(new, line)
    if same is None:
        full = len(line.members) >= SHARE
        return Reason("phone", FULL, "wrong.full") if full else None
    left = same.state is MemberState.LEFT
    return Reason("phone", LEFT, "wrong.left") if left else None


def is_there(new: Enrolment, line: LineSeen) -> bool:
    """Whether this very person is enrolled on the line: then an import changes nothing."""
    return _same(new, line) is not None


def enrolled(
    who: Iterable[tuple[Member, Enrolment]],
    now: datetime,
    policy: Policy,
    coordinator_id: int | None = None,
) -> Decision:
    """The ledger and the one invitation of members who have just been enrolled (R9, R15).

    `coordinator_id` is who enrolled them by hand: their history says so.
    """
    pairs = tuple(who)
    changes: list[Change] = [
        ConsentEvent(
            line_id=member.line_id,
            member_id=member.id,
            purpose=purpose,
            action=Action.IMPORTED,
            medium=Medium.IMPORT,
            evidence=new.evidence,
            language=member.language,
        )
        for member, new in pairs
        for purpose in (Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL)
    ]
    if coordinator_id is not None:
        changes += [MemberNoted(member.id, "enrolled", coordinator_id) for member, _ in pairs]
    return Decision(tuple(changes), tuple(invite(member, now, policy) for member, _ in pairs))


def _same(new: Enrolment, line: LineSeen) -> Member | None:
    name = new.name.casefold()
    return next((member for member in line.members if member.name.casefold() == name), None)
