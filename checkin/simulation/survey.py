"""Everything that stands in the database, as facts."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from checkin.simulation.evidence import Evidence, moment
from checkin.simulation.invariants.facts import Asking, Concern, Person, Row

CONCERNS = """
SELECT id, level, state, opened_at, act_after, rank, climbs, taken_by,
       (SELECT max(created_at) FROM outbox o WHERE o.escalation_id = e.id
          AND o.kind IN ('page', 'page_call'))
FROM escalation e WHERE state <> 'resolved'"""
PAGED_FOR_MANY = """
SELECT max(created_at) FROM (SELECT wording, created_at FROM outbox ORDER BY id DESC LIMIT 300)
WHERE wording = 'page.many'"""
OPEN_ASKINGS = """
SELECT k.id, k.member_id, k.state, k.due_at, k.act_after, k.closed_at, k.answer, m.cadence,
       k.reason, k.line_id
FROM check_in k JOIN member m ON m.id = k.member_id WHERE k.closed_at IS NULL"""
CLOSED_ASKINGS = OPEN_ASKINGS.replace("IS NULL", "> ? AND k.closed_at <= ?")
WITHOUT_DEADLINE = f"{OPEN_ASKINGS} AND k.act_after IS NULL"
CONTACTS = """
SELECT status FROM message WHERE check_in_id = ? UNION ALL
SELECT status FROM call WHERE check_in_id = ?"""
ESCALATED = "SELECT 1 FROM escalation WHERE member_id = ? AND state <> 'resolved'"
WAITING = """
SELECT id, kind, state, not_before, claimed_at, reason FROM outbox WHERE state = 'waiting'
UNION ALL SELECT id, kind, state, not_before, claimed_at, reason FROM outbox
WHERE state = 'claimed'"""
DROPPED = """
SELECT id, kind, state, not_before, claimed_at, reason FROM outbox
WHERE state = 'dropped' AND id > ?"""
PEOPLE = """
SELECT m.id, m.state, m.cadence, l.stopped, m.next_due_at, m.line_id, m.paused_until
FROM member m JOIN line l ON l.id = m.line_id WHERE m.state IN ('active', 'paused')
   OR m.next_due_at IS NOT NULL"""
DAYS = {"daily": 1, "weekly": 7, "fortnightly": 14, "monthly": 28}


class Survey:
    """Facts of everything that stands. `reaches` people can be paged, `covered` is at all times."""

    def __init__(self, evidence: Evidence, reaches: int, *, covered: bool) -> None:
        self.evidence = evidence
        self.reaches = reaches
        self.covered = covered
        self._dropped = 0
        self._held: dict[int, int] = {}

    def concerns(self) -> Iterator[Concern]:
        """Every escalation that is not resolved."""
        many = moment(self.evidence.one(PAGED_FOR_MANY))
        for row in self.evidence.rows(CONCERNS):
            id_, level, state, opened_at, act_after, rank, climbs, taken_by, paged_at = row
            yield Concern(
                id=id_,
                level=level,
                state=state,
                opened_at=_there(opened_at),
                act_after=moment(act_after),
                rank=rank,
                climbs=climbs,
                taken_by=taken_by,
                paged_at=max(filter(None, (moment(paged_at), many)), default=None),
                held_before=self._held.pop(id_, None),
                reaches=self.reaches,
                covered=self.covered,
            )
            if taken_by is not None:
                self._held[id_] = taken_by

    def without_deadline(self) -> Iterator[Asking]:
        """Open check-ins that have no deadline."""
        return (_asking(row) for row in self.evidence.rows(WITHOUT_DEADLINE))

    def open_askings(self) -> Iterator[Asking]:
        """Open check-ins."""
        return (_asking(row) for row in self.evidence.rows(OPEN_ASKINGS))

    def closed_askings(
        self,
        since: datetime,
        now: datetime,
        said_ok: Mapping[int, frozenset[datetime]],
        arrived: Mapping[int, datetime],
    ) -> Iterator[Asking]:
        """Check-ins that ended since then. `said_ok` is by line, `arrived` by check-in."""
        for row in self.evidence.rows(CLOSED_ASKINGS, _kept(since), _kept(now)):
            id_, line_id = row[0], row[-1]
            ended = moment(row[5])
            told = arrived.get(id_)
            escalated = self.evidence.rows(ESCALATED, row[1])
            yield _asking(
                row,
                contacts=tuple(status for (status,) in self.evidence.rows(CONTACTS, id_, id_)),
                arrived=told is not None and ended is not None and told < ended,
                said_ok=said_ok.get(line_id, frozenset()),
                escalated=bool(escalated),
            )

    def outbox(self) -> Iterator[Row]:
        """Rows that wait or are being handed over, and those dropped since the last look."""
        rows = self.evidence.rows(WAITING) + self.evidence.rows(DROPPED, self._dropped)
        for id_, kind, state, not_before, claimed_at, reason in rows:
            if state == "dropped":
                self._dropped = max(self._dropped, id_)
            yield Row(id_, kind, state, _there(not_before), moment(claimed_at), reason)

    def people(self) -> Iterator[Person]:
        """Everybody who is with us, or planned for."""
        for row in self.evidence.rows(PEOPLE):
            id_, state, cadence, stopped, next_due_at, line_id, until = row
            yield Person(
                id=id_,
                state=state,
                days=DAYS[cadence],
                stopped=bool(stopped),
                next_due_at=moment(next_due_at),
                paused_until=moment(until),
                standing=self.evidence.standing(line_id, id_),
            )


def _asking(row: tuple[object, ...], **more: object) -> Asking:
    id_, member_id, state, due_at, act_after, closed_at, answer, cadence, reason, _ = row
    return Asking(
        id=id_,  # type: ignore[arg-type]
        member_id=member_id,  # type: ignore[arg-type]
        state=str(state),
        due_at=_there(due_at),
        act_after=moment(act_after),  # type: ignore[arg-type]
        closed_at=moment(closed_at),  # type: ignore[arg-type]
        answer=str(answer or ""),
        cadence=str(cadence),
        reason=str(reason),
        **more,  # type: ignore[arg-type]
    )


def _there(told: object) -> datetime:
    found = moment(str(told))
    if found is None:
        raise ValueError("there is no moment")
    return found


def _kept(at: datetime) -> str:
    return at.isoformat(" ", "microseconds")[:26]
