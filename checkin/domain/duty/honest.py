"""Whoever waits for a person hears honestly when nobody is on call, and from when on (R102)."""

from dataclasses import replace
from datetime import datetime

from checkin.domain.conversation import Conversation
from checkin.domain.decision import Decision, Listen, Reply, Say
from checkin.domain.duty.loop import WAITED_FOR
from checkin.domain.duty.scene import Values
from checkin.domain.escalation import Cover, Level, Raised
from checkin.domain.schedule import zone_named

LATER = "cover.later"
DANGER = "danger."  # the first letters of a reply to danger: it has its own sentence for this


def waits_for_a_person(decision: Decision) -> bool:
    """Whether somebody is told that a person will come, or is answered in danger."""
    return decision.reply is not None and bool(_waiting(decision) or _in_danger(decision.reply))


def told_when(
    decision: Decision, line: Conversation, cover: Cover, now: datetime, *, by_call: bool = False
) -> Decision:
    """The decision with when somebody is on call next, if nobody is now.

    What is red pages everybody at any hour: only the reply to danger says that nobody may be there.
    """
    again_at = cover.again_at(now)
    if again_at is None or decision.reply is None:
        return decision
    values = _on_their_clock(again_at, decision, line)
    if _in_danger(decision.reply):
        return replace(decision, reply=_danger_later(decision.reply, values))
    if _waiting(decision) is None:
        return decision
    said = decision.reply.say
    asks = decision.reply.listen is not Listen.GOODBYE  # a question stays the last that is said
    first = said[:1] if asks or by_call else said
    rest = said[len(first) :]
    return replace(decision, reply=replace(decision.reply, say=(*first, Say(LATER, values), *rest)))


def _on_their_clock(at: datetime, decision: Decision, line: Conversation) -> Values:
    """That moment where the member is, or where their number is from."""
    first = next((c for c in decision.changes if isinstance(c, Raised)), None)
    raised = _waiting(decision) or first
    thread = line.thread(raised.member_id) if raised else None
    zone = thread.member.time_zone if thread else line.time_zone
    local = at.astimezone(zone_named(zone))
    return ("day", local.date().isoformat()), ("time", local.strftime("%H:%M"))


def _in_danger(reply: Reply) -> bool:
    return any(said.key.startswith(DANGER) for said in reply.say)


def _danger_later(reply: Reply, values: Values) -> Reply:
    """The reply with the sentence to danger that says when: one for both fits two segments."""
    return replace(
        reply,
        say=tuple(
            Say(f"{said.key}_later", values) if said.key.startswith(DANGER) else said
            for said in reply.say
        ),
    )


def _waiting(decision: Decision) -> Raised | None:
    """What they wait for that is not paged to everybody at any hour."""
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
