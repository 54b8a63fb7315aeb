"""All names of a glossary in one automaton, and a text → the names in it, in one pass. The automaton folds case and typographic
variants one code point to one, so offsets stay those of the text; word boundaries, clitics and case are checked afterwards.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from briefgen.glossary import kept
from briefgen.glossary.words import Mask
from briefgen.model import Alias, Entity, Glossary, Span

# Acronyms of up to this length spell words when written small (AS, WHO, SCO), so they match exactly.
LONGEST_EXACT_ACRONYM = 5
# A clitic may be glued to names of this length and more; shorter ones are the beginning of too many words.
SHORTEST_BEFORE_CLITIC = 4
# What stands before the slash of an address or path, and how far back it is looked for; `TNI/Polri` are two names.
_ADDRESS = re.compile(r"(?:[./:]\S*|(?:^|\s))/\Z")
LONGEST_ADDRESS = 80
_VARIANTS = ("’‘ʼ`‐‑\u00a0\u2009\u202f\t\n\r", "''''--" + " " * 6)
_ALIKE = str.maketrans(*_VARIANTS)


@dataclass(frozen=True, slots=True)
class Name:
    """A surface form of the glossary and the entity it may name. `full` is false of short forms that need their full name."""

    text: str
    entity: Entity
    alias: Alias


class Match(NamedTuple):
    """A name found in a text: all that it may name, before anything is decided. `inside` is the longest match around it."""

    span: Span
    names: tuple[Name, ...]
    inside: Span | None = None


class Gazetteer:
    """The names of one glossary for texts of one language. Make it with `build`; it is immutable and may be shared."""

    def __init__(
        self,
        lang: str,
        entities: Mapping[str, Entity],
        forms: tuple[tuple[Name, ...], ...],
        clitics: re.Pattern[str],
        stops: frozenset[int],
        automaton: Any,
    ) -> None:
        self.lang = lang
        self.entities = entities
        self._forms = forms
        self._clitics = clitics
        self._stops = stops
        self._automaton = automaton

    @staticmethod
    def build(glossary: Glossary, lang: str, rules: Mapping[str, Any] | None = None) -> Gazetteer:
        """Compile the names of a language: its own, those of any language (`*`), and longer names of things in others (an
        Indonesian text may say `World Bank`). `rules` is the pack's section `linking` (clitics, stop surfaces).
        """
        from ahocorasick_rs import AhoCorasick, Implementation

        rules = rules or {}
        names: dict[str, list[Name]] = {}
        for entity in glossary.entities:
            for alias in _aliases(entity, lang):
                folded = fold(" ".join(alias.text.split()))
                if any(char.isalnum() for char in folded):
                    names.setdefault(folded, []).append(Name(alias.text, entity, alias))
        stops = {fold(text): text for text in rules.get("stop_surfaces", ())}
        patterns = sorted({*names, *stops})
        forms = tuple(tuple(_best_first(names.get(pattern, ()))) for pattern in patterns)
        clitics = "|".join(sorted(map(re.escape, rules.get("clitics", ())), key=lambda text: (-len(text), text)))
        automaton = AhoCorasick(patterns, implementation=Implementation.ContiguousNFA) if patterns else None
        stopped = frozenset(number for number, pattern in enumerate(patterns) if pattern in stops)
        entities = {entity.id: entity for entity in glossary.entities}
        return Gazetteer(lang, entities, forms, re.compile(f"(?:{clitics})(?!\\w)" if clitics else r"(?!)"), stopped, automaton)

    def scan(self, text: str) -> tuple[Match, ...]:
        """The names in a text, sorted by start, the longer first. Of overlapping ones the longest wins, then the leftmost; what
        lies within a winner is kept with `inside`, what only overlaps one is not. Stop surfaces win places and are left out.
        """
        if self._automaton is None:
            return ()
        found = []
        length, forms, stops = len(text), self._forms, self._stops
        for number, start, end in self._automaton.find_matches_as_indexes(fold(text), overlapping=True):
            if start and text[start - 1].isalnum() and text[start].isalnum():
                continue  # within a word, as most are; said here first because a call for each costs more than all else
            if end < length and text[end].isalnum() and text[end - 1].isalnum() and not self._clitics.match(text, end):
                continue
            surface = text[start:end]
            names = tuple([name for name in forms[number] if fits(name.alias, surface)])
            if (names or number in stops) and self._is_bounded(text, start, end):
                found.append((Span(start, end), number, names))
        return tuple(sorted(self._nested(found, length), key=lambda match: (match.span.start, -match.span.end)))

    def _nested(self, found: list[tuple[Span, int, tuple[Name, ...]]], length: int) -> Iterator[Match]:
        """Longest first, of equally long ones the leftmost; what lies within each is kept."""
        covered = Mask(length)
        stopped = set()
        for span, number, names in sorted(found, key=lambda item: (item[0].start - item[0].end, item[0].start)):
            inside = None
            if covered.free(span):
                covered.add(span)
                if number in self._stops:
                    stopped.add(span)
            elif (inside := covered.around(span)) is None or inside in stopped:
                continue
            if names:
                yield Match(span, names, inside)

    def _is_bounded(self, text: str, start: int, end: int) -> bool:
        """True if no word goes on before or after, clitics aside, and the name is not a piece of an address or a type number."""
        before, after = text[start - 1 : start], text[end : end + 1]
        if _word(before) and _word(text[start]):
            return False
        if (before and before in "@#_") or (before == "." and start > 1 and _word(text[start - 2])):
            return False
        if before == "/" and _ADDRESS.search(text, max(0, start - LONGEST_ADDRESS), start):
            return False
        if (after and after in "@_") or (after == "." and text[end + 1 : end + 2].islower()):
            return False
        if after == "-" and text[end + 1 : end + 2].isdigit():
            return False
        if not (_word(after) and _word(text[end - 1])):
            return True
        return end - start >= SHORTEST_BEFORE_CLITIC and self._clitics.match(text, end) is not None


def gazetteer(glossary: Glossary, lang: str, rules: Mapping[str, Any]) -> Gazetteer:
    """The gazetteer of a glossary, built once for as long as the same glossary object and rules are asked for."""
    return kept.once(f"gazetteer:{lang}", glossary, lambda: Gazetteer.build(glossary, lang, rules), rules)


def fold(text: str) -> str:
    """Lower case and one kind of apostrophe, hyphen and space; as many code points as before, each at its old place."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    if lowered.isascii():
        return lowered.translate(_ALIKE)
    for variant, plain in zip(*_VARIANTS, strict=True):
        lowered = lowered.replace(variant, plain)  # faster than `translate` where there are letters beyond ASCII
    return lowered


