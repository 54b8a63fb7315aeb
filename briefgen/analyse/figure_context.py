"""What the words around a figure say of it: whether it is one at all (a label, score or name is not), and how exact it is."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.analyse.figure_grammar import Grammar
from briefgen.analyse.figure_nouns import Figure
from briefgen.analyse.lexemes import Lexeme

GAP = 4
"""Words that may stand between a hedge and its number (`diperkirakan mencapai`, `an estimated cost of`)."""
ADDRESS = 200
"""Characters of a web address looked at on each side of a number."""
CODE = 2
"""Capital letters of an airline, a railway or a number plate."""
LARGE = 1000
"""From here on a number with group marks is a level (`ke posisi 7.245,9`) and no label."""
VERSION = 100
"""Below this a number right behind a name belongs to it (`Windows 10 devices`), in a language that would not count there."""
STREET = 4
"""Words from a house number to the `Street` of its street."""
SIGNS = frozenset("<>=+×÷±^*≤≥≈")
"""Marks that make a bare number a part of a formula."""
DASHES = frozenset("-–—−")


def is_figure(text: str, lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> bool:
    """False for parts of dates, names, codes, addresses, scores, labels and lists."""
    numeral = figure.numeral
    if any(lexeme.timed for lexeme in lexemes[numeral.first : numeral.last]) and figure.rule != "age":
        return False
    if figure.kind == "money":
        return not _in_address(text, lexemes[numeral.first])
    if _joined(lexemes, figure, grammar) or _in_address(text, lexemes[numeral.first]):
        return False
    if figure.rule == "fraction" and numeral.literal and figure.first and lexemes[figure.first - 1].capital:
        return False
    return figure.kind != "count" or not (_labelled(lexemes, figure, grammar) or _unlikely(lexemes, figure, grammar))


def _joined(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> bool:
    """Part of a longer sign: `G20`, `ke-12`, `3D`, `13:30`, `0812…`, `12/2014`."""
    first, last = figure.numeral.first, figure.numeral.last
    head, before = lexemes[first], lexemes[first - 1] if first else None
    if before and head.glued and figure.first == first:
        if before.kind == "word" or before.fold in ".,:/#@_=+\\&*":
            return True
        word = lexemes[first - 2] if first > 1 else None
        if before.fold in DASHES and word and before.glued and word.kind == "word" and not _measured(lexemes, first - 1, grammar):
            return True
    if head.kind == "number" and len(head.text) > 1 and head.text[0] == "0" and head.text.isdecimal():
        return True
    if last < len(lexemes) and lexemes[last].glued:
        after = lexemes[last]
        follower = lexemes[last + 1] if last + 1 < len(lexemes) else None
        if after.fold in ":/@_=" and follower and follower.glued and figure.last <= last:
            return True
        return after.kind == "word" and figure.last <= last
    return False


def _measured(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> bool:
    """True if a unit ends just before `index`, as in `5 km-10 km`."""
    tables = (grammar.percent, grammar.units, grammar.currencies)
    return any(table.before(lexemes, index) for table in tables) or lexemes[index - 1].fold in grammar.words.scales


def _in_address(text: str, lexeme: Lexeme) -> bool:
    """Within a web or mail address."""
    head = text[max(0, lexeme.start - ADDRESS) : lexeme.start].rsplit(maxsplit=1)
    left = head[-1] if head and not text[lexeme.start - 1 : lexeme.start].isspace() else ""
    right = text[lexeme.start : lexeme.end + ADDRESS].split(maxsplit=1)
    chunk = left + (right[0] if right else "")
    return "://" in chunk or "www." in chunk or "@" in chunk


def _labelled(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> bool:
    """Numbered, not counted: `Pasal 5`, `No. 182`, `Category 5`, `ke 12`, `Boeing 737`, a captioned `Liga 1 Indonesia`."""
    if not figure.first or figure.numeral.scale != 1:
        return False
    at = figure.first - 1
    while at > 0 and lexemes[at].fold in {".", ":", "#", "("} and figure.first - at < 3:
        at -= 1
    before = lexemes[at]
    toward = at > 0 and grammar.is_verb(lexemes[at - 1]) and not figure.bare
    if before.fold in grammar.ordinals and not toward:
        return True
    if figure.unit and figure.unit.casefold() in grammar.classifiers:
        return False
    follower = lexemes[figure.last].fold if figure.last < len(lexemes) else ""
    unlisted = figure.bare and not before.timed and follower not in grammar.share_of
    if unlisted and (before.fold in grammar.ranks or before.fold in grammar.bare_labels):
        return True
    large = figure.amount >= LARGE and not lexemes[figure.numeral.first].text.isdecimal()
    if (before.fold in grammar.labels and not large and not _two_counts(lexemes, at, figure)) or _numbered(lexemes, at, grammar):
        return True
    return figure.numeral.literal and _named(lexemes, figure, grammar)


def _numbered(lexemes: Sequence[Lexeme], at: int, grammar: Grammar) -> bool:
    """A word between `nomor` and its number (`nomor urut 2`, `bernomor punggung 10`)."""
    return at > 0 and lexemes[at - 1].fold in grammar.numberers and lexemes[at].kind == "word"


def _named(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> bool:
    """Part of a name (`Voyager 1`, `Liga 1 Indonesia`) or of a code (`JT 990`, `B 7231 XA`)."""
    name = lexemes[figure.first - 1]
    if not name.capital or name.fold in grammar.function or grammar.hedges.before(lexemes, figure.first):
        return False
    code = name.text.isupper() and len(name.text) <= CODE and name.fold not in grammar.short_names and not name.timed
    versioned = grammar.plural is not None and figure.numeral.amount < VERSION
    return code or versioned or figure.bare or (figure.first > 1 and lexemes[figure.noun[0]].capital)


def _two_counts(lexemes: Sequence[Lexeme], at: int, figure: Figure) -> bool:
    """A label word that is itself counted (`dua kelas 30 siswa`) labels nothing."""
    return at > 0 and lexemes[at - 1].kind == "number" and not figure.bare


def _unlikely(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> bool:
    """One, a capitalised word inside a name, a score, a list marker, a number in brackets, a bare year."""
    numeral, last = figure.numeral, figure.numeral.last
    words = lexemes[numeral.first : last]
    if len(words) == 1 and (words[0].fold in grammar.ones or figure.amount == 0):
        return True
    follower = lexemes[last].fold if last < len(lexemes) else ""
    if follower in grammar.after_ban or (follower in grammar.time_words and figure.rule != "age"):
        return True
    before = lexemes[figure.first - 1] if figure.first else None
    opened = before is None or before.kind == "mark"
    if words[0].capital and not opened:
        return True
    if _score(lexemes, figure) or _tabled(lexemes, figure):
        return True
    if not figure.bare:
        return False
    if _formula(lexemes, figure) or _house(lexemes, last, grammar):
        return True
    if (before is None and follower in {")", ".", ""}) or (follower == "." and numeral.literal and last + 1 < len(lexemes)):
        return True
    if before and before.fold in {"(", "[", ":", "#"}:
        return True
    if _called(lexemes, figure, grammar):
        return True
    return len(words) == 1 and words[0].text.isdecimal() and len(words[0].text) == 4 and 1000 <= figure.amount < 3000


def _called(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> bool:
    """`aksi 212`: digits behind a noun that they name, in a language that counts before the noun; `jumlah peserta 300` counts."""
    first = figure.first
    if grammar.plural is not None or not first or figure.numeral.scale != 1 or not lexemes[first].text.isdecimal():
        return False
    before = lexemes[max(0, first - GAP) : first]
    sums = any(lexeme.fold in grammar.hedge_gap or lexeme.fold in grammar.sums for lexeme in before)
    noun = before[-1]
    return grammar.is_content(noun) and noun.upos in {"NOUN", "PROPN", ""} and not noun.timed and not sums


def _formula(lexemes: Sequence[Lexeme], figure: Figure) -> bool:
    """A term of `5 < 6`, or one of several numbers in a row (`0800 123 456`)."""
    beside = [lexemes[at] for at in (figure.first - 1, figure.last) if 0 <= at < len(lexemes)]
    return any(near.fold in SIGNS or (near.kind == "number" and not near.timed) for near in beside)


def _tabled(lexemes: Sequence[Lexeme], figure: Figure) -> bool:
    """A cell of a table run into the text: behind another number, or a fraction before a capital (`78,5 47,1 Protein`)."""
    before = lexemes[figure.first - 1] if figure.first else None
    if before and before.kind == "number" and not before.timed and figure.numeral.literal:
        return True
    return bool(figure.unit) and figure.amount % 1 != 0 and figure.numeral.scale == 1 and lexemes[figure.noun[0]].capital


def _house(lexemes: Sequence[Lexeme], last: int, grammar: Grammar) -> bool:
    """`221 Baker Street`."""
    for lexeme in lexemes[last : last + STREET]:
        if not lexeme.capital:
            return False
        if lexeme.fold in grammar.streets:
            return True
    return False


def _score(lexemes: Sequence[Lexeme], figure: Figure) -> bool:
    """`3-1`, `2 – 0`, `6-4, 6-3`: bare digits around a dash."""
    if not figure.bare or not figure.numeral.literal:
        return False
    for dash, number in ((figure.first - 1, figure.first - 2), (figure.last, figure.last + 1)):
        if 0 <= number < len(lexemes) and lexemes[dash].fold in DASHES | {":"} and lexemes[number].kind == "number":
            return True
    return False


def modifier(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> str | None:
    """How exact the figure is: the hedge right before it, words such as `sebesar` aside, or right after it or its noun."""
    numeral, vague = figure.numeral, grammar.words.vague
    if any(lexeme.fold in vague and lexeme.glued for lexeme in lexemes[numeral.first : numeral.last]):
        return "approx"
    end = figure.first
    for _ in range(GAP + 1):
        found = grammar.hedges.before(lexemes, end)
        if found:
            return found[1]
        if not end or not (lexemes[end - 1].fold in grammar.hedge_gap or lexemes[end - 1].timed):
            break
        end -= 1
    for after in {figure.last, figure.noun[1]} - {0} if figure.rule != "multiple" else ():
        behind = grammar.hedges_after.at(lexemes, after)
        if behind and not (behind[0] < len(lexemes) and lexemes[behind[0]].upos == "ADJ"):
            return behind[1]
    return None
