"""A coordinator's text: taken, done, passed on, asked about, or answered with how it goes."""

from collections.abc import Callable
from dataclasses import replace

from checkin.domain.decision import Decision, DutyChanged
from checkin.domain.duty import pin, working
from checkin.domain.duty.commands import Act, Command
from checkin.domain.duty.scene import Duty, Item, age
from checkin.domain.escalation import EscalationState, Outcome, Refused
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.urgency import By

LISTED = 5  # escalations in one text


def answer(duty: Duty, command: Command) -> Decision:
    """What follows from a command, and what is said to it."""
    if command.act is Act.PIN:
        return _with(duty, *pin.given(duty))
    if not duty.who.confirmed:
        if command.act is Act.CONFIRM:
            return _with(duty, DutyChanged(duty.who.id, confirmed=True), "duty.confirmed")
        return duty.told("duty.unconfirmed", name=duty.who.name)
    if pin.is_wanted(duty):
        return duty.told(pin.missing(duty, "duty.pin"))
    if command.code is None:
        return {Act.LIST: listing, Act.CONFIRM: confirm}.get(command.act, _how)(duty)
    if duty.about is None:
        return duty.told("duty.stale", code=str(command.code))
    return _act(duty, duty.about, command)


def _act(duty: Duty, item: Item, command: Command) -> Decision:
    if command.act in (Act.CALL, Act.WRITE) and (refused := not_theirs(duty, item)):
        return refused
    try:
        return ACTS[command.act](duty, item, command.words)
    except Refused as error:
        return refusal(duty, item, error)


def listing(duty: Duty) -> Decision:
    """Who waits, the most urgent first."""
    if not duty.items:
        return duty.told("duty.nobody")
    shown = duty.items[:LISTED]
    said = [duty.summary(item) for item in shown]
    if duty.waiting > len(shown):
        said.append(("duty.more", (("count", str(duty.waiting - len(shown))),)))
    return Decision(reply=duty.say(*said, ("duty.how", ())))


def confirm(duty: Duty) -> Decision:
    """Yes, I am there: the next turn is confirmed."""
    turn = duty.turn
    if turn is None:
        return duty.told("duty.nothing_to_confirm")
    changed = DutyChanged(duty.who.id, turn=(turn.shift.id, turn.starts_at))
    return _with(
        duty, changed, "duty.turn", day=duty.day(turn.starts_at), time=duty.time(turn.starts_at)
    )


def refusal(duty: Duty, item: Item, error: Refused) -> Decision:
    """Why it was not done, in words: who has it, since when, or what to do first."""
    code = str(item.code)
    since = duty.time(item.taken_at) if item.taken_at else ""
    if item.escalation.state is EscalationState.TAKEN and not duty.has(item):
        return duty.told("duty.held", code=code, holder=item.holder, time=since)
    if error.key == "refused.already_resolved":
        return duty.told("duty.resolved_already", code=code)
    if error.key == "refused.note_missing":
        return duty.told("duty.note_missing", code=code)
    return duty.told("duty.take_first", code=code)


def take(duty: Duty, item: Item, _words: str = "") -> Decision:
    """It is theirs, until then."""
    who = (duty.who.id, duty.who.name)
    decision = working.take(item.escalation, item.member, who, duty.now, duty.policy)
    until = duty.now + duty.policy.holds[item.escalation.level]
    key = "duty.renewed" if duty.has(item) else "duty.taken"
    if item.member is None:
        key = "duty.taken_nobody"
    values = (("code", str(item.code)), ("time", duty.time(until)))
    return replace(decision, reply=duty.say((key, values)))


def done(duty: Duty, item: Item, words: str) -> Decision:
    """Resolved, with what they wrote as the note."""
    told = (words, Outcome.SPOKE)
    decision = working.resolve(
        item.escalation, item.member, duty.who.id, told, duty.now, duty.policy
    )
    return replace(decision, reply=duty.say(("duty.done", (("code", str(item.code)),))))


def pass_on(duty: Duty, item: Item, words: str) -> Decision:
    """The next one is told."""
    decision = working.pass_on(
        item.escalation, duty.who.id, words, duty.cover, duty.now, duty.policy
    )
    return replace(decision, reply=duty.say(("duty.passed", (("code", str(item.code)),))))


def details(duty: Duty, item: Item, _words: str = "") -> Decision:
    """What may be told by text: never a number, never words; a first name once they have it."""
    escalation = item.escalation
    said = [duty.summary(item)]
    if item.holder and item.taken_at:
        said.append(("duty.held_since", (("time", duty.time(item.taken_at)),)))
    if escalation.taken_by == duty.who.id and item.member:
        waited = age(duty.now - escalation.opened_at)
        said.append(("duty.who", (("name", item.member.name), ("age", waited))))
    if escalation.state is EscalationState.RESOLVED:
        said.append(("duty.resolved_already", (("code", str(item.code)),)))
    return Decision(reply=duty.say(*said))


def call(duty: Duty, item: Item, _words: str = "") -> Decision:
    """We ring them, and put them through to the member."""
    if not item.reaches(By.CALL):
        return duty.told("duty.nobody_to_reach", code=str(item.code))
    subject = Subject(duty.who.line_id, None, None, item.escalation.id)
    ring = Outgoing(Kind.BRIDGE, subject, "bridge.ready", duty.now, duty.now + working.RINGS_WITHIN)
    return Decision(send=(ring,), reply=duty.say(("duty.ringing", ())))


def write(duty: Duty, item: Item, words: str) -> Decision:
    """Their own words, to the member, under the service's number."""
    if item.member is None or not item.roads:
        return duty.told("duty.nobody_to_reach", code=str(item.code))
    if not item.reaches(By.TEXT):
        return duty.told("duty.not_by_text", code=str(item.code))
    if not words:
        return duty.told("duty.words_missing", code=str(item.code))
    sent = working.words(
        item.escalation, item.member, (duty.who.id, duty.who.name), words, duty.now
    )
    return replace(sent, reply=duty.say(("duty.sent", (("name", item.member.name),))))


ACTS: dict[Act, Callable[[Duty, Item, str], Decision]] = {
    Act.TAKE: take,
    Act.DONE: done,
    Act.NEXT: pass_on,
    Act.DETAILS: details,
    Act.CALL: call,
    Act.WRITE: write,
}


def _how(duty: Duty) -> Decision:
    return duty.told("duty.how")


def _with(duty: Duty, changed: DutyChanged, key: str, **values: str) -> Decision:
    return Decision((changed,), reply=duty.say((key, tuple(values.items()))))


def not_theirs(duty: Duty, item: Item) -> Decision | None:
    """The refusal for who has not taken it: only one gets in touch, so that nobody is called twice.

    None for the one who has, until it is resolved.
    """
    if duty.has(item):
        return None
    if item.escalation.state is EscalationState.RESOLVED:
        return refusal(duty, item, Refused("refused.already_resolved"))
    return refusal(duty, item, Refused("refused.take_it_first"))
