"""What coordinators do about pairings on the page: approve, swap, drop, unpair, block.

Every act raises `NotThere` where there is no such pairing, `Refused` with why it is not to be
done, and `Conflict` when the database gives up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from checkin.domain.audit import About, Act, Done
from checkin.domain.decision import Decision
from checkin.domain.escalation import Refused
from checkin.domain.pairing import Blocked, Ended, Pairing, PairingState, Shape, Unblocked
from checkin.domain.pairing.ending import over
from checkin.domain.pairing.matching import Candidate, MatchingPolicy, Refusal, hard, score
from checkin.domain.pairing.matching import Shape as Round
from checkin.domain.pairing.offering import approve as rule_of_approving
from checkin.domain.pairing.telling import together
from checkin.domain.pairing.wishes import Known, candidate, without
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.desk import NotThere
from checkin.usecases.ports import Services, UnitOfWork
from checkin.usecases.ports.pairings import PairingLine, Tally, TimelineLine
from checkin.usecases.ports.unit_of_work import Applied
from checkin.usecases.proposing import proposed
from checkin.usecases.wake import wake

SHAPES: Mapping[Shape, Round] = {Shape.PEERS: Round.PAIRS, Shape.BUDDY: Round.BUDDIES}
PAGE = 20  # pairings in a list, and candidates for a swap
Rule = Callable[[Pairing, datetime], Decision]


@dataclass(frozen=True, slots=True)
class PairingSeen:
    """One pairing as it is shown: who is in it, what happened, and who has blocked whom."""

    line: PairingLine
    pairing: Pairing
    timeline: Sequence[TimelineLine]
    blocks: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Fit:
    """Somebody who might take a place in a proposal: their points, or why they cannot."""

    known: Known
    points: int
    refusal: Refusal | None


def listing(
    services: Services, state: PairingState, below: int | None
) -> tuple[Sequence[PairingLine], int | None, Tally]:
    """A page of the pairings in this state, where the next page begins, and the counts."""
    with services.look() as work:
        found = work.pairings.shown.lines(state, below, PAGE + 1)
        tally = work.pairings.shown.tally()
    more = found[PAGE - 1].id if len(found) > PAGE else None
    return found[:PAGE], more, tally


def busiest(services: Services) -> Sequence[tuple[int, str, int]]:
    """Who has the most buddies."""
    with services.look() as work:
        return work.pairings.shown.busiest(PAGE)


def one(services: Services, pairing_id: int, coordinator_id: int) -> PairingSeen:
    """One pairing; that it was looked at is written down. Raises `NotThere`."""

    def work() -> PairingSeen:
        now = services.now()
        with services.begin() as work:
            pairing, line = _found(work, pairing_id, now), work.pairings.shown.line(pairing_id)
            if line is None:
                raise NotThere
            work.audit.add(Done(coordinator_id, Act.SEEN, About.PAIRING, pairing_id), now)
            members = [side.member.id for side in pairing.sides]
            blocks = work.pairings.blocks(members)
            here = frozenset(b for b in blocks if set(b) <= set(members))
            return PairingSeen(line, pairing, work.pairings.shown.timeline(pairing_id), here)

    return again_on_conflict(work)


def approve(services: Services, pairing_id: int, by: int) -> None:
    """Offer it to each of them."""
    _act(services, pairing_id, (by, Act.APPROVED), lambda it, now: rule_of_approving(it, by, now))


def unpair(services: Services, pairing_id: int, by: int, note: str, *, conflict: bool) -> None:
    """Drop a proposal, or end a pairing; after a conflict the two are never paired again."""
    why = Ended.CONFLICT if conflict else Ended.WITHDRAWN

    def rule(pairing: Pairing, now: datetime) -> Decision:
        if pairing.state is PairingState.ENDED:
            raise Refused("refused.over")
        return over(pairing, why, now, None, by, note)

    _act(services, pairing_id, (by, Act.UNPAIRED), rule)


def block(services: Services, pairing_id: int, by: int, member_id: int) -> None:
    """A member asked never to meet the others again: what is open between them ends, too."""

    def rule(pairing: Pairing, now: datetime) -> Decision:
        if pairing.side(member_id) is None:
            raise NotThere
        blocks = tuple(Blocked(member_id, it.member.id) for it in pairing.others(member_id))
        return together(Decision(blocks), over(pairing, Ended.BLOCKED, now, None, by))

    _act(services, pairing_id, (by, Act.BLOCKED), rule)


def unblock(services: Services, pairing_id: int, by: int, member_id: int) -> None:
    """This member has changed their mind about the others."""

    def rule(pairing: Pairing, now: datetime) -> Decision:
        if pairing.side(member_id) is None:
            raise NotThere
        return Decision(
            tuple(Unblocked(member_id, it.member.id) for it in pairing.others(member_id))
        )

    _act(services, pairing_id, (by, Act.UNBLOCKED), rule)


def others_for(services: Services, pairing_id: int, leaving: int) -> Sequence[Fit]:
    """Who might come instead of one side: those who fit best first, then why others cannot."""
    now = services.now()
    with services.look() as work:
        line = work.pairings.shown.line(pairing_id)
        if line is None:
            raise NotThere
        kept, people, policy = _crowd(services, work, line, leaving, now)
    fits = [
        Fit(known, score(kept, other, policy, now).total, hard(kept, other, policy))
        for known, other in people
    ]
    return sorted(fits, key=lambda fit: (fit.refusal is not None, -fit.points))[:PAGE]


def swap(services: Services, pairing_id: int, by: int, leaving: int, coming: int) -> int:
    """Somebody else instead of one side of a proposal; the new proposal's id."""

    def work() -> int:
        now = services.now()
        with services.begin() as work:
            pairing, line = _found(work, pairing_id, now), work.pairings.shown.line(pairing_id)
            if line is None or pairing.state is not PairingState.PROPOSED:
                raise Refused("refused.not_proposed")
            kept, people, policy = _crowd(services, work, line, leaving, now)
            other = next((c for known, c in people if known.member.id == coming), None)
            if other is None:
                raise Refused("refused.not_waiting")
            if refusal := hard(kept, other, policy):
                raise Refused(f"unfit.{refusal.value}")
            ended = over(pairing, Ended.WITHDRAWN, now, None, by)
            work.apply(ended, now, services.policy)
            made = work.pairings.propose(proposed(work, kept, other, policy, now), now)
            work.audit.add(Done(by, Act.SWAPPED, About.PAIRING, pairing_id), now)
            if made is None:
                raise Refused("refused.not_waiting")
            return made

    return again_on_conflict(work)


