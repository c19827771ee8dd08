"""A member has another number: consent moves with the person, and the old number lets go."""

from dataclasses import replace
from datetime import datetime

from checkin.domain.changing import notice
from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.conversation import Conversation, Thread
from checkin.domain.decision import Change, Decision, LineChanged, MemberMoved, NoticesReplaced

SHARE = 6  # members on one phone at most


class CannotMove(Exception):
    """The member cannot have that number; the message says why, to a coordinator.

    `key` is the same in the page's catalog.
    """

    def __init__(self, why: str, key: str) -> None:
        super().__init__(why)
        self.key = key


def move(thread: Thread, to: Conversation, evidence: str, now: datetime) -> Decision:
    """The member of `thread` on the line `to`, with all they have agreed to and what waits.

    They are told on the new number, if they may be: the old one may be somebody else's. Raises
    `CannotMove` when the line has stopped us, is full, or has somebody of that name.
    """
    member = thread.member
    if to.line_id == member.line_id:
        raise CannotMove("the member has this number already", "move.same")
    if to.stopped and to.threads:
        raise CannotMove(
            "this number has stopped everything from us; START from that phone helps",
            "move.stopped",
        )
    if not to.answerable:
        raise CannotMove("this is no number that can be called", "move.not_callable")
    if any(other.member.name.casefold() == member.name.casefold() for other in to.threads):
        raise CannotMove("somebody of that name is on this number already", "move.name")
    if len(to.threads) >= SHARE:
        raise CannotMove(f"there are {SHARE} members on this number already", "move.full")
    changes: list[Change] = [_let_go(thread, evidence)]
    changes += [_renewed(thread, to, purpose, evidence) for purpose in sorted(thread.standing)]
    if to.stopped:  # a wrong number of former times, or a stranger's: it is the member's now
        changes.append(LineChanged(to.line_id, stopped=False))
    changes.append(MemberMoved(member.id, to.line_id))
    changes.append(NoticesReplaced(member.id, ("notice.number",)))
    told = (notice(replace(member, line_id=to.line_id), "notice.number", now),)
    return Decision(tuple(changes), told if Purpose.CHECKIN_TEXT in thread.standing else ())


def _let_go(thread: Thread, evidence: str) -> ConsentEvent:
    """On the old number nothing stands for them any more."""
    member = thread.member
    return ConsentEvent(
        member.line_id, member.id, Purpose.ALL, Action.EXPIRED, Medium.PAGE, evidence
    )


def _renewed(thread: Thread, to: Conversation, purpose: Purpose, evidence: str) -> ConsentEvent:
    member = thread.member
    return ConsentEvent(
        to.line_id,
        member.id,
        purpose,
        Action.RENEWED,
        Medium.PAGE,
        evidence,
        language=member.language,
    )
