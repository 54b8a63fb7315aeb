"""Person → the history of their roles, made only of what articles state: each role with its days and its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.model import Briefing, Role
from briefgen.render.catalogue import article_ref, sentence_of, sentence_ref
from briefgen.render.listviews import RoleRow

MAX_STATED = 5
"""Sentences shown for one role, of the newest articles."""
MAX_ROLES = 40


@dataclass(frozen=True, slots=True)
class _Stated:
    briefing: Briefing
    role: Role
    title: str

    @property
    def day(self) -> str:
        return (self.briefing.document.article.published or "")[:10]


def of(identifier: str, briefings: Sequence[Briefing]) -> tuple[RoleRow, ...]:
    """The roles of a person in these briefings (newest first), the one stated last first. Roles are one if they have the same
    words in the same language, but for case, and the same status.
    """
    found: dict[tuple[str, str, str], list[_Stated]] = {}
    for one in _stated(identifier, briefings):
        key = (one.title.casefold(), one.briefing.document.article.lang, one.role.status or "")
        found.setdefault(key, []).append(one)
    rows = [_row(stated, lang, status) for (_, lang, status), stated in found.items()]
    return tuple(sorted(rows, key=lambda row: row.last, reverse=True)[:MAX_ROLES])


def _stated(identifier: str, briefings: Sequence[Briefing]) -> Iterator[_Stated]:
    for briefing in briefings:
        text = briefing.document.article.text
        for person in briefing.people:
            for role in person.roles if person.entity_id == identifier else ():
                yield _Stated(briefing, role, " ".join(role.title.of(text).split()))


def _row(stated: Sequence[_Stated], lang: str, status: str) -> RoleRow:
    days = sorted(one.day for one in stated if one.day)
    first, last = (days[0], days[-1]) if days else ("", "")
    where = tuple(
        (article_ref(one.briefing), sentence_ref(one.briefing, sentence_of(one.briefing.document, one.role.title)))
        for one in stated[:MAX_STATED]
    )
    articles = len({one.briefing.permalink for one in stated})
    return RoleRow(stated[0].title, lang, status, first, last, articles, where)
