"""One briefing → its register "In this briefing": the entities by type, each with what a card says of it. A card is a copy of
such a row, so whatever a reader learns by pointing stands on the page and on paper too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefgen.model import Briefing, Link, Person, Role
from briefgen.render.body import card
from briefgen.render.catalogue import Catalogue, Said, SentenceRef, said, sentence_of, sentence_ref
from briefgen.render.views import Fact, RegisterRow
from briefgen.render.words import Words

ORDER = ("person", "organisation", "group", "place", "event", "work", "law", "term")
MAX_WORDS = 525
"""Characters of what a card says, sentence numbers aside: as much as Wikipedia's previews, which readers take in at a glance."""
MAX_DESCRIPTION = 200
"""Of them for the description; the page of the entity has all of it."""
MAX_ROLES = 3
MAX_FACTS = 3
MAX_CLAUSE = 110
"""Of one fact; the timeline has all of it, and several entities often share a long one."""


def register(briefing: Briefing, catalogue: Catalogue, words: Words) -> tuple[tuple[str, tuple[RegisterRow, ...]], ...]:
    """The entities of the article by type, within one by first mention."""
    links: dict[str, list[Link]] = {}
    for link in briefing.links:
        if link.entity_id is not None:
            links.setdefault(link.entity_id, []).append(link)
    people = {person.entity_id: person for person in briefing.people}
    rows: dict[str, list[RegisterRow]] = {}
    for identifier, named in links.items():
        row = _row(briefing, named, people, catalogue, words)
        rows.setdefault(catalogue.entities[identifier].type, []).append(row)
    return tuple((kind, tuple(rows[kind])) for kind in ORDER if kind in rows)


def _row(
    briefing: Briefing, named: Sequence[Link], people: Mapping[str, Person], catalogue: Catalogue, words: Words
) -> RegisterRow:
    document, identifier = briefing.document, str(named[0].entity_id)
    entity, person = catalogue.entities[identifier], people.get(identifier)
    forms = tuple(dict.fromkeys(" ".join(link.span.of(document.article.text).split()) for link in named))
    name = person.name if person else max(forms, key=lambda form: (len(form), not form.isupper()))
    others = tuple(form for form in forms if form.casefold() != name.casefold())
    label, about = said(entity.labels, words.lang), said(entity.descriptions, words.lang)
    about = Said(_cut(about.words, MAX_DESCRIPTION), about.lang)
    metonym = next((link.metonym for link in named if link.metonym), "")
    room = MAX_WORDS - sum(map(len, (name, label.words, about.words, *others)))
    roles = tuple(_roles(briefing, person.roles if person else (), room))
    room -= sum(len(role) for role, _ in roles)
    return RegisterRow(
        anchor=card(identifier),
        ref=catalogue.ref(identifier, words.lang),
        name=name,
        label=Said("") if label.words == name else label,
        description=about,
        names=others,
        roles=roles,
        facts=tuple(_facts(briefing, identifier, room, words)),
        sentences=tuple(dict.fromkeys(sentence_ref(briefing, sentence_of(document, link.span)) for link in named)),
        mentions=len(named),
        stands_for=catalogue.entities[metonym].label(words.lang) if metonym in catalogue.entities else "",
        layer=entity.layer,
    )


def _roles(briefing: Briefing, roles: Sequence[Role], room: int) -> Iterator[tuple[str, SentenceRef]]:
    """What the text says the person is, each title once, as far as it fits."""
    document = briefing.document
    stated = {" ".join(role.title.of(document.article.text).split()): role for role in reversed(roles)}
    for title, role in list(reversed(stated.items()))[:MAX_ROLES]:
        if len(title) <= room:
            room -= len(title)
            yield title, sentence_ref(briefing, sentence_of(document, role.title))


def _facts(briefing: Briefing, identifier: str, room: int, words: Words) -> Iterator[Fact]:
    """What the timeline reports of the entity, as far as it fits beside the rest."""
    shown = 0
    for entry in briefing.timeline:
        if identifier not in entry.who:
            continue
        when = words.date(entry.when, entry.mod)
        clause = _cut(" ".join(entry.clause.of(briefing.document.article.text).split()), MAX_CLAUSE)
        length = len(when) + len(clause)
        if length <= room and shown < MAX_FACTS:
            shown, room = shown + 1, room - length
            yield Fact(when, clause, sentence_ref(briefing, entry.sentence))


def _cut(words: str, most: int) -> str:
    """As much as fits, up to the end of a word."""
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
