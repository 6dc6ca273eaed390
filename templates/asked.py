"""What a request asks for by its headers: a language, and JSON rather than a page."""

from collections.abc import Mapping

from templates.face import pick_language


def language_of(headers: Mapping[str, str]) -> str:
    """The language to answer in, of those there are."""
    return pick_language(headers.get("accept-language", ""))


def wants_json(headers: Mapping[str, str]) -> bool:
    """Whether a script asks, rather than a plain form."""
    return "application/json" in headers.get("accept", "")
