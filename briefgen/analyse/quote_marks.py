"""Where quotation marks open and close in a paragraph; a stray mark (an inch sign, a forgotten end) makes no quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.analyse.lexemes import Lexeme

CLOSERS = {'"': '"', "“": '”“"', "„": "“”", "«": "»", "»": "«", "‘": "’'", "”": "”", "‹": "›"}
"""Opening mark → the marks that may close it (German, French and scraped habits beside the English one)."""
SHORTEST = 4
"""Words from which a quotation is something said; fewer are a name, a title or a word held at arm's length."""
ENDS = frozenset(",.?!…")


def quoted(lexemes: Sequence[Lexeme], runs_on: bool = False) -> Iterator[tuple[int, int]]:
    """The outermost quotations as `(index of the opening mark, index after the closing one)`. One that is never closed ends
    with the paragraph if `runs_on` (the next paragraph opens it again), else it is none.
    """
    opened: int | None = None
    for index, lexeme in enumerate(lexemes):
        if lexeme.kind != "mark":
            continue
        if opened is None:
            if lexeme.fold in CLOSERS and not _stray(lexemes, index):
                opened = index
        elif lexeme.fold in CLOSERS[lexemes[opened].fold]:
            if _reopens(lexemes, index):
                opened = index
            else:
                yield opened, index + 1
                opened = None
        elif lexeme.fold in CLOSERS and lexeme.fold == lexemes[opened].fold:
            opened = index
    if opened is not None and runs_on:
        yield opened, len(lexemes)


def utterance(lexemes: Sequence[Lexeme], first: int, last: int) -> bool:
    """True if the quotation at `first` … `last - 1` is long enough, or ended as a sentence is, to be something said."""
    words = sum(lexeme.kind != "mark" for lexeme in lexemes[first:last])
    return words >= SHORTEST or (words > 0 and any(lexeme.fold in ENDS for lexeme in lexemes[last - 2 : last]))


def opens(lexemes: Sequence[Lexeme]) -> bool:
    """True if a paragraph begins with an opening mark."""
    return bool(lexemes) and lexemes[0].fold in CLOSERS


def _stray(lexemes: Sequence[Lexeme], index: int) -> bool:
    """A straight or ambiguous mark glued to a word before it and not to one after it opens nothing."""
    after = index + 1 < len(lexemes) and lexemes[index + 1].glued
    before = lexemes[index].glued and lexemes[index - 1].kind != "mark" if index else False
    return (before and not after) or index + 1 == len(lexemes)


def _reopens(lexemes: Sequence[Lexeme], index: int) -> bool:
    """A straight mark with space before and none after it opens: the one before it was never closed."""
    straight = lexemes[index].fold == '"' and index + 1 < len(lexemes)
    return straight and not lexemes[index].glued and lexemes[index + 1].glued and lexemes[index + 1].kind != "mark"
