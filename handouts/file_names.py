"""What documents and files of data are called when they are kept."""

from handouts.kinds import Kind
from handouts.options import Options
from handouts.source import Source


def file_name(kind: Kind, source: Source, options: Options) -> str:
    """What a document's file is called: the plan's title, what it is, and its paper if unusual."""
    parts = [_title(source), kind.name]
    parts += ["easy-read"] if options.easy else []
    parts += ["archive"] if options.archive else []
    parts += [options.paper] if options.paper != kind.papers[0] else []
    return " - ".join(parts) + ".pdf"


def data_name(name: str, source: Source) -> str:
    """What a file of a session's data is called, by its name in an address."""
    return f"{_title(source)} - {name}"


def _title(source: Source) -> str:
    """The plan's title as a file name may have it."""
    kept = (
        one if one.isprintable() and one not in '\\/:*?"<>|' else " " for one in source.plan.title
    )
    return " ".join("".join(kept).split())[:80].strip(". ") or "Workshop"
