"""The loop closed: a member hears who takes it up and by when, and is asked whether it helped."""

from dataclasses import replace
from datetime import datetime

from checkin.domain.conversation import Asking, Prompt
from checkin.domain.decision import Change, LineChanged
from checkin.domain.escalation import Escalation, EscalationKind, Outcome
from checkin.domain.member import Channel, Member
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.policy import Policy
from checkin.domain.schedule import next_open, zone_named

HELPED = "loop.helped"  # asked when all is done; nothing else is said any more then
# Those in which the member has said something and waits for us. Nobody is told who has answered
# in silence; and where a safe word was given, whoever reads along must not learn of it (R145).
WAITED_FOR = frozenset(
    {
        EscalationKind.DANGER,
        EscalationKind.PERSON_NOW,
        EscalationKind.HELP,
        EscalationKind.NOT_OK,
        EscalationKind.CALL_ME,
        EscalationKind.VOICEMAIL,
    }
)


def waits(escalation: Escalation, member: Member | None) -> bool:
    """Whether the member hears what becomes of it."""
    return member is not None and escalation.kind in WAITED_FOR


def promised(
    escalation: Escalation, member: Member, by: str, now: datetime, policy: Policy
) -> tuple[datetime, Outgoing] | None:
    """By when the coordinator named `by` gets in touch, and the sentence that says so.

    None where the member's window opens too late to tell them: nothing is promised then.
    """
    contact_by = now + policy.contact[escalation.level]
    if next_open(member.window, member.time_zone, now) >= contact_by:
        return None
    zone = zone_named(member.time_zone)
    local = contact_by.astimezone(zone)
    values = [("by", by), ("time", local.strftime("%H:%M"))]
    key = "loop.taken"
    if local.date() != now.astimezone(zone).date():
        key = "loop.taken_later"
        values.append(("day", local.date().isoformat()))
    return contact_by, _to(member, escalation, key, now, contact_by, tuple(values))


def late(escalation: Escalation, member: Member, now: datetime) -> Outgoing:
    """An honest line: nobody has been in touch by the time that was named."""
    return _to(member, escalation, "loop.late", now, None, ())


def without_promise(escalation: Escalation) -> Escalation:
    """The same, with nothing promised any more."""
    return replace(escalation, contact_by=None)


def whether_it_helped(
    escalation: Escalation, member: Member | None, outcome: Outcome, now: datetime, policy: Policy
) -> tuple[tuple[Change, ...], tuple[Outgoing, ...]]:
    """One question once they were spoken with, to be answered with yes or no, or by key.

    A text's question stays open on the line; a call brings its own.
    """
    if outcome is not Outcome.SPOKE or member is None or not waits(escalation, member):
        return (), ()
    until = now + policy.prompt
    asked = _to(member, escalation, HELPED, now, until, ())
    if asked.kind.by_call:
        return (), (asked,)
    prompt = Prompt(Asking.HELPED, member.id, "", until)
    return (LineChanged(member.line_id, prompt=prompt),), (asked,)


def _to(
    member: Member,
    escalation: Escalation,
    key: str,
    now: datetime,
    not_after: datetime | None,
    values: tuple[tuple[str, str], ...],
) -> Outgoing:
    by_call = member.channel is Channel.CALL
    return Outgoing(
        kind=Kind.LOOP_CALL if by_call else Kind.LOOP,
        subject=Subject(member.line_id, member.id, escalation_id=escalation.id),
        wording=key,
        not_before=now,
        not_after=not_after,
        values=values,
    )
