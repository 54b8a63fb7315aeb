"""The section `[linking]` of a language file, compiled once a pack: sets for look-up, everything optional with a default, so that
a language without the section still links what its glossary says.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.language import LanguagePack

Phrases = tuple[tuple[str, ...], ...]
"""Multi-word entries as tuples of lower-case words, the longest first."""


@dataclass(frozen=True, slots=True)
class Metonyms:
    """What shows that a capital stands for its government (`verbs` after it past `adverbs`; `objects`, `phrases` before it; two
    of them after `between`), and what shows that it does not (`places` before it); what a country's team does and has done to it.
    """

    adverbs: frozenset[str]
    verbs: frozenset[str]
    objects: frozenset[str]
    between: frozenset[str]
    phrases: Phrases
    places: Phrases
    team_verbs: frozenset[str]
    team_objects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """One language's knowledge of names. Words are lower case but for heads and titles, which count only when capitalised."""

    section: Mapping[str, Any]
    clitics: tuple[str, ...]
    endings: tuple[str, ...]
    """What may be glued to a name's last word: possessives and hyphened clitics."""
    common: frozenset[str]
    openers: frozenset[str]
    ordinary: frozenset[str]
    """What is no name even in capitals, in the middle of a sentence or alone."""
    honorifics: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    """Ranks and titles together."""
    titles_of_places: bool
    """True if the place whose title it is stands between a title and a name (`Wali Kota Surabaya Tri …`)."""
    heads: frozenset[str]
    proper_heads: frozenset[str]
    bound_heads: frozenset[str]
    """Heads that need a connector behind them (`Church of …`)."""
    local_governments: Phrases
    """How the names of governments below a country's begin (`Pemerintah Kabupaten`)."""
    company_forms: frozenset[str]
    tails: frozenset[str]
    loose_tails: frozenset[str]
    """Tails without which a name is the same."""
    portfolios: Phrases
    joining: frozenset[str]
    binding: frozenset[str]
    events: frozenset[str]
    weak_events: frozenset[str]
    event_tails: frozenset[str]
    event_joins: frozenset[str]
    ordinal: re.Pattern[str]
    place_modifiers: frozenset[str]
    place_prefixes: Phrases
    place_heads: frozenset[str]
    place_tails: frozenset[str]
    not_names: frozenset[str]
    also_called: frozenset[str]
    teams_before: Phrases
    teams_after: Phrases
    cues: tuple[tuple[str, Phrases], ...]
    metonyms: Metonyms

    def names_place(self, word: str) -> bool:
        """True of the first word of a compound place name (`Bandara`, `Lake`)."""
        return word in self.place_heads

    def names_organisation(self, word: str) -> bool:
        """True of the first word of an organisation's name."""
        return word in self.heads or word in self.proper_heads


@functools.cache
def rules(pack: LanguagePack) -> Rules:
    """Compile a pack's section."""
    data = pack.section("linking")

    def words(name: str, table: Mapping[str, Any] = data) -> frozenset[str]:
        return frozenset(table.get(name, ()))

    metonyms = data.get("metonyms", {})
    cues = tuple((kind, phrases(items)) for kind, items in data.get("cues", {}).items())
    return Rules(
        section=data,
        clitics=tuple(data.get("clitics", ())),
        endings=("'s", "’s", *(f"-{clitic}" for clitic in data.get("clitics", ()))),
        common=words("common_words"),
        openers=words("openers"),
        ordinary=words("ordinary_words"),
        honorifics=words("honorifics"),
        titles=words("titles"),
        offices=words("titles") | words("honorifics"),
        titles_of_places=bool(data.get("titles_of_places", False)),
        heads=words("organisations"),
        proper_heads=words("proper_organisations"),
        bound_heads=words("bound_organisations"),
        local_governments=phrases(data.get("local_governments", ())),
        company_forms=words("company_forms"),
        tails=words("organisation_tails"),
        loose_tails=words("loose_tails"),
        portfolios=phrases(data.get("portfolios", ())),
        joining=words("joining"),
        binding=words("binding"),
        events=words("events"),
        weak_events=words("weak_events"),
        event_tails=words("event_tails"),
        event_joins=words("event_joins"),
        ordinal=re.compile(data.get("ordinal", r"(?!)")),
        place_modifiers=words("place_modifiers"),
        place_prefixes=phrases(data.get("place_prefixes", ())),
        place_heads=words("place_heads"),
        place_tails=words("place_tails"),
        not_names=words("not_names"),
        also_called=words("also_called"),
        teams_before=phrases(data.get("teams_before", ())),
        teams_after=phrases(data.get("teams_after", ())),
        cues=cues,
        metonyms=Metonyms(
            adverbs=words("adverbs", metonyms),
            verbs=words("verbs", metonyms),
            objects=words("objects", metonyms),
            between=words("between", metonyms),
            phrases=phrases(metonyms.get("phrases", ())),
            places=phrases(metonyms.get("places", ())),
            team_verbs=words("team_verbs", metonyms),
            team_objects=words("team_objects", metonyms),
        ),
    )


def phrases(items: Iterable[str]) -> Phrases:
    """Lower-case word tuples, longest first."""
    return tuple(sorted({tuple(item.lower().split()) for item in items}, key=lambda words: (-len(words), words)))
