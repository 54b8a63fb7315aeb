"""All articles with their links → what is left for editors to do: names to describe or settle, dates to resolve, entries and
overrides to take out, and how much of each article is understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefgen.compose import briefing
from briefgen.compose.locate import Locator
from briefgen.compose.near import Names
from briefgen.compose.overrides import Overridden
from briefgen.model import (
    EDITOR,
    Alias,
    Context,
    Coverage,
    Document,
    Entity,
    Glossary,
    Link,
    OpenName,
    OpenTime,
    Problem,
    Review,
    Span,
    Unused,
)

MAX_CONTEXTS = 3
"""Sentences shown of a name: enough to tell what it is."""
WIDTH = 100
"""Code points shown on either side of the words."""
STATES = ("ambiguous", "near", "new", "unsettled")
"""What an editor gains most by settling comes first."""


def review(
    articles: Sequence[Overridden], glossary: Glossary, own: Mapping[str, tuple[Alias, ...]], problems: Iterable[Problem]
) -> Review:
    """The review of a site. `own` are the aliases that the site's own files give to each entity; of `problems` those of overrides
    are kept.
    """
    return Review(
        names=names(articles, glossary),
        times=tuple(_times(articles)),
        unused=tuple(_unused(articles, glossary, own)),
        overrides=tuple(problem for problem in problems if problem.code.startswith("override-")),
        coverage=tuple(_coverage(one.document, one.linking.links) for one in articles),
    )


def context(document: Document, span: Span) -> Context:
    """The words of a span in their sentence."""
    text, locator = document.article.text, Locator.of(document)
    number = locator.sentence(span)
    around = document.sentences[number].span if document.sentences else Span(0, len(text))
    before, after = text[around.start : span.start], text[span.end : around.end]
    return Context(
        document.article.id,
        briefing.permalink(document.article),
        number + 1,
        _plain(before if len(before) <= WIDTH else "…" + before[-WIDTH:]),
        span.of(text),
        _plain(after if len(after) <= WIDTH else after[:WIDTH] + "…"),
    )


def _plain(text: str) -> str:
    """White space folded, but kept at the edges."""
    edges = text[:1].isspace(), text[-1:].isspace()
    return " " * edges[0] + " ".join(text.split()) + " " * edges[1]


# --- names -------------------------------------------------------------------------------------------------------------


def names(articles: Sequence[Overridden], glossary: Glossary) -> tuple[OpenName, ...]:
    """New, near, ambiguous and unsettled names of all articles, most often mentioned first within each state."""
    groups: dict[tuple[object, ...], list[tuple[Document, Link]]] = {}
    found: dict[str, Entity] = {}
    for one in articles:
        found |= {entity.id: entity for entity in one.linking.found}
        for link in one.linking.links:
            if (key := _group(one.document, link, found)) is not None:
                groups.setdefault(key, []).append((one.document, link))
    like = Names.of(glossary)
    opened = [_open(rows, found, like) for rows in groups.values()]
    return tuple(sorted(opened, key=lambda name: (STATES.index(name.state), -name.mentions, name.name, name.entity_id)))


def _group(document: Document, link: Link, found: Mapping[str, Entity]) -> tuple[object, ...] | None:
    """What one open name has in common: its page, or its form and those it may be; None if nothing is open."""
    if link.entity_id is not None:
        return (link.entity_id,) if link.entity_id in found else None
    if link.evidence.startswith(EDITOR):
        return None
    return link.span.of(document.article.text).casefold(), link.candidates


def _open(rows: Sequence[tuple[Document, Link]], found: Mapping[str, Entity], like: Names) -> OpenName:
    document, link = rows[0]
    surfaces = tuple(dict.fromkeys(" ".join(one.span.of(each.article.text).split()) for each, one in rows))
    entity = found.get(link.entity_id or "")
    name = entity.label(document.article.lang) if entity else surfaces[0]
    near = like.near(name, entity.type) if entity else ()
    places = {(each.article.id, context(each, one.span).sentence): (each, one.span) for each, one in reversed(rows)}
    shown = list(reversed(places.values()))[:MAX_CONTEXTS]
    return OpenName(
        state=("near" if near else "new") if entity else "ambiguous" if link.candidates else "unsettled",
        name=name,
        lang=document.article.lang,
        type=entity.type if entity else link.type,
        entity_id=entity.id if entity else "",
        surfaces=surfaces,
        candidates=near if entity else link.candidates,
        evidence=link.evidence,
        confidence=max(_confidence(each, one.span) for each, one in rows),
        mentions=len(rows),
        articles=len({each.article.id for each, _ in rows}),
        contexts=tuple(context(each, span) for each, span in shown),
    )


def _confidence(document: Document, span: Span) -> float:
    """The model's confidence in the name at exactly this place; 0 if rules or the glossary found it."""
    return max((mention.confidence for mention in document.mentions if mention.span == span), default=0.0)


# --- the rest ----------------------------------------------------------------------------------------------------------


def _times(articles: Sequence[Overridden]) -> Iterator[OpenTime]:
    for one in articles:
        for timex in one.document.timexes:
            if timex.resolved is None and not timex.rule.startswith(EDITOR):
                yield OpenTime(timex.reason, context(one.document, timex.span))


def _unused(articles: Sequence[Overridden], glossary: Glossary, own: Mapping[str, tuple[Alias, ...]]) -> Iterator[Unused]:
    """Entries of the site's own files that nothing names, and of the others the aliases that nothing uses."""
    surfaces: dict[str, set[str]] = {}
    for one in articles:
        for link in one.linking.links:
            if link.entity_id is not None:
                words = " ".join(link.span.of(one.document.article.text).split())
                surfaces.setdefault(link.entity_id, set()).add(words.casefold())
    mine = [entity for entity in glossary.entities if entity.layer == "site"]
    for entity in sorted(mine, key=lambda entity: (entity.location is None, entity.location, entity.id)):
        if entity.id not in surfaces:
            yield Unused(entity.id, "", entity.location)
            continue
        for alias in own.get(entity.id, ()):
            if " ".join(alias.text.split()).casefold() not in surfaces[entity.id]:
                yield Unused(entity.id, alias.text, entity.location)


def _coverage(document: Document, links: Sequence[Link]) -> Coverage:
    article = document.article
    return Coverage(
        article_id=article.id,
        title=article.title,
        page=briefing.permalink(article),
        names=len(links),
        linked=sum(link.entity_id is not None for link in links),
        ambiguous=sum(bool(link.candidates) for link in links if link.entity_id is None),
        dates=len(document.timexes),
        resolved=sum(timex.resolved is not None for timex in document.timexes),
        figures=len(document.quantities),
    )
