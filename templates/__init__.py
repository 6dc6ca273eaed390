"""The one Jinja environment, its filters, its pages and its static files."""
