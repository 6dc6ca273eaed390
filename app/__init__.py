"""Puts the pieces together and serves them."""
