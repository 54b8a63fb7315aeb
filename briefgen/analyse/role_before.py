"""The title in front of a name: `Menteri Luar Negeri Belanda X`, `the company's chief executive, X`."""

from __future__ import annotations

from briefgen.analyse.role_passage import DASHES, DEEP, LONGEST, Found, Passage, binds, bracket_before


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
    while not comma and passage.fold(end - 1) in DASHES and not (passage.lexemes[end].glued and passage.fold(end) not in DASHES):
        end -= 1
    if comma and passage.named(end - 1):
        return _relation(passage, end) or rank
    bracket = bracket_before(passage, end)
    end = bracket if bracket is not None else end
    end -= not comma and passage.fold(end - 1) in grammar.namers
    start = _leftmost(passage, end, apart=comma)
    if start is None or (comma and _ends_list(passage, start)):
        return rank
    if (
        passage.fold(end - 1) in grammar.relational
        and passage.fold(passage.names[first]) == ","
        and passage.named(passage.names[first] + 1)
    ):
        return rank
    begin = _extend(passage, start)
    previous = passage.fold(begin - 1)
    if previous in grammar.nominees or passage.fold(begin) in grammar.nominees:
        return None
    counted = begin > 0 and (lexemes[begin - 1].kind == "number" or previous in grammar.plural)
    return Found(begin, end, "title", plural=counted or passage.fold(begin) in grammar.plural)


def _relation(passage: Passage, end: int) -> Found | None:
    """`pengacara A, B`: who B is, by somebody whose name ends before `end`."""
    start = end
    while passage.named(start - 1):
        start -= 1
    word = start - 1
    if not (passage.fold(word) in passage.grammar.relational or passage.fold(word) in passage.grammar.kin):
        return None
    begin = passage.grammar.offices.before(passage.lexemes, start)
    return Found(_extend(passage, begin[0] if begin else word), end, "relation")


def _ends_list(passage: Passage, start: int) -> bool:
    """`X, ketua partai, Y`: the phrase between commas belongs to the name before it."""
    return start >= 2 and passage.fold(start - 1) == "," and passage.named(start - 2)


def _leftmost(passage: Passage, end: int, *, apart: bool) -> int | None:
    """Where the title that ends before `end` begins; None if no word of office stands in the run. `apart`: a comma parts it from
    the name, so that it may end in `itu`, and kin of an office are who is named (`ibu korban, X`).
    """
    grammar, lexemes = passage.grammar, passage.lexemes
    start: int | None = None
    index = end - 1 - (apart and passage.fold(end - 1) in grammar.pointers)
    while index >= 0 and end - index <= LONGEST:
        lexeme, joins = lexemes[index], passage.fold(index) in grammar.joints or passage.fold(index) == ","
        if passage.named(index) or lexeme.timed:
            break
        if (joins or lexeme.fold in grammar.inner) and (start == index + 1 or index == end - 1):
            break
        if passage.fold(index) == ")" and (opened := bracket_before(passage, index + 1)) is not None:
            index = opened - 1
            continue
        if (office := grammar.offices.before(lexemes, index + 1)) and office[0] < index:
            index = start = office[0]
            index -= 1
            continue
        if lexeme.fold in grammar.articles and passage.fold(index - 1) in grammar.inner and start is None:
            index -= 1
            continue
        if apart and start == index + 1:
            if lexeme.fold in grammar.kin:
                return index
            if lexeme.fold in grammar.plural:
                index -= 1
                continue
        if lexeme.fold in grammar.kin or not (
            passage.word(index) or joins or lexeme.fold in grammar.inner or binds(passage, index)
        ):
            break
        if lexeme.fold == "," and not (passage.lexemes[index - 1].capital and passage.lexemes[index + 1].capital):
            break
        if passage.office(index):
            start = index
        index -= 1
    return start


def _extend(passage: Passage, start: int) -> int:
    """Back over `former`, and in languages whose head comes last over the words that narrow it (`Salt Lake` mayor)."""
    grammar = passage.grammar
    while former := grammar.former.before(passage.lexemes, start):
        start = former[0]
    if not (grammar.heads_last or passage.fold(start) in grammar.heads_last_words):
        return start
    begin = start
    while begin > 0 and start - begin < DEEP + 2:
        lexeme = passage.lexemes[begin - 1]
        capital = lexeme.capital or lexeme.kind == "mark" or (grammar.heads_last and not passage.lexemes[start].capital)
        if passage.named(begin - 1) or not capital or not (grammar.stands(lexeme) or binds(passage, begin - 1)):
            break
        if lexeme.fold in grammar.inner or lexeme.fold in grammar.joints or lexeme.fold in grammar.articles:
            break
        begin -= 1
    while begin < start and passage.lexemes[begin].kind != "word":
        begin += 1
    return begin
