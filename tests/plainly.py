"""Runs Flipchart as it is with a version of uvicorn whose internals it does not know."""

from app import frames
from app.__main__ import main

if __name__ == "__main__":
    frames.KNOWN = ()
    main()
