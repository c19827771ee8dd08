"""Sessions that somebody logged out of."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "ended_session",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_ended_session"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("ended_session")