def fits(alias: Alias, surface: str) -> bool:
    """True if a surface form that equals the alias but for case may stand for it, by the alias's `case` rule.

    Smart: acronyms of up to five letters match exactly; in other names a word with a capital must begin with one in the text.
    """
    plain, exact, capitals = _shape(alias.text, alias.case)
    given = surface if surface.isalnum() else surface.translate(_ALIKE)
    if exact or plain == given:
        return plain == given
    if alias.case == "fold":
        return True
    return all(given[at].isupper() for at in capitals) and (
        plain[0].isupper() or given[1:] == plain[1:] or given.isupper() or given.istitle()
    )


@functools.lru_cache(maxsize=65536)
def _shape(text: str, case: str) -> tuple[str, bool, tuple[int, ...]]:
    """An alias with one kind of space and hyphen; whether it matches exactly only; where its words begin with a capital."""
    plain = " ".join(text.split()).translate(_ALIKE)
    capitals = tuple(at for at, char in enumerate(plain) if char.isupper() and not _word(plain[at - 1 : at] if at else ""))
    return plain, case == "exact" or (case == "smart" and _is_acronym(plain)), capitals


def _is_acronym(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return 0 < len(letters) <= LONGEST_EXACT_ACRONYM and all(char.isupper() for char in letters)


def _word(char: str) -> bool:
    return char.isalnum() or char == "_" if char else False


def _aliases(entity: Entity, lang: str) -> Iterator[Alias]:
    """Labels and aliases that may stand in a text of the language. An alias that repeats a label says when the label counts."""
    ruled = {alias.text for alias in entity.aliases if alias.match != "always"}
    for language, text in entity.labels:
        if text not in ruled and (language in (lang, "*") or _travels(entity, text)):
            yield Alias(text, language)
    for alias in entity.aliases:
        if alias.match == "never":
            continue
        travels = alias.match == "always" and alias.kind != "demonym" and _travels(entity, alias.text)
        if alias.lang in (lang, "*") or travels:
            yield alias


def _travels(entity: Entity, text: str) -> bool:
    """Names of two words and more, capitalised, keep their meaning in texts of another language; terms do not travel."""
    words = text.split()
    return entity.type != "term" and len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()


def _best_first(names: Iterable[Name]) -> list[Name]:
    """One name an entity, entities in the order of their ids."""
    found: dict[tuple[str, str], Name] = {}
    for name in names:
        found.setdefault((name.entity.id, name.alias.text), name)
    return sorted(found.values(), key=lambda name: (name.entity.id, name.alias.text))
