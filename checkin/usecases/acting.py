"""What a coordinator does about an escalation on the page: the same rules as by phone.

Every act raises `NotThere` where there is no such escalation, `Refused` with why it is not to be
done, and `Conflict` when the database gives up.
"""

from collections.abc import Callable

from checkin.domain.decision import Decision, EscalationChanged
from checkin.domain.duty import working
from checkin.domain.duty.scene import Item
from checkin.domain.escalation import EscalationState, Outcome, Refused, take_with
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.urgency import By
from checkin.usecases import auditing
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.desk import NotThere
from checkin.usecases.ports import Services, UnitOfWork
from checkin.usecases.ports.staff import Coordinator
from checkin.usecases.ports.unit_of_work import Applied
from checkin.usecases.wake import wake

READY = "bridge.ready"


def take(services: Services, escalation_id: int, by: Coordinator) -> None:
    """Hold it, or hold one's own longer. The member hears who will be in touch."""

    def decide(work: UnitOfWork, item: Item) -> Decision:
        who = (by.id, by.name)
        return working.take(item.escalation, item.member, who, services.now(), services.policy)

    _act(services, escalation_id, decide)


def resolve(
    services: Services, escalation_id: int, by: Coordinator, note: str, outcome: Outcome
) -> None:
    """Close it with a note of what was done and what came of it."""

    def decide(work: UnitOfWork, item: Item) -> Decision:
        now, policy = services.now(), services.policy
        told = (note, outcome)
        return working.resolve(item.escalation, item.member, by.id, told, now, policy)

    _act(services, escalation_id, decide)


def pass_on(services: Services, escalation_id: int, by: Coordinator, note: str) -> None:
    """Let go of it: the next ones on its ladder are told at once."""

    def decide(work: UnitOfWork, item: Item) -> Decision:
        cover, now = work.escalations.cover(), services.now()
        return working.pass_on(item.escalation, by.id, note, cover, now, services.policy)

    _act(services, escalation_id, decide)


def hand_over(services: Services, escalation_id: int, by: Coordinator, to: int, note: str) -> None:
    """Give it to another coordinator, who is told."""

    def decide(work: UnitOfWork, item: Item) -> Decision:
        if work.coordinators.get(to) is None:
            raise NotThere
        staff = work.escalations.cover().staff
        line_id = next((p.line_id for p in staff if p.coordinator_id == to), None)
        now, policy = services.now(), services.policy
        return working.hand_over(item.escalation, by.id, (to, line_id), note, now, policy)

    _act(services, escalation_id, decide)


def write(services: Services, escalation_id: int, by: Coordinator, words: str) -> None:
    """Text the member under the service's number."""

    def decide(work: UnitOfWork, item: Item) -> Decision:
        member = mine(item, by).member
        if member is None or not item.roads:
            raise Refused("refused.nobody_to_reach")
        if not item.reaches(By.TEXT):
            raise Refused("refused.not_by_text")
        if not words.strip():
            raise Refused("refused.words_missing")
        who = (by.id, by.name)
        return working.words(item.escalation, member, who, words.strip(), services.now())

    _act(services, escalation_id, decide)


def call(services: Services, escalation_id: int, by: Coordinator) -> None:
    """Ring the coordinator's own phone, and put them through to the member."""

    def decide(work: UnitOfWork, item: Item) -> Decision:
        mine(item, by)
        if not item.reaches(By.CALL):
            raise Refused("refused.nobody_to_reach")
        staff = work.escalations.cover().staff
        line_id = next((p.line_id for p in staff if p.coordinator_id == by.id), None)
        if line_id is None:
            raise Refused("refused.no_phone")
        now = services.now()
        subject = Subject(line_id, escalation_id=item.escalation.id)
        until = now + working.RINGS_WITHIN
        return Decision(send=(Outgoing(Kind.BRIDGE, subject, READY, now, until),))

    _act(services, escalation_id, decide)


def merge(services: Services, escalation_id: int, by: Coordinator) -> int:
    """Take all that is open about its member together; how many others were joined to it."""

    def work() -> int:
        now = services.now()
        with services.begin() as work:
            item = found(work, escalation_id)
            mine(item, by)
            others = [
                other.escalation
                for other in work.desk.concerns_of(item.escalation.member_id or 0)
                if other.escalation.id != escalation_id
            ]
            kept, closed = take_with(item.escalation, others, by.id)
            changes = [
                EscalationChanged(before, after, "merged", coordinator_id=by.id)
                for before, after in closed
            ]
            worse = EscalationChanged(item.escalation, kept, "merged", coordinator_id=by.id)
            decision = Decision((*changes, worse))
            work.apply(decision, now, services.policy)
            auditing.acts(work, decision, now)
            return len(closed)

    return again_on_conflict(work)


def _act(
    services: Services, escalation_id: int, decide: Callable[[UnitOfWork, Item], Decision]
) -> None:
    def work() -> Applied:
        with services.begin() as work:
            decision = decide(work, found(work, escalation_id))
            applied = work.apply(decision, services.now(), services.policy)
            auditing.acts(work, decision, services.now())
            return applied

    wake(services, again_on_conflict(work))


def found(work: UnitOfWork, escalation_id: int) -> Item:
    """One escalation with its member, locked. Raises `NotThere`."""
    item = work.duty.item(escalation_id)
    if item is None:
        raise NotThere
    return item


def mine(item: Item, by: Coordinator) -> Item:
    """The same, if this coordinator has it: only one gets in touch with a member."""
    if item.escalation.state is EscalationState.RESOLVED:
        raise Refused("refused.already_resolved")
    if item.escalation.taken_by == by.id:
        return item
    taken = item.escalation.state is EscalationState.TAKEN
    raise Refused("refused.already_taken" if taken else "refused.take_it_first")
