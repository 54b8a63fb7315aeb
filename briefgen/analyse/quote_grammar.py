"""`[quotations]` of a language → compiled tables: verbs and tags of saying, sources, pronouns, what ends a speaker."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from briefgen.analyse.lexemes import Phrases
from briefgen.analyse.people_grammar import PeopleGrammar
from briefgen.analyse.people_grammar import compile_pack as compile_people
from briefgen.language import LanguagePack


@dataclass(frozen=True)
class QuoteGrammar:
    """What the frames of saying look like in one language. Sets hold lower-case words, phrase tables word sequences."""

    people: PeopleGrammar
    verbs: frozenset[str]
    weak: frozenset[str]
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
    passive: re.Pattern[str] | None


@functools.cache
def compile_pack(pack: LanguagePack) -> QuoteGrammar:
    """The grammar of a pack; a language without a section has no quotations."""
    section = pack.section("quotations")

    def words(name: str) -> frozenset[str]:
        return frozenset(section.get(name, ()))

    def phrases(name: str) -> Phrases[bool]:
        return Phrases.of((phrase, True) for phrase in section.get(name, ()))

    return QuoteGrammar(
        people=compile_people(pack),
        verbs=words("verbs") | words("weak_verbs") | words("participles"),
        weak=words("weak_verbs"),
        participles=words("participles"),
        telling=words("telling"),
        tags=phrases("tags"),
        own_tags=frozenset(tag + clitic for tag in section.get("tags", ()) for clitic in section.get("clitics", ())),
        sources=phrases("sources"),
        own_sources=words("own_sources"),
        that=words("that"),
        hearers=words("hearers"),
        addressing=words("addressing"),
        placing=words("placing"),
        settings=phrases("settings"),
        pronouns=words("pronouns"),
        plural_pronouns=words("plural_pronouns"),
        first_person=words("first_person"),
        between=words("between"),
        linking=words("linking"),
        linking_verbs=words("linking_verbs"),
        undone=words("undone"),
        joins=words("joins"),
        ends=words("ends"),
        predicates=words("predicates"),
        passive=re.compile(section["passive"]) if "passive" in section else None,
    )
