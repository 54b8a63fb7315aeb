"""Where mentions stand among the lexemes of their sentences."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from briefgen.analyse.lexemes import Lexeme
from briefgen.analyse.people_grammar import PeopleGrammar
from briefgen.model import Mention

Passages = Sequence[Sequence[Lexeme]]
FARTHEST = 12
"""Lexemes of what an office is of (`Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi`)."""
INITIALS = 3
"""Letters of the initials by which a report names a suspect."""
Located = tuple[Mention, Sequence[Lexeme], int, int]


def located(passages: Passages, mentions: Sequence[Mention]) -> Iterator[Located]:
    """Each mention with its sentence's lexemes and its place among them; one that crosses sentences is cut to the first."""
    ordered, cursor = sorted(mentions, key=lambda mention: mention.span), 0
    for passage in passages:
        index = 0
        while passage and cursor < len(ordered) and ordered[cursor].span.start < passage[-1].end:
            span = ordered[cursor].span
            while index < len(passage) and passage[index].end <= span.start:
                index += 1
            last = index
            while last < len(passage) and passage[last].start < span.end:
                last += 1
            if last > index:
                yield ordered[cursor], passage, index, last
            cursor += 1


def free(passages: Passages, mentions: Sequence[Mention]) -> Iterator[tuple[Sequence[Lexeme], list[bool]]]:
    """Each sentence with which of its lexemes no mention covers."""
    ordered, cursor = sorted(mention.span for mention in mentions), 0
    for passage in passages:
        bare = []
        for lexeme in passage:
            while cursor < len(ordered) and ordered[cursor].end <= lexeme.start:
                cursor += 1
            bare.append(not (cursor < len(ordered) and ordered[cursor].start < lexeme.end))
        yield passage, bare


def acronym(lexeme: Lexeme) -> bool:
    """A word of several letters, all of them capitals."""
    return lexeme.kind == "word" and len(lexeme.text) > 1 and lexeme.text.isupper()


def initial(passage: Sequence[Lexeme], index: int) -> bool:
    """A single capital with its point, not glued to what stands before it."""
    if index + 1 >= len(passage) or not passage[index].capital or len(passage[index].text) > 1 or passage[index].glued:
        return False
    return passage[index + 1].fold == "." and passage[index + 1].glued


def ends_title(passage: Sequence[Lexeme], index: int, grammar: PeopleGrammar) -> bool:
    """An honorific, a rank or an office ends before the index, or the capitalised words of what the office is of."""
    tables = (grammar.honorifics, grammar.ranks, grammar.offices)
    if any(table.before(passage, index) for table in tables):
        return True
    start = index
    while start > 0 and index - start < FARTHEST and (passage[start - 1].capital or passage[start - 1].fold in grammar.joints):
        start -= 1
        if not grammar.heads_last and grammar.offices.at(passage, start):
            return True
    return False


def shown(passages: Passages, items: Sequence[Located], grammar: PeopleGrammar) -> set[str]:
    """Words that are somebody all over the article: initials (`seorang berinisial HS`), and of mentions that could be anything
    those behind `almarhum` and the like.
    """
    pairs = [pair for passage in passages for pair in itertools.pairwise(passage)]
    initials = {word.text for before, word in pairs if before.fold in grammar.initialled and acronym(word)}
    called = {word.text for before, word in pairs if before.fold in grammar.personal}
    return {word for word in initials if len(word) <= INITIALS} | called.intersection(p[at].text for _, p, at, _ in items)
