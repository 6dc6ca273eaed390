"""Whatever is done to a plan file, it is read, or it is said why not; what is read is drawn.

`make bench ONLY=fuzz` goes on for ten minutes, and measures.
"""

import time

from tests.faults.drawing import draw_everything, read
from tests.faults.fuzzed import each
from tests.faults.odd_plans import odd_plans

EXAMPLES = 60
PATIENCE = 20.0
"""Seconds of the processor that only a hang takes."""


def test_a_plan_to_which_things_happened_is_read_and_drawn_or_refused_with_a_sentence() -> None:
    drawn = []

    def take(raw: str | bytes) -> None:
        began = time.process_time()
        plan = read(raw).plan
        if plan is not None:
            drawn.append(draw_everything(plan))
        assert time.process_time() - began < PATIENCE

    each(odd_plans(), take, number=1, examples=EXAMPLES)
    # How many vary: what is drawn from includes texts of all modules that were imported before.
    assert len(drawn) > EXAMPLES // 20
