"""The bonds: proposed once, moved on only from where a rule saw them, with their timeline."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import PAIRING, PAIRING_EVENT, PAIRING_SIDE
from checkin.domain.pairing import (
    Answered,
    PairingChanged,
    PairingNoted,
    PairingProposed,
    PairingState,
    SideAdded,
    SideChanged,
)
from checkin.usecases.ports.unit_of_work import Conflict

THREE = 3  # members of a pairing at most


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

    def aliases(self, member_ids: Iterable[int]) -> frozenset[int]:
        """The numbers that all sides have in the pairings of these members that are not over."""
        theirs = (
            sa.select(PAIRING_SIDE.pairing_id)
            .join(PAIRING.id.table, PAIRING.id == PAIRING_SIDE.pairing_id)
            .where(
                PAIRING_SIDE.member_id.in_(list(member_ids)),
                PAIRING.state != PairingState.ENDED,
            )
        )
        used = sa.select(PAIRING_SIDE.alias).where(PAIRING_SIDE.pairing_id.in_(theirs))
        return frozenset(self.connection.execute(used).scalars())

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

    def add_side(self, added: SideAdded, now: datetime) -> None:
        """One more for a proposal; nothing where it is not one any more, or they are in it."""
        still = sa.select(PAIRING.id).where(
            PAIRING.id == added.pairing_id, PAIRING.state == PairingState.PROPOSED
        )
        if self.connection.execute(still.with_for_update()).first() is None:
            return
        last = sa.select(sa.func.max(PAIRING_SIDE.place)).where(
            PAIRING_SIDE.pairing_id == added.pairing_id
        )
        place = int(self.connection.execute(last).scalar_one()) + 1
        once = insert_once(
            self.connection, PAIRING_SIDE.id.table, PAIRING_SIDE.pairing_id, PAIRING_SIDE.member_id
        )
        ids = {"pairing_id": added.pairing_id, "member_id": added.member_id}
        values = {**ids, "place": place, "alias": added.alias, "answer": Answered.WAITING}
        if place < THREE:
            self.connection.execute(once, values)
            self.note(PairingNoted(added.pairing_id, "joined", added.member_id), now)

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
