"""Site → the names that lead to several things: a page for each, with the things it may mean and the articles that chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.render.catalogue import Catalogue, Ref, article_ref
from briefgen.render.listviews import NameChoice, NameView
from briefgen.render.words import Words

MAX_ARTICLES = 10
"""Articles shown for each meaning, newest first."""


def views(catalogue: Catalogue, words: Words) -> tuple[tuple[str, NameView], ...]:
    """The pages as (path, view), by name. Names are one if only case tells them apart."""
    paths = dict(catalogue.site.names)
    chosen: dict[str, dict[str, list[str]]] = {name: {} for name in paths}
    written: dict[str, str] = {}
    for briefing in catalogue.site.briefings:
        text, article = briefing.document.article.text, briefing.document.article.id
        for link in briefing.links:
            surface = " ".join(link.span.of(text).split())
            if (key := surface.casefold()) not in chosen:
                continue
            written.setdefault(key, surface)
            for identifier in (link.entity_id,) if link.entity_id else link.candidates:
                articles = chosen[key].setdefault(identifier, [])
                if link.entity_id and article not in articles:
                    articles.append(article)
    found = []
    for name, path in paths.items():
        choices = tuple(_choice(one, articles, catalogue, words) for one, articles in sorted(chosen[name].items()))
        found.append((path, NameView(written[name], choices)))
    return tuple(found)


def by_entity(pages: Sequence[tuple[str, NameView]]) -> Mapping[str, tuple[Ref, ...]]:
    """Path of an entity's page → the pages of names that it shares."""
    found: dict[str, list[Ref]] = {}
    for path, view in pages:
        for choice in view.choices:
            if choice.ref:
                found.setdefault(choice.ref.path, []).append(Ref(path, view.name))
    return {path: tuple(refs) for path, refs in found.items()}


def _choice(identifier: str, articles: Sequence[str], catalogue: Catalogue, words: Words) -> NameChoice:
    known = catalogue.entities.get(identifier)
    return NameChoice(
        ref=catalogue.ref(identifier, words.lang) if known else None,
        id=identifier,
        description=known.description(words.lang) if known else "",
        articles=tuple(article_ref(catalogue.briefings[article]) for article in articles[:MAX_ARTICLES]),
        total=len(articles),
    )
