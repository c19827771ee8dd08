"""Words between two members that were held: shown by their escalation, let pass, or dropped.

Both raise `NotThere` and `Refused` as the acts on an escalation do, and `Conflict` when somebody
else has looked at the words first.
"""

from checkin.domain.audit import About, Act, Done
from checkin.domain.conversation import Thread
from checkin.domain.pairing import Held
from checkin.domain.relaying.releasing import dropped, released
from checkin.usecases import acting
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.desk import NotThere
from checkin.usecases.pairing import bound
from checkin.usecases.ports import Services, UnitOfWork
from checkin.usecases.ports.staff import Coordinator
from checkin.usecases.ports.unit_of_work import Applied
from checkin.usecases.wake import wake


def release(services: Services, escalation_id: int, held_id: int, by: Coordinator) -> None:
    """Let the words pass: they go to the buddy, and the sender hears that they did."""

    def work() -> Applied:
        now = services.now()
        with services.begin() as work:
            held = _held(work, escalation_id, held_id, by)
            pairing = work.pairings.get(held.pairing_id, now)
            me = pairing.side(held.from_id) if pairing else None
            if me is None:
                raise NotThere
            thread = bound(work, Thread(me.member, standing=me.standing), now)
            body = work.texts.said(held.message_id)
            decision = released(held, thread, body, now, services.policy.relaying)
            applied = work.apply(decision, now, services.policy)
            _written(work, held, by, Act.WORDS_RELEASED, services)
            return applied

    wake(services, again_on_conflict(work))


def drop(services: Services, escalation_id: int, held_id: int, by: Coordinator) -> None:
    """The words never pass."""

    def work() -> None:
        with services.begin() as work:
            held = _held(work, escalation_id, held_id, by)
            work.apply(dropped(held), services.now(), services.policy)
            _written(work, held, by, Act.WORDS_DROPPED, services)

    again_on_conflict(work)


def _held(work: UnitOfWork, escalation_id: int, held_id: int, by: Coordinator) -> Held:
    """These words of the member whom the escalation is about, which this coordinator has."""
    item = acting.mine(acting.found(work, escalation_id), by)
    waiting = work.pairings.held(item.escalation.member_id or 0)
    held = next((each for each in waiting if each.id == held_id), None)
    if held is None:
        raise NotThere
    return held


def _written(work: UnitOfWork, held: Held, by: Coordinator, act: Act, services: Services) -> None:
    done = Done(by.id, act, About.MESSAGE, held.message_id, held.from_id)
    work.audit.add(done, services.now())
