"""A person's mention among its neighbours → roles: the title before the name, the apposition after it, the predicate of a
relative clause or copula. Each is the shortest phrase of the text that says who the person is; wording is never changed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

from briefgen.analyse.lexemes import Lexeme
from briefgen.analyse.people_grammar import PeopleGrammar
from briefgen.analyse.role_after import after
from briefgen.analyse.role_before import before
from briefgen.analyse.role_passage import Found, Passage, past_age
from briefgen.model import Role, Span


def of_sentence(passage: Sequence[Lexeme], people: Sequence[Span], grammar: PeopleGrammar) -> Iterator[Role]:
    """The roles of one sentence; a plural title goes on to the names that continue its list."""
    places = [_place(passage, span) for span in people]
    names = {index: last for first, last in places for index in range(first, last)}
    context = Passage(passage, names, grammar)
    shared: tuple[int, Found] | None = None
    for span, (first, last) in zip(people, places, strict=True):
        if first >= last:
            continue
        found = tuple(_beside(context, first, last))
        for role in found:
            yield _role(context, span, role, role.rule, last)
        if shared and _continues(context, shared[0], first) and not any(role.last <= first for role in found):
            yield _role(context, span, shared[1], "list", last)
            shared = (last, shared[1])
        else:
            shared = next(((last, role) for role in found if role.plural), None)


def _beside(passage: Passage, first: int, last: int) -> Iterator[Found]:
    """The roles that stand beside the name at lexemes `first` … `last - 1`, in text order."""
    title = before(passage, first)
    if title:
        yield title
    yield from after(passage, last)


def _role(passage: Passage, person: Span, found: Found, rule: str, after: int) -> Role:
    title = Span(passage.lexemes[found.first].start, passage.lexemes[found.last - 1].end)
    return Role(person, title, rule, _status(passage, found, after))


def _status(passage: Passage, found: Found, after: int) -> Literal["former", "acting", "elect"] | None:
    """What the words up to the office say of its tenure, and those between the name (which ends at `after`) and a predicate."""
    grammar, lexemes = passage.grammar, passage.lexemes
    head = next((at for at in range(found.first, found.last) if grammar.offices.at(lexemes, at)), found.first)
    office = grammar.offices.at(lexemes, head)
    end = office[0] if office else head + 1
    before = [*range(after, found.first), *range(found.first, end)]
    if any(grammar.acts.at(lexemes, at) for at in before):
        return "acting"
    if any(grammar.elect.at(lexemes, at) for at in (*before, *range(end, min(end + 2, found.last)))):
        return "elect"
    return "former" if any(grammar.was.at(lexemes, at) for at in before) else None


def _continues(context: Passage, end: int, first: int) -> bool:
    """Only commas, joints and brackets stand between two names of a list."""
    end = past_age(context, end)
    between = [context.fold(index) for index in range(end, first)]
    return 0 < len(between) <= 2 and all(fold in {",", "/"} or fold in context.grammar.joints for fold in between)


def _place(passage: Sequence[Lexeme], span: Span) -> tuple[int, int]:
    """The lexemes that a span covers."""
    first = bisect_right(passage, span.start, key=lambda lexeme: lexeme.end)
    return first, bisect_left(passage, span.end, key=lambda lexeme: lexeme.start)