def _crowd(
    services: Services, work: UnitOfWork, line: PairingLine, leaving: int, now: datetime
) -> tuple[Candidate, Sequence[tuple[Known, Candidate]], MatchingPolicy]:
    """Who stays, as if the proposal were not there, and everybody who might come."""
    staying = [member_id for member_id, _ in line.sides if member_id != leaving]
    if len(staying) != 1 or len(line.sides) != 2:
        raise Refused("refused.only_two")
    everybody = {it.member.id: without(it, line.id) for it in work.pairings.crowd.everybody()}
    made = {its: candidate(known, services.policy, now) for its, known in everybody.items()}
    kept = made.pop(staying[0], None)
    made.pop(leaving, None)
    if kept is None:
        raise Refused("refused.not_waiting")
    people = [(everybody[its], one) for its, one in made.items() if one is not None]
    return kept, people, MatchingPolicy(SHAPES[line.shape])


def _found(work: UnitOfWork, pairing_id: int, now: datetime) -> Pairing:
    pairing = work.pairings.get(pairing_id, now)
    if pairing is None:
        raise NotThere
    return pairing


def _act(services: Services, pairing_id: int, done: tuple[int, Act], rule: Rule) -> None:
    """Apply what the rule decides, and write down who did it."""

    def work() -> Applied:
        now = services.now()
        with services.begin() as work:
            pairing = _found(work, pairing_id, now)
            applied = work.apply(rule(pairing, now), now, services.policy)
            by, act = done
            work.audit.add(Done(by, act, About.PAIRING, pairing_id), now)
            return applied

    wake(services, again_on_conflict(work))
