"""What has been tried for an escalation, and indexes for the list narrowed to some of them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

OPEN = ("level", "kind", "taken_by")
RESOLVED = ((), ("kind",), ("taken_by",))
COUNTED = """
    UPDATE escalation SET
      told = (SELECT count(*) FROM escalation_event AS event
              WHERE event.escalation_id = escalation.id
              AND event.what IN ('opened', 'paged', 'paged_again')),
      contacts = (SELECT count(*) FROM escalation_event AS event
                  WHERE event.escalation_id = escalation.id AND event.what IN ('wrote', 'spoke')),
      contacted_at = (SELECT max(event.at) FROM escalation_event AS event
                      WHERE event.escalation_id = escalation.id
                      AND event.what IN ('wrote', 'spoke'))
    WHERE state <> 'resolved' AND paged_at IS NOT NULL
"""


def upgrade() -> None:
    """Apply. What has been tried is counted for what is still open."""
    for name in ("told", "contacts"):
        number = sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"))
        op.add_column("escalation", number)
    op.add_column("escalation", sa.Column("contacted_at", UTCDateTime()))
    op.execute(COUNTED)
    for name in OPEN:
        index(name, (name, "rank", "opened_at", "id"), "state <> 'resolved'")
    for first in RESOLVED:
        index("_".join(("resolved", *first)), (*first, "resolved_at", "id"), "state = 'resolved'")


def index(name: str, columns: tuple[str, ...], only: str) -> None:
    """An index of some of the escalations."""
    where = sa.text(only)
    op.create_index(
        f"ix_escalation_{name}",
        "escalation",
        list(columns),
        postgresql_where=where,
        sqlite_where=where,
    )


def downgrade() -> None:
    """Take back."""
    for first in RESOLVED:
        op.drop_index("_".join(("ix_escalation_resolved", *first)), "escalation")
    for name in OPEN:
        op.drop_index(f"ix_escalation_{name}", "escalation")
    for name in ("contacted_at", "contacts", "told"):
        op.drop_column("escalation", name)
