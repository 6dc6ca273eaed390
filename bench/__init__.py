"""Measures what the project promises, by commands that stay."""
