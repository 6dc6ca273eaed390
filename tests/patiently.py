"""Runs Flipchart with time for all who wait when it is asked to end, however busy the machine."""

from app import serving
from app.__main__ import main

if __name__ == "__main__":
    serving.LAST_ANSWERS = 60
    main()
