"""The `[clean]` sections of the language packs → `Wording`: the words of menus, widgets, labels and datelines in a form that the
cleaner can ask. All packs are read together, because the widgets of a page need not be in the language of its article.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen import language
from briefgen.read.stamp import Stamps

UPPER = "A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ"
LOWER = "a-zß-öø-ÿα-ωа-яё"
DOMAIN = r"(?i:[A-Za-z0-9-]{2,30}\.(?:com|net|org|news|tv|info|co\.id|or\.id|my\.id|web\.id|co\.uk|com\.au|com\.my|id|co))(?!\w)"
_DOMAIN = re.compile(DOMAIN)

_SLOTS = {
    "{number}": r"\d{1,5}",
    "{upper}": UPPER,
    "{rest}": rf"(?:[^.!?{UPPER}]|(?<![{LOWER}\d.!?])[{UPPER}]|[.!?](?=[a-z0-9])){{0,200}}[.!?]{{0,3}}",
}
"""`{rest}` ends with the sentence, or where a capital is glued to a small letter."""

_KEY = 3
"""Phrases are looked up by so many first characters, so that a position costs about one comparison."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """`text` in lower case. `use`: `whole`, `ends`, `opens` or `label`; `rule` is what a removal is called."""

    text: str
    use: str
    rule: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What is known of the words around articles. `date_order` is that of the article's language (`dmy`, `mdy` or empty)."""

    stopwords: frozenset[str]
    clauses: frozenset[str]
    names: frozenset[str]
    prefixes: frozenset[str]
    abbreviations: frozenset[str]
    outlets: tuple[str, ...]
    known_outlets: frozenset[str] = field(repr=False)
    """The same in lower case."""
    by: tuple[str, ...]
    nobody: frozenset[str]
    """What stands for an author and names none, in lower case."""
    bio: tuple[str, ...]
    """What follows the author's name in a note about the author."""
    phrases: Mapping[str, tuple[Phrase, ...]] = field(repr=False)
    longest: int
    """Characters of the longest phrase."""
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    any_pattern: re.Pattern[str] = field(repr=False)
    """Matches where one of the patterns does, for one look instead of many."""
    datelines: tuple[re.Pattern[str], ...]
    stamps: Stamps
    stamped: re.Pattern[str]
    clock: re.Pattern[str]
    labels: re.Pattern[str]
    label_rules: Mapping[str, str] = field(repr=False)
    """The rule of each label, by its text."""

    def phrases_at(self, text: str, position: int) -> list[Phrase]:
        """The phrases that stand at a position, longest first, whatever follows them."""
        start = text[position : position + _KEY].lower()
        listed = [phrase for size in range(_KEY, 0, -1) for phrase in self.phrases.get(start[:size], ())]
        window = text[position : position + self.longest].lower() if listed else ""
        return [phrase for phrase in listed if window.startswith(phrase.text)]

    def is_stopword(self, word: str) -> bool:
        """True for a function word of any pack."""
        return word.lower() in self.stopwords

    def outlet(self, words: str) -> bool:
        """True if the words are a known outlet or a domain."""
        return words.lower() in self.known_outlets or bool(_DOMAIN.fullmatch(words))


