"""Sessions and their facts, in PostgreSQL. A file of SQLite has both from its beginning."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade() -> None:
    """Make the tables. `number` is that of a session's last fact.

    Facts are added in one statement with the change of `number`, so that no foreign key has to be
    looked up for them; the rows of sessions change all the time, for which they have room.
    """
    op.create_table(
        "sessions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("code", sa.Text, nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("opened_at", sa.Double, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        postgresql_with={"fillfactor": 50},
    )
    op.create_table(
        "facts",
        sa.Column("session", sa.Text, primary_key=True),
        sa.Column("number", sa.BigInteger, primary_key=True),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("action", sa.BigInteger, nullable=False),
        sa.Column("once", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index(
        "once_only",
        "facts",
        ["session", "once"],
        unique=True,
        postgresql_where=sa.text("once IS NOT NULL"),
    )
