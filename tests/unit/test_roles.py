"""The role history of a person is made of what articles state, one row a role, the one stated last first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.model import Briefing, Person, Role
from briefgen.render import roles
from tests.unit.test_lists import copies


def stating(days: list[str], status: str | None = None) -> list[Briefing]:
    """Briefings of these days, newest first, in each of which `x` has the first role of the sample article."""
    made = []
    for number, day in enumerate(days):
        one = copies(1, id=f"{status}{number}", published=day or None)[0]
        role = replace(_role(one), status=status)
        made.append(replace(one, people=(Person("x", "X", (role.person,), (role,), ""),)))
    return made


def _role(one: Briefing) -> Role:
    return next(role for person in one.people for role in person.roles)


def test_a_role_that_many_articles_state_is_one_row_with_its_first_and_last_day() -> None:
    days = [f"2024-05-{day:02}" for day in range(20, 10, -1)]
    (row,) = roles.of("x", stating(days))
    assert (row.first, row.last, row.total) == ("2024-05-11", "2024-05-20", 10)
    assert [article.published for article, _ in row.stated] == days[: roles.MAX_STATED]


def test_a_former_role_is_not_the_same_role_and_the_last_stated_stands_first() -> None:
    rows = roles.of("x", [*stating(["2024-06-01"], "former"), *stating(["2023-02-01"])])
    assert [(row.status, row.last) for row in rows] == [("former", "2024-06-01"), ("", "2023-02-01")]


@pytest.mark.parametrize("days", [[], [""]])
def test_without_a_day_there_is_still_the_sentence(days: list[str]) -> None:
    rows = roles.of("x", stating(days))
    assert [(row.first, row.last, len(row.stated)) for row in rows] == [("", "", 1)] * len(days)


def test_only_the_roles_of_that_person() -> None:
    assert roles.of("y", stating(["2024-05-16"])) == ()
