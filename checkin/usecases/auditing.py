"""The audit: written by every act and look, read page by page, checked, and taken out as a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as other
from datetime import datetime

from checkin.domain.audit import About, Act, Checked, Done, Row
from checkin.domain.decision import Decision, DutyChanged, EscalationChanged
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.ports import Services, UnitOfWork
from checkin.usecases.ports.audit import Line, Which
from checkin.usecases.ports.store import Store

PAGE = 25  # rows
BATCH = 1000
COLUMNS = ("id", "at", "by", "act", "about", "about_id", "member_id", "reason", "prev_hash", "hash")


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the audit, newest first; `older` is where the next page begins."""

    lines: Sequence[Line]
    older: Which | None


@dataclass(slots=True)
class Found:
    """What checking the whole audit came to."""

    rows: int = 0
    faults: dict[int, str] = field(default_factory=dict)
    ends_as_remembered: bool = True

    @property
    def holds(self) -> bool:
        """Whether nothing was changed and nothing is missing."""
        return not self.faults and self.ends_as_remembered


def listing(services: Services, which: Which) -> Listing:
    """The page of the audit that begins there."""
    with services.look() as work:
        found = work.audit.lines(which, PAGE + 1)
    shown = found[:PAGE]
    return Listing(shown, other(which, below=shown[-1].row.id) if len(found) > PAGE else None)


def acts(work: UnitOfWork, decision: Decision, now: datetime) -> None:
    """Append what a coordinator did to escalations, and a PIN that was wrong, as it is done."""
    for change in decision.changes:
        if isinstance(change, EscalationChanged) and change.coordinator_id is not None:
            it = change.before
            act = Act(change.what)
            done = Done(change.coordinator_id, act, About.ESCALATION, it.id, it.member_id)
            work.audit.add(done, now)
        if isinstance(change, DutyChanged) and change.tries:
            whose = change.coordinator_id
            work.audit.add(Done(None, Act.PIN_WRONG, About.COORDINATOR, whose), now)


def write_down(services: Services, done: Done) -> None:
    """Append an act that changes nothing else."""

    def work() -> None:
        with services.begin() as work:
            work.audit.add(done, services.now())

    again_on_conflict(work)


def verify(store: Store) -> Found:
    """Check every row that was there when this began, one after the other."""
    with store.look() as work:
        head = work.audit.head()
    checked, found, after = Checked(), Found(), 0
    while checked.count < head.count:
        with store.look() as work:
            rows = work.audit.after(after, min(BATCH, head.count - checked.count))
        if not rows:
            break
        found.faults.update(checked.faults(rows))
        after = rows[-1].id
    found.rows, found.ends_as_remembered = checked.count, checked.ends_with(head)
    return found


def exported(store: Store) -> Iterator[tuple[object, ...]]:
    """The whole audit, oldest first, as rows for a file: ids alone. That it is taken is in it."""

    def note() -> None:
        with store.begin() as work:
            work.audit.add(Done(None, Act.EXPORTED, About.AUDIT), store.now())

    again_on_conflict(note)
    yield COLUMNS
    after = 0
    while True:
        with store.look() as work:
            rows = work.audit.after(after, BATCH)
        if not rows:
            return
        yield from map(_values, rows)
        after = rows[-1].id


def _values(row: Row) -> tuple[object, ...]:
    done = row.done
    facts = (done.by, done.act, done.about, done.about_id, done.member_id, done.reason)
    plain = ("" if fact is None else str(fact) for fact in facts)
    return (row.id, row.at.isoformat(timespec="microseconds"), *plain, row.prev_hash, row.hash)
