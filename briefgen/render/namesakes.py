"""Site → the names that lead to several things: a page for each, with the things it may mean and the articles that chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.model import Briefing, Span
from briefgen.render.catalogue import Catalogue, Ref, article_ref, quote, sentence_of, sentence_ref, sentence_span
from briefgen.render.listviews import MentionGroup, NameChoice, NameView
from briefgen.render.views import Quote
from briefgen.render.words import Words

MAX_ARTICLES = 10
"""Articles shown for each meaning, newest first."""
MAX_UNSETTLED = 20
"""Sentences shown that do not settle it."""


def views(catalogue: Catalogue, words: Words) -> tuple[tuple[str, NameView], ...]:
    """The pages as (path, view), by name. Names are one if only case tells them apart."""
    paths = dict(catalogue.site.names)
    chosen: dict[str, dict[str, list[str]]] = {name: {} for name in paths}
    unsettled: dict[str, list[tuple[Briefing, Span]]] = {name: [] for name in paths}
    written: dict[str, str] = {}
    for briefing in catalogue.site.briefings:
        text, article = briefing.document.article.text, briefing.document.article.id
        for link in briefing.links:
            surface = " ".join(link.span.of(text).split())
            if (key := surface.casefold()) not in chosen:
                continue
            written.setdefault(key, surface)
            if link.entity_id is None:
                unsettled[key].append((briefing, link.span))
            for identifier in (link.entity_id,) if link.entity_id else link.candidates:
                articles = chosen[key].setdefault(identifier, [])
                if link.entity_id and article not in articles:
                    articles.append(article)
    found = []
    for name, path in paths.items():
        choices = tuple(_choice(one, articles, catalogue, words) for one, articles in sorted(chosen[name].items()))
        found.append((path, NameView(written[name], choices, _sentences(unsettled[name][:MAX_UNSETTLED]))))
    return tuple(found)


def by_entity(pages: Sequence[tuple[str, NameView]]) -> Mapping[str, tuple[Ref, ...]]:
    """Path of an entity's page → the pages of names that it shares."""
    found: dict[str, list[Ref]] = {}
    for path, view in pages:
        for choice in view.choices:
            if choice.ref:
                found.setdefault(choice.ref.path, []).append(Ref(path, view.name))
    return {path: tuple(refs) for path, refs in found.items()}


def _sentences(mentions: Sequence[tuple[Briefing, Span]]) -> tuple[MentionGroup, ...]:
    """The sentences by article, each once, with the name marked."""
    found: dict[str, tuple[Briefing, dict[int, list[Span]]]] = {}
    for briefing, span in mentions:
        _, sentences = found.setdefault(briefing.permalink, (briefing, {}))
        sentences.setdefault(sentence_of(briefing.document, span), []).append(span)
    return tuple(
        MentionGroup(
            article_ref(briefing),
            tuple(
                Quote(quote(briefing.document.article, sentence_span(briefing, number), spans), sentence_ref(briefing, number))
                for number, spans in sentences.items()
            ),
        )
        for briefing, sentences in found.values()
    )


def _choice(identifier: str, articles: Sequence[str], catalogue: Catalogue, words: Words) -> NameChoice:
    known = catalogue.entities.get(identifier)
    return NameChoice(
        ref=catalogue.ref(identifier, words.lang) if known else None,
        id=identifier,
        description=known.description(words.lang) if known else "",
        articles=tuple(article_ref(catalogue.briefings[article]) for article in articles[:MAX_ARTICLES]),
        total=len(articles),
    )
