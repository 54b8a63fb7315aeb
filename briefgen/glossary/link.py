"""Document + glossary → links: which stretch of an article names what, on what evidence. Works with an empty glossary, too: then
annotator, shapes of names and the article itself decide, and every name is an entity found in this article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefgen.glossary import gazetteer as gazetteers
from briefgen.glossary import local, metonyms, outlets, spots
from briefgen.glossary.choose import Setting, is_of_another
from briefgen.glossary.gazetteer import Gazetteer
from briefgen.glossary.rules import Rules, rules
from briefgen.glossary.settle import Founder, Settler, Verdict, applicable, speaking
from briefgen.glossary.spot import Spot
from briefgen.glossary.words import Mask, Words
from briefgen.language import LanguagePack
from briefgen.model import Article, Document, Entity, EntityType, Glossary, Link, Linking, Span

# Shorter names within names are letters of an abbreviation.
SHORTEST_INNER = 3
# Kinds of places that have national teams (England is a part of a country).
TEAMS = ("country", "province")


def link(document: Document, glossary: Glossary, pack: LanguagePack, *, gazetteer: Gazetteer | None = None) -> Linking:
    """The links of a document and the entities it names that no glossary describes.

    Outer links do not overlap one another; a link with `inside` lies within the outer link of that span. The gazetteer of a
    glossary object is built once and kept; `gazetteer` gives a prebuilt one.
    """
    compiled = rules(pack)
    index = gazetteer or gazetteers.gazetteer(glossary, pack.code, compiled.section)
    words = Words(document)
    known = index.entities
    scanned = index.scan(words.text)
    outlet = outlets.outlet(glossary, document.article.outlet)
    likely = [match for match in scanned if not spots.opens_as_a_word(words, match, compiled)]
    matches = applicable(scanned, Setting(words, likely, outlet), document.article.published)
    setting = Setting(words, speaking(likely, matches), outlet)
    found = spots.find(document, words, matches, compiled)
    said = dict(document.article.types)
    found = tuple(_typed(spot, words, said) for spot in _told(found, document.article, known))
    found = _without(found, words, document.article.ignored)
    names = local.learn(words, found, compiled)
    if again := local.recurrences(words, found, names, compiled):
        found = _without((*found, *again), words, document.article.ignored)
        names = local.learn(words, found, compiled)
    found = tuple(sorted((*found, *local.inner_recurrences(words, found)), key=_order))
    settler = Settler.of(words, found, names, setting)
    founder = Founder(pack.code, document.article.id, known)
    pins = {surface: known[ident] for surface, ident in document.article.pins if ident in known}
    links = tuple(_links(words, found, settler, founder, pins, compiled))
    linked = {one.entity_id for one in links}
    return Linking(links, tuple(entity for entity in founder.found if entity.id in linked))


def _order(spot: Spot) -> tuple[int, int]:
    return spot.span.start, -spot.span.end


def _links(
    words: Words, found: Sequence[Spot], settler: Settler, founder: Founder, pins: dict[str, Entity], compiled: Rules
) -> Iterator[Link]:
    settled = [(spot, _verdict(words, spot, settler, pins)) for spot in found]
    seats = {verdict.entity.id: metonyms.stands_for(verdict.entity) for _, verdict in settled if verdict.entity}
    capitals = Mask(len(words.text), (spot.span for spot, (entity, *_) in settled if entity and seats[entity.id]))
    types = {verdict.own.casefold(): spot.type for spot, verdict in reversed(settled) if verdict.own}
    alone = {verdict.own.casefold() for spot, verdict in settled if verdict.own and spot.inside is None}
    outer: dict[Span, Entity | None] = {}
    owners: dict[Span, list[Entity]] = defaultdict(list)
    for spot, verdict in settled:
        if spot.inside and verdict.entity and verdict.entity.kind == "country":
            owners[spot.inside].append(verdict.entity)
    named: dict[Span, list[tuple[Span, str]]] = defaultdict(list)
    for spot, verdict in settled:
        entity = verdict.entity
        if entity is None and verdict.own:
            entity = founder.entity(verdict.own, types[verdict.own.casefold()])
        ident = entity.id if entity else None
        if spot.inside is None:
            outer[spot.span] = entity
        elif (
            entity is None
            or (verdict.own.isalpha() and verdict.own.casefold() not in alone)  # a word of the longer name, taken for a name
            or _is_piece(words, spot, entity.id, outer.get(spot.inside), named[spot.inside])
            or (spot.span.start == spot.inside.start and _belongs_elsewhere(words, spot, entity, owners[spot.inside], compiled))
        ):
            continue
        else:
            named[spot.inside].append((spot.span, entity.id))
        stands_for = seats.get(entity.id, "") if entity and spot.inside is None else ""
        why = metonyms.evidence(words, spot.span, capitals, compiled.metonyms) if stands_for else ""
        metonym = stands_for if why else ""
        evidence = f"{verdict.evidence}; stands for its government: {why}" if why else verdict.evidence
        if entity and entity.kind in TEAMS and (why := metonyms.team(words, spot.span, compiled.metonyms)):
            evidence += f"; stands for its team: {why}"
        kind = entity.type if entity else spot.type
        yield Link(spot.span, ident, kind, evidence, verdict.candidates, spot.inside, metonym)


def _belongs_elsewhere(words: Words, spot: Spot, entity: Entity, owners: Sequence[Entity], compiled: Rules) -> bool:
    """True of the head of a longer name that is a body's name only without the rest: short forms (`Dewan Keamanan` in `Dewan
    Keamanan Rusia`), words for a kind of body (`DPD` in `DPD Golkar`) and bodies of another country than the one named (`Mahkamah
    Agung` in `Mahkamah Agung Israel`).
    """
    if compiled.names_organisation(spot.span.of(words.text)):
        return True
    short = bool(spot.names) and all(name.alias.match != "always" for name in spot.names)
    return short or any(is_of_another(entity, country) for country in owners)


def _is_piece(words: Words, spot: Spot, ident: str, outer: Entity | None, named: Sequence[tuple[Span, str]]) -> bool:
    """True of an inner name that is no mention of its own: of the same thing as what is around it, in the name of a newspaper, or
    a tail of two letters (`DPR RI`).
    """
    if outer and (outer.id == ident or outer.kind in ("media", "agency")):
        return True
    around = any(span != spot.span and span.contains(spot.span) and other == ident for span, other in named)
    return around or len(spot.span.of(words.text)) < SHORTEST_INNER


def _verdict(words: Words, spot: Spot, settler: Settler, pins: dict[str, Entity]) -> Verdict:
    surface = spot.span.of(words.text)
    if surface in pins:
        return Verdict(pins[surface], "", f'the article pins "{surface}" to {pins[surface].id}')
    return settler.verdict(spot)


def _without(found: Sequence[Spot], words: Words, ignored: Sequence[str]) -> tuple[Spot, ...]:
    """The spots that the article does not tell us to ignore; what lay within an ignored one becomes outer."""
    if not ignored:
        return tuple(found)
    gone = {spot.span for spot in found if spot.span.of(words.text) in ignored}
    kept = (spot for spot in found if spot.span not in gone)
    return tuple(spot._replace(inside=None) if spot.inside in gone else spot for spot in kept)


def _typed(spot: Spot, words: Words, types: Mapping[str, EntityType]) -> Spot:
    """The spot as what the article says it is; names in the glossary that are something else are not meant."""
    kind = types.get(spot.span.of(words.text)) if types else None
    if kind is None:
        return spot
    names = tuple(name for name in spot.names if name.entity.type == kind)
    return Spot(spot.span, kind, f"the article says that it is a {kind}", names, kind, spot.inside)


def _told(found: Sequence[Spot], article: Article, known: Mapping[str, Entity]) -> tuple[Spot, ...]:
    """The spots, and more of them for surface forms that the article's front matter names and nobody found; such a one takes its
    place from names it only overlaps.
    """
    told = [(surface, known[ident].type) for surface, ident in article.pins if ident in known]
    spotted = list(found)
    for surface, kind in (*told, *article.types):
        if not surface.strip():
            continue
        at = article.text.find(surface)
        while at >= 0:
            span = Span(at, at + len(surface))
            bounded = not (article.text[at - 1 : at].isalnum() and at) and not article.text[span.end : span.end + 1].isalnum()
            clash = [spot for spot in spotted if spot.inside is None and spot.span.overlaps(span)]
            if bounded and not any(spot.span == span for spot in spotted):
                outer = next((spot.span for spot in clash if spot.span.contains(span)), None)
                if outer is None:
                    gone = {spot.span for spot in clash}
                    spotted = [spot for spot in spotted if spot.span not in gone and spot.inside not in gone]
                spotted.append(Spot(span, kind, "", inside=outer))
            at = article.text.find(surface, span.end)
    return tuple(sorted(spotted, key=_order))
