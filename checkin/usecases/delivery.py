"""Hand a batch of outbox rows to the carrier.

Three parts, so that no transaction is open while the carrier is on the line: claim and mark,
hand over, write down. A worker killed in between leaves marked attempts behind; `settling` finds
out what became of them before anything is sent again.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from checkin.domain.budget import Purse
from checkin.domain.carrier import Fate
from checkin.domain.check_in import CheckInState
from checkin.domain.consent import Purpose
from checkin.domain.outgoing import Drop, Hold, Kind, gate
from checkin.domain.relaying.unreached import WORDS
from checkin.domain.silence import asked, not_asked
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.missed_page import page_missed
from checkin.usecases.opting_out import stopped_at_carrier
from checkin.usecases.ports import NotHanded, Services, UnitOfWork
from checkin.usecases.ports.records import Attempt, Claim, Outcome
from checkin.usecases.unreached import words_kept, words_missed
from checkin.usecases.worded import in_words

FLUSH = 20  # outcomes written down together: as many attempts at most are looked up after a kill
FRESH = timedelta(seconds=1)  # how old the gate's word may be when an attempt is made
IN_HAND = timedelta(minutes=1)  # well before `settling` looks for what became of an attempt
BACKOFF = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
ASKS = frozenset({Kind.ASK, Kind.ASK_CALL})


def deliver(services: Services, outbox_ids: Sequence[int]) -> Mapping[str, int]:
    """Hand over those of these rows that may leave; how many came to what.

    `handed`, `withdrawn` or the name of a `Fate`, each with its number.
    """
    marked_at = services.now()
    attempts = again_on_conflict(lambda: _mark(services, outbox_ids))
    batch = _Batch(services, attempts, marked_at)
    tally: Counter[str] = Counter()
    outcomes: list[Outcome] = []
    for contact_id, attempt in attempts:
        outcomes.append(batch.one(attempt, contact_id))
        tally[outcomes[-1].came_to] += 1
        if len(outcomes) >= FLUSH:
            _write_down(services, outcomes)
            outcomes = []
    _write_down(services, outcomes)
    return tally


class _Batch:
    """Attempts that are marked, and how fresh our look at them is.

    A carrier may take its time, and people change their minds meanwhile: what the gate said is
    asked again once it is older than a moment, so that a STOP holds for the rest of the batch.
    """

    def __init__(
        self, services: Services, attempts: list[tuple[int, Attempt]], marked_at: datetime
    ) -> None:
        self.services = services
        self.ids = [attempt.claim.id for _, attempt in attempts]
        self.marked_at = self.looked_at = marked_at
        self.withdrawn: dict[int, str] = {}
        self.held: dict[int, datetime] = {}

    def one(self, attempt: Attempt, contact_id: int) -> Outcome:
        """What became of one attempt."""
        now = self.services.now()
        if now - self.marked_at > IN_HAND:
            return _not_tried(attempt, contact_id, fate=Fate.LATER, again_at=now)
        if now - self.looked_at > FRESH:
            self._look_again(now)
        if reason := self.withdrawn.get(attempt.claim.id):
            return _not_tried(attempt, contact_id, withdrawn=reason)
        if until := self.held.get(attempt.claim.id):
            return _not_tried(attempt, contact_id, fate=Fate.LATER, again_at=until)
        outcome = _hand_over(self.services, attempt, contact_id)
        if outcome.fate is Fate.OPTED_OUT:
            stopped_at_carrier(self.services, attempt.claim.number, outcome.error_code)
        return outcome

    def _look_again(self, now: datetime) -> None:
        with self.services.look() as work:
            purse = _purse(self.services, work, now)
            claims = [claim.with_purse(purse) for claim in work.outbox.claimed(self.ids)]
        self.looked_at = now
        for claim in claims:
            verdict = gate(claim.outgoing, claim.recipient, now)
            if isinstance(verdict, Drop):
                self.withdrawn[claim.id] = verdict.reason
            if isinstance(verdict, Hold):
                self.held[claim.id] = verdict.until


def _mark(services: Services, outbox_ids: Sequence[int]) -> list[tuple[int, Attempt]]:
    """Claim the rows, ask the gate about each, and mark an attempt for those that may leave."""
    now = services.now()
    with services.begin() as work:
        purse = _purse(services, work, now)
        leaving = [
            claim
            for claim in (c.with_purse(purse) for c in work.outbox.claim(outbox_ids, now))
            if _may_leave(services, work, claim, now)
        ]
        asking = [
            asked(claim.check_in, claim.recipient.member, now, services.policy)
            for claim in leaving
            if claim.check_in and claim.recipient.member
            if claim.check_in.state is CheckInState.DUE
        ]
        attempts = [in_words(services, claim) for claim in leaving]
        work.check_ins.asked(asking, now)
        return list(zip(work.outbox.mark(attempts, now), attempts, strict=True))


def _purse(services: Services, work: UnitOfWork, now: datetime) -> Purse:
    """How much of the month's money is left; no question asked where there is no limit."""
    budget = services.policy.budget
    return budget.purse(work.spendings.so_far(now)) if budget.monthly else Purse.ROOMY


