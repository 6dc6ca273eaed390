"""PDFs that were printed already, kept by what they say: the same pages are not laid out twice."""

import logging
import shutil
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import Lock

logger = logging.getLogger(__name__)

MOST_FILES, MOST_BYTES = 200, 200_000_000


def name_of(html: str, archive: bool) -> str:
    """A name for what a document says and what prints it; its styles and fonts are in the HTML."""
    said = f"{version('weasyprint')} {archive}\n{html}"
    return sha256(said.encode("utf-8", "replace")).hexdigest()


class PrintedFiles:
    """The files, in a folder for each session and one for plans. A full disk is no fault.

    All of it may be removed at any time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keeping = Lock()

    def find(self, shelf: str, name: str) -> bytes | None:
        """What was printed under this name; None also for a file that was cut off."""
        with suppress(OSError):
            pdf = (self._folder / shelf / name).with_suffix(".pdf").read_bytes()
            if pdf.startswith(b"%PDF") and pdf.rstrip().endswith(b"%%EOF"):
                return pdf
        return None

    def keep(self, shelf: str, name: str, pdf: bytes) -> None:
        """Keep a file, and let go of the oldest where there are too many."""
        with self._keeping:
            self._keep((self._folder / shelf / name).with_suffix(".pdf"), pdf)

    def remove(self, shelf: str) -> None:
        """Remove all that was printed of one session. Raises OSError."""
        with self._keeping, suppress(FileNotFoundError):
            shutil.rmtree(self._folder / shelf)

    def _keep(self, path: Path, pdf: bytes) -> None:
        fresh = path.with_suffix(".new")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh.write_bytes(pdf)
            fresh.replace(path)
            self._let_go()
        except OSError as error:
            logger.warning("A printed document could not be kept: %s.", error.strerror or error)
            with suppress(OSError):
                fresh.unlink(missing_ok=True)

    def _let_go(self) -> None:
        files = [(path, path.stat()) for path in self._folder.glob("*/*.pdf")]
        files.sort(key=lambda one: one[1].st_mtime, reverse=True)
        size = 0
        for place, (path, status) in enumerate(files):
            size += status.st_size
            if place >= MOST_FILES or size > MOST_BYTES:
                path.unlink(missing_ok=True)
