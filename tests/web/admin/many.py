"""Very many escalations in one go, of all kinds, levels and states."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import ESCALATION
from checkin.domain.escalation import EscalationKind, EscalationState, Level
from tests.web.admin.office import Office

KINDS = list(EscalationKind)


def many(
    office: Office, count: int, holders: tuple[int, ...], first: int = 0
) -> list[dict[str, Any]]:
    """That many rows: one of six is resolved, two are taken, in turn by these coordinators.

    They are numbered from `first` on.
    """
    members = [office.enrols(f"Ana {n}").id for n in range(1 + count // len(KINDS))]
    rows = [
        _row(office, n, members[at // len(KINDS)], holders)
        for at, n in enumerate(range(first, first + count))
    ]
    engine = connect_to(office.settings.database_url)
    with engine.begin() as connection:
        connection.execute(sa.insert(ESCALATION.id.table), rows)
    engine.dispose()
    return rows


def _row(office: Office, n: int, member_id: int, holders: tuple[int, ...]) -> dict[str, Any]:
    level, resolved, taken = list(Level)[n // 6 % 3], n % 6 == 1, n % 6 in (1, 2, 5)
    ended = n % 8 == 0 and not taken
    states = {(True, True): EscalationState.RESOLVED, (False, True): EscalationState.TAKEN}
    return {
        "id": 1000 + n,
        "member_id": member_id,
        "kind": KINDS[n % len(KINDS)],
        "level": level,
        "rank": level.rank - len(Level) * ended,
        "state": states.get((resolved, taken), EscalationState.OPEN),
        "opened_at": office.moment - timedelta(minutes=30 * (n // 3)),
        "act_after": None if resolved else office.moment + timedelta(minutes=5),
        "taken_by": holders[n // 6 % len(holders)] if taken else None,
        "resolved_at": office.moment - timedelta(minutes=n // 5) if resolved else None,
        "outcome": "spoke" if resolved else "",
        "contact_by": office.moment - timedelta(minutes=1) if taken and n % 12 == 2 else None,
        "climbs": int(ended),
    }
