"""A call, turn by turn: the same conversation as by text, and each turn said once.

A turn's step stands in the URL that the carrier asks for next, so that a repeat of a request is
told apart from the next key, and hears the same again.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from checkin.domain.conversation import Conversation
from checkin.domain.decision import Decision, Listen, Reply, Say
from checkin.domain.menu import OnThePhone, greet, press
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.ports import Services, UnitOfWork
from checkin.usecases.ports.records import CallSeen
from checkin.usecases.ports.unit_of_work import Applied

NOTHING = Applied((), ())


@dataclass(frozen=True, slots=True)
class Spoken:
    """What goes back to the carrier: sentences, and whether a key is waited for."""

    call_id: int
    step: int  # of the turn that comes next
    sentences: tuple[str, ...] = ()
    language: str = "en"
    listen: bool = False
    applied: Applied = NOTHING


def incoming(services: Services, provider_id: str, number: str | None) -> Spoken:
    """Somebody calls us; `number` is None when it is hidden."""

    def work() -> Spoken:
        now = services.now()
        with services.begin() as work:
            conversation = work.conversations.on(number, now) if number else None
            line_id = conversation.line_id if conversation else None
            call = work.calls.arrived(provider_id, line_id, now)
            return _turn(services, work, _Turn(call, conversation, 0, "", now))

    return again_on_conflict(work)


def answered(services: Services, call_id: int, provider_id: str, answered_by: str) -> Spoken | None:
    """Somebody, or a machine, has answered our call. None if we know of no such call."""
    return _known(services, call_id, provider_id, 0, "", answered_by)


def pressed(
    services: Services, call_id: int, provider_id: str, step: int, key: str
) -> Spoken | None:
    """One key, or none in time. None if we know of no such call."""
    return _known(services, call_id, provider_id, step, key, None)


def _known(
    services: Services,
    call_id: int,
    provider_id: str,
    step: int,
    key: str,
    answered_by: str | None,
) -> Spoken | None:
    def work() -> Spoken | None:
        now = services.now()
        with services.begin() as work:
            call = work.calls.under_way(call_id, provider_id)
            if call is None:
                return None
            if answered_by is not None:
                call = replace(call, answered_by=answered_by)
            conversation = work.conversations.on(call.number, now) if call.number else None
            return _turn(services, work, _Turn(call, conversation, step, key, now))

    return again_on_conflict(work)


@dataclass(frozen=True, slots=True)
class _Turn:
    call: CallSeen
    conversation: Conversation | None
    step: int
    key: str
    now: datetime


def _turn(services: Services, work: UnitOfWork, turn: _Turn) -> Spoken:
    """Say it again to a repeat, else ask the domain, apply and keep what is said."""
    call = turn.call
    told = work.calls.turn(call.id, turn.step)
    if told is not None:
        return _spoken(services, call.id, turn.step, unpacked(told), NOTHING)
    decision = _decide(services, turn)
    reply = decision.reply or Reply((), services.language)
    again = turn.step > 0 and reply.listen is Listen.KEY and turn.key != "*"
    kept = replace(
        call,
        member_id=decision.member_id or call.member_id,
        misses=call.misses + 1 if again else 0,
    )
    applied = work.apply(decision, turn.now, services.policy)
    work.calls.keep_turn(kept, turn.step, turn.key, packed(reply), turn.now)
    return _spoken(services, call.id, turn.step, reply, applied)


def _decide(services: Services, turn: _Turn) -> Decision:
    call = turn.call
    phone = OnThePhone(
        outgoing=call.outgoing,
        language=services.language,
        conversation=turn.conversation,
        evidence=f"call {call.id}",
        member_id=call.member_id,
        misses=call.misses,
    )
    if turn.step == 0:
        machine = call.answered_by.startswith("machine") or call.answered_by == "fax"
        return greet(phone, machine, turn.now, services.policy)
    return press(phone, turn.key, turn.now, services.policy)


def _spoken(services: Services, call_id: int, step: int, reply: Reply, applied: Applied) -> Spoken:
    sentences = tuple(
        services.wording.voice(reply.language, say.key, dict(say.values)) for say in reply.say
    )
    listen = reply.listen is Listen.KEY
    return Spoken(call_id, step + 1, sentences, reply.language, listen, applied)


def packed(reply: Reply) -> str:
    """A reply as it is kept for a repeat: catalog keys and a pressed key, nothing personal."""
    said = [[say.key, [list(pair) for pair in say.values]] for say in reply.say]
    return json.dumps({"say": said, "language": reply.language, "listen": reply.listen.value})


def unpacked(kept: str) -> Reply:
    """The reply that was `packed`."""
    values = json.loads(kept)
    say = tuple(
        Say(key, tuple((name, value) for name, value in pairs)) for key, pairs in values["say"]
    )
    return Reply(say, values["language"], listen=Listen(values["listen"]))
