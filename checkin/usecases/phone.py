"""A call, turn by turn: the same conversation as by text, and each turn said once.

A turn's step stands in the URL that the carrier asks for next, so that a repeat of a request is
told apart from the next key, and hears the same again.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from checkin.domain.carrier import LISTENING, MACHINES
from checkin.domain.consent import Medium
from checkin.domain.conversation import Conversation
from checkin.domain.decision import Decision, Reply, Say, WordsLeft
from checkin.domain.pairing.parting import with_partings
from checkin.domain.relaying import bridging
from checkin.domain.talk import message
from checkin.domain.talk.call import greet, meant, press
from checkin.domain.talk.missed_call import rang, turned_away
from checkin.domain.talk.prompts import Said
from checkin.domain.talk.scene import Scene
from checkin.usecases import auditing, duty, nudging
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.missed_page import page_missed
from checkin.usecases.pairing import with_bonds
from checkin.usecases.ports import Services, UnitOfWork
from checkin.usecases.ports.records import CallSeen
from checkin.usecases.ports.unit_of_work import Applied
from checkin.usecases.spoken import Spoken, spoken
from checkin.usecases.turns import packed, unpacked
from checkin.usecases.whispering import of_buddies

NOTHING = Applied((), ())


def incoming(services: Services, provider_id: str, number: str | None) -> Spoken:
    """Somebody calls us; `number` is None when it is hidden."""

    def work() -> Spoken:
        now = services.now()
        with services.begin() as work:
            conversation = work.conversations.on(number, now) if number else None
            line_id = conversation.line_id if conversation else None
            call = work.calls.arrived(provider_id, line_id, now)
            return _turn(services, work, _Turn(call, conversation, _Heard(0), now))

    return again_on_conflict(work)


def answered(services: Services, call_id: int, provider_id: str, answered_by: str) -> Spoken | None:
    """Somebody, or a machine, has answered our call. None if we know of no such call."""
    return _known(services, call_id, provider_id, _Heard(0, answered_by=answered_by))


def pressed(
    services: Services, call_id: int, provider_id: str, step: int, key: str
) -> Spoken | None:
    """One key, or none in time. None if we know of no such call."""
    return _known(services, call_id, provider_id, _Heard(step, key))


def recorded(
    services: Services, call_id: int, provider_id: str, step: int, words: WordsLeft
) -> Spoken | None:
    """Words were left, perhaps by one who has hung up since. None if we know of no such call."""
    return _known(services, call_id, provider_id, _Heard(step, words=words))


def came_back(
    services: Services, call_id: int, provider_id: str, step: int, *, bridged: bool
) -> Spoken | None:
    """Somebody was put through to a member, or the member did not pick up."""
    return _known(services, call_id, provider_id, _Heard(step, bridged=bridged))


@dataclass(frozen=True, slots=True)
class _Heard:
    """What the carrier tells of a call of ours: who took it up, a key, or words left."""

    step: int
    key: str = ""
    answered_by: str | None = None
    words: WordsLeft | None = None
    bridged: bool | None = None  # whether a member was put through; None where none was to be


def _known(services: Services, call_id: int, provider_id: str, heard: _Heard) -> Spoken | None:
    def work() -> Spoken | None:
        now = services.now()
        with services.begin() as work:
            call = work.calls.under_way(call_id, provider_id)
            if call is None:
                return None
            if heard.answered_by is not None:
                call = replace(call, answered_by=heard.answered_by)
            conversation = work.conversations.on(call.number, now) if call.number else None
            spoken = _turn(services, work, _Turn(call, conversation, heard, now))
            if call.answered_by.startswith(MACHINES):
                page_missed(services, work, call.id, by_call=True)
            return spoken

    return again_on_conflict(work)


@dataclass(frozen=True, slots=True)
class _Turn:
    call: CallSeen
    conversation: Conversation | None
    heard: _Heard
    now: datetime

    @property
    def step(self) -> int:
        return self.heard.step

    @property
    def key(self) -> str:
        return self.heard.key


def _turn(services: Services, work: UnitOfWork, turn: _Turn) -> Spoken:
    """Say it again to a repeat, else ask the domain, apply and keep what is said."""
    call = turn.call
    told = work.calls.turn(call.id, turn.step)
    if told is not None:
        return spoken(services, work, call, turn.step, unpacked(told), NOTHING)
    decision = _decide(services, work, turn)
    reply = decision.reply or Reply((), services.language)
    again = turn.step > 0 and reply.prompt == call.prompt and turn.key != "*"
    kept = replace(
        call,
        member_id=decision.member_id or call.member_id,
        misses=call.misses + 1 if again else 0,
        prompt=reply.prompt,
    )
    applied = work.apply(decision, turn.now, services.policy)
    auditing.acts(work, decision, turn.now)
    work.calls.keep_turn(kept, turn.step, turn.key, packed(reply), turn.now)
    return spoken(services, work, call, turn.step, reply, applied)


def _decide(services: Services, work: UnitOfWork, turn: _Turn) -> Decision:
    call, line = turn.call, turn.conversation
    if line is None:
        return Decision(reply=Reply((Say("call.hidden"),), services.language))
    at_work = _at_work(services, work, turn, line)
    if at_work is not None:
        return at_work
    scene = _scene(services, work, turn, line)
    if turn.step == 0 and not call.outgoing and turned_away(scene):
        return rang(scene)
    if turn.heard.bridged is not None:
        return bridging.came_back(scene, bridged=turn.heard.bridged)
    if turn.heard.words:
        return message.left(scene, turn.heard.words)
    if turn.step == 0:
        machine = call.answered_by.startswith(MACHINES)
        listens = call.answered_by.startswith(LISTENING)
        first = greet(scene, machine=machine, listens=listens)
        return first if machine else duty.not_confirmed_yet(services, work, line, first)
    fits = work.conversations.fitting(line, turn.key)
    said = Said(meant(scene, turn.key), turn.key, fits.pin_of, fits.safe_word_of)
    said_so = with_partings(press(scene, said), scene.conversation, turn.now)
    decision = nudging.with_buddies(services, work, said_so)
    return duty.honestly(services, work, line, decision, by_call=True)


def _at_work(
    services: Services, work: UnitOfWork, turn: _Turn, line: Conversation
) -> Decision | None:
    """What follows where a coordinator is on the phone."""
    if turn.heard.bridged is not None and not of_buddies(turn.call.prompt):
        bridged = turn.heard.bridged
        return duty.after_bridge(services, work, turn.call, line, bridged=bridged)
    return duty.in_call(services, work, turn.call, line, turn.key if turn.step else None)


def _scene(services: Services, work: UnitOfWork, turn: _Turn, line: Conversation) -> Scene:
    call = turn.call
    last = work.calls.turn(call.id, turn.step - 1) if turn.step else None
    asked = unpacked(last).say[-1:] if last else ()
    return Scene(
        conversation=with_bonds(work, work.conversations.with_standing(line), turn.now),
        road=Medium.CALL,
        evidence=f"call {call.id}",
        now=turn.now,
        policy=services.policy,
        prompt=call.prompt,
        member_id=call.member_id,
        opening=call.wording,
        opening_values=call.values,
        outgoing=call.outgoing,
        misses=call.misses,
        last=asked[0] if asked else None,
    )


def hung_up(services: Services, work: UnitOfWork, provider_id: str) -> None:
    """Somebody heard our greeting, pressed nothing and hung up: a missed call to us."""
    now = services.now()
    call = work.calls.arrived(provider_id, None, now)
    if call.number is None:
        return
    line = work.conversations.on(call.number, now)
    scene = _scene(services, work, _Turn(call, line, _Heard(0), now), line)
    work.apply(rang(scene), now, services.policy)
