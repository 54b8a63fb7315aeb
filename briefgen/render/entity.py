"""Entity → what its page shows: names, facts, roles and the sentences that name it, quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import groupby

from markupsafe import Markup

from briefgen.model import Backlink, Entity
from briefgen.render import body, charts, elsewhere, paging, reporting, roles
from briefgen.render.briefing import quotable
from briefgen.render.catalogue import Catalogue, Ref, article_ref, quote, said, sentence_ref, sentence_span
from briefgen.render.listviews import DatedEvent, EntityView, EntrySource, MentionGroup, WrittenName
from briefgen.render.views import Quote
from briefgen.render.words import Words

MAX_QUOTES = 150
"""Quoted sentences on one page, which so stays below some 200 KB. The counts above them are of all mentions."""
MAX_EVENTS = 100
"""Events on one page."""
MAX_NEIGHBOURS = 16
MAX_WRITTEN = 12
"""Forms of a name; most have fewer, and the sentences below show every one."""


def pages(
    one: Entity, catalogue: Catalogue, words: Words, events: Sequence[DatedEvent], namesakes: tuple[Ref, ...]
) -> Iterator[tuple[str, EntityView]]:
    """The pages of an entity as (path, view): the first describes it, the others go on with its mentions and events.

    `events` are those it takes part in, in order of time; `namesakes` the pages of names that it shares with others.
    """
    path, links = catalogue.paths[one.id], catalogue.backlinks.get(one.id, ())
    mentioned = paging.parts(path, links, MAX_QUOTES, lambda _: "")
    dated = paging.parts(path, events, MAX_EVENTS, lambda _: "")
    paths = [part.path for part in (mentioned if len(mentioned) > len(dated) else dated)]
    ways = tuple((words.number(number), way) for number, way in enumerate(paths, start=1)) if len(paths) > 1 else ()
    first = _described(one, catalogue, words, namesakes)
    for number, way in enumerate(paths):
        quoted = mentioned[number].rows if number < len(mentioned) else ()
        rows = dated[number].rows if number < len(dated) else ()
        shown = first if number == 0 else _continued(first)
        yield way, replace(shown, groups=tuple(_mention_groups(quoted, catalogue)), events=tuple(rows), pages=ways)


def _continued(first: EntityView) -> EntityView:
    """The view without what the first page has told."""
    nothing = replace(first, body=(), names=(), aliases=(), written=(), facts=(), elsewhere=(), sources=(), as_of="", draft=False)
    return replace(nothing, place=None, roles=(), neighbours=(), network=())


def _described(one: Entity, catalogue: Catalogue, words: Words, namesakes: tuple[Ref, ...]) -> EntityView:
    links = catalogue.backlinks.get(one.id, ())
    here = [catalogue.briefings[article] for article in dict.fromkeys(link.article_id for link in links)]
    bodies = {lang: passage for identifier, lang, passage in catalogue.site.bodies if identifier == one.id}
    body_lang = next((lang for lang in (words.lang, "*", "en", *bodies) if lang in bodies), "")
    label = one.label(words.lang)
    neighbours = _neighbours(one, links, catalogue, words)
    written = _written(links, catalogue)
    told = {label, *(name.words for name in written)}
    return EntityView(
        type=one.type,
        name=label,
        kind=one.kind,
        description=said(one.descriptions, words.lang),
        found=one.layer == "found",
        body=body.passage(bodies[body_lang]) if bodies else (),
        body_lang=body_lang,
        names=one.labels if len({text for _, text in one.labels}) > 1 else (),
        aliases=tuple(dict.fromkeys(alias.text for alias in one.aliases if alias.show and alias.text not in told)),
        facts=_grouped(_facts(one, catalogue, words)),
        elsewhere=elsewhere.addresses(one.same_as),
        place=charts.place(*one.geo) if one.geo else None,
        roles=roles.of(one.id, here),
        groups=(),
        events=(),
        neighbours=neighbours,
        network=charts.network([(ref.name, count) for ref, count in neighbours]),
        mentions=sum(len(link.spans) for link in links),
        articles=len(here),
        namesakes=namesakes,
        pages=(),
        report=reporting.address(
            catalogue.site.edit_url, path=one.location.path if one.location else "", page=catalogue.paths[one.id]
        ),
        written=written if len(written) > 1 else (),
        sources=tuple(_sources(one, words)),
        draft=one.status == "draft",
        as_of=words.date(one.as_of) if one.as_of else "",
    )


def _sources(one: Entity, words: Words) -> Iterator[EntrySource]:
    for address, day in one.sources:
        if way := body.web_address(address):
            yield EntrySource(way, words.date(day) if day else "")


def _written(links: Sequence[Backlink], catalogue: Catalogue) -> tuple[WrittenName, ...]:
    """The forms that articles use, most often first; ties by the order in which the newest articles have them."""
    counts: Counter[str] = Counter()
    found: dict[str, tuple[str, Backlink]] = {}
    for link in links:
        article = catalogue.briefings[link.article_id].document.article
        for span in link.spans:
            form = " ".join(span.of(article.text).split())
            counts[form] += 1
            found.setdefault(form, (article.lang, link))
    return tuple(
        WrittenName(
            form, found[form][0], count, sentence_ref(catalogue.briefings[found[form][1].article_id], found[form][1].sentence)
        )
        for form, count in counts.most_common(MAX_WRITTEN)
    )


def _grouped(
    facts: Iterator[tuple[str, str, Ref | None]],
) -> tuple[tuple[str, tuple[tuple[str, Ref | None], ...]], ...]:
    """One row a label, with all its values."""
    rows: dict[str, list[tuple[str, Ref | None]]] = {}
    for label, text, ref in facts:
        rows.setdefault(label, []).append((text, ref))
    return tuple((label, tuple(values)) for label, values in rows.items())


def _facts(one: Entity, catalogue: Catalogue, words: Words) -> Iterator[tuple[str, str, Ref | None]]:
    if one.kind:
        yield words("kind"), words.name("kinds", one.kind), None
    for relation in one.relations:
        if relation.target not in catalogue.paths:  # an id is no name; what no article names has no page to show one
            continue
        role = dict(relation.role).get(words.lang) or next((text for _, text in relation.role), "")
        dates = words.date(relation.dates) if relation.dates else ""
        label = words.name("relations", relation.type)
        yield label, " · ".join(filter(None, (role, dates))), catalogue.ref(relation.target, words.lang)
    for name, value in one.dates:
        yield words.name("relations", name), words.date(value), None
    if one.geo:
        yield words("coordinates"), _position(one.geo, words), None
    if one.timezone:
        yield words("timezone"), one.timezone, None


def _position(geo: tuple[str, str], words: Words) -> str:
    """Latitude and longitude in words; as they are if they are no numbers."""
    try:
        north, east = (Decimal(each) for each in geo)
    except InvalidOperation:
        return ", ".join(geo)
    if not (north.is_finite() and east.is_finite()):
        return ", ".join(geo)
    sides = ("south" if north < 0 else "north", "west" if east < 0 else "east")
    named = zip((north, east), sides, strict=True)
    return ", ".join(words.name("sides", side).format(n=words.number(abs(degrees))) for degrees, side in named)


def _mention_groups(links: Sequence[Backlink], catalogue: Catalogue) -> Iterator[MentionGroup]:
    for article, group in groupby(links, key=lambda link: link.article_id):
        briefing = catalogue.briefings[article]
        shown = quotable(briefing)
        quotes = []
        for link in group:
            span = sentence_span(briefing, link.sentence)
            html = quote(briefing.document.article, span, link.spans) if link.sentence in shown else Markup("[…]")
            quotes.append(Quote(html, sentence_ref(briefing, link.sentence)))
        yield MentionGroup(article_ref(briefing), tuple(quotes))


def _neighbours(one: Entity, links: Sequence[Backlink], catalogue: Catalogue, words: Words) -> tuple[tuple[Ref, int], ...]:
    """Who and what else stands in the same sentences, most often first; ties by id."""
    shared = Counter(other for link in links for other in catalogue.together[link.article_id, link.sentence] if other != one.id)
    best = sorted(shared, key=lambda other: (-shared[other], other))
    return tuple((catalogue.ref(other, words.lang), shared[other]) for other in best[:MAX_NEIGHBOURS])
