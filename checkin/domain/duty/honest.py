"""Whoever waits for a person hears honestly when nobody is on call, and from when on (R102)."""

from dataclasses import replace
from datetime import datetime

from checkin.domain.conversation import Conversation
from checkin.domain.decision import Decision, Listen, Say
from checkin.domain.duty.loop import WAITED_FOR
from checkin.domain.escalation import Cover, Level, Raised
from checkin.domain.schedule import zone_named

LATER = "cover.later"


def waits_for_a_person(decision: Decision) -> bool:
    """Whether somebody is told that a person will come, who is not paged day and night.

    What is red pages everybody at any hour, so there is nothing to wait for.
    """
    return decision.reply is not None and _waiting(decision) is not None


def told_when(
    decision: Decision, line: Conversation, cover: Cover, now: datetime, *, by_call: bool = False
) -> Decision:
    """The decision with one sentence more, if nobody is on call now."""
    raised, again_at = _waiting(decision), cover.again_at(now)
    if raised is None or again_at is None or decision.reply is None:
        return decision
    thread = line.thread(raised.member_id)
    zone = thread.member.time_zone if thread else line.time_zone
    local = again_at.astimezone(zone_named(zone))
    later = Say(LATER, (("day", local.date().isoformat()), ("time", local.strftime("%H:%M"))))
    said = decision.reply.say
    asks = decision.reply.listen is not Listen.GOODBYE  # a question stays the last that is said
    first = said[:1] if asks or by_call else said
    rest = said[len(first) :]
    return replace(decision, reply=replace(decision.reply, say=(*first, later, *rest)))


def _waiting(decision: Decision) -> Raised | None:
    return next(
        (
            change
            for change in decision.changes
            if isinstance(change, Raised)
            and change.kind in WAITED_FOR
            and change.urgency is not Level.RED
        ),
        None,
    )
