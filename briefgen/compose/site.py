"""All briefings → the site: one permalink a page, every entity once, and for each entity the sentences that name it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefgen.compose import duplicates, indicators, occurrences, slugs, stories
from briefgen.compose.locate import Locator
from briefgen.model import Article, Backlink, Briefing, Entity, EntityType, Glossary, Location, Problem, Site, Span, Story

FOLDERS: dict[EntityType, str] = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "event": "events",
    "group": "groups",
    "work": "works",
    "law": "laws",
    "term": "terms",
}


def assemble(
    briefings: Sequence[Briefing],
    glossary: Glossary,
    stories_followed: Sequence[Story] = (),
    *,
    title: str,
    lang: str,
    base_url: str,
) -> tuple[Site, tuple[Problem, ...]]:
    """The site and its collisions (errors that must stop a build, since one page would overwrite the other).

    Articles that are `private` are left out. Found entities of the same id are one; if articles differ on its type, the type
    linked most often is kept, ties by the newest article.
    """
    shown = newest_first(briefing for briefing in briefings if briefing.document.article.publish != "private")
    entities = merged(shown, glossary)
    known = {entity.id: entity for entity in entities}
    permalinks = tuple((entity.id, _path(entity.type, entity.id)) for entity in entities)
    paths = dict(permalinks)
    told, idle = stories.gather(stories_followed, shown)
    same, copies = duplicates.find(shown)
    site = Site(
        title=title,
        lang=lang,
        base_url=base_url,
        briefings=tuple(replace(each, entities=tuple(known[entity.id] for entity in each.entities)) for each in shown),
        entities=entities,
        permalinks=permalinks,
        backlinks=backlinks(shown),
        outlets=outlets(shown, glossary),
        topics=listed("topics", (topic.casefold() for each in shown for topic in each.document.article.topics)),
        sources=listed("sources", (each.document.article.outlet for each in shown)),
        moved=tuple(
            (f"{FOLDERS[each.type]}/{slugs.name(old)}.html", paths[each.id]) for each in entities for old in each.formerly
        ),
        names=listed("names", namesakes(shown)),
        stories=told,
        occurrences=occurrences.gather(shown),
        indicators=indicators.gather(shown),
        same_texts=same,
    )
    return site, idle + copies + collisions(site)


def _path(kind: EntityType, identifier: str) -> str:
    return f"{FOLDERS[kind]}/{slugs.name(identifier)}.html"


def newest_first(briefings: Iterable[Briefing]) -> tuple[Briefing, ...]:
    """By publication, newest first, undated last, ties by id. Times compare as printed: a zone is not always known."""
    by_id = sorted(briefings, key=lambda briefing: briefing.document.article.id)
    return tuple(sorted(by_id, key=lambda briefing: briefing.document.article.published or "", reverse=True))


def merged(briefings: Sequence[Briefing], glossary: Glossary) -> tuple[Entity, ...]:
    """Every entity that occurs, by id: the glossary's own, else what the articles found, aliases of all of them together."""
    described = {entity.id: entity for entity in glossary.entities}
    found: dict[str, list[Entity]] = {}
    types: dict[str, Counter[EntityType]] = {}
    for briefing in briefings:
        for entity in briefing.entities:
            found.setdefault(entity.id, []).append(entity)
        for link in briefing.links:
            if link.entity_id is not None:
                types.setdefault(link.entity_id, Counter())[link.type] += 1
    return tuple(described.get(key) or one(found[key], types[key]) for key in sorted(found))


def one(versions: Sequence[Entity], types: Counter[EntityType]) -> Entity:
    """One entity out of what several articles found under the same id; labels and descriptions of the newest win."""
    first = versions[0]
    aliases = dict.fromkeys(alias for entity in versions for alias in entity.aliases)
    kind: EntityType = max((entity.type for entity in versions), key=lambda name: types[name])
    return replace(first, type=kind, aliases=tuple(aliases))


