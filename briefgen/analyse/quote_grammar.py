"""`[quotations]` of a language → compiled tables: verbs and tags of saying, sources, pronouns, what ends a speaker."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, fields
from typing import Any

from briefgen.analyse.lexemes import Phrases
from briefgen.analyse.people_grammar import PeopleGrammar
from briefgen.analyse.people_grammar import compile_pack as compile_people
from briefgen.language import LanguagePack


@dataclass(frozen=True)
class QuoteGrammar:
    """What the frames of saying look like in one language. Sets hold lower-case words, phrase tables word sequences."""

    people: PeopleGrammar
    verbs: frozenset[str]
    weak_verbs: frozenset[str]
    participles: frozenset[str]
    telling: frozenset[str]
    tags: Phrases[bool]
    own_tags: frozenset[str]
    sources: Phrases[bool]
    own_sources: frozenset[str]
    that: frozenset[str]
    hearers: frozenset[str]
    addressing: frozenset[str]
    placing: frozenset[str]
    settings: Phrases[bool]
    pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    first_person: frozenset[str]
    between: frozenset[str]
    linking: frozenset[str]
    linking_verbs: frozenset[str]
    undone: frozenset[str]
    joins: frozenset[str]
    ends: frozenset[str]
    predicates: frozenset[str]
    verbless: frozenset[str]
    unsaid: frozenset[str]
    noun_antecedents: bool
    passive: re.Pattern[str] | None


PHRASES = tuple(item.name for item in fields(QuoteGrammar) if item.type == "Phrases[bool]")
WORDS = tuple(item.name for item in fields(QuoteGrammar) if item.type == "frozenset[str]" and item.name != "own_tags")


@functools.cache
def compile_pack(pack: LanguagePack) -> QuoteGrammar:
    """The grammar of a pack; a language without a section has no quotations."""
    section = pack.section("quotations")
    lists: dict[str, Any] = {name: frozenset(section.get(name, ())) for name in WORDS}
    lists |= {name: Phrases.of((phrase, True) for phrase in section.get(name, ())) for name in PHRASES}
    own = frozenset(tag + clitic for tag in section.get("tags", ()) for clitic in section.get("clitics", ()))
    passive = section.get("passive")
    lists["verbs"] |= lists["weak_verbs"] | lists["participles"]
    return QuoteGrammar(
        **lists,
        people=compile_people(pack),
        own_tags=own,
        noun_antecedents=bool(section.get("noun_antecedents", False)),
        passive=re.compile(passive) if passive else None,
    )
