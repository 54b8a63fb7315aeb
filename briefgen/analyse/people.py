"""Name mentions → people's mentions and roles: trims titles off person spans, splits a name off a run the model took for a place,
adds names that it missed, and reads from the words around each name what the text says the person is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.analyse import lexemes, roles
from briefgen.analyse.lexemes import Lexeme
from briefgen.analyse.people_grammar import PeopleGrammar, compile_pack
from briefgen.analyse.person_names import complete, refine
from briefgen.language import LanguagePack
from briefgen.model import Article, Mention, Role, Sentence, Span


def extract(
    article: Article, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...], pack: LanguagePack
) -> tuple[tuple[Mention, ...], tuple[Role, ...]]:
    """All mentions, those of people refined, and the roles of people, both sorted by place; mentions never overlap.

    A role belongs to the mention it stands beside; one person may have several, also at one mention (title and apposition)."""
    grammar = compile_pack(pack)
    passages = tuple(lexemes.passages(article, sentences))
    refined = refine(article.text, passages, mentions, grammar)
    full = complete(article.text, passages, refined, grammar)
    people = tuple(mention.span for mention in full if mention.type == "person")
    found: list[Role] = []
    cursor = 0
    for passage in passages:
        if not passage:
            continue
        end = passage[-1].end
        begin = cursor
        while cursor < len(people) and people[cursor].start < end:
            cursor += 1
        inside = people[begin:cursor]
        if inside:
            found.extend(_roles(passage, inside, grammar))
    return full, tuple(sorted(set(found), key=lambda role: (role.title, role.person)))


def _roles(passage: Sequence[Lexeme], people: Sequence[Span], grammar: PeopleGrammar) -> Iterator[Role]:
    """The roles of one sentence; a plural title goes on to the names that continue its list."""
    places = [_place(passage, span) for span in people]
    names = {index: last for first, last in places for index in range(first, last)}
    context = roles.Passage(passage, names, grammar)
    shared: tuple[int, roles.Found] | None = None
    for span, (first, last) in zip(people, places, strict=True):
        if first >= last:
            continue
        found = tuple(roles.roles(context, first, last))
        for role in found:
            yield Role(span, Span(passage[role.first].start, passage[role.last - 1].end), role.rule)
        if shared and _continues(context, shared[0], first) and not any(role.last <= first for role in found):
            yield Role(span, Span(passage[shared[1].first].start, passage[shared[1].last - 1].end), "list")
            shared = (last, shared[1])
        else:
            shared = next(((last, role) for role in found if role.plural), None)


def _continues(context: roles.Passage, end: int, first: int) -> bool:
    """Only commas, joints and brackets stand between two names of a list."""
    end = roles._past_age(context, end)
    between = [context.fold(index) for index in range(end, first)]
    return 0 < len(between) <= 2 and all(fold == "," or fold in context.grammar.joints for fold in between)


def _place(passage: Sequence[Lexeme], span: Span) -> tuple[int, int]:
    """The lexemes that a span covers."""
    inside = [index for index, lexeme in enumerate(passage) if lexeme.start < span.end and span.start < lexeme.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
