"""Former join codes; with PostgreSQL, who is connected at which process."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Make the tables. What stands in `presence` is worth nothing after a crash."""
    op.create_table(
        "former_codes",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("session", sa.Text, sa.ForeignKey("sessions.id"), nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.create_table(
            "presence",
            sa.Column("process", sa.Text, primary_key=True),
            sa.Column("session", sa.Text, primary_key=True),
            sa.Column("body", sa.LargeBinary, nullable=False),
            sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
            prefixes=["UNLOGGED"],
        )
