"""Links and roles → the people of one article, those it is about before those it mentions, each with the reason for its rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefgen import language
from briefgen.compose.locate import Locator
from briefgen.model import Document, Link, Person, Role, Span


def compose(document: Document, links: Sequence[Link]) -> tuple[Person, ...]:
    """The people with an entity, best first: headline, lead, number of mentions, a stated role, text order."""
    spans: dict[str, list[Span]] = {}
    for link in links:
        if link.type == "person" and link.entity_id is not None:
            spans.setdefault(link.entity_id, []).append(link.span)
    strings = words(document.article.lang)
    leads = frozenset(document.lead or (0,))
    locator = Locator.of(document)
    ranked = []
    for identifier, mentions in spans.items():
        surfaces = {span.of(document.article.text) for span in mentions}
        headline = named(document.article.title, surfaces)
        lead = any(locator.sentence(span) in leads for span in mentions)
        roles = roles_of(document, mentions)
        person = Person(identifier, fullest(document.article.text, mentions), tuple(mentions), roles, "")
        key = (not headline, not lead, -len(mentions), not roles, mentions[0], identifier)
        ranked.append((key, person, reason(strings, headline, lead, len(mentions))))
    return tuple(
        Person(person.entity_id, person.name, person.mentions, person.roles, why)
        for _, person, why in sorted(ranked, key=lambda row: row[0])
    )


def fullest(text: str, mentions: Sequence[Span]) -> str:
    """The form with the most words, then the most letters, then the earliest; white space inside is folded to one space."""
    forms = [" ".join(span.of(text).split()) for span in mentions]
    return max(forms, key=lambda form: (len(form.split()), len(form)))


def roles_of(document: Document, mentions: Sequence[Span]) -> tuple[Role, ...]:
    """The roles that stand beside any of the mentions, in text order, each wording once."""
    spans, seen, found = frozenset(mentions), set(), []
    for role in sorted(document.roles, key=lambda role: (role.title, role.person)):
        wording = role.title.of(document.article.text).casefold()
        if role.person in spans and wording not in seen:
            seen.add(wording)
            found.append(role)
    return tuple(found)


def named(title: str, surfaces: set[str]) -> bool:
    """True if the title holds one of the surfaces as whole words."""
    padded = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in title.casefold()).split())} "
    plain = (" ".join("".join(c if c.isalnum() else " " for c in surface.casefold()).split()) for surface in surfaces)
    return any(f" {surface} " in padded for surface in plain if surface)


def words(lang: str) -> Mapping[str, Any]:
    """The reasons of the language's own interface strings, else the English ones."""
    section = language.load(lang).section("ui") or language.load("en").section("ui")
    reasons: Mapping[str, Any] = section["reasons"]
    return reasons


def reason(strings: Mapping[str, Any], headline: bool, lead: bool, mentions: int) -> str:
    """Why a person stands where they stand, as a phrase of the article's language."""
    parts = [strings["headline"]] if headline else [strings["lead"]] if lead else []
    parts.append(strings["mention" if mentions == 1 else "mentions"].format(n=mentions))
    return " · ".join(parts)
