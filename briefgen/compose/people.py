"""Links and roles → the people of one article, those it is about before those it mentions, each with the reason for its rank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen import language
from briefgen.compose.locate import Locator
from briefgen.model import Document, Link, Person, Role, Span

FREQUENT = 3
"""Mentions, counting each quotation and each sentence as its subject once more, from which an article may be about somebody."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What speaks for a person: named in the headline or the lead, how often mentioned, quoted, and the subject of a sentence."""

    headline: bool
    lead: bool
    mentions: int
    quotes: int
    subject: int

    @property
    def weight(self) -> int:
        """How much of the article is theirs."""
        return self.mentions + self.quotes + self.subject

    @property
    def about(self) -> bool:
        """In the headline; or in the lead and more than named there; or often named and also speaking or acting."""
        acts = self.quotes + self.subject > 0
        return self.headline or (self.lead and (acts or self.mentions > 1)) or (acts and self.weight > FREQUENT)


def compose(document: Document, links: Sequence[Link]) -> tuple[Person, ...]:
    """The people with an entity, those the article is about first; then headline, lead, weight, a stated role, text order."""
    spans: dict[str, list[Span]] = {}
    for link in links:
        if link.type == "person" and link.entity_id is not None:
            spans.setdefault(link.entity_id, []).append(link.span)
    strings = words(document.article.lang)
    leads = frozenset(document.opening)
    locator, subjects = Locator.of(document), subjects_of(document)
    speakers = Counter(quotation.speaker for quotation in document.quotations)
    ranked = []
    for identifier, mentions in spans.items():
        standing = Standing(
            headline=named(document.article.title, {span.of(document.article.text) for span in mentions}),
            lead=any(locator.sentence(span) in leads for span in mentions),
            mentions=len(mentions),
            quotes=sum(speakers[span] for span in set(mentions)),
            subject=len(subjects.intersection(mentions)),
        )
        roles = roles_of(document, mentions)
        name, why = fullest(document.article.text, mentions), reason(strings, standing)
        person = Person(identifier, name, tuple(mentions), roles, why, standing.about)
        key = (not standing.about, not standing.headline, not standing.lead, -standing.weight, not roles, mentions[0], identifier)
        ranked.append((key, person))
    return tuple(person for _, person in sorted(ranked, key=lambda row: row[0]))


def subjects_of(document: Document) -> frozenset[Span]:
    """The people that sentences begin with, a title before the name and an opening mark aside."""
    titles = {role.person: role.title for role in document.roles if role.title.end <= role.person.start}
    locator = Locator.of(document)
    found = set()
    for mention in document.mentions:
        if mention.type == "person" and document.sentences:
            start = document.sentences[locator.sentence(mention.span)].span.start
            first = titles.get(mention.span, mention.span).start
            if not any(letter.isalnum() for letter in document.article.text[start:first]):
                found.add(mention.span)
    return frozenset(found)


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


def reason(strings: Mapping[str, Any], standing: Standing) -> str:
    """Why a person stands where they stand, as a phrase of the article's language."""
    parts = [strings["headline"]] if standing.headline else [strings["lead"]] if standing.lead else []
    for name, count in (("mention", standing.mentions), ("quote", standing.quotes), ("subject", standing.subject)):
        if count:
            parts.append(strings[name if count == 1 else f"{name}s"].format(n=count))
    return " · ".join(parts)
