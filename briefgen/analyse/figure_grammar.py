"""`[quantities]` of a language → compiled tables: number words, currencies, units, hedges, trends and what is no figure."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.analyse.lexemes import Lexeme, Phrases
from briefgen.analyse.numerals import NumberWords
from briefgen.language import LanguagePack

SYMBOLS = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "฿": "THB",
           "₫": "VND", "₱": "PHP", "₪": "ILS", "₦": "NGN", "₴": "UAH", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD",
           "nz$": "NZD", "s$": "SGD", "sg$": "SGD", "hk$": "HKD", "nt$": "TWD", "r$": "BRL", "rp": "IDR", "rm": "MYR"}  # fmt: skip
"""Signs that mean one currency in every language; a language's own table goes over it."""


@dataclass(frozen=True)
class Grammar:
    """Everything the figure rules know about one language. Phrase values: ISO 4217 codes, units, modifiers, directions."""

    words: NumberWords
    prefixes: Phrases[str]
    currencies: Phrases[str]
    codes: frozenset[str]
    percent: Phrases[str]
    units: Phrases[str]
    symbols: Mapping[str, str]
    rates: Phrases[str]
    lengths: frozenset[str]
    per: frozenset[str]
    age_before: Phrases[bool]
    age_after: Phrases[str]
    age_units: Mapping[str, str]
    hedges: Phrases[str]
    hedges_after: Phrases[str]
    hedge_gap: frozenset[str]
    trends: Phrases[str]
    trends_after: Phrases[str]
    levels: frozenset[str]
    starts: frozenset[str]
    breaks: frozenset[str]
    links: frozenset[str]
    lists: frozenset[str]
    fractions: Mapping[str, str]
    denominators: Mapping[str, int]
    share_of: frozenset[str]
    share_open: frozenset[str]
    out_of: Phrases[bool]
    multiples: Phrases[str]
    times: frozenset[str]
    folds: Phrases[bool]
    minus: frozenset[str]
    ones: frozenset[str]
    labels: frozenset[str]
    ordinals: frozenset[str]
    after_ban: frozenset[str]
    time_words: frozenset[str]
    function: frozenset[str]
    verbs: frozenset[str]
    verb: re.Pattern[str] | None
    plural: re.Pattern[str] | None
    plurals: frozenset[str]
    about_stop: frozenset[str]
    about_open: frozenset[str]
    about_inner: frozenset[str]
    about_close: frozenset[str]
    about_break: frozenset[str]

    def is_verb(self, lexeme: Lexeme) -> bool:
        """By the model's tag, else by the language's list and pattern."""
        if lexeme.kind != "word" or lexeme.fold in self.function:
            return False
        if lexeme.fold in self.verbs:
            return True
        if lexeme.upos:
            return lexeme.upos == "VERB"
        return not lexeme.capital and self.verb is not None and self.verb.fullmatch(lexeme.fold) is not None

    def is_content(self, lexeme: Lexeme) -> bool:
        """A word that can stand in a noun phrase: neither a function word nor a verb."""
        return lexeme.kind == "word" and lexeme.fold not in self.function and not self.is_verb(lexeme)


@functools.cache
def compile_pack(pack: LanguagePack) -> Grammar:
    """The grammar of a pack; a language without a section still has digits, per cent signs, currency signs and SI symbols."""
    section = pack.section("quantities")
    words = NumberWords.of(section.get("numbers", {}), pack.cldr.group, pack.cldr.decimal)
    own = section.get("currencies", {})
    labels = [(label, code) for code, (label, _) in pack.cldr.currencies.items() if " " in label and "(" not in label]
    unsafe = set(section.get("unsafe_codes", ()))
    verb, plural = section.get("verb_pattern"), section.get("plural_pattern")
    return Grammar(
        words=words,
        prefixes=Phrases.of([*SYMBOLS.items(), *section.get("currency_prefixes", {}).items()]),
        currencies=Phrases.of([*labels, *SYMBOLS.items(), *own.items()]),
        codes=frozenset(pack.cldr.currencies) - unsafe,
        percent=Phrases.of([("%", "%"), *((word, "%") for word in section.get("percent", ())), *section.get("points", {}).items()]),
        units=Phrases.of(section.get("units", {}).items()),
        symbols=section.get("symbols", {}),
        rates=Phrases.of(section.get("rates", {}).items()),
        lengths=frozenset(section.get("lengths", ())),
        per=_set(section, "per"),
        age_before=_flags(section, "age_before"),
        age_after=Phrases.of(section.get("age_after", {}).items()),
        age_units=section.get("age_units", {}),
        hedges=_inverted(section.get("hedges", {})),
        hedges_after=_inverted(section.get("hedges_after", {})),
        hedge_gap=_set(section, "hedge_gap"),
        trends=_inverted(section.get("trends", {})),
        trends_after=_inverted(section.get("trends_after", {})),
        levels=_set(section, "levels"),
        starts=_set(section, "starts"),
        breaks=_set(section, "breaks"),
        links=_set(section, "range_links"),
        lists=_set(section, "list_links"),
        fractions=section.get("fractions", {}),
        denominators=section.get("denominators", {}),
        share_of=_set(section, "share_of"),
        share_open=_set(section, "share_open"),
        out_of=_flags(section, "out_of"),
        multiples=Phrases.of((phrase, "times") for phrase in section.get("multiples", ())),
        times=_set(section, "times"),
        folds=_flags(section, "folds"),
        minus=_set(section, "minus"),
        ones=_set(section, "ones"),
        labels=_set(section, "labels"),
        ordinals=_set(section, "ordinals"),
        after_ban=_set(section, "not_after"),
        time_words=_set(section, "time_words"),
        function=_set(section, "function_words"),
        verbs=_set(section, "verbs"),
        verb=re.compile(verb) if verb else None,
        plural=re.compile(plural) if plural else None,
        plurals=_set(section, "plurals"),
        about_stop=_set(section, "about_stop"),
        about_open=_set(section, "about_open"),
        about_inner=_set(section, "about_inner"),
        about_close=_set(section, "about_close"),
        about_break=_set(section, "about_break"),
    )


def _set(section: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(section.get(name, ()))


def _flags(section: Mapping[str, Any], name: str) -> Phrases[bool]:
    return Phrases.of((phrase, True) for phrase in section.get(name, ()))


def _inverted(table: Mapping[str, Iterable[str]]) -> Phrases[str]:
    return Phrases.of((phrase, value) for value, phrases in table.items() for phrase in phrases)
