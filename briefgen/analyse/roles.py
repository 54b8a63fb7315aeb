"""A person's mention among its neighbours → roles: the title before the name, the apposition after it, the predicate of a relative
clause or copula. Each is the shortest phrase of the text that says who the person is; wording is never changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

    def office(self, index: int) -> bool:
        """An office, profession or kinship begins here, or `former` and one."""
        former = self.grammar.former.at(self.lexemes, index)
        at = former[0] if former else index
        return not self.named(index) and self.grammar.offices.at(self.lexemes, at) is not None


def roles(passage: Passage, first: int, last: int) -> Iterator[Found]:
    """The roles that stand beside the name at lexemes `first` … `last - 1`, in text order."""
    title = before(passage, first)
    if title:
        yield title
    yield from after(passage, last)


def before(passage: Passage, first: int) -> Found | None:
    """The title in front of a name: from the leftmost word of office of the run of words before it."""
    grammar, lexemes = passage.grammar, passage.lexemes
    end, rank = first, None
    while found := (grammar.honorifics.before(lexemes, end) or grammar.ranks.before(lexemes, end)):
        if grammar.ranks.before(lexemes, end):
            rank = Found(found[0], end, "rank")
        end = found[0]
    comma = passage.fold(end - 1) == ","
    end -= comma
    bracket = _bracket_before(passage, end)
    end = bracket if bracket is not None else end
    start = _leftmost(passage, end)
    if start is None or (comma and _ends_list(passage, start)):
        return rank
    begin = _extend(passage, start)
    previous = passage.fold(begin - 1)
    if previous in grammar.nominees or passage.fold(begin) in grammar.nominees:
        return None
    counted = begin > 0 and (lexemes[begin - 1].kind == "number" or previous in grammar.plural)
    return Found(begin, end, "title", plural=counted or passage.fold(begin) in grammar.plural)


def _ends_list(passage: Passage, start: int) -> bool:
    """`X, ketua partai, Y`: the phrase between commas belongs to the name before it."""
    return start >= 2 and passage.fold(start - 1) == "," and passage.named(start - 2)


def _bracket_before(passage: Passage, end: int) -> int | None:
    """The index of the bracket that opens what closes just before `end`."""
    if passage.fold(end - 1) != ")":
        return None
    for index in range(end - 2, max(-1, end - 2 - BRACKET), -1):
        if passage.fold(index) == "(":
            return index
    return None


def _leftmost(passage: Passage, end: int) -> int | None:
    """Where the title that ends before `end` begins; None if no word of office stands in the run."""
    grammar, lexemes = passage.grammar, passage.lexemes
    start: int | None = None
    index = end - 1
    while index >= 0 and end - index <= LONGEST:
        lexeme, joins = lexemes[index], passage.fold(index) in grammar.joints or passage.fold(index) == ","
        if passage.named(index) or lexeme.timed:
            break
        if (joins or lexeme.fold in grammar.inner) and (start == index + 1 or index == end - 1):
            break
        if passage.fold(index) == ")" and (opened := _bracket_before(passage, index + 1)) is not None:
            index = opened - 1
            continue
        if not (grammar.stands(lexeme) or joins or lexeme.fold in grammar.inner or _binds(passage, index)):
            break
        if lexeme.fold == "," and not (passage.lexemes[index - 1].capital and passage.lexemes[index + 1].capital):
            break
        if passage.office(index):
            start = index
        index -= 1
    return start


def _binds(passage: Passage, index: int) -> bool:
    """Hyphens, points of abbreviations, numbers in names (`Angkasa Pura I`, `Komisi 3`)."""
    lexeme = passage.lexemes[index]
    if lexeme.kind == "number":
        return index > 0 and passage.lexemes[index - 1].capital
    if lexeme.fold == ".":
        return lexeme.glued and index > 0 and len(passage.fold(index - 1)) < 4 and passage.lexemes[index - 1].capital
    return lexeme.fold in {"-", "/", "&"}


def _extend(passage: Passage, start: int) -> int:
    """Back over `former`, and in languages whose head comes last over the words that narrow it (`New Orleans` mayor)."""
    grammar = passage.grammar
    while former := grammar.former.before(passage.lexemes, start):
        start = former[0]
    if not (grammar.heads_last or passage.fold(start) in grammar.heads_last_words):
        return start
    begin = start
    while begin > 0 and start - begin < DEEP + 2:
        lexeme = passage.lexemes[begin - 1]
        capital = grammar.heads_last or lexeme.capital
        if passage.named(begin - 1) or not capital or not (grammar.stands(lexeme) or _binds(passage, begin - 1)):
            break
        if lexeme.fold in grammar.inner or lexeme.fold in grammar.joints or lexeme.fold in grammar.articles:
            break
        begin -= 1
    while begin < start and passage.lexemes[begin].kind != "word":
        begin += 1
    return begin


def after(passage: Passage, last: int) -> Iterator[Found]:
    """What follows a name, an age and a bracket aside: `, title`, `-- title --`, `yang memimpin …`, `adalah seorang …`."""
    grammar, start = passage.grammar, _past_age(passage, last)
    opened = _opener(passage, start)
    relative = opened if passage.fold(opened) in grammar.relatives else None
    if relative is not None:
        found = _predicate(passage, relative + 1)
    elif (copula := grammar.copulas.at(passage.lexemes, opened)) is not None:
        found = _nominal(passage, copula[0], "copula", closed=False)
    elif opened > start:
        found = _nominal(passage, opened, "apposition", closed=True)
    else:
        direct = start < len(passage.lexemes) and not passage.lexemes[start].capital and passage.office(start)
        found = _nominal(passage, start, "apposition", closed=False) if direct else None
    if not found:
        return
    yield found
    if found.rule == "apposition" and passage.fold(found.last) == "," and passage.fold(found.last + 1) in grammar.relatives:
        further = _predicate(passage, found.last + 2)
        if further:
            yield further


def _past_age(passage: Passage, index: int) -> int:
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


def _opener(passage: Passage, index: int) -> int:
    """The index after a comma or dash that opens an addition."""
    if passage.fold(index) == ",":
        return index + 1
    end = index
    while passage.fold(end) in DASHES and (end == index or passage.lexemes[end].glued):
        end += 1
    spaced = end < len(passage.lexemes) and end > index and not passage.lexemes[end].glued and not passage.lexemes[index].glued
    return end if spaced else index


def _predicate(passage: Passage, index: int) -> Found | None:
    """A relative clause that says what somebody is: the verb phrase (`mengepalai …`), or what follows a copula."""
    grammar = passage.grammar
    while passage.fold(index) in grammar.adverbs:
        index += 1
    copula = grammar.copulas.at(passage.lexemes, index)
    if copula:
        return _nominal(passage, copula[0], "relative", closed=False)
    if passage.fold(index) not in grammar.leads:
        return None
    end = _end(passage, index + 1)
    return Found(index, end, "relative") if end > index + 1 else None


def _nominal(passage: Passage, index: int, rule: str, closed: bool) -> Found | None:
    """A noun phrase that names an office; `closed`: any noun phrase after an article will do if a comma or full stop ends it."""
    grammar = passage.grammar
    article = False
    while passage.fold(index) in grammar.articles or passage.fold(index) in grammar.adverbs:
        article, index = True, index + 1
    if index >= len(passage.lexemes) or passage.named(index) or passage.fold(index) in grammar.nominees:
        return None
    head = next((at for at in range(index, min(len(passage.lexemes), index + DEEP)) if passage.office(at) or not _runs(passage, at)), index)
    if passage.office(head) and (head == index or grammar.heads_last):
        end = _end(passage, index)
        return Found(index, end, rule) if end > index else None
    lexeme = passage.lexemes[index]
    plain = article or (lexeme.upos == "NOUN" and not lexeme.capital)
    end = _end(passage, index) if plain and closed and grammar.stands(lexeme) else index
    ended = end >= len(passage.lexemes) or passage.fold(end) in {",", ".", "(", *DASHES}
    return Found(index, end, rule) if end > index and ended else None


def _runs(passage: Passage, index: int) -> bool:
    lexeme = passage.lexemes[index]
    return (passage.grammar.stands(lexeme) or _binds(passage, index) or lexeme.kind == "number") and not passage.named(index)


def _end(passage: Passage, index: int) -> int:
    """The end of a title that begins at `index`: before punctuation, a verb, a time expression or a word that ends titles."""
    grammar, end = passage.grammar, index
    while end < len(passage.lexemes) and end - index < LONGEST:
        lexeme = passage.lexemes[end]
        if lexeme.fold in grammar.joints:
            if passage.office(end + 1) or not _carries_on(passage, end + 1):
                break
        elif lexeme.fold in grammar.inner:
            if not _carries_on(passage, end + 1):
                break
        elif lexeme.fold == ",":
            if not _place_tail(passage, end):
                break
        elif lexeme.timed or not (grammar.stands(lexeme) or _binds(passage, end) or (lexeme.kind == "number" and end == index)):
            break
        end += 1
    while end > index and (passage.lexemes[end - 1].kind == "mark" and passage.fold(end - 1) != "."):
        end -= 1
    return end


def _carries_on(passage: Passage, index: int) -> bool:
    if index >= len(passage.lexemes):
        return False
    lexeme = passage.lexemes[index]
    return not lexeme.timed and (passage.grammar.stands(lexeme) or lexeme.fold in passage.grammar.articles)


def _place_tail(passage: Passage, comma: int) -> bool:
    """`from Irving, Texas,`: a lone capitalised word between commas after a capitalised one that a preposition leads."""
    if comma + 2 >= len(passage.lexemes) or comma < 2:
        return False
    town, region = passage.lexemes[comma - 1], passage.lexemes[comma + 1]
    led = passage.fold(comma - 2) in passage.grammar.inner or passage.fold(comma - 3) in passage.grammar.inner
    return town.capital and region.capital and led and passage.fold(comma + 2) in {",", "."} and not passage.named(comma + 1)
