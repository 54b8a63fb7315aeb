"""What an article's front matter says of its names, checked against the glossary and the text: a pin to nothing, and words that
stand nowhere, are told and not passed over.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from briefgen import codec
from briefgen.model import Article, Glossary, Location, Problem

Keys = tuple[str | int, ...]
"""Where in the front matter something stands: keys and indexes from the outermost in."""


def check(articles: Iterable[Article], glossary: Glossary, root: Path) -> tuple[Problem, ...]:
    """All that is wrong with the `entities` of these articles, in their order. Only a file with a problem is looked into, below
    `root`, for the line of it.
    """
    known = {entity.id for entity in glossary.entities}
    return tuple(problem for article in articles for problem in _placed(article, tuple(_checked(article, known)), root))


def _placed(article: Article, found: tuple[tuple[Keys, Problem], ...], root: Path) -> Iterator[Problem]:
    data = _front_matter(root / article.source_path) if found else None
    for keys, problem in found:
        yield replace(problem, location=Location(article.source_path, *codec.locate(data, keys)))


def _front_matter(path: Path) -> object:
    """The front matter as data that knows its places; None if the file has none, or none that can be read by now."""
    try:
        yaml, _, _ = codec.split_front_matter(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return codec.load_yaml(yaml, path.name, 2)[0] if yaml is not None else None


def _checked(article: Article, known: set[str]) -> Iterator[tuple[Keys, Problem]]:
    for surface, ident in article.pins:
        if ident not in known:
            near = difflib.get_close_matches(ident, known, 1)
            hint = f'Did you mean "{near[0]}"?' if near else "Give the id of an entity of the glossary, or write one."
            message = f'"{surface}" is pinned to "{ident}", which the glossary does not have'
            yield ("entities", "pin", surface), Problem("pin-unknown", "error", message, hint=hint)
    said: dict[str, Keys] = {surface: ("entities", "pin", surface) for surface, _ in article.pins}
    for number, surface in enumerate(article.ignored):
        said.setdefault(surface, ("entities", "ignore", number))
    for surface, _ in article.types:
        said.setdefault(surface, ("entities", "as", surface))
    for surface, keys in said.items():
        if surface not in article.text:
            message = f'"{surface}" stands in `entities` and nowhere in the article'
            hint = "Write it as in the text, capitals and all, or take it out."
            yield keys, Problem("pin-idle", "warning", message, hint=hint)
