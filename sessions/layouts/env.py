"""What alembic runs: all steps that are missing, in the one transaction that it is given."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
