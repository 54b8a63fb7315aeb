"""Currencies of figures: signs and codes before a number, words and codes after it, and whose dollar a plain `$` is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from briefgen.analyse.figure_grammar import Grammar
from briefgen.analyse.figure_nouns import Figure
from briefgen.analyse.lexemes import Lexeme, past_brackets
from briefgen.language import LanguagePack
from briefgen.model import Article

PLAIN = "USD"
"""The currency of a `$` that nothing says more of."""
DOLLARS = {
    "AU": "AUD",
    "BN": "BND",
    "CA": "CAD",
    "FJ": "FJD",
    "HK": "HKD",
    "JM": "JMD",
    "NZ": "NZD",
    "SG": "SGD",
    "TT": "TTD",
    "TW": "TWD",
}
"""Territories that write their own dollar `$`."""
HOST = re.compile(r"^[a-z]+://[^/?#:]*\.([a-z]{2})(?=[/?#:]|$)", re.IGNORECASE)
WEIGHING = 4
"""Lexemes back to a verb of weighing (`weighs more than 200 pounds`)."""


def dollar(article: Article, pack: LanguagePack, grammar: Grammar) -> str:
    """The currency of a plain `$`: what the text states (`in Canadian dollars`), else the outlet's country by the end of its
    address or by its name, else the United States dollar.
    """
    folded = " ".join(article.text.casefold().split()) if grammar.stated else ""
    stated = [code for phrase, code in grammar.stated if phrase in folded]
    if len(set(stated)) == 1:
        return stated[0]
    host = HOST.match(article.url)
    if host:
        return DOLLARS.get(host[1].upper(), PLAIN)
    outlet = article.outlet.casefold()
    named = {code for land, code in DOLLARS.items() if pack.cldr.territories.get(land, "?").casefold() in outlet}
    return named.pop() if len(named) == 1 else PLAIN


def prefix(lexemes: Sequence[Lexeme], index: int, grammar: Grammar, floor: int = 0) -> tuple[int, str] | None:
    """A sign or code of currency before the number, not before lexeme `floor`: where it begins, and the currency."""
    if index <= floor:
        return None
    found, sign = grammar.prefixes.before(lexemes, index), lexemes[index - 1]
    if (
        found
        and found[0] < index - 1
        and not sign.glued
        and (len(lexemes[found[0]].text) < 2 or not lexemes[found[0]].text.isupper())
    ):
        found = grammar.prefixes.before(lexemes[index - 1 :], 1)
        found = (index - 1, found[1]) if found else None
    if found and found[0] >= floor and not (sign.kind == "word" and sign.text.islower() and not lexemes[index].glued):
        return found
    return (index - 1, sign.text) if sign.text in grammar.codes else None


def money(
    lexemes: Sequence[Lexeme], figure: Figure, sign: tuple[int, str] | None, grammar: Grammar, plain: str = PLAIN
) -> Figure | None:
    """The number as a sum of money, if a sign stands before it or a currency after it; None if neither does."""
    hyphen = figure.last < len(lexemes) and lexemes[figure.last].fold == "-" and lexemes[figure.last].glued
    start = figure.last + (hyphen and figure.last + 1 < len(lexemes) and lexemes[figure.last + 1].glued)
    suffix = grammar.currencies.at(lexemes, start) or _glued(lexemes, start, grammar)
    if suffix and start > figure.last and suffix[0] < len(lexemes) and lexemes[suffix[0]].kind == "number":
        suffix = None  # `Rp 1 miliar-Rp 2 miliar`: the sign of the next number
    code = lexemes[start].text if start < len(lexemes) and not lexemes[start].timed else ""
    if sign:
        unit = sign[1]
        bare = lexemes[figure.numeral.first - 1].text == "$" and figure.numeral.first - 1 == sign[0]
        owner = grammar.dollar_after.at(lexemes, figure.last)
        if bare and (owner or code in grammar.codes):
            return replace(
                figure,
                last=owner[0] if owner else start + 1,
                kind="money",
                unit=owner[1] if owner else code,
                rule="money_prefix",
                prefixed=True,
            )
        last = suffix[0] if suffix and start == figure.last and suffix[1][:3] == unit[:3] else figure.last
        return replace(figure, last=last, kind="money", unit=plain if bare else unit, rule="money_prefix", prefixed=True)
    if suffix and not _weighs(lexemes, figure, start, grammar):
        code, _, part = suffix[1].partition("/")
        code = plain if code == PLAIN and suffix[0] == start + 1 else code  # `dollars`, not `US dollars`
        amount = figure.amount / Decimal(part) if part else figure.amount
        return replace(figure, last=suffix[0], amount=amount, kind="money", unit=code, rule="money_word")
    if code in grammar.codes:
        return replace(figure, last=start + 1, kind="money", unit=code, rule="money_code")
    return None


def _glued(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> tuple[int, str] | None:
    """`20p`: a letter that is a currency only directly after the digits."""
    if index < len(lexemes) and lexemes[index].glued and lexemes[index].fold in grammar.glued_currencies:
        return index + 1, grammar.glued_currencies[lexemes[index].fold]
    return None


def _weighs(lexemes: Sequence[Lexeme], figure: Figure, start: int, grammar: Grammar) -> bool:
    """A word that is a currency and a weight is the weight behind a hyphen or a verb of weighing (`a 200-pound man`), and before
    what it is so much of, unless that is money (`475 pounds of cocaine`, `475 pounds (215 kg) of it`, `475 pounds of debt`).
    """
    unit = grammar.units.at(lexemes, start)
    if not unit:
        return False
    back = lexemes[max(0, figure.first - WEIGHING) : figure.first]
    if start > figure.last or any(lexeme.fold in grammar.weighs for lexeme in back):
        return True
    after = past_brackets(lexemes, start + 1)
    if after >= len(lexemes) or lexemes[after].fold not in grammar.share_of:
        return False
    return not any(lexeme.fold in grammar.owed for lexeme in lexemes[after : after + WEIGHING])
