"""A round of matching: proposals for coordinators, and a word to whoever is left over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from checkin.domain.audit import About, Act, Done
from checkin.domain.decision import Decision
from checkin.domain.pairing import PairingProposed, Shape, Side
from checkin.domain.pairing.alias import aliases
from checkin.domain.pairing.matching import (
    Candidate,
    Crowd,
    LeftOver,
    MatchingPolicy,
    Offer,
    explain,
    left_over,
)
from checkin.domain.pairing.matching import Shape as Round
from checkin.domain.pairing.remaining import NOT_TWICE, next_round, offered_trio
from checkin.domain.pairing.wishes import Known, candidate
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.matching import match
from checkin.usecases.ports import UnitOfWork
from checkin.usecases.ports.matching import PairSolver
from checkin.usecases.ports.store import Store

SHAPES = {Round.PAIRS: Shape.PEERS, Round.BUDDIES: Shape.BUDDY}


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a round came to."""

    pairs: int
    told: int  # of those for whom nobody was left
    waiting: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits, since when, and why nobody has been proposed to them yet."""

    known: Known
    why: LeftOver


def propose(
    store: Store, solver: PairSolver, by: int | None, shape: Round = Round.PAIRS
) -> Proposed:
    """Match who waits now and keep the proposals; the same people and day give the same pairs.

    The matching is done outside of the transaction that writes; whoever has got somebody
    meanwhile is left out there.
    """
    now, policy = store.now(), MatchingPolicy(shape)
    with store.look() as work:
        people = _candidates(store, work, now)
    found = match(list(people.values()), policy, now, f"{now:%Y-%m-%d}", solver)

    def write() -> Proposed:
        with store.begin() as work:
            # The audit is one chain: two rounds at once wait for each other here.
            work.audit.add(Done(by, Act.PROPOSED, About.PAIRING), now)
            known = {str(one.member.id): one for one in work.pairings.crowd.everybody()}
            free = _fitting(known, store, now)
            kept: dict[tuple[str, str], int] = {}
            for edge in found.chosen:
                if edge.one in free and edge.other in free:
                    made = proposed(work, free[edge.other], free[edge.one], policy, now)
                    its_id = work.pairings.propose(made, now)
                    kept |= {(edge.one, edge.other): its_id} if its_id else {}
            told = _tell(store, work, [one for one in found.left if one.id in free], known, kept)
        return Proposed(len(kept), told, len(people))

    return again_on_conflict(write)


def _fitting(known: Mapping[str, Known], store: Store, now: datetime) -> Mapping[str, Candidate]:
    made = {its: candidate(one, store.policy, now) for its, one in known.items()}
    return {its: one for its, one in made.items() if one is not None and one.capacity > 0}


def _candidates(store: Store, work: UnitOfWork, now: datetime) -> Mapping[str, Candidate]:
    return _fitting(
        {str(one.member.id): one for one in work.pairings.crowd.everybody()}, store, now
    )


def proposed(
    work: UnitOfWork, one: Candidate, other: Candidate, policy: MatchingPolicy, now: datetime
) -> PairingProposed:
    """Two candidates as a proposal, with the points of each factor; the buddy comes first.

    Neither has the aliases that the two use in another pairing.
    """
    reasons = explain(one, other, policy, now)
    member_ids = (int(one.id), int(other.id))
    return PairingProposed(
        shape=SHAPES[policy.shape],
        member_ids=member_ids,
        aliases=aliases(member_ids, work.pairings.aliases(member_ids)),
        score=sum(reason.points for reason in reasons),
        factors=tuple(
            (reason.factor.value, reason.points, "; ".join(reason.names) or str(reason.count))
            for reason in reasons
        ),
    )


def _tell(
    store: Store,
    work: UnitOfWork,
    left: Sequence[LeftOver],
    known: Mapping[str, Known],
    kept: Mapping[tuple[str, str], int],
) -> int:
    """A word to those for whom nobody was left, once in a while; how many were told."""
    now, told = store.now(), 0
    lately = work.pairings.crowd.told_since(now - NOT_TWICE)
    for one in left:
        person = known[one.id]
        if one.offer is Offer.NOTHING_YET or person.member.id in lately:
            continue
        work.apply(_word(work, one, person, kept, now), now, store.policy)
        told += 1
    return told


def _word(
    work: UnitOfWork,
    left: LeftOver,
    person: Known,
    kept: Mapping[tuple[str, str], int],
    now: datetime,
) -> Decision:
    side = Side(
        member=person.member,
        alias=0,
        standing=person.standing,
        stopped=person.stopped,
        shared=person.shared,
    )
    proposal = kept.get(left.trio) if left.trio else None
    if proposal is None or left.trio is None:
        return next_round(side, now)
    together = (person.member.id, *map(int, left.trio))
    return offered_trio(side, proposal, sorted(work.pairings.aliases(together)), now)


def waiting(store: Store, limit: int) -> tuple[int, Sequence[Waiting]]:
    """How many wait, and for those who wait longest why: filter by filter, and how many fit."""
    now = store.now()
    with store.look() as work:
        known = {str(one.member.id): one for one in work.pairings.crowd.everybody()}
    made = {its: candidate(one, store.policy, now) for its, one in known.items()}
    crowd = Crowd([one for one in made.values() if one], MatchingPolicy(), "")
    left = [one for one in left_over((), crowd, now) if known[one.id].waiting_since]
    return len(left), [Waiting(known[one.id], one) for one in left[:limit]]
