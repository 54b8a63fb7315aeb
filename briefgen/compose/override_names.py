"""Overrides of names: what they are linked to, whether they are names at all, of what type, and with which role."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import cast

from briefgen.compose.locate import Locator
from briefgen.compose.override_facts import Facts, NothingThereError, crosses, places
from briefgen.model import Entity, EntityType, Link, Override, Role, Span

NONE = "none"
LIKELY = 500
"""Ids compared letter by letter for a hint; those that share the first letters come first."""


def link(facts: Facts, override: Override, spans: tuple[Span, ...]) -> Facts:
    """The words name the entity `to`. Names that only cross them give way; a capital is then the city, not its government."""
    entity = facts.known[override.to]
    for span in spans:
        old = next((link for link in facts.linking.links if link.span == span), None)
        if old and old.entity_id == entity.id and not old.metonym:
            continue
        gone = [one.span for one in facts.linking.links if one.span == span or crosses(one.span, span)]
        kept = [one for one in facts.linking.links if one.span not in gone]
        facts = _roleless(facts.linked([*kept, Link(span, entity.id, entity.type, override.signature)]), *gone)
    return facts


def unlink(facts: Facts, override: Override, spans: tuple[Span, ...]) -> Facts:
    """A name still, but of nobody we know; within a longer name nothing is left to say of it."""
    gone, links = set(spans), []
    for one in facts.linking.links:
        if one.span not in gone or (one.entity_id is None and not one.candidates):
            links.append(one)
        elif one.inside is None:
            links.append(replace(one, entity_id=None, candidates=(), metonym="", evidence=override.signature))
    return facts if tuple(links) == facts.linking.links else facts.linked(links)


def drop(facts: Facts, spans: tuple[Span, ...]) -> Facts:
    """No name at all: what lay within it stands on its own."""
    gone = set(spans)
    links = [one for one in facts.linking.links if one.span not in gone]
    if len(links) == len(facts.linking.links):
        return facts
    return _roleless(facts.linked(links), *spans)


def typed(facts: Facts, override: Override, ids: Collection[str]) -> Facts:
    """Entities that articles found get another type, with all their mentions; there is one page of each."""
    wrong = {entity.id for entity in facts.linking.found if entity.id in ids and entity.type != override.to}
    if not wrong:
        return facts
    kind = cast(EntityType, override.to)
    links = tuple(
        replace(one, type=kind, evidence=f"{one.evidence}; {kind} by {override.signature}") if one.entity_id in wrong else one
        for one in facts.linking.links
    )
    found = tuple(replace(entity, type=kind) if entity.id in wrong else entity for entity in facts.linking.found)
    facts = replace(facts, linking=replace(facts.linking, links=links, found=found))
    return facts if kind == "person" else _roleless(facts, *(one.span for one in links if one.entity_id in wrong))


def found_ids(facts: Facts, spans: Iterable[Span]) -> frozenset[str]:
    """The entities named there that no glossary describes. Raises `NothingThereError` if the glossary describes one."""
    wanted = frozenset(spans)
    ids = {one.entity_id for one in facts.linking.links if one.span in wanted and one.entity_id}
    own = frozenset(entity.id for entity in facts.linking.found)
    if described := sorted(ids - own):
        message = f'the glossary says what type "{described[0]}" is; change its entry, or `do: link` to something else'
        raise NothingThereError(message)
    if not ids:
        raise NothingThereError("the name is linked to nothing that could have a type: first give it a page, with `do: link`")
    return own & ids


def role(facts: Facts, override: Override, spans: tuple[Span, ...]) -> Facts:
    """The people named there have the role that these words of the article state, and no other. With `scope: mention` this is
    said of one mention; else of all mentions of the person in the article, and the words nearest to any of them count.
    """
    owner = {one.span: one.entity_id for one in facts.linking.links if one.type == "person"}
    groups: dict[str, list[Span]] = {}
    for span in spans:
        whole = override.scope != "mention" and owner[span] is not None
        mentions = [other for other, ident in owner.items() if ident == owner[span]] if whole else [span]
        groups.setdefault(str(owner[span]), []).extend(mentions)
    for mentions in groups.values():
        facts = _given_role(facts, override, tuple(dict.fromkeys(mentions)))
    return facts


def _given_role(facts: Facts, override: Override, mentions: tuple[Span, ...]) -> Facts:
    before = [one for one in facts.document.roles if one.person in mentions]
    others = [one for one in facts.document.roles if one.person not in mentions]
    if override.to == NONE:
        return facts.changed(roles=others) if before else facts
    titles = [title for title in places(facts.text, override.to) if not any(title.overlaps(span) for span in mentions)]
    if not titles:
        raise NothingThereError(f"the words “{override.to}” are not in the article, and a role is shown in its own words")
    locator = Locator.of(facts.document)

    def away(pair: tuple[Span, Span]) -> tuple[bool, int, Span, Span]:
        person, title = pair
        gap = max(person.start - title.end, title.start - person.end, 0)
        return locator.sentence(person) != locator.sentence(title), gap, title, person

    person, title = min(((person, title) for person in mentions for title in titles), key=away)
    if [one.title for one in before] == [title]:
        return facts
    return facts.changed(roles=[*others, Role(person, title, override.signature)])


def _roleless(facts: Facts, *spans: Span) -> Facts:
    """Without the roles of those who are no people any more."""
    people = {one.span for one in facts.linking.links if one.type == "person"}
    gone = {span for span in spans if span not in people}
    kept = tuple(one for one in facts.document.roles if one.person not in gone)
    return facts if len(kept) == len(facts.document.roles) else facts.changed(roles=kept)


def alike(ident: str, known: Iterable[Entity]) -> str:
    """A hint that names the id that may have been meant, if there is one."""
    ids = [entity.id for entity in known]
    likely = [one for one in ids if one[:3] == ident[:3]][:LIKELY] or ids[:LIKELY]
    near = difflib.get_close_matches(ident, likely, 1)
    hint = "`briefgen glossary add` makes an entry."
    return f'Did you mean "{near[0]}"? {hint}' if near else hint
