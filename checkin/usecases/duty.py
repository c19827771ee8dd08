"""A coordinator texts or calls us: the escalation they mean is found, and the rules decide."""

from dataclasses import replace

from checkin.domain.carrier import MACHINES
from checkin.domain.conversation import Asking, Conversation, Pace
from checkin.domain.decision import Decision, LineChanged, Say
from checkin.domain.duty import call, honest, text
from checkin.domain.duty.commands import Act, Command, read
from checkin.domain.duty.scene import Duty, Item, OnDuty, an_hour_of
from checkin.usecases.ports import Services, UnitOfWork
from checkin.usecases.ports.records import CallSeen

LISTED = 25
# What these say means something to a member as well: on a line that is also one's, it is theirs.
MEMBERS_TOO = frozenset({Act.HELP, Act.PIN})


def texted(services: Services, work: UnitOfWork, line: Conversation, body: str) -> Decision | None:
    """What follows from a coordinator's command; None for everybody and everything else."""
    command = read(body)
    if command is None or (line.threads and _a_members(command, body)):
        return None
    who = work.duty.on_line(line.line_id, body, services.time_zone, services.now())
    if who is None:
        return None
    about = work.duty.known_by(who.id, command.code) if command.code is not None else None
    decision = text.answer(_duty(services, work, who, about), command)
    return _braked(line, decision, services)


def lost_for_words(
    services: Services, work: UnitOfWork, line: Conversation, decision: Decision
) -> Decision:
    """A coordinator whose text nobody understood hears how it is done, not how to join."""
    said = decision.reply.say[0].key if decision.reply and decision.reply.say else ""
    if line.threads or said != "unknown_number":
        return decision
    who = work.duty.on_line(line.line_id, "", services.time_zone, services.now())
    if who is None:
        return decision
    duty = _duty(services, work, who, None)
    return replace(decision, reply=text.answer(duty, Command(Act.HELP)).reply)


def not_confirmed_yet(
    services: Services, work: UnitOfWork, line: Conversation, decision: Decision
) -> Decision:
    """A coordinator who calls us from a phone that they have not called theirs hears that first.

    The rest of the call is as for anybody we do not know: it may be a stranger's phone.
    """
    if line.threads or decision.reply is None:
        return decision
    who = work.duty.on_line(line.line_id, "", services.time_zone, services.now())
    if who is None:
        return decision
    first = Say("duty.unconfirmed", language=who.language)
    return replace(decision, reply=replace(decision.reply, say=(first, *decision.reply.say)))


def honestly(
    services: Services,
    work: UnitOfWork,
    line: Conversation,
    decision: Decision,
    *,
    by_call: bool = False,
) -> Decision:
    """The decision; who waits for a person while nobody is on call hears from when on."""
    if not honest.waits_for_a_person(decision):
        return decision
    cover = work.escalations.cover()
    return honest.told_when(decision, line, cover, services.now(), by_call=by_call)


def in_call(
    services: Services, work: UnitOfWork, seen: CallSeen, line: Conversation, key: str | None
) -> Decision | None:
    """What follows when a coordinator is on the phone; None if it is somebody else's call.

    `key` is None for the first words of the call.
    """
    ours = seen.wording.startswith(("ring.", "bridge."))
    begun = call.code_of(seen.prompt)
    if not ours and (line.threads or begun is None and key is not None):
        return None
    who = work.duty.on_line(line.line_id, key or "", services.time_zone, services.now())
    if who is None or not (who.confirmed or ours):
        return None
    duty = _duty(services, work, who, _about(services, work, who, seen))
    if key is not None:
        asking = seen.prompt.asking if seen.prompt else Asking.DUTY
        return call.press(duty, key, seen.wording, seen.misses, asking)
    machine = seen.answered_by.startswith(MACHINES)
    return call.greet(duty, seen.wording, machine=machine)


def after_bridge(
    services: Services, work: UnitOfWork, seen: CallSeen, line: Conversation, *, bridged: bool
) -> Decision | None:
    """What follows when the coordinator is back from a call with the member, or was never in it."""
    who = work.duty.on_line(line.line_id, "", services.time_zone, services.now())
    if who is None:
        return None
    about = _about(services, work, who, seen)
    return call.came_back(_duty(services, work, who, about), bridged=bridged)


def whisper(services: Services, number: str) -> tuple[str, str]:
    """What a member hears before they are put through, and in which language."""
    language = services.language
    if number:
        with services.begin() as work:
            speaker = work.conversations.on(number, services.now()).speaker
        language = speaker.language if speaker else language
    return services.wording.voice(language, "bridge.whisper", {}), language


def _about(services: Services, work: UnitOfWork, who: OnDuty, seen: CallSeen) -> Item | None:
    """What the call is about: as its prompt remembers it, else as the page that made it says."""
    code = call.code_of(seen.prompt)
    if code is not None:
        return work.duty.known_by(who.id, code)
    if seen.escalation_id is None:
        return None
    code = work.duty.code(who.id, seen.escalation_id, services.now())
    return work.duty.item(seen.escalation_id, code)


def _duty(services: Services, work: UnitOfWork, who: OnDuty, about: Item | None) -> Duty:
    now = services.now()
    return Duty(
        who=who,
        items=tuple(work.duty.items(who.id, LISTED, now)),
        waiting=sum(work.desk.counts().values()),
        about=about,
        turn=work.duty.next_turn(who.id, now),
        cover=work.escalations.cover(),
        now=now,
        policy=services.policy,
    )


def _a_members(command: Command, body: str) -> bool:
    """Whether a member could have meant it, too."""
    plain = body.strip().casefold() not in ("list", "confirm")
    return command.act in MEMBERS_TOO or command.code is None and plain


def _braked(line: Conversation, decision: Decision, services: Services) -> Decision:
    """No more than so many replies an hour: two machines that answer each other come to an end."""
    pace = an_hour_of(line.pace, services.now())
    if pace.replies > BUSY * services.policy.replies_an_hour:
        return replace(decision, reply=None)
    counted = LineChanged(line.line_id, pace=Pace(pace.since, pace.replies))
    return replace(decision, changes=(*decision.changes, counted))


BUSY = 5  # a night's work takes more texts than a member's talk
