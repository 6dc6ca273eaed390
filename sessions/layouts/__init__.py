"""The layouts of the log's tables; `versions` has the way from each to the next, for both engines.

A file of SQLite says which it has in its `user_version`, a database of PostgreSQL in the table that
alembic keeps. A new layout only ever adds what older releases can do without, so that releases can
be mixed while one replaces the other.
"""

VERSION = 2
"""The newest layout."""
