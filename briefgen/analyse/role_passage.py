"""A sentence as the role rules see it: its lexemes, the names of people in it, and what binds the words of a title together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.analyse.lexemes import Lexeme
from briefgen.analyse.people_grammar import PeopleGrammar

LONGEST = 20
"""Lexemes of a title: the longest official ones (`Deputi Bidang …, … dan … Kantor …`) have about 15."""
DEEP = 6
"""Words of a phrase within which its head must come (`a nonpartisan former city councillor`)."""
BRACKET = 8
"""Lexemes in a bracket that is passed over (an abbreviation, an age, a party and district)."""
DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Found:
    """A role: lexemes `first` … `last - 1`. `plural`: it names several people (`dua anggota DPR, A dan B`)."""

    first: int
    last: int
    rule: str
    plural: bool = False


@dataclass(frozen=True)
class Passage:
    """The lexemes of a sentence, which of them belong to names of people (index → index after the name), and the grammar."""

    lexemes: Sequence[Lexeme]
    names: dict[int, int]
    grammar: PeopleGrammar

    def fold(self, index: int) -> str:
        """The lower-case word at an index, empty outside the sentence."""
        return self.lexemes[index].fold if 0 <= index < len(self.lexemes) else ""

    def named(self, index: int) -> bool:
        """The lexeme belongs to a person's name."""
        return index in self.names

    def word(self, index: int) -> bool:
        """The lexeme can stand in a title: any title word, and inside a name also a capitalised word that else ends one."""
        lexeme = self.lexemes[index]
        inside = index > 0 and lexeme.capital and not lexeme.timed and self.lexemes[index - 1].capital
        return self.grammar.stands(lexeme) or inside

    def office(self, index: int) -> bool:
        """An office, profession or kinship begins here, or `former` and one."""
        former = self.grammar.former.at(self.lexemes, index)
        places = {index, former[0] if former else index}
        return not self.named(index) and any(self.grammar.offices.at(self.lexemes, at) for at in places)


def binds(passage: Passage, index: int) -> bool:
    """Hyphens, points of abbreviations, numbers in names (`Pelabuhan II`, `Komisi 3`)."""
    lexeme = passage.lexemes[index]
    if lexeme.kind == "number":
        return index > 0 and (passage.lexemes[index - 1].capital or (lexeme.glued and passage.fold(index - 1) == "-"))
    if lexeme.fold == "." and lexeme.glued and index + 1 < len(passage.lexemes) and passage.lexemes[index + 1].glued:
        return index > 0
    if lexeme.fold == ".":
        return lexeme.glued and index > 0 and len(passage.fold(index - 1)) < 4 and passage.lexemes[index - 1].capital
    if lexeme.fold == "-":
        return lexeme.glued and index + 1 < len(passage.lexemes) and passage.lexemes[index + 1].glued
    return lexeme.fold in {"/", "&"}


def bracket_before(passage: Passage, end: int) -> int | None:
    """The index of the bracket that opens what closes just before `end`."""
    if passage.fold(end - 1) != ")":
        return None
    for index in range(end - 2, max(-1, end - 2 - BRACKET), -1):
        if passage.fold(index) == "(":
            return index
    return None


def past_age(passage: Passage, index: int) -> int:
    """The index after `(46)`, `(SBY)` or `, 53 tahun`."""
    if passage.fold(index) == "(":
        for close in range(index + 1, min(len(passage.lexemes), index + 3 * BRACKET)):
            if passage.fold(close) == ")":
                return close + 1
    if passage.fold(index) == "," and index + 1 < len(passage.lexemes) and passage.lexemes[index + 1].kind == "number":
        end = index + 2 + (passage.fold(index + 2) in passage.grammar.age_words)
        if passage.fold(end) == ",":
            return end
    return index
