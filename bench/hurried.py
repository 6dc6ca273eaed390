"""Runs Flipchart with a clock that goes faster, so that a day in its life takes minutes."""

import time

from app import leaving
from app.__main__ import main

FASTER = 240
"""Seconds that pass by the program's clock in one second outside. Waits are as long as ever."""

if __name__ == "__main__":
    steady, began = time.clock_gettime, time.clock_gettime(time.CLOCK_BOOTTIME)
    time.clock_gettime = lambda clock: began + (steady(clock) - began) * FASTER
    leaving.PAUSE /= FASTER
    main()