def backlinks(briefings: Sequence[Briefing]) -> tuple[tuple[str, tuple[Backlink, ...]], ...]:
    """For every entity its sentences, newest article first and in text order within one."""
    found: dict[str, dict[tuple[str, int], list[Span]]] = {}
    for briefing in briefings:
        locator = Locator.of(briefing.document)
        for link in briefing.links:
            if link.entity_id is not None:
                place = (briefing.document.article.id, locator.sentence(link.span))
                found.setdefault(link.entity_id, {}).setdefault(place, []).append(link.span)
    return tuple(
        (key, tuple(Backlink(article, number, tuple(spans)) for (article, number), spans in found[key].items()))
        for key in sorted(found)
    )


def outlets(briefings: Sequence[Briefing], glossary: Glossary) -> tuple[tuple[str, str], ...]:
    """Outlets as printed with the organisation of the glossary that has that name; names of two organisations are left out."""
    names: dict[str, set[str]] = {}
    for entity in glossary.entities:
        if entity.type == "organisation":
            for form in (*(text for _, text in entity.labels), *(alias.text for alias in entity.aliases)):
                names.setdefault(form.casefold(), set()).add(entity.id)
    printed = sorted({briefing.document.article.outlet for briefing in briefings} - {""})
    return tuple((name, next(iter(ids))) for name in printed if len(ids := names.get(name.casefold(), set())) == 1)


def namesakes(briefings: Iterable[Briefing]) -> Iterator[str]:
    """The names, without regard to case, that articles use for several entities or that could not be settled between several."""
    meanings: dict[str, set[str]] = {}
    for briefing in briefings:
        text = briefing.document.article.text
        for link in briefing.links:
            name = " ".join(link.span.of(text).split()).casefold()
            meanings.setdefault(name, set()).update((link.entity_id,) if link.entity_id else link.candidates)
    return (name for name, ids in meanings.items() if len(ids) > 1)


def listed(folder: str, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """A page for each name, in order of the names; those whose words make the same path get a digest as well."""
    ordered = sorted(set(names))
    plain = Counter(slugs.slug(name) for name in ordered)
    found = []
    for name in ordered:
        slug = slugs.slug(name)
        alone = slug and plain[slug] == 1 and slug != "index"
        found.append((name, f"{folder}/{slug if alone else '-'.join(filter(None, (slug, slugs.digest(name))))}.html"))
    return tuple(found)


def collisions(site: Site) -> tuple[Problem, ...]:
    """One error for each page that two sources want; case does not tell paths apart, since on some file systems it does not."""
    registers = [f"{folder}/index.html" for folder in (*FOLDERS.values(), "briefings", "stories")]
    owners: dict[str, tuple[str, Location | None]] = dict.fromkeys(registers, ("the register", None))
    claims: list[tuple[str, str, Location | None]] = []
    for briefing in site.briefings:
        source = briefing.document.article.source_path or briefing.document.article.id
        claims.append((briefing.permalink, source, Location(source)))
    paths = dict(site.permalinks)
    claims += [(paths[entity.id], f"the entity {entity.id}", entity.location) for entity in site.entities]
    places = {paths[entity.id]: entity.location for entity in site.entities}
    claims += [(old, f"the former page of {new}", places[new]) for old, new in site.moved]
    claims += [(one.path, f"the story {one.story.id}", one.story.location) for one in site.stories]
    problems = []
    for path, owner, location in claims:
        other = owners.setdefault(path.casefold(), (owner, location))
        if other != (owner, location):
            message = f"{path} would be written by {other[0]} and by {owner}"
            hint = "give one of them another title, date or id"
            problems.append(Problem("permalink-collision", "error", message, location, hint))
    return tuple(problems)


def same_ids(articles: Iterable[Article]) -> tuple[Problem, ...]:
    """Two articles may not have one id: overrides and links would not know which is meant."""
    first: dict[str, str] = {}
    problems = []
    for article in articles:
        other = first.setdefault(article.id, article.source_path)
        if other != article.source_path:
            message = f'the article id "{article.id}" is also that of {other}'
            hint = "Rename one of the files, or set `id` in its front matter."
            problems.append(Problem("duplicate-id", "error", message, Location(article.source_path), hint))
    return tuple(problems)
