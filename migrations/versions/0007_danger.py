"""Texts at risk: what was found in them, the alarm on a line, and escalations without a member."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from migrations.words import rewrite

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN_LINE = "state <> 'resolved' AND member_id IS NULL"
LINE_OF_ESCALATION = (
    "CONSTRAINT fk_escalation_line_id_line FOREIGN KEY(line_id) REFERENCES line (id)"
)


def upgrade() -> None:
    """Apply."""
    level = sa.Column("alarmed_level", sa.Integer(), nullable=False, server_default=sa.text("0"))
    op.add_column("line", level)
    op.add_column("line", sa.Column("alarmed_at", UTCDateTime()))
    op.create_table(
        "finding",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("message_id", BIG_ID, nullable=False),
        sa.Column("level", sa.String(8), nullable=False),
        sa.Column("rules", sa.String(400), nullable=False),
        sa.Column("verdict", sa.String(8), nullable=False, server_default=""),
        sa.Column("judged_by", BIG_ID),
        sa.Column("judged_at", UTCDateTime()),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name="fk_finding_message_id_message"
        ),
        sa.ForeignKeyConstraint(
            ["judged_by"], ["coordinator.id"], name="fk_finding_judged_by_coordinator"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
        sa.UniqueConstraint("message_id", name="uq_finding_message_id"),
    )
    may_be_nobodys()
    op.create_index(
        "uq_escalation_open_line",
        "escalation",
        ["line_id", "kind"],
        unique=True,
        postgresql_where=sa.text(OPEN_LINE),
        sqlite_where=sa.text(OPEN_LINE),
    )


def downgrade() -> None:
    """Take back. Escalations without a member must be gone."""
    op.drop_index("uq_escalation_open_line", "escalation")
    always_somebodys()
    op.drop_table("finding")
    op.drop_column("line", "alarmed_at")
    op.drop_column("line", "alarmed_level")


def may_be_nobodys() -> None:
    """An escalation may be about a number that no member has.

    SQLite would rebuild the table, and others refer to its rows: its written form is changed
    instead, as its documentation says for what does not touch the rows.
    """
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("escalation", "member_id", existing_type=BIG_ID, nullable=True)
        op.add_column("escalation", sa.Column("line_id", BIG_ID))
        op.create_foreign_key(
            "fk_escalation_line_id_line", "escalation", "line", ["line_id"], ["id"]
        )
        return
    rewrite("escalation", "member_id INTEGER NOT NULL", "member_id INTEGER")
    op.execute("ALTER TABLE escalation ADD COLUMN line_id INTEGER")
    rewrite("escalation", "line_id INTEGER", f"line_id INTEGER, {LINE_OF_ESCALATION}")


def always_somebodys() -> None:
    """As it was before."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("fk_escalation_line_id_line", "escalation", type_="foreignkey")
        op.drop_column("escalation", "line_id")
        op.alter_column("escalation", "member_id", existing_type=BIG_ID, nullable=False)
        return
    rewrite("escalation", f"line_id INTEGER, {LINE_OF_ESCALATION}", "line_id INTEGER")
    op.execute("ALTER TABLE escalation DROP COLUMN line_id")
    rewrite("escalation", "member_id INTEGER", "member_id INTEGER NOT NULL")
