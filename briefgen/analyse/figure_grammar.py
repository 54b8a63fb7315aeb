"""`[quantities]` of a language → compiled tables: number words, currencies, units, hedges, trends and what is no figure."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from briefgen.analyse.lexemes import Lexeme, Phrases
from briefgen.analyse.numerals import NumberWords
from briefgen.language import LanguagePack

SYMBOLS = {
    "$": "USD",
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "s$": "SGD",
    "sg$": "SGD",
    "hk$": "HKD",
    "nt$": "TWD",
    "r$": "BRL",
    "rp": "IDR",
    "rm": "MYR",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "฿": "THB",
    "₫": "VND",
    "₱": "PHP",
    "₪": "ILS",
    "₦": "NGN",
    "₴": "UAH",
}
"""Signs that mean one currency in every language; a language's own table goes over it."""


@dataclass(frozen=True)
class Grammar:
    """Everything the figure rules know about one language. Phrase values: ISO 4217 codes, units, modifiers, directions."""

    words: NumberWords
    openers: frozenset[str]
    stems: Mapping[str, int]
    prefixes: Phrases[str]
    currencies: Phrases[str]
    codes: frozenset[str]
    glued_currencies: Mapping[str, str]
    dollar_after: Phrases[str]
    stated: tuple[tuple[str, str], ...]
    weighs: frozenset[str]
    owed: frozenset[str]
    """What one has a sum of money of (`50,000 pounds of debt`)."""
    percent: Phrases[str]
    units: Phrases[str]
    units_before: Phrases[str]
    compounds: Phrases[tuple[str, int, frozenset[str]]]
    """How the larger of two units is written → the smaller one, how many of it there are to the larger, how that is written."""
    symbols: Mapping[str, str]
    rates: Phrases[str]
    lengths: frozenset[str]
    per: frozenset[str]
    age_before: Phrases[bool]
    age_subjects: Phrases[bool]
    age_after: Phrases[str]
    age_units: Mapping[str, str]
    hedges: Phrases[str]
    hedges_after: Phrases[str]
    hedge_gap: frozenset[str]
    trends: Phrases[str]
    trends_after: Phrases[str]
    levels: frozenset[str]
    starts: frozenset[str]
    arrivals: frozenset[str]
    sizes: frozenset[str]
    sums: frozenset[str]
    breaks: frozenset[str]
    links: frozenset[str]
    lists: frozenset[str]
    toward: frozenset[str]
    upto: frozenset[str]
    fractions: Mapping[str, str]
    denominators: Mapping[str, int]
    share_of: frozenset[str]
    share_open: frozenset[str]
    share_before: frozenset[str]
    determiners: frozenset[str]
    not_shares: frozenset[str]
    suffixes: frozenset[str]
    gains: frozenset[str]
    objects: frozenset[str]
    out_of: Phrases[bool]
    multiples: Phrases[str]
    times: frozenset[str]
    folds: Phrases[bool]
    minus: frozenset[str]
    plus: frozenset[str]
    ones: frozenset[str]
    labels: frozenset[str]
    bare_labels: frozenset[str]
    numberers: frozenset[str]
    classifiers: frozenset[str]
    initials: frozenset[str]
    age_people: frozenset[str]
    bound_by: frozenset[str]
    streets: frozenset[str]
    short_names: frozenset[str]
    ordinals: frozenset[str]
    after_ban: frozenset[str]
    time_words: frozenset[str]
    function: frozenset[str]
    verbs: frozenset[str]
    not_verbs: frozenset[str]
    verb: re.Pattern[str] | None
    verbs_by_form: bool
    participle: re.Pattern[str] | None
    plural: re.Pattern[str] | None
    plurals: frozenset[str]
    not_plural: frozenset[str]
    intensifiers: frozenset[str]
    ranks: frozenset[str]
    joints: frozenset[str]
    copulas: frozenset[str]
    grows: frozenset[str]
    totals: frozenset[str]
    equivalents: frozenset[str]
    reporting: frozenset[str]
    prepositions: frozenset[str]
    adverbial: frozenset[str]
    relatives: frozenset[str]
    about_stop: frozenset[str]
    about_open: frozenset[str]
    about_inner: frozenset[str]
    about_close: frozenset[str]
    about_break: frozenset[str]
    conjunctions: frozenset[str]
    dimensions: frozenset[str]
    spent_on: frozenset[str]

    def is_verb(self, lexeme: Lexeme) -> bool:
        """By the model's tag, else by the language's list and pattern."""
        if lexeme.kind != "word" or lexeme.fold in self.function or lexeme.fold in self.not_verbs:
            return False
        if lexeme.fold in self.verbs:
            return True
        return lexeme.upos == "VERB" if lexeme.upos else self.has_verb_form(lexeme)

    def has_verb_form(self, lexeme: Lexeme) -> bool:
        """By the look of the word alone."""
        return not lexeme.capital and self.verb is not None and self.verb.fullmatch(lexeme.fold) is not None

    def is_content(self, lexeme: Lexeme) -> bool:
        """A word that can stand in a noun phrase: neither a function word nor a verb."""
        if lexeme.kind != "word":
            return False
        if lexeme.fold in self.function:
            return lexeme.text.isupper() and lexeme.fold in self.short_names
        return not self.is_verb(lexeme)


