"""Each row of the consent ledger holds the hash of the one before; the texts shown are kept.

The rows that are there are chained as they stand, line by line. No data key is at hand here, so
their evidence stays out of the chain: an empty digest says so. How a row is hashed is written out
once more, as of this migration; `checkin/domain/consent/chain.py` describes it.
"""

import hashlib
import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FIRST = "0" * 64
BATCH = 5000
CHAIN = ("wording_hash", "evidence_digest", "prev_hash", "hash")
REFUSAL = "the texts of the consent ledger are append-only"

LINE = sa.table("line", sa.column("id"), sa.column("fingerprint"))
CONSENT = sa.table(
    "consent",
    *map(sa.column, ("id", "line_id", "member_id", "purpose", "action", "medium")),
    *map(sa.column, ("wording", "language")),
    sa.column("occurred_at", UTCDateTime()),
)


def upgrade() -> None:
    """Apply."""
    bind = op.get_bind()
    make_wording_shown()
    for name in CHAIN:
        op.add_column("consent", text_of(name))
    op.add_column("line", text_of("consent_head"))
    count = sa.Column("consent_count", sa.Integer(), nullable=False, server_default=sa.text("0"))
    op.add_column("line", count)
    allow_updates(bind)
    chain(bind)
    refuse_updates(bind)


def text_of(name: str) -> sa.Column[str]:
    """A hash that rows of the live release may leave out."""
    return sa.Column(name, sa.String(64), nullable=False, server_default="")


def make_wording_shown() -> None:
    op.create_table(
        "wording_shown",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("medium", sa.String(8), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("filled", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_wording_shown"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION wording_shown_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER wording_shown_is_append_only "
            "BEFORE UPDATE OR DELETE OR TRUNCATE ON wording_shown "
            "FOR EACH STATEMENT EXECUTE FUNCTION wording_shown_is_append_only()"
        )
        return
    # The same text again is passed over; another one under its hash must not take its place.
    others = ("medium", "key", "language", "text", "filled")
    other = " OR ".join(f"{name} IS NOT NEW.{name}" for name in others)
    op.execute(
        "CREATE TRIGGER wording_shown_refuses_replace BEFORE INSERT ON wording_shown "  # noqa: S608
        f"WHEN EXISTS (SELECT 1 FROM wording_shown WHERE hash = NEW.hash AND ({other})) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER wording_shown_refuses_{act.lower()} BEFORE {act} ON wording_shown "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def allow_updates(bind: sa.Connection) -> None:
    """For this transaction only: nobody else can write to the table while it lasts."""
    if bind.dialect.name == "postgresql":
        op.execute("ALTER TABLE consent DISABLE TRIGGER consent_is_append_only")
    else:
        op.execute("DROP TRIGGER consent_refuses_update")


def refuse_updates(bind: sa.Connection) -> None:
    """As `0004` made it."""
    if bind.dialect.name == "postgresql":
        op.execute("ALTER TABLE consent ENABLE TRIGGER consent_is_append_only")
        return
    op.execute(
        "CREATE TRIGGER consent_refuses_update BEFORE UPDATE ON consent "
        "BEGIN SELECT RAISE(ABORT, 'the consent ledger is append-only'); END"
    )


def chain(bind: sa.Connection) -> None:
    """Give every row its two hashes, and every line its head."""
    for rows in batches(bind):
        links, heads = [], []
        for line_id, on_line in groupby(rows, key=lambda row: row.line_id):
            before, count = FIRST, 0
            for row in on_line:
                prev, before, count = before, hashed(row, before), count + 1
                links.append({"its": row.id, "prev": prev, "own": before})
            heads.append({"its": line_id, "own": before, "count": count})
        write(bind, "consent", "prev_hash = {}prev, hash = {}own", links)
        write(bind, "line", "consent_head = {}own, consent_count = {}count", heads)


def write(bind: sa.Connection, table: str, change: str, rows: list[dict[str, Any]]) -> None:
    """Change these rows; on PostgreSQL all in one statement, since each on its own is slow."""
    if bind.dialect.name == "sqlite":
        statement = f"UPDATE {table} SET {change.format(':', ':')} WHERE id = :its"  # noqa: S608
        bind.execute(sa.text(statement), rows)
        return
    given = (
        "json_to_recordset(CAST(:rows AS json)) AS v(its bigint, prev text, own text, count int)"
    )
    statement = f"UPDATE {table} SET {change.format('v.', 'v.')} FROM {given} WHERE id = v.its"  # noqa: S608
    bind.execute(sa.text(statement), {"rows": json.dumps(rows)})


def batches(bind: sa.Connection) -> Iterator[list[sa.Row[Any]]]:
    """The ledger by lines, never one line in two batches."""
    after = 0
    while True:
        some = sa.select(CONSENT.c.line_id).where(CONSENT.c.line_id > after)
        lines = bind.execute(some.distinct().order_by(CONSENT.c.line_id).limit(BATCH)).scalars()
        last = max(lines, default=None)
        if last is None:
            return
        yield list(
            bind.execute(
                sa.select(CONSENT, LINE.c.fingerprint)
                .join_from(CONSENT, LINE, LINE.c.id == CONSENT.c.line_id)
                .where(CONSENT.c.line_id > after, CONSENT.c.line_id <= last)
                .order_by(CONSENT.c.line_id, CONSENT.c.id)
            )
        )
        after = last


def hashed(row: Any, prev_hash: str) -> str:
    """The hash of one row that has no digest and no text."""
    at = row.occurred_at.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    facts = {
        "format": "checkin-consent-1",
        "line": row.fingerprint,
        "member_id": row.member_id,
        "purpose": row.purpose,
        "action": row.action,
        "medium": row.medium,
        "evidence_digest": "",
        "wording": row.wording,
        "wording_hash": "",
        "language": row.language,
        "occurred_at": at,
        "prev_hash": prev_hash,
    }
    written = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def downgrade() -> None:
    """Take back."""
    bind = op.get_bind()
    op.drop_column("line", "consent_count")
    op.drop_column("line", "consent_head")
    for name in reversed(CHAIN):
        op.drop_column("consent", name)
    op.drop_table("wording_shown")
    if bind.dialect.name == "postgresql":
        op.execute("DROP FUNCTION wording_shown_is_append_only()")
