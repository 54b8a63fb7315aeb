"""What follows a name and says who it is: an apposition, the predicate of a relative clause or of a copula."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analyse.role_passage import DASHES, DEEP, LONGEST, Found, Passage, binds, past_age


def after(passage: Passage, last: int) -> Iterator[Found]:
    """What follows a name, an age and a bracket aside: `, title`, `-- title --`, `yang memimpin …`, `adalah seorang …`."""
    grammar, start = passage.grammar, past_age(passage, last)
    if passage.fold(last - 1).endswith(("'s", "s'")) or (passage.fold(last) == "'" and passage.lexemes[last].glued):
        return
    opened = _opener(passage, start)
    if grammar.also_called.at(passage.lexemes, opened):
        return
    relative = opened if passage.fold(opened) in grammar.relatives else None
    if relative is not None:
        found = _predicate(passage, relative + 1)
    elif (copula := grammar.copulas.at(passage.lexemes, opened)) is not None:
        found = _nominal(passage, copula[0], "copula", closed=False)
    elif opened > start:
        found = _nominal(passage, opened, "apposition", closed=True)
    else:
        direct = not grammar.heads_last and start < len(passage.lexemes) and not passage.lexemes[start].capital
        found = _nominal(passage, start, "apposition", closed=False) if direct and passage.office(start) else None
    if not found or (found.rule == "apposition" and passage.fold(found.last) != "," and _sourced(passage, last)):
        return
    yield found
    if found.rule == "apposition" and passage.fold(found.last) == "," and passage.fold(found.last + 1) in grammar.relatives:
        further = _predicate(passage, found.last + 2)
        if further:
            yield further


def _sourced(passage: Passage, last: int) -> bool:
    """`According to X, prices fell.`: what follows the comma is what the first person named says, and not who that is."""
    first = min(passage.names, default=last)
    return passage.names.get(first) == last and passage.grammar.sources.at(passage.lexemes, 0) is not None


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
        return _nominal(passage, index, "relative", closed=False) if passage.office(index) else None
    end = _end(passage, index + 1)
    return Found(index, end, "relative") if end > index + 1 else None


def _nominal(passage: Passage, index: int, rule: str, closed: bool) -> Found | None:
    """A noun phrase that names an office; `closed`: any noun phrase after an article will do if a comma or full stop ends it."""
    grammar = passage.grammar
    article = False
    if passage.fold(index) in grammar.participles and passage.fold(index + 1) in grammar.inner:
        return Found(index, _end(passage, index + 1), rule)
    while (
        passage.fold(index) in grammar.articles
        or passage.fold(index) in grammar.adverbs
        or grammar.partitives.at(passage.lexemes, index)
    ):
        partitive = grammar.partitives.at(passage.lexemes, index)
        article, index = True, partitive[0] if partitive else index + 1
    if index >= len(passage.lexemes) or passage.named(index) or passage.fold(index) in grammar.nominees:
        return None
    head = next(
        (at for at in range(index, min(len(passage.lexemes), index + DEEP)) if passage.office(at) or not _runs(passage, at)),
        index,
    )
    last_word = grammar.heads_last or passage.fold(head) in grammar.heads_last_words
    if passage.office(head) and (head == index or last_word):
        end = _end(passage, index)
        return Found(index, end, rule) if end > index and not _titles_next(passage, index, end) else None
    lexeme = passage.lexemes[index]
    aged = article and lexeme.kind == "number" and passage.fold(index + 1) == "-"
    plain = article or (lexeme.upos == "NOUN" and not lexeme.capital)
    end = _end(passage, index) if plain and closed and (aged or grammar.stands(lexeme)) else index
    ended = end >= len(passage.lexemes) or passage.fold(end) in {",", ".", "(", *DASHES}
    return Found(index, end, rule) if end > index + (not article) and ended else None


def _titles_next(passage: Passage, first: int, last: int) -> bool:
    """The phrase is the title of another person whose name ends it (`A, Presiden B,`), and not whose he is (`A, istri B,`)."""
    name = next((index for index in range(first, last + 1) if passage.named(index)), None)
    if name is None:
        return False
    words = {passage.fold(index) for index in range(first, name)}
    return not words & (passage.grammar.kin | passage.grammar.relational | passage.grammar.inner)


def _runs(passage: Passage, index: int) -> bool:
    lexeme = passage.lexemes[index]
    return (passage.grammar.stands(lexeme) or binds(passage, index) or lexeme.kind == "number") and not passage.named(index)


def _end(passage: Passage, index: int) -> int:
    """The end of a title that begins at `index`: before punctuation, a verb, a time expression or a word that ends titles."""
    grammar, end = passage.grammar, index
    while end < len(passage.lexemes) and end - index < LONGEST:
        lexeme = passage.lexemes[end]
        if lexeme.fold in grammar.joints:
            if not _joins(passage, index, end):
                break
        elif lexeme.fold in grammar.inner:
            if not _carries_on(passage, end + 1):
                break
        elif lexeme.fold == ",":
            if not _place_tail(passage, end):
                break
        elif lexeme.fold in grammar.articles and (end == index or passage.fold(end - 1) in grammar.inner):
            pass
        elif (office := grammar.offices.at(passage.lexemes, end)) and office[0] > end + 1:
            end = office[0] - 1
        elif lexeme.timed or not (passage.word(end) or binds(passage, end) or _numbered(passage, index, end)):
            break
        end += 1
    while end > index and (passage.lexemes[end - 1].kind == "mark" and passage.fold(end - 1) != "."):
        end -= 1
    return end


def _numbered(passage: Passage, index: int, at: int) -> bool:
    """A number that begins the title or stands before a noun (`author of the controversial 2017 article`)."""
    noun = at + 1 < len(passage.lexemes) and passage.lexemes[at + 1].upos == "NOUN"
    return passage.lexemes[at].kind == "number" and (at == index or noun)


def _joins(passage: Passage, index: int, joint: int) -> bool:
    """`industry and trade`, `founder and chairman of X` go on after the joint; `biologist and daughter of a pioneer` does not."""
    office = passage.grammar.offices.at(passage.lexemes, joint + 1)
    if not office or passage.named(joint + 1):
        return passage.fold(joint + 1) not in passage.grammar.articles and _carries_on(passage, joint + 1)
    first = passage.grammar.offices.at(passage.lexemes, index)
    kin = passage.fold(joint + 1) in passage.grammar.relational | passage.grammar.kin
    return first is not None and first[0] == joint and not kin and passage.fold(office[0]) in passage.grammar.owners


def _carries_on(passage: Passage, index: int) -> bool:
    if index >= len(passage.lexemes):
        return False
    lexeme = passage.lexemes[index]
    return not lexeme.timed and (passage.grammar.stands(lexeme) or lexeme.fold in passage.grammar.articles)


def _place_tail(passage: Passage, comma: int) -> bool:
    """`from Salem, Oregon,`: a lone capitalised word between commas after a capitalised one that a preposition leads."""
    if comma + 2 >= len(passage.lexemes) or comma < 2:
        return False
    town, region = passage.lexemes[comma - 1], passage.lexemes[comma + 1]
    led = passage.fold(comma - 2) in passage.grammar.inner or passage.fold(comma - 3) in passage.grammar.inner
    return town.capital and region.capital and led and passage.fold(comma + 2) in {",", "."} and not passage.named(comma + 1)