RENAMED = {
    "links": "range_links",
    "lists": "list_links",
    "gains": "not_for_money",
    "objects": "not_for_counts",
    "after_ban": "not_after",
    "function": "function_words",
    "ranks": "rank_words",
}
"""Sets whose key in the file says more than their name here, where they stand beside their like."""
WORD_SETS = tuple(
    field.name for field in fields(Grammar) if field.type == "frozenset[str]" and field.name not in {"codes", "openers"}
)


@functools.cache
def compile_pack(pack: LanguagePack) -> Grammar:
    """The grammar of a pack; a language without a section still has digits, per cent signs, currency signs and SI symbols."""
    section = pack.section("quantities")
    words = NumberWords.of(section.get("numbers", {}), pack.cldr.group, pack.cldr.decimal)
    own = section.get("currencies", {})
    labels = [(label, code) for code, (label, _) in pack.cldr.currencies.items() if " " in label and "(" not in label]
    unsafe = set(section.get("unsafe_codes", ()))
    verb, plural, participle = (section.get(f"{name}_pattern") for name in ("verb", "plural", "participle"))
    sets: dict[str, Any] = {name: frozenset(section.get(RENAMED.get(name, name), ())) for name in WORD_SETS}
    clitics, suffixes, percent = (section.get(name, ()) for name in ("clitics", "suffixes", "percent"))
    blurred = ((word, end) for word in (*words.scales, *percent) for end in (*clitics, *suffixes))
    stems = (*blurred, *((word, end) for word in (*own, *section.get("units", {})) if word.isalpha() for end in clitics))
    return Grammar(
        **sets,
        words=words,
        openers=frozenset(words.values) | words.articles | words.halves | frozenset(section.get("fractions", {})),
        stems={word + end: len(word) for word, end in stems},
        prefixes=Phrases.of([*SYMBOLS.items(), *section.get("currency_prefixes", {}).items()]),
        currencies=Phrases.of([*labels, *SYMBOLS.items(), *own.items()]),
        codes=frozenset(pack.cldr.currencies) - unsafe,
        glued_currencies=section.get("glued_currencies", {}),
        dollar_after=Phrases.of(section.get("dollar_after", {}).items()),
        stated=tuple(sorted(section.get("dollar_stated", {}).items())),
        percent=Phrases.of(
            [("%", "%"), *((word, "%") for word in section.get("percent", ())), *section.get("points", {}).items()]
        ),
        units=Phrases.of(section.get("units", {}).items()),
        units_before=Phrases.of(section.get("units_before", {}).items()),
        compounds=Phrases.of(
            (first, (row["unit"], row["each"], frozenset(row["second"])))
            for row in section.get("compounds", ())
            for first in row["first"]
        ),
        symbols=section.get("symbols", {}),
        rates=Phrases.of(section.get("rates", {}).items()),
        age_before=_flags(section, "age_before"),
        age_subjects=_flags(section, "age_subjects"),
        age_after=Phrases.of(section.get("age_after", {}).items()),
        age_units=section.get("age_units", {}),
        hedges=_inverted(section.get("hedges", {})),
        hedges_after=_inverted(section.get("hedges_after", {})),
        trends=_inverted(section.get("trends", {}), section.get("clitics", ())),
        trends_after=_inverted(section.get("trends_after", {})),
        fractions=section.get("fractions", {}),
        denominators=section.get("denominators", {}),
        out_of=_flags(section, "out_of"),
        multiples=Phrases.of((phrase, "times") for phrase in section.get("multiples", ())),
        folds=_flags(section, "folds"),
        verb=re.compile(verb) if verb else None,
        verbs_by_form=section.get("verbs_by_form", False),
        participle=re.compile(participle) if participle else None,
        plural=re.compile(plural) if plural else None,
    )


def _flags(section: Mapping[str, Any], name: str) -> Phrases[bool]:
    return Phrases.of((phrase, True) for phrase in section.get(name, ()))


def _inverted(table: Mapping[str, Iterable[str]], clitics: Iterable[str] = ()) -> Phrases[str]:
    endings = ("", *clitics)
    return Phrases.of((phrase + end, value) for value, phrases in table.items() for phrase in phrases for end in endings)
