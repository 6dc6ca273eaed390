"""The way from each layout to the next, as steps of alembic."""
