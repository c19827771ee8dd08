"""The keypad's side of the conversation: the same answers as by text, one key each.

The greeting says who is calling and offers the key that stops these calls first (R49, R51). A
key counts, being answered does not: a voicemail hears nothing and answers nothing (R52).
"""

from dataclasses import dataclass
from datetime import datetime

from checkin.domain.answering import answer
from checkin.domain.check_in import Answer, CheckIn
from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.conversation import Conversation, Thread, question
from checkin.domain.decision import (
    Change,
    CheckInChanged,
    Decision,
    Listen,
    MemberChanged,
    Reply,
    Say,
)
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.member import WITH_US, Channel, Member
from checkin.domain.policy import Policy
from checkin.domain.silence import given_up

KEYS = {"1": Answer.OK, "2": Answer.NOT_OK}
PATIENCE = 2  # how often the menu is said to somebody who presses nothing or a wrong key


@dataclass(frozen=True, slots=True)
class OnThePhone:
    """A call under way. `conversation` is None for a caller whose number is hidden."""

    outgoing: bool
    language: str
    conversation: Conversation | None
    evidence: str  # the call's id, for the consent ledger
    member_id: int | None = None  # whom an outgoing call is for
    misses: int = 0  # how often in a row no key or a wrong one came


def greet(call: OnThePhone, machine: bool, now: datetime, policy: Policy) -> Decision:
    """The first thing said. Nothing at all to an answering machine."""
    if machine:
        return Decision(reply=Reply((), call.language))
    member = _member(call, now, policy)
    if member is None:
        return Decision(reply=_say(call, None, Listen.GOODBYE, "call.unknown_caller"))
    opening = "call.we_call" if call.outgoing else "call.you_call"
    return Decision(reply=_say(call, member, Listen.KEY, opening, "call.menu"), member_id=member.id)


def press(call: OnThePhone, key: str, now: datetime, policy: Policy) -> Decision:
    """What follows from one key; `key` is empty when nothing was pressed in time."""
    member = _member(call, now, policy)
    if member is None:
        return Decision(reply=_say(call, None, Listen.GOODBYE, "call.goodbye"))
    if key == "*":
        return Decision(reply=_say(call, member, Listen.KEY, "call.menu"), member_id=member.id)
    if key == "9":
        return _no_more_calls(call, member, now, policy)
    if key in KEYS:
        return _answered(call, member, KEYS[key], now, policy)
    return _missed(call, member, key)


def _answered(
    call: OnThePhone, member: Member, given: Answer, now: datetime, policy: Policy
) -> Decision:
    """A key that is an answer: to the open check-in, or to none."""
    check_in = _asked(call, member, now, policy)
    changes: tuple[Change, ...] = ()
    if check_in:
        changes = answer(check_in, given, now).changes
    elif given is Answer.NOT_OK:
        changes = (Raised(EscalationKind.NOT_OK, member.id),)
    said = _say(call, member, Listen.GOODBYE, f"call.answer_{given.value}", "call.goodbye")
    return Decision(changes, reply=said, member_id=member.id)


def _missed(call: OnThePhone, member: Member, key: str) -> Decision:
    """No key, or one that is not on the menu: named, the menu again, and then a goodbye."""
    if call.misses + 1 >= PATIENCE:
        return Decision(
            reply=_say(call, member, Listen.GOODBYE, "call.we_try_later", "call.goodbye"),
            member_id=member.id,
        )
    say = [Say("call.wrong_key", (("key", key),))] if key else []
    again = Reply((*say, Say("call.menu")), member.language, member.id, Listen.KEY)
    return Decision(reply=again, member_id=member.id)


def _no_more_calls(call: OnThePhone, member: Member, now: datetime, policy: Policy) -> Decision:
    """Key 9: no more calls, at once. Texts go on where they were agreed to (R51, R24)."""
    changes: list[Change] = [
        ConsentEvent(
            member.line_id,
            member.id,
            Purpose.CHECKIN_CALL,
            Action.REVOKED,
            Medium.CALL,
            call.evidence,
        ),
    ]
    if member.channel is Channel.CALL:
        changes.append(MemberChanged(member.id, channel=Channel.TEXT))
        check_in = _asked(call, member, now, policy)
        if check_in and check_in.is_open:
            after = given_up(check_in, "cancelled.stopped", now)
            changes.append(CheckInChanged(check_in, after))
    said = _say(call, member, Listen.GOODBYE, "call.stopped")
    return Decision(tuple(changes), reply=said, member_id=member.id)


def _asked(call: OnThePhone, member: Member, now: datetime, policy: Policy) -> CheckIn | None:
    """This member's own check-in that a key answers, never that of another on a shared line."""
    threads = call.conversation.threads if call.conversation else ()
    own = next((t.check_in for t in threads if t.member.id == member.id), None)
    return own if own and own.hears(now, policy.late_answer) else None


def _question(call: OnThePhone, now: datetime, policy: Policy) -> Thread | None:
    return question(call.conversation, now, policy) if call.conversation else None


def _member(call: OnThePhone, now: datetime, policy: Policy) -> Member | None:
    """Who is on the phone: whom we called, whose question is open, or who on it is with us."""
    threads = call.conversation.threads if call.conversation else ()
    if call.member_id is not None:
        return next((t.member for t in threads if t.member.id == call.member_id), None)
    if asked := _question(call, now, policy):
        return asked.member
    return next((t.member for t in threads if t.member.state in WITH_US), None)


def _say(call: OnThePhone, member: Member | None, listen: Listen, *keys: str) -> Reply:
    language = member.language if member else call.language
    return Reply(tuple(map(Say, keys)), language, member.id if member else None, listen)
