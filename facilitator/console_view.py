"""The console as a view: its regions, and the lines of every sheet."""

from facilitator.activities import regions
from facilitator.console_entry import ENTRY
from facilitator.console_frame import FRAME
from facilitator.console_prepare import PREPARE
from facilitator.console_repair import REPAIR
from facilitator.console_run import RUN
from facilitator.console_sheets import SHEETS, ConsoleLists
from sessions.room import Moment
from templates.drawing import View

CONSOLE: View[Moment] = View(
    regions=(*FRAME, *ENTRY, *RUN, *REPAIR, *SHEETS, *regions(), *PREPARE), lists=ConsoleLists()
)
"""What a facilitator sees, drawn the same for all who hold the session's key."""
