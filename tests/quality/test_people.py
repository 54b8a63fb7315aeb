"""Whom the passages of tests/cases/people.*.md name and what they are, read with the shipped model: floors, only ever raised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen import build
from briefgen.compose import export
from briefgen.glossary import load
from tests.cases import bracketed, rows
from tests.conftest import plain_article

PERSON = re.compile(r"(?P<name>.+?)(?: × (?P<count>\d+))?(?: = (?P<roles>.+))?")
Fact = tuple[int, str, str]
"""Number of the row, what is said and of whom."""


def wanted(number: int, line: str, people: list[str]) -> Iterator[Fact]:
    text, spans = bracketed(line)
    yield from ((number, "mention", f"{span.start} {span.of(text)}") for span in spans)
    for person in people:
        match = PERSON.fullmatch(person)
        assert match, f"not a row: {person}"
        yield number, "name", f"{match['name']} × {match['count'] or 1}"
        yield from ((number, "role", f"{match['name']} = {role}") for role in (match["roles"] or "").split("; ") if role)


def found(number: int, people: list[dict[str, object]], text: str) -> Iterator[Fact]:
    for person in people:
        mentions, roles = person["mentions"], person["roles"]
        assert isinstance(mentions, list)
        assert isinstance(roles, list)
        yield number, "name", f"{person['name']} × {len(mentions)}"
        yield from ((number, "mention", f"{start} {text[start:end]}") for start, end in mentions)
        yield from ((number, "role", f"{person['name']} = {role}") for role in roles)


@pytest.mark.models
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("lang", "floors"),
    [("id", {"name": 0.94, "mention": 0.94, "role": 0.94}), ("en", {"name": 0.95, "mention": 0.95, "role": 0.95})],
)
def test_people_mentions_and_roles_are_found(lang: str, floors: dict[str, float], tmp_path: Path) -> None:
    glossary, _ = load.load(tmp_path, tmp_path / "glossary", layers=("builtin",))
    passages = rows(f"people.{lang}.md")
    texts = [bracketed(line)[0] for line, _ in passages]
    articles = [plain_article(text, lang=lang, published="2024-04-24") for text in texts]
    documents = [document for document, _ in build.analyse(articles)]
    right = {fact for number, (line, people) in enumerate(passages) for fact in wanted(number, line, people)}
    given = {
        fact
        for number, (document, linking) in enumerate(build.linked(documents, glossary))
        for fact in found(number, export.people_rows(document, linking.links), texts[number])
    }
    for kind, floor in floors.items():
        ours, theirs = ({fact for fact in facts if fact[1] == kind} for facts in (given, right))
        score = 2 * len(ours & theirs) / (len(ours) + len(theirs))
        assert score >= floor, f"{kind} {score:.3f}: {sorted(ours ^ theirs)}"
