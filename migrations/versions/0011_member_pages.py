"""What coordinators change about a member, line by line, and a text that tells the member of it."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = (
    *("ask", "ask_call", "reminder", "call", "call_back", "invitation", "page"),
    *("page_call", "staff", "loop", "loop_call", "words", "bridge"),
)
MORE_KINDS = (*KINDS, "notice")
CHECK = "ck_outbox_kind"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "member_event",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("member_id", BIG_ID, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("coordinator_id", BIG_ID),
        sa.Column("note", sa.Text()),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name="fk_member_event_member_id_member"
        ),
        sa.ForeignKeyConstraint(
            ["coordinator_id"],
            ["coordinator.id"],
            name="fk_member_event_coordinator_id_coordinator",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_member_event"),
    )
    op.create_index("ix_member_event_member_id", "member_event", ["member_id", "id"])
    op.create_index("ix_consent_member_id", "consent", ["member_id", "id"])
    hold(KINDS, MORE_KINDS)


def hold(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    """Let the outbox hold the kinds `new` instead of `old`; SQLite's rows stay untouched."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(CHECK), "outbox", type_="check")
        op.create_check_constraint(op.f(CHECK), "outbox", sa.column("kind").in_(new))
        return
    op.execute("PRAGMA writable_schema = ON")
    changed = op.get_bind().execute(
        sa.text(
            "UPDATE sqlite_schema SET sql = replace(sql, :before, :after) "
            "WHERE type = 'table' AND name = 'outbox' AND instr(sql, :before) > 0"
        ),
        {"before": clause(old), "after": clause(new)},
    )
    if changed.rowcount != 1:
        raise RuntimeError(f"the check {CHECK} is not as this migration knows it")
    version = op.get_bind().exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")


def clause(kinds: tuple[str, ...]) -> str:
    """The check as it stands in the schema."""
    return f"CHECK (kind IN ({', '.join(repr(kind) for kind in kinds)}))"


def downgrade() -> None:
    """Take back. Rows of the new kind must be gone."""
    hold(MORE_KINDS, KINDS)
    op.drop_index("ix_consent_member_id", "consent")
    op.drop_table("member_event")
