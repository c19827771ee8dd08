"""A coordinator enrols one member: the same flow as for a file with one row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from checkin.domain.importing.by_hand import TICKED, known, row_of, untold
from checkin.domain.importing.enrolment import Bad, Enrolment, Reason, Terms
from checkin.domain.importing.row import read
from checkin.domain.importing.sheet import Row
from checkin.usecases.importing import import_rows
from checkin.usecases.ports.roster import Listed
from checkin.usecases.ports.store import Store


@dataclass(frozen=True, slots=True)
class Outcome:
    """The new member, or every reason why there is none and who has that number already."""

    member_id: int | None = None
    reasons: Sequence[Reason] = ()
    here: Sequence[Listed] = ()


def add(
    store: Store, typed: Mapping[str, str], terms: Terms, zone: ZoneInfo, coordinator_id: int
) -> Outcome:
    """Enrol and invite the member whom the form describes, once; `zone` says which day it is.

    Raises `Conflict` when the database gives up and `Unavailable` when it is away.
    """
    row = row_of(typed)
    now = store.now()
    today = now.astimezone(zone).date()
    new = read(row, terms, now + store.policy.invitation)
    reasons = untold(typed, today, adults_only=store.policy.adults_only)
    if isinstance(new, Bad):
        reasons = [r for r in new.reasons if r.column != "consent_evidence"] + reasons
    if reasons or isinstance(new, Bad):
        return Outcome(reasons=reasons)
    with store.look() as work:
        here = work.roster.on_number(new.number)
    members = [one.member for one in here]
    if why := known(new.name, members, shares=typed.get("shares") == TICKED):
        return Outcome(reasons=(why,), here=here)
    report = import_rows(store, (Row(1, row),), terms, coordinator_id=coordinator_id)
    if report.bad:
        return Outcome(reasons=report.bad[0][1], here=here)
    return _added(store, new)


def _added(store: Store, new: Enrolment) -> Outcome:
    """The member who has just been enrolled, found by number and name."""
    with store.look() as work:
        here = work.roster.on_number(new.number)
    mine = (one.member for one in here if one.member.name == new.name)
    return Outcome(next(mine).id)
