"""`[people]` of a language → compiled tables: offices and professions, ranks, honorifics, what binds and what ends a title."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, fields
from typing import Any

from briefgen.analyse.lexemes import Lexeme, Phrases
from briefgen.language import LanguagePack


@dataclass(frozen=True)
class PeopleGrammar:
    """Everything the rules for people know about one language. Sets hold lower-case words, phrase tables word sequences."""

    offices: Phrases[bool]
    sole_offices: Phrases[bool]
    former: Phrases[bool]
    was: Phrases[bool]
    acts: Phrases[bool]
    elect: Phrases[bool]
    nominees: frozenset[str]
    kin: frozenset[str]
    relational: frozenset[str]
    pairs: frozenset[str]
    participles: frozenset[str]
    ranks: Phrases[bool]
    honorifics: Phrases[bool]
    particles: frozenset[str]
    institutions: frozenset[str]
    places: Phrases[bool]
    regions: Phrases[bool]
    place_words: frozenset[str]
    naming: frozenset[str]
    company_tails: frozenset[str]
    initialled: frozenset[str]
    personal: frozenset[str]
    not_initials: frozenset[str]
    not_people: frozenset[str]
    company_words: frozenset[str]
    company_before: Phrases[bool]
    company_after: Phrases[bool]
    expletives: frozenset[str]
    also_called: Phrases[bool]
    sources: Phrases[bool]
    partitives: Phrases[bool]
    locatives: frozenset[str]
    owners: frozenset[str]
    callings: Phrases[bool]
    days: frozenset[str]
    joints: frozenset[str]
    inner: frozenset[str]
    articles: frozenset[str]
    relatives: frozenset[str]
    adverbs: frozenset[str]
    pointers: frozenset[str]
    namers: frozenset[str]
    copulas: Phrases[bool]
    leads: frozenset[str]
    plural: frozenset[str]
    stops: frozenset[str]
    age_words: frozenset[str]
    heads_last: bool
    heads_last_words: frozenset[str]
    verb: re.Pattern[str] | None
    verbs: frozenset[str]
    not_verbs: frozenset[str]

    def is_verb(self, lexeme: Lexeme) -> bool:
        """By the language's list, the model's tag, else by pattern; a capitalised word inside a title is none."""
        if lexeme.kind != "word" or lexeme.capital or lexeme.fold in self.not_verbs:
            return False
        if lexeme.fold in self.verbs:
            return True
        if lexeme.upos:
            return lexeme.upos == "VERB" and self.offices.by_first.get(lexeme.fold) is None
        return self.verb is not None and self.verb.fullmatch(lexeme.fold) is not None

    def stands(self, lexeme: Lexeme) -> bool:
        """A word that can stand in a title."""
        return lexeme.kind == "word" and not lexeme.timed and lexeme.fold not in self.stops and not self.is_verb(lexeme)


SPECIAL = frozenset({"also_called", "sources", "offices", "places", "plural", "days", "heads_last", "verb"})
"""Fields that are not one list of the section as it stands."""
PHRASES = tuple(item.name for item in fields(PeopleGrammar) if item.type == "Phrases[bool]" and item.name not in SPECIAL)
WORDS = tuple(item.name for item in fields(PeopleGrammar) if item.type == "frozenset[str]" and item.name not in SPECIAL)


@functools.cache
def compile_pack(pack: LanguagePack) -> PeopleGrammar:
    """The grammar of a pack; a language without a section finds no roles and leaves mentions as they are."""
    section = pack.section("people")
    verb = section.get("verb_pattern")
    territories = [*pack.cldr.territories.values(), *section.get("places", ())]
    lists: dict[str, Any] = {name: frozenset(section.get(name, ())) for name in WORDS}
    lists |= {name: Phrases.of((phrase, True) for phrase in section.get(name, ())) for name in PHRASES}
    return PeopleGrammar(
        **lists,
        also_called=Phrases.of((phrase, True) for phrase in pack.section("linking").get("also_called", ())),
        sources=Phrases.of((phrase, True) for phrase in pack.section("quotations").get("sources", ())),
        offices=Phrases.of((phrase, True) for name in ("offices", "plural_offices") for phrase in section.get(name, ())),
        places=Phrases.of((name, True) for name in territories if len(name) > 1),
        plural=frozenset((*section.get("plural", ()), *section.get("plural_offices", ()))),
        days=frozenset(name for name, _ in (*pack.cldr.weekdays, *pack.cldr.months)),
        heads_last=bool(section.get("heads_last", False)),
        verb=re.compile(verb) if verb else None,
    )
