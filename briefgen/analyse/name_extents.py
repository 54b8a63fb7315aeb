"""How far a person's name reaches that the model cut short: over the words before it as far as an institution, over particles and
what a hyphen glues on behind it; and which names are only a part of an institution's, or an address.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.analyse.lexemes import Lexeme
from briefgen.analyse.people_grammar import PeopleGrammar
from briefgen.analyse.person_passages import Located, Passages, acronym, free, located
from briefgen.model import Mention, Span

LONGEST = 6
"""Words of a person's name, particles included."""
PAIR = 3
"""Lexemes of two words and the mark between them."""
ITEM = 2
"""Lexemes of a list's number and the mark behind it."""


def merged(passages: Passages, mentions: Sequence[Mention], grammar: PeopleGrammar) -> list[Mention]:
    """`painter Georgia O'Dell`: where a country stands before the office, a place between office and person is a first name."""
    merged: list[Mention] = []
    previous: Located | None = None
    for item in located(passages, mentions):
        mention, passage, first, last = item
        if previous and previous[0].type == "place" and mention.type == "person" and previous[1] is passage:
            whole = previous[3] == first and previous[3] - previous[2] == 1
            if whole and grammar.offices.before(passage, previous[2]):
                merged.pop()
                mention = replace(mention, span=Span(previous[0].span.start, mention.span.end), source="rule:merge")
        merged.append(mention)
        previous = (mention, passage, first, last)
    return merged


def extended(
    passages: Passages, mentions: Sequence[Mention], others: frozenset[str], grammar: PeopleGrammar
) -> Iterator[Mention]:
    """People with the words of their names that the model left out: `Ursula [von der Leyen]`, `Kota Malang [Hari] Purnomo`."""
    bare = iter(free(passages, mentions))
    current: tuple[Sequence[Lexeme], Sequence[bool]] = ((), ())
    for mention, passage, first, last in located(passages, mentions):
        while current[0] is not passage:
            current = next(bare)
        if mention.type != "person":
            yield mention
            continue
        start, end = _leftwards(*current, first, others, grammar), _rightwards(*current, last, grammar)
        if (start, end) == (first, last):
            yield mention
        else:
            yield replace(mention, span=Span(passage[start].start, passage[end - 1].end), source="rule:extend")


def in_institution(item: Located, grammar: PeopleGrammar) -> bool:
    """`Kantor Transisi Xxx-Yyy Zzz`: a hyphened pair in a capitalised run from an institution's word to the next name."""
    _, passage, first, last = item
    pair = last - first == PAIR and passage[first + 1].fold == "-" and passage[first + 2].glued
    if grammar.heads_last or not pair or last == len(passage) or not passage[last].capital:
        return False
    start = first
    while start > 0 and passage[start - 1].capital and passage[start].fold not in grammar.institutions:
        start -= 1
    return start < first and passage[start].fold in grammar.institutions


def address(item: Located) -> bool:
    """`Xxx.com`: a name that ends as an address in the net."""
    _, passage, first, last = item
    if last - first < PAIR or passage[last - 2].fold != "." or len(passage[last - 3].text) == 1:
        return False
    return passage[last - 2].glued and passage[last - 1].glued and not passage[last - 1].capital


def _leftwards(
    passage: Sequence[Lexeme], bare: Sequence[bool], first: int, others: frozenset[str], grammar: PeopleGrammar
) -> int:
    """Over the free capitalised words between an institution or place that is a mention, an acronym or a list's number, and the
    name; not over a word that is in the name of one elsewhere.
    """
    start = first
    while start > 1 and bare[start - 1] and _name_word(passage, start - 1, grammar) and first - start < LONGEST:
        if passage[start - 1].text in others:
            return first
        start -= 1
    office = grammar.offices.before(passage, start)  # between `CEO` and the person stands a company
    short = acronym(passage[start - 1]) and passage[start - 1].fold not in grammar.naming and not office
    ends = start < first and start > 0 and (not bare[start - 1] or short)
    return start if (ends and passage[start - 1].capital) or _opens_item(passage, start) else first


def _opens_item(passage: Sequence[Lexeme], index: int) -> bool:
    """True right behind the number that a model glued to an item of a list (`3.Budi Hartono`)."""
    numbered = index == ITEM and passage[0].kind == "number" and passage[1].fold in (".", ")")
    return numbered and passage[1].glued and passage[index].glued


def _rightwards(passage: Sequence[Lexeme], bare: Sequence[bool], last: int, grammar: PeopleGrammar) -> int:
    """Over `von der` and the word after it, over a hyphen and the part glued to it, and over a free capitalised word."""
    end, particles = last, grammar.particles - grammar.locatives
    while end < len(passage) and bare[end] and end - last < LONGEST:
        if passage[end].fold == "-" and passage[end].glued and end + 1 < len(passage) and passage[end + 1].glued:
            if not (bare[end + 1] and passage[end + 1].capital):
                break
            end += 2
            continue
        at = end
        while at < len(passage) and bare[at] and passage[at].fold in particles and not passage[at].capital:
            at += 1
        if at > end and at < len(passage) and bare[at] and _name_word(passage, at, grammar):
            end = at + 1
        else:
            break
    return end


def _name_word(passage: Sequence[Lexeme], index: int, grammar: PeopleGrammar) -> bool:
    """A capitalised word that may be part of a name and is no title, institution, place or day."""
    lexeme = passage[index]
    listed = lexeme.fold in grammar.institutions or lexeme.fold in grammar.stops or lexeme.fold in grammar.days
    titles = (grammar.offices, grammar.ranks, grammar.honorifics, grammar.places, grammar.regions)
    titled = any(table.at(passage, index) or table.before(passage, index + 1) for table in titles)
    return lexeme.capital and not lexeme.timed and not listed and not acronym(lexeme) and not titled
