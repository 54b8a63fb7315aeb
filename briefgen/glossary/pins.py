"""What an article's front matter says of its names, checked against the glossary and the text: a pin to nothing, and words that
stand nowhere, are told and not passed over.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from briefgen.model import Article, Glossary, Location, Problem


def check(articles: Iterable[Article], glossary: Glossary) -> tuple[Problem, ...]:
    """All that is wrong with the `entities` of these articles, in their order."""
    known = {entity.id for entity in glossary.entities}
    return tuple(problem for article in articles for problem in _checked(article, known))


def _checked(article: Article, known: set[str]) -> Iterator[Problem]:
    place = Location(article.source_path)
    for surface, ident in article.pins:
        if ident not in known:
            near = difflib.get_close_matches(ident, known, 1)
            hint = f'Did you mean "{near[0]}"?' if near else "Give the id of an entity of the glossary, or write one."
            yield Problem(
                "pin-unknown", "error", f'"{surface}" is pinned to "{ident}", which the glossary does not have', place, hint
            )
    surfaces = (*(surface for surface, _ in article.pins), *article.ignored, *(surface for surface, _ in article.types))
    for surface in dict.fromkeys(surfaces):
        if surface not in article.text:
            message = f'"{surface}" stands in `entities` and nowhere in the article'
            yield Problem("pin-idle", "warning", message, place, "Write it as in the text, capitals and all, or take it out.")