@functools.cache
def load(lang: str) -> Wording:
    """The wording for articles of a language: that of all packs, with the date order of this one."""
    sections = [(code, language.load(code).section("clean")) for code in language.codes()]
    own = language.load(lang).section("clean")
    outlets = sorted(
        {name for _, section in sections for name in section.get("outlets", ())}, key=lambda name: (-len(name), name)
    )
    phrases = tuple(phrase for _, section in sections for phrase in _phrases(section))
    at = [word for _, section in sections for word in section.get("phrases", {}).get("at", ())]
    zones = {zone: offset for _, section in sections for zone, offset in section.get("zones", {}).items()}
    abbreviations = (word for code, _ in sections for word in language.load(code).section("sentences").get("abbreviations", ()))
    stamps = Stamps.compile(zones, tuple(at), str(own.get("date_order", "")))
    rules = [
        (rule["rule"], compile_pattern(rule["pattern"], outlets))
        for _, section in sections
        for rule in section.get("patterns", ())
    ]
    return Wording(
        stopwords=_words(section.get("stopwords", "") for _, section in sections),
        clauses=_words(section.get("clauses", "") for _, section in sections),
        names=frozenset(word for _, section in sections for word in section.get("names", "").split()),
        prefixes=_words(section.get("prefixes", "") for _, section in sections),
        abbreviations=frozenset(word.lower() for word in abbreviations),
        outlets=tuple(outlets),
        known_outlets=frozenset(name.lower() for name in outlets),
        by=tuple(word for _, section in sections for word in section.get("phrases", {}).get("by", ())),
        nobody=frozenset(word for _, section in sections for word in section.get("phrases", {}).get("nobody", ())),
        bio=tuple(word for _, section in sections for word in section.get("phrases", {}).get("bio", ())),
        phrases=_by_key(phrases),
        longest=max((len(phrase.text) for phrase in phrases), default=0),
        patterns=tuple(rules),
        any_pattern=re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for _, pattern in rules) or "(?!)"),
        datelines=_datelines(outlets),
        stamps=stamps,
        stamped=re.compile(rf"(?:(?-i:{_outlet(outlets)}) ?[-–|,] ?)?{stamps.pattern.pattern}", re.IGNORECASE),
        clock=re.compile(rf"\d{{1,2}}[:.]\d{{2}}(?: ?[AaPp]\.?[Mm]\.?)?(?: (?:{'|'.join(map(re.escape, zones)) or '(?!)'}))?"),
        labels=_any(phrase.text for phrase in phrases if phrase.use == "label"),
        label_rules={one.text: one.rule for one in sorted(phrases, key=lambda one: one.rule, reverse=True) if one.use == "label"},
    )


def compile_pattern(pattern: str, outlets: Iterable[str]) -> re.Pattern[str]:
    """A pattern of a pack with its slots filled in."""
    for slot, value in _SLOTS.items():
        pattern = pattern.replace(slot, value)
    return re.compile(pattern.replace("{outlet}", _outlet(outlets)))


def _outlet(outlets: Iterable[str]) -> str:
    return f"(?:{DOMAIN}|(?:{'|'.join(map(re.escape, outlets)) or '(?!)'})(?!\\w))"


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.lower().split())


def _phrases(section: Mapping[str, Any]) -> Iterable[Phrase]:
    for table, use in (("whole", "whole"), ("ends", "ends"), ("opens", "opens"), ("labels", "label")):
        for rule, texts in section.get(table, {}).items():
            for text in texts:
                yield Phrase(text.lower(), use, rule)


def _by_key(phrases: Iterable[Phrase]) -> Mapping[str, tuple[Phrase, ...]]:
    table: dict[str, set[Phrase]] = {}
    for phrase in phrases:
        table.setdefault(phrase.text[:_KEY], set()).add(phrase)
    return {key: tuple(sorted(found, key=lambda one: (-len(one.text), one.use, one.rule))) for key, found in table.items()}


def _any(texts: Iterable[str]) -> re.Pattern[str]:
    listed = sorted(set(texts), key=lambda text: (-len(text), text))
    return re.compile(rf"(?i:{'|'.join(map(re.escape, listed)) or '(?!)'}) ?:")


def _datelines(outlets: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """How an agency opens its first paragraph: place, outlet or both, then a dash. Group `outlet` where one is named."""
    word = rf"[{UPPER}][\w.’'-]{{1,30}}"
    short = rf"{word}(?: {word}){{0,2}}"
    place = rf"{word}(?: {word}){{0,3}}(?:, {short})?"
    dash = r" ?(?:--|–|—|-(?= )) ?"
    outlet = f"(?P<outlet>{_outlet(outlets)})"
    forms = (
        rf"{outlet}(?:, ?{place})?{dash}",
        rf"{place}, {outlet}{dash}",
        rf"{place} \((?P<outlet>[{UPPER}][^()\n]{{1,40}})\){dash}",
        rf"{short} (?:--|–|—|-) (?=[{UPPER}\"“‘'])",
    )
    return tuple(re.compile(form) for form in forms)
