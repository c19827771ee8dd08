"""The consent ledger, line by line, with its evidence opened and the texts it names."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from json import loads
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import CannotOpen, Cipher
from checkin.adapters.sql.consents import FACTS, opened
from checkin.adapters.sql.rows import CONSENT, LINE, MEMBER, WORDING_SHOWN
from checkin.adapters.sql.unit_of_work import SqlUnitOfWork
from checkin.domain.consent.chain import Evidence, Facts, Head
from checkin.domain.consent.checking import Row
from checkin.domain.consent.shown import WordingShown
from checkin.usecases.ports.ledger import Chain

Look = Callable[[], AbstractContextManager[SqlUnitOfWork]]

OF_LINE = (LINE.id, LINE.fingerprint, LINE.consent_head, LINE.consent_count)
OF_ROW = (CONSENT.id, CONSENT.evidence, CONSENT.prev_hash, CONSENT.hash)
# One statement for lines and rows: a row that is committed meanwhile would look like a fault.
CHAINS = (
    sa.select(*OF_LINE, *OF_ROW, *FACTS)
    .select_from(LINE.id.table.outerjoin(CONSENT.id.table, CONSENT.line_id == LINE.id))
    .order_by(LINE.id, CONSENT.id)
)


class SqlLedger:
    """`Ledger` over units of work that only read."""

    def __init__(self, look: Look, cipher: Cipher) -> None:
        self.look = look
        self.cipher = cipher

    def of(self, number: str) -> Chain | None:
        """The chain of the line with this number; None if there is no such line."""
        found = self._chains(LINE.fingerprint == self.cipher.fingerprint(number))
        return found[0] if found else None

    def members_on(self, line_id: int) -> Sequence[int]:
        """The ids of the members on a line, also of those who have left."""
        on_line = sa.select(MEMBER.id).where(MEMBER.line_id == line_id).order_by(MEMBER.id)
        with self.look() as work:
            return work.connection.execute(on_line).scalars().all()

    def lines(self) -> int:
        """How many lines there are to go through."""
        with self.look() as work:
            counted = sa.select(sa.func.count()).select_from(LINE.id.table)
            return int(work.connection.execute(counted).scalar_one())

    def after(self, line_id: int, limit: int) -> Sequence[Chain]:
        """The chains of the next lines, in order of id; empty when there are none."""
        other = LINE.id.table.alias("other")
        following = sa.select(other.c.id).where(other.c.id > line_id).order_by(other.c.id)
        return self._chains(LINE.id.in_(following.limit(limit)))

    def _chains(self, condition: sa.ColumnElement[bool]) -> list[Chain]:
        with self.look() as work:
            found = work.connection.execute(CHAINS.where(condition)).all()
            texts = _texts(work.connection, {row.wording_hash for row in found} - {"", None})
        chains = []
        for line, rows in groupby(found, key=lambda row: tuple(row[: len(OF_LINE)])):
            line_id, fingerprint, head, count = line
            made = tuple(self._row(row, fingerprint, texts) for row in rows if row[len(OF_LINE)])
            chains.append(Chain(line_id, fingerprint, Head(head, count), made))
        return chains

    def _row(self, row: Any, fingerprint: str, texts: Mapping[str, WordingShown]) -> Row:
        row_id, sealed, prev_hash, own_hash, *values = row[len(OF_LINE) :]
        facts = Facts(fingerprint, *values)
        return Row(
            id=row_id,
            facts=facts,
            evidence=self._opened(sealed, facts.evidence_digest),
            shown=texts.get(facts.wording_hash),
            prev_hash=prev_hash,
            hash=own_hash,
        )

    def _opened(self, sealed: str, digest: str) -> Evidence | None:
        try:
            return opened(self.cipher, sealed, digest)
        except CannotOpen:
            return None


def _texts(connection: Connection, hashes: Collection[str]) -> Mapping[str, WordingShown]:
    """The texts that are kept under these hashes."""
    if not hashes:
        return {}
    kept = sa.select(WORDING_SHOWN.hash.table).where(WORDING_SHOWN.hash.in_(hashes))
    return {
        row.hash: WordingShown(row.medium, row.key, row.language, row.text, loads(row.filled))
        for row in connection.execute(kept)
    }
