"""Noun phrases beside a figure, read off the classes of words: where one begins and ends, and which one stands before it."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.analyse.figure_grammar import Grammar
from briefgen.analyse.figure_nouns import Figure
from briefgen.analyse.lexemes import Lexeme

LONGEST = 16
"""Lexemes in a phrase: longer ones are no longer the shortest phrase that names the thing."""
LOOK = 24
"""Lexemes looked back for the phrase."""
NEAR = 3
"""Lexemes before a conjunction in which the predicate of the main clause ends."""
NOUNS = frozenset({"NOUN", "PROPN", "X", "SYM", "NUM", "PRON", ""})
"""Tags, or no tag, of a word that can name a thing by itself."""


def names(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> bool:
    """A noun phrase begins at `index`."""
    if index >= len(lexemes) or lexemes[index].timed or lexemes[index].glued:
        return False
    lexeme = lexemes[index]
    return grammar.is_content(lexeme) and lexeme.upos not in {"ADV", "AUX"} and lexeme.fold not in grammar.words.values


def tail(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> int:
    """The end of a figure with its noun and its `per kilogram`, `/kg`."""
    last = max(figure.last, figure.noun[1])
    if last + 1 < len(lexemes) and (lexemes[last].fold in grammar.per or lexemes[last].fold == "/"):
        named = grammar.currencies.at(lexemes, last + 1)
        last = named[0] if named else last + 2
    return last


def phrase_end(lexemes: Sequence[Lexeme], index: int, grammar: Grammar, bound: bool = True) -> int:
    """The end of the noun phrase that begins at `index`: content words and, if `bound`, what prepositions bind to them."""
    end = index
    while end < len(lexemes) and end - index < LONGEST:
        lexeme = lexemes[end]
        hyphen = lexeme.fold == "-" and lexeme.glued
        inner = bound and lexeme.fold in grammar.about_inner and end > index and _leads_on(lexemes, end + 1, grammar)
        if lexeme.timed or not (grammar.is_content(lexeme) or hyphen or inner):
            break
        end += 1
    return end


def _leads_on(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> bool:
    """A noun phrase begins at `index` or behind one more binding word (`of the harbour`)."""
    bound = index < len(lexemes) and lexemes[index].fold in grammar.about_inner
    return names(lexemes, index + bound, grammar)


def phrase_start(lexemes: Sequence[Lexeme], end: int, floor: int, grammar: Grammar, bound: bool = True) -> int:
    """The beginning of the noun phrase before `end`, with what it is bound to (`harga cabai di Pasar Senen`) if `bound`."""
    start = end
    while start > floor and end - start < LONGEST:
        lexeme = lexemes[start - 1]
        hyphen = lexeme.fold == "-" and lexeme.glued
        inner = bound and start < end and (lexeme.fold in grammar.about_open or _joins(lexemes, start - 1, floor, grammar))
        inner = inner or abbreviated(lexemes, start - 1) or (lexeme.timed and start < end)
        if not (is_noun(lexemes, start - 1, grammar) or hyphen or inner):
            break
        start -= 1
    while start < end and not is_noun(lexemes, start, grammar):
        start += 1
    return start


def trimmed(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> tuple[int, int] | None:
    """The noun phrase that begins at `index`, or None."""
    return (index, phrase_end(lexemes, index, grammar)) if names(lexemes, index, grammar) else None


def _joins(lexemes: Sequence[Lexeme], index: int, floor: int, grammar: Grammar) -> bool:
    """A word such as `and` between two nouns (`minyak dan gas`)."""
    return lexemes[index].fold in grammar.joints and index > floor and grammar.is_content(lexemes[index - 1])


def skip(lexemes: Sequence[Lexeme], end: int, floor: int, grammar: Grammar) -> int:
    """Back over hedges and words of level that stand directly before a figure."""
    while end > floor:
        hedge = grammar.hedges.before(lexemes, end)
        if hedge and hedge[0] >= floor:
            end = hedge[0]
        elif lexemes[end - 1].fold in grammar.hedge_gap or lexemes[end - 1].fold in grammar.levels or lexemes[end - 1].timed:
            end -= 1
        else:
            break
    return end


def valued(lexemes: Sequence[Lexeme], figure: Figure, floor: int, grammar: Grammar) -> tuple[int, int] | None:
    """The noun phrase before the figure, over verbs, words of level, time expressions and the relative pronoun; behind a second
    predicate (`has a 6-inch screen and weighs 170 g`) the subject of the first.
    """
    end, bound = figure.first, None
    while end > floor and figure.first - end < LOOK:
        lexeme = lexemes[end - 1]
        opened = _insertion(lexemes, end, grammar) if lexeme.fold == "," and end < figure.first else None
        if opened:
            end, floor, bound = opened, 0, None
            continue
        if lexeme.fold == ")":
            end = max(floor, opening(lexemes, end - 1))
            continue
        if not _passes(lexemes, end, floor, grammar):
            if lexeme.fold in grammar.about_break or (lexeme.fold in {";", ":", "."} and not abbreviated(lexemes, end - 1)):
                return bound
            if lexeme.fold in grammar.joints and end < figure.first and grammar.is_verb(lexemes[end]):
                return _subject(lexemes, end - 1, grammar)
            start = phrase_start(lexemes, end, floor, grammar) if _content(lexemes, end, grammar) else end
            words = [at for at in range(start, end) if is_noun(lexemes, at, grammar)]
            if len(words) > 1 or any(lexemes[at].upos in NOUNS | {"VERB"} for at in words):
                apart = any(grammar.is_verb(lexeme) for lexeme in lexemes[end : figure.first])
                if not (apart and _adverbial(lexemes, start, grammar)):
                    return start, end
                bound, end = bound or (start, end), start
                continue
        end = _back(lexemes, end, floor, grammar)
    return bound


def _insertion(lexemes: Sequence[Lexeme], end: int, grammar: Grammar) -> int | None:
    """The comma that opens what the one before `end` closes, if the verb behind it is parted from its subject by them."""
    if not grammar.is_verb(lexemes[end]):
        return None
    for at in range(end - 2, max(0, end - LOOK), -1):
        if lexemes[at].fold == ",":
            if lexemes[at + 1].fold in grammar.reporting:
                return None
            told = lexemes[at + 1].fold not in grammar.breaks and any(map(grammar.is_verb, lexemes[at + 1 : end - 1]))
            return at if is_noun(lexemes, at - 1, grammar) and not told else None
        if lexemes[at].fold in {";", ":", "."} and not abbreviated(lexemes, at):
            return None
    return None


def _adverbial(lexemes: Sequence[Lexeme], start: int, grammar: Grammar) -> bool:
    """The phrase at `start` hangs on a preposition of cause or place, so that a phrase before it is the likelier subject; not on
    a conjunction behind a predicate (`diambil setelah inflasi mencapai …`).
    """
    at = start - 1
    while at > 0 and lexemes[at].fold in grammar.words.articles | grammar.determiners:
        at -= 1
    clause = lexemes[at].fold in grammar.conjunctions and any(map(grammar.is_verb, lexemes[max(0, at - NEAR) : at]))
    return at > 0 and lexemes[at].fold in grammar.adverbial and not clause


def abbreviated(lexemes: Sequence[Lexeme], index: int) -> bool:
    """The full stop at `index` ends a single letter, as in `U.S.`."""
    return index > 0 and lexemes[index].fold == "." and len(lexemes[index - 1].text) == 1 and lexemes[index - 1].capital


def _subject(lexemes: Sequence[Lexeme], end: int, grammar: Grammar) -> tuple[int, int] | None:
    """The first noun phrase of the clause before `end`."""
    start = end
    while start > 0 and end - start < LOOK and lexemes[start - 1].fold not in {";", ":", ".", "“", '"'}:
        start -= 1
    while start < end and not names(lexemes, start, grammar):
        start += 1
    return (start, min(end, phrase_end(lexemes, start, grammar))) if start < end else None


def opening(lexemes: Sequence[Lexeme], index: int) -> int:
    """The bracket that opens what closes at `index`, or `index`."""
    return next((at for at in range(index, max(-1, index - LOOK), -1) if lexemes[at].fold == "("), index)


def _content(lexemes: Sequence[Lexeme], end: int, grammar: Grammar) -> bool:
    lexeme = lexemes[end - 1]
    if lexeme.timed or lexeme.fold in grammar.levels | grammar.minus | grammar.plus:
        return False
    return is_noun(lexemes, end - 1, grammar)


def is_noun(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> bool:
    """A word that can stand in a noun phrase; also one tagged as a verb behind another verb, in a language whose verbs show by
    their form and this one does not: the object of the first.
    """
    lexeme = lexemes[index]
    if grammar.is_content(lexeme):
        return True
    tagged = grammar.verbs_by_form and lexeme.upos == "VERB" and lexeme.fold not in grammar.verbs
    return tagged and index > 0 and not grammar.has_verb_form(lexeme) and grammar.is_verb(lexemes[index - 1])


def _passes(lexemes: Sequence[Lexeme], end: int, floor: int, grammar: Grammar) -> tuple[int, object] | None:
    """A whole hedge, verb of change or word of age that ends before `end`."""
    passed = grammar.hedges.before(lexemes, end) or grammar.trends.before(lexemes, end) or grammar.age_before.before(lexemes, end)
    return passed if passed and passed[0] >= floor else None


def _back(lexemes: Sequence[Lexeme], end: int, floor: int, grammar: Grammar) -> int:
    """One step back: over what `_passes`, else over one lexeme."""
    passed = _passes(lexemes, end, floor, grammar)
    return passed[0] if passed else end - 1
