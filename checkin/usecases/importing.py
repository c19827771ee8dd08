"""Members from a file: each good row enrolled and invited, each bad one told with its reasons.

Rows go in by batches, a transaction for each: a member, their consent and their invitation are
there together or not at all. One that breaks off leaves whole batches behind, and importing the
same file again goes on from there. The clock hands the invitations to the workers in its own
time, so that a long list does not stand in the way of today's check-ins.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import islice

from checkin.domain.importing.enrolment import Bad, Enrolment, Reason, Terms
from checkin.domain.importing.line import enrolled, is_there, refusal
from checkin.domain.importing.row import read
from checkin.domain.importing.sheet import Row, Sheet
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.ports.store import Store

BATCH = 200


@dataclass(slots=True)
class Report:
    """What became of the rows, by their lines in the file."""

    invited: int = 0
    already: list[int] = field(default_factory=list)  # enrolled before: nothing was changed
    bad: list[tuple[int, tuple[Reason, ...]]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows the file had."""
        return self.invited + len(self.already) + len(self.bad)

    def add(self, other: "Report") -> None:
        """Take in what became of a further batch, whose rows come after all of ours."""
        self.invited += other.invited
        self.already += other.already
        self.bad += sorted(other.bad, key=lambda row: row[0])


def import_members(
    store: Store, sheet: Sheet, terms: Terms, done: Callable[[int], None] = lambda count: None
) -> Report:
    """Enrol and invite everybody in `sheet` who can be; `done` hears how many rows are through.

    Raises `Unavailable` when the database goes away: the batches before stay.
    """
    return import_rows(store, sheet.rows(), terms, done)


def import_rows(
    store: Store,
    rows: Iterable[Row],
    terms: Terms,
    done: Callable[[int], None] = lambda count: None,
    coordinator_id: int | None = None,
) -> Report:
    """The same for rows from elsewhere; `coordinator_id` is who enrols these members by hand."""
    reading = _Reading(terms, store.now() + store.policy.invitation)
    report = Report()
    coming = iter(rows)
    while batch := list(islice(coming, BATCH)):
        good, bad = reading.sorted_out(batch)
        loaded = again_on_conflict(partial(_load, store, good, store.now(), coordinator_id))
        loaded.bad += bad
        report.add(loaded)
        done(len(batch))
    return report


@dataclass(slots=True)
class _Reading:
    """Rows as they are read, and the line on which each number was seen first."""

    terms: Terms
    invited_until: datetime
    lines: dict[tuple[str, str], int] = field(default_factory=dict)

    def sorted_out(
        self, batch: Sequence[Row]
    ) -> tuple[list[tuple[int, Enrolment]], list[tuple[int, tuple[Reason, ...]]]]:
        """The rows that can be loaded, and the reasons of the others; each with its line."""
        good, bad = [], []
        for row in batch:
            outcome = self._read(row)
            if isinstance(outcome, Bad):
                bad.append((row.line, outcome.reasons))
            else:
                good.append((row.line, outcome))
        return good, bad

    def _read(self, row: Row) -> Enrolment | Bad:
        if row.fault:
            return Bad((row.fault,))
        outcome = read(row.values, self.terms, self.invited_until)
        name = row.values.get("name", "").strip().casefold()
        number = outcome.number
        first = self.lines.setdefault((number, name), row.line) if number else row.line
        if first == row.line:
            return outcome
        same = f"is on line {first} too, with the same name"
        others = outcome.reasons if isinstance(outcome, Bad) else ()
        return Bad((Reason("phone", same), *others), outcome.number)


def _load(
    store: Store,
    rows: Sequence[tuple[int, Enrolment]],
    now: datetime,
    coordinator_id: int | None,
) -> Report:
    """One batch in one transaction; what became of its rows, which are good in themselves."""
    report = Report()
    with store.begin() as work:
        lines = work.people.lines([new.number for _, new in rows], now)
        joining = []
        for at, new in rows:
            line = lines[new.number]
            if reason := refusal(new, line):
                report.bad.append((at, (reason,)))
            elif is_there(new, line):
                report.already.append(at)
            else:
                joining.append((line.line_id, new))
        members = work.people.enrol_on(joining, now)
        who = zip(members, (new for _, new in joining), strict=True)
        work.apply(enrolled(who, now, store.policy, coordinator_id), now, store.policy)
        report.invited = len(members)
    return report
