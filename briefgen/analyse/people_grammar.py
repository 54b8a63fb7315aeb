"""`[people]` of a language → compiled tables: offices and professions, ranks, honorifics, what binds and what ends a title."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.analyse.lexemes import Lexeme, Phrases
from briefgen.language import LanguagePack


@dataclass(frozen=True)
class PeopleGrammar:
    """Everything the rules for people know about one language. Sets hold lower-case words, phrase tables word sequences."""

    offices: Phrases[bool]
    sole_offices: Phrases[bool]
    former: Phrases[bool]
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
    joints: frozenset[str]
    inner: frozenset[str]
    articles: frozenset[str]
    relatives: frozenset[str]
    adverbs: frozenset[str]
    copulas: Phrases[bool]
    leads: frozenset[str]
    plural: frozenset[str]
    stops: frozenset[str]
    age_words: frozenset[str]
    heads_last: bool
    heads_last_words: frozenset[str]
    verb: re.Pattern[str] | None
    verbs: frozenset[str]

    def is_verb(self, lexeme: Lexeme) -> bool:
        """By the language's list, the model's tag, else by pattern; a capitalised word inside a title is none."""
        if lexeme.kind != "word" or lexeme.capital:
            return False
        if lexeme.fold in self.verbs:
            return True
        if lexeme.upos:
            return lexeme.upos == "VERB" and self.offices.by_first.get(lexeme.fold) is None
        return self.verb is not None and self.verb.fullmatch(lexeme.fold) is not None

    def stands(self, lexeme: Lexeme) -> bool:
        """A word that can stand in a title."""
        return lexeme.kind == "word" and not lexeme.timed and lexeme.fold not in self.stops and not self.is_verb(lexeme)


@functools.cache
def compile_pack(pack: LanguagePack) -> PeopleGrammar:
    """The grammar of a pack; a language without a section finds no roles and leaves mentions as they are."""
    section = pack.section("people")
    verb = section.get("verb_pattern")
    territories = [*pack.cldr.territories.values(), *section.get("places", ())]
    return PeopleGrammar(
        offices=Phrases.of((phrase, True) for name in ("offices", "plural_offices") for phrase in section.get(name, ())),
        sole_offices=_flags(section, "sole_offices"),
        former=_flags(section, "former"),
        nominees=_set(section, "nominees"),
        kin=_set(section, "kin"),
        relational=_set(section, "relational"),
        pairs=_set(section, "pairs"),
        participles=_set(section, "participles"),
        ranks=_flags(section, "ranks"),
        honorifics=_flags(section, "honorifics"),
        particles=_set(section, "particles"),
        institutions=_set(section, "institutions"),
        places=Phrases.of((name, True) for name in territories if len(name) > 1),
        joints=_set(section, "joints"),
        inner=_set(section, "inner"),
        articles=_set(section, "articles"),
        relatives=_set(section, "relatives"),
        adverbs=_set(section, "adverbs"),
        copulas=_flags(section, "copulas"),
        leads=_set(section, "leads"),
        plural=_set(section, "plural") | _set(section, "plural_offices"),
        stops=_set(section, "stops"),
        age_words=_set(section, "age_words"),
        heads_last=bool(section.get("heads_last", False)),
        heads_last_words=_set(section, "heads_last_words"),
        verb=re.compile(verb) if verb else None,
        verbs=_set(section, "verbs"),
    )


def _set(section: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(section.get(name, ()))


def _flags(section: Mapping[str, Any], name: str) -> Phrases[bool]:
    return Phrases.of((phrase, True) for phrase in section.get(name, ()))
