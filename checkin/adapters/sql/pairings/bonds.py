"""The bonds: proposed once, moved on only from where a rule saw them, with their timeline."""

import json
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.rows import PAIRING, PAIRING_EVENT, PAIRING_SIDE
from checkin.domain.pairing import (
    Answered,
    PairingChanged,
    PairingNoted,
    PairingProposed,
    PairingState,
    SideChanged,
)
from checkin.usecases.ports.unit_of_work import Conflict


class SqlBonds:
    """Bonds on a connection: how they are written."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def propose(self, proposed: PairingProposed, now: datetime) -> int | None:
        """Keep a proposal; its id, or None where these members have an open pairing together."""
        if self._together(proposed.member_ids):
            return None
        factors = self.cipher.seal(json.dumps(proposed.factors))
        values = {"state": PairingState.PROPOSED, "shape": proposed.shape, "proposed_at": now}
        new = sa.insert(PAIRING.id.table).returning(PAIRING.id)
        kept = self.connection.execute(
            new.values(**values, score=proposed.score, factors=factors)
        ).scalar_one()
        together = zip(proposed.member_ids, proposed.aliases, strict=True)
        self.connection.execute(
            sa.insert(PAIRING_SIDE.id.table),
            [
                {
                    "pairing_id": kept,
                    "member_id": member_id,
                    "place": place,
                    "alias": alias,
                    "answer": Answered.WAITING,
                }
                for place, (member_id, alias) in enumerate(together)
            ],
        )
        self.note(PairingNoted(kept, "proposed"), now)
        return int(kept)

    def _together(self, member_ids: Sequence[int]) -> bool:
        """Whether two of these are in a pairing that is not over."""
        counted = (
            sa.select(PAIRING_SIDE.pairing_id)
            .join(PAIRING.id.table, PAIRING.id == PAIRING_SIDE.pairing_id)
            .where(
                PAIRING_SIDE.member_id.in_(list(member_ids)),
                PAIRING.state != PairingState.ENDED,
            )
            .group_by(PAIRING_SIDE.pairing_id)
            .having(sa.func.count() > 1)
        )
        return self.connection.execute(counted.limit(1)).first() is not None

    def change(self, changed: PairingChanged, now: datetime) -> None:
        """Move a pairing on; `Conflict` if it is not as it was any more."""
        before, after = changed.before, changed.after
        over = after.state is PairingState.ENDED
        moved = self.connection.execute(
            sa.update(PAIRING.id.table)
            .where(
                PAIRING.id == before.id,
                PAIRING.state == before.state,
                PAIRING.act_after.is_not_distinct_from(before.act_after),
                PAIRING.next_nudge_at.is_not_distinct_from(before.next_nudge_at),
            )
            .values(
                state=after.state,
                act_after=after.act_after,
                offered_until=after.offered_until,
                active_since=after.active_since,
                turn_id=after.turn,
                next_nudge_at=after.next_nudge_at,
                last_contact_at=after.last_contact_at,
                contacts=after.contacts,
                idle_step=after.idle_step,
                reviews=after.reviews,
                ended=after.ended or "",
                ended_at=now if over else None,
            )
        )
        if moved.rowcount != 1:
            raise Conflict(f"pairing {before.id} is not {before.state.value} any more")
        by = changed.coordinator_id
        if changed.what:
            noted = PairingNoted(before.id, changed.what, None, by, changed.note)
            self.note(noted, now)

    def change_side(self, changed: SideChanged) -> None:
        """Write what one side has said; `Conflict` if they have said something else meanwhile."""
        values = {"norms": changed.norms} if changed.norms else {}
        moved = self.connection.execute(
            sa.update(PAIRING_SIDE.id.table)
            .where(
                PAIRING_SIDE.pairing_id == changed.pairing_id,
                PAIRING_SIDE.member_id == changed.member_id,
                PAIRING_SIDE.answer == changed.before,
            )
            .values(answer=changed.after, **values)
        )
        if moved.rowcount != 1:
            raise Conflict(f"a side of pairing {changed.pairing_id} has answered meanwhile")

    def note(self, noted: PairingNoted, now: datetime) -> None:
        """Write one line of a pairing's timeline."""
        self.connection.execute(
            sa.insert(PAIRING_EVENT.id.table).values(
                pairing_id=noted.pairing_id,
                at=now,
                what=noted.what,
                member_id=noted.member_id,
                coordinator_id=noted.coordinator_id,
                note=self.cipher.seal(noted.note) if noted.note else None,
            )
        )
