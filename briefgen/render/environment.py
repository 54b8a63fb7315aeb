"""Templates → HTML: the only doorway to Jinja. Escapes everything, refuses undefined names, and turns a failing template into a
problem with file, line and the words on it. A site's own templates are searched before the shipped ones, which they can still
extend and import under `briefgen/`.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from briefgen.model import Location, Problem
from briefgen.render.words import Words

PACKAGE = Path(__file__).resolve().parent.parent
SHIPPED = "briefgen"
"""The folder name under which a site's template reaches the shipped one of its own name: `{% extends "briefgen/home.html" %}`."""

MAX_SHOWN = 120
"""Characters of a broken line that a problem shows."""


class TemplateProblem(Exception):  # noqa: N818 (it carries a Problem, the word for trouble here)
    """A template that cannot be drawn; `problem` (code `template-error`) says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def shipped_templates() -> Path:
    """The default theme: inside the package when installed, beside it in a checkout."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


@dataclass(frozen=True, eq=False)
class Theme:
    """The templates of one build. `digest` changes when any of their files does."""

    folders: tuple[Path, ...]
    digest: str
    _jinja: jinja2.Environment = field(repr=False)

    @staticmethod
    def load(own: Path | None = None) -> Theme:
        """The site's own folder, if it exists, before the shipped one."""
        wanted = (folder.resolve() for folder in (own, shipped_templates()) if folder is not None and folder.is_dir())
        folders = tuple(dict.fromkeys(wanted))
        shipped = jinja2.PrefixLoader({SHIPPED: jinja2.FileSystemLoader(str(shipped_templates()))})
        jinja = jinja2.Environment(
            loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader([str(folder) for folder in folders]), shipped]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        return Theme(folders, _digest(folders), jinja)

    def render(self, template: str, words: Words, **values: Any) -> str:
        """Draw one template; raises `TemplateProblem`. `t` is the voice: `t("key")`, `t.date(value)`."""
        try:
            return self._jinja.get_template(template).render(t=words, **values)
        except Exception as error:
            raise TemplateProblem(self._problem(template, error)) from error

    def assets(self) -> Iterator[tuple[str, Path]]:
        """Static files of the theme as (path below `assets/`, file), sorted; the site's own version of a file wins."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            found |= dict(files(folder / "static"))
        yield from sorted(found.items())

    def _problem(self, template: str, error: Exception) -> Problem:
        file, line, hint = template, 0, "Fix the template, or remove it to have the shipped one."
        match error:
            case jinja2.TemplateSyntaxError():
                file, line, said = error.filename or template, error.lineno, f"{type(error).__name__}: {error.message}"
            case jinja2.TemplateNotFound():
                said = f"no such template: {error.message}"
                hint = f'The shipped templates are found under their own names and, from your own, under "{SHIPPED}/".'
            case _:
                said = f"{type(error).__name__}: {error}"
        for frame in traceback.extract_tb(error.__traceback__):
            if any(Path(frame.filename).is_relative_to(folder) for folder in self.folders):
                file, line = frame.filename, frame.lineno or 0
        words = Path(file).read_text("utf-8", "replace").splitlines()[line - 1].strip() if line else ""
        shown = words if len(words) <= MAX_SHOWN else words[:MAX_SHOWN] + "…"
        message = f"{said}, at `{shown}`" if words else said
        return Problem("template-error", "error", message, Location(self._shown(file), line), hint)

    def _shown(self, file: str) -> str:
        """The path with its folder's name (`templates/base.html`), never an absolute one."""
        for folder in self.folders:
            if Path(file).is_relative_to(folder):
                return f"{folder.name}/{Path(file).relative_to(folder).as_posix()}"
        return file


def markup(html: str) -> Markup:
    """HTML that is safe to print as it is: only what `weave` made, which escapes every character of the text."""
    return Markup(html)  # noqa: S704


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of a folder as (path below it with `/`, file), sorted, hidden ones left out."""
    found = ((path.relative_to(folder), path) for path in folder.rglob("*") if path.is_file())
    yield from sorted((name.as_posix(), path) for name, path in found if not any(part.startswith(".") for part in name.parts))


def _digest(folders: tuple[Path, ...]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for name, path in files(folder):
            data = path.read_bytes()
            digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogatepass") + data)
    return digest.hexdigest()
