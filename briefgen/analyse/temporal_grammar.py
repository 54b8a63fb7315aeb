"""`[temporal]` of a language pack → everything that finding time expressions needs, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.analyse import temporal_lexicon as lexicons
from briefgen.analyse import temporal_patterns as patterns
from briefgen.language import LanguagePack


@dataclass(frozen=True)
class Grammar:
    """What a pack's `[temporal]` section compiles to."""

    lexicon: lexicons.Lexicon
    index: patterns.Index
    rules: tuple[patterns.Rule, ...]
    modifiers: re.Pattern[str]
    amounts: re.Pattern[str]
    parts: re.Pattern[str]
    meanings: Mapping[str, str]
    joiner: re.Pattern[str]
    pairs: Mapping[str, str]
    lists: re.Pattern[str]
    steps: re.Pattern[str]
    options: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, pack: LanguagePack) -> Grammar:
        """Compile the section; a language without one gets a grammar that finds nothing."""
        section = pack.section("temporal")
        lexicon = lexicons.lexicon(section, *((pack.cldr.months, pack.cldr.weekdays) if section else ((), ())))
        rules = patterns.rules(section, lexicon) if section else ()
        tables = {name: dict(section.get(name, {})) for name in ("modifiers", "amount_modifiers", "parts", "pairs", "steps")}
        return cls(
            lexicon=lexicon,
            index=patterns.Index.of(rules),
            rules=rules,
            modifiers=_before(tables["modifiers"]),
            amounts=_before(tables["amount_modifiers"]),
            parts=_before(tables["parts"], section.get("fillers", ())),
            meanings=tables["modifiers"] | tables["amount_modifiers"] | tables["parts"] | tables["steps"],
            joiner=_between(section.get("joiners", ())),
            pairs=tables["pairs"],
            lists=_between(section.get("conjunctions", ())),
            steps=re.compile(rf"{lexicons.SPACE}({_words(tables['steps'])})(?!\w)"),
            options=section,
        )


def _words(words: Iterable[str]) -> str:
    """An alternation of phrases, longest first, in which a space is any white space."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", lexicons.SPACE) for word in ordered) or "(?!)"


def _before(words: Iterable[str], fillers: Iterable[str] = ()) -> re.Pattern[str]:
    """Finds one of the phrases directly before a place; a filler (an article) may stand between."""
    body = _words(words)
    filler = "".join(rf"(?:{re.escape(word)}{lexicons.SPACE})?" for word in fillers)
    return re.compile(rf"(?<!\w)({body})(?:{lexicons.SPACE}{filler}|(?<=-))\Z")


def _between(words: Iterable[str]) -> re.Pattern[str]:
    """Matches the whole text between two neighbours: one of the phrases, or a sign without a letter."""
    body = _words(words)
    return re.compile(rf"[^\S\n]{{0,2}}({body})[^\S\n]{{0,2}}\Z")