def _may_leave(services: Services, work: UnitOfWork, claim: Claim, now: datetime) -> bool:
    """What the gate says; a row that must not leave is held or dropped here."""
    verdict = gate(claim.outgoing, claim.recipient, now)
    if isinstance(verdict, Hold):
        work.outbox.hold(claim.id, verdict.until)
    if isinstance(verdict, Drop):
        work.outbox.drop(claim.id, verdict.reason)
        if claim.outgoing.kind in WORDS:
            words_kept(services, work, claim.outgoing)
        if claim.outgoing.kind in ASKS and claim.check_in and claim.check_in.is_open:
            decision = not_asked(claim.check_in, verdict.reason, now)
            work.apply(decision, now, services.policy)
    return not isinstance(verdict, Hold | Drop)


def _hand_over(services: Services, attempt: Attempt, contact_id: int) -> Outcome:
    """One attempt, and what the carrier made of it."""
    claim = attempt.claim
    by_call = claim.outgoing.kind.by_call
    try:
        if by_call:
            voicemail = Purpose.VOICEMAIL in claim.recipient.standing
            handed = services.carrier.place_call(claim.number, contact_id, voicemail=voicemail)
        else:
            handed = services.carrier.send_text(claim.number, attempt.body, contact_id)
    except NotHanded as error:
        return Outcome(
            outbox_id=claim.id,
            contact_id=contact_id,
            by_call=by_call,
            fate=error.fate,
            error_code=error.code,
            again_at=_again_at(claim, error.fate, services.now()),
            attempt=claim.attempt,
        )
    return Outcome(
        outbox_id=claim.id,
        contact_id=contact_id,
        by_call=by_call,
        provider_id=handed.provider_id,
        status=handed.status,
        attempt=claim.attempt,
    )


def _not_tried(
    attempt: Attempt,
    contact_id: int,
    *,
    fate: Fate | None = None,
    again_at: datetime | None = None,
    withdrawn: str = "",
) -> Outcome:
    """An attempt that was marked and not made: put back for later, or withdrawn for good."""
    return Outcome(
        outbox_id=attempt.claim.id,
        contact_id=contact_id,
        by_call=attempt.claim.outgoing.kind.by_call,
        fate=fate,
        again_at=again_at,
        attempt=attempt.claim.attempt,
        withdrawn=withdrawn,
    )


def _again_at(claim: Claim, fate: Fate, now: datetime) -> datetime | None:
    """When an attempt that was certainly not accepted is made again, if at all."""
    if fate not in (Fate.LATER, Fate.MISCONFIGURED):
        return None
    return now + BACKOFF[min(claim.attempt, len(BACKOFF)) - 1]


def _write_down(services: Services, outcomes: Sequence[Outcome]) -> None:
    if outcomes:
        now = services.now()
        with services.begin() as work:
            work.outbox.settle(outcomes, now)
        again_on_conflict(lambda: _pages_missed(services, outcomes))


def _pages_missed(services: Services, outcomes: Sequence[Outcome]) -> None:
    """Tell the next rung of a ladder where a page could not be handed over at all."""
    for_good = [out for out in outcomes if out.failed]
    if for_good:
        with services.begin() as work:
            for out in for_good:
                page_missed(services, work, out.contact_id, by_call=out.by_call)
                words_missed(services, work, out.contact_id, by_call=out.by_call)
