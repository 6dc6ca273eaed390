"""Drives a room of any size from one process: cheap phones, a whole projector, ideas on time."""
