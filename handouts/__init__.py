"""Paper: documents drawn from a plan or a session, as PDF and print HTML, and its data."""
