"""What coordinators change about a member, line by line, and a text that tells the member of it."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from migrations.words import widen

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
    widen("outbox", "kind", "kind", KINDS, MORE_KINDS)


def downgrade() -> None:
    """Take back. Rows of the new kind must be gone."""
    widen("outbox", "kind", "kind", MORE_KINDS, KINDS)
    op.drop_index("ix_consent_member_id", "consent")
    op.drop_table("member_event")
