"""The one Jinja environment: pages, filters, languages and the addresses of static files."""

import hashlib
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from babel import negotiate_locale
from babel.support import Translations
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from templates import filters, paper
from templates.compiled import Compiled
from templates.style import STATIC, phone_style

LOCALES = Path(str(resources.files("templates") / "locale"))


SOURCE = "en"
"""The language that the templates are written in."""

_PLACE = re.compile(r"\{(\w+)\}")


def render(name: str, language: str, /, **values: object) -> str:
    """A page or a part of one, in a language, every value escaped."""
    return _template(name, language).render(language=language, **values)


def frame(name: str, language: str, /, **values: object) -> str:
    """A part that many share, with its places, such as `{number}`, left open for `fill`.

    No value that it is rendered with may have braces in it.
    """
    return _PLACE.sub(r"%(\1)s", render(name, language, **values).replace("%", "%%"))


def fill(frame: str, text: str, **places: object) -> str:
    """A part for one of those that share it, at a tenth of what rendering takes.

    `text` is what someone typed, and is escaped; the other places are for what is our own.
    """
    return frame % {**places, "text": escape(text)}


@lru_cache(maxsize=100)  # every request asks
def pick_language(accepted: str) -> str:
    """The language to draw in, of those there are, by an Accept-Language header."""
    wanted = [part.split(";")[0].strip() for part in accepted.split(",")]
    there = [path.name for path in LOCALES.iterdir()] if LOCALES.is_dir() else []
    return negotiate_locale(wanted, [*there, SOURCE], sep="-") or SOURCE


def translate(message: str, values: dict[str, object], language: str) -> str:
    """A marked message with its values, in a language."""
    said = _translations(language).ugettext(message)
    return said % values if values else said


@cache
def digest() -> str:
    """A name for the present contents of all static files, part of their addresses."""
    sha = hashlib.sha256()
    for path in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        sha.update(path.relative_to(STATIC).as_posix().encode())
        sha.update(path.read_bytes())
    return sha.hexdigest()[:12]


def static(name: str) -> str:
    """The address of a static file; it changes when any of them does, so it is cached for good."""
    return f"/static/{digest()}/{name}"


def load_all() -> Iterator[str]:
    """Have every template at hand before it is wanted: one for each that is asked for."""
    for name in _environment(SOURCE).list_templates(extensions=["html"]):
        _template(name, SOURCE)
        yield name


@cache
def _template(name: str, language: str) -> Template:
    return _environment(language).get_template(name)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("templates", "."),
        autoescape=True,
        auto_reload=False,  # or each drawing looks at the file
        bytecode_cache=Compiled(_rules()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    translations = _translations(language)
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["static"] = static
    environment.globals["phone_style"] = lambda: Markup(phone_style())  # noqa: S704 - our own file
    environment.filters.update(filters.FILTERS | paper.FILTERS)
    return environment


@cache
def _rules() -> bytes:
    """Stands for this module, the filters and what they call."""
    modules = sorted(Path(str(resources.files("templates"))).glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in modules)).digest()


@cache
def _translations(language: str) -> Translations:
    return Translations.load(LOCALES, [language])  # type: ignore[return-value]
