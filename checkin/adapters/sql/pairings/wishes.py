"""What members wish of a buddy, row by row."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import WISHES
from checkin.domain.pairing.changes import WishesChanged
from checkin.domain.pairing.wishes import Wishes

COLUMNS = (
    WISHES.facts,
    WISHES.household,
    WISHES.capacity,
    WISHES.supports,
    WISHES.signed_off_at,
    WISHES.resting_until,
    WISHES.waiting_since,
)


class SqlWishes:
    """Wishes on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def of(self, member_id: int) -> Wishes:
        """What this member wishes; the usual where nobody has asked them."""
        found = self.connection.execute(sa.select(*COLUMNS).where(WISHES.member_id == member_id))
        row = found.one_or_none()
        return wishes(row, self.cipher) if row else Wishes()

    def save(self, member_id: int, wished: Wishes, by: int | None, now: datetime) -> None:
        """Keep what a member wishes. A household that is typed is kept as a fingerprint alone."""
        before = self.of(member_id)
        household = wished.household
        if household and household != before.household:
            household = self.cipher.fingerprint(" ".join(household.casefold().split()))
        facts = {
            "gender": wished.gender,
            "accepts": wished.accepts,
            "languages": wished.languages,
            "adult": wished.adult,
        }
        values = {
            "facts": self.cipher.seal(json.dumps(facts)),
            "household": household,
            "capacity": wished.capacity,
            "supports": wished.supports,
            "signed_off_at": wished.signed_off_at,
            "updated_at": now,
        }
        if wished.signed_off_at and wished.signed_off_at != before.signed_off_at:
            values["supervisor_id"] = by
        self._upsert(member_id, values, now)

    def change(self, changed: WishesChanged, now: datetime) -> None:
        """Since when they wait."""
        values = {"waiting_since": changed.waiting_since, "updated_at": now}
        self._upsert(changed.member_id, values, now)

    def _upsert(self, member_id: int, values: dict[str, Any], now: datetime) -> None:
        new = {"member_id": member_id, "updated_at": now}
        table = WISHES.member_id.table
        self.connection.execute(insert_once(self.connection, table, WISHES.member_id), new)
        self.connection.execute(
            sa.update(table).where(WISHES.member_id == member_id).values(**values)
        )


def wishes(row: Any, cipher: Cipher) -> Wishes:
    """Wishes from `COLUMNS`; the usual where an outer join found none."""
    facts = json.loads(cipher.open(row.facts)) if row.facts else {}
    return Wishes(
        gender=facts.get("gender", ""),
        accepts=tuple(facts.get("accepts", ())),
        languages=tuple(facts.get("languages", ())),
        adult=facts.get("adult", False),
        household=row.household or "",
        capacity=1 if row.capacity is None else row.capacity,
        supports=bool(row.supports),
        signed_off_at=row.signed_off_at,
        resting_until=row.resting_until,
        waiting_since=row.waiting_since,
    )
