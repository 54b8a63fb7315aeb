"""Which language a text is in: py3langid's naive Bayes model limited to the site's languages, checked against their function
words, so that a text in none of them is not taken for one. The only doorway of py3langid.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from briefgen import language

SAMPLE = 20_000
"""Characters looked at; more do not change the answer."""
MIN_LETTERS = 20
"""With fewer letters the answer would be a guess."""
MIN_FOREIGN = 200
"""With fewer letters a text is not said to be in a language that the site does not have: headlines and names look like any."""
FUNCTION_WORDS = 0.15
"""Share of words that are function words of its language in running text; news in both packs have 0.25 and more, texts in other
languages 0.10 at most."""
MIN_MARKERS = 2
"""Words of a neighbouring language that must stand in a text, and more of them than of the language's own."""


def detect(text: str, languages: tuple[str, ...]) -> str | None:
    """The most likely of `languages`, or another language if the text is surely in that one; None if there is too little to go
    by, or nothing to choose.
    """
    sample = text[:SAMPLE]
    letters = sum(character.isalpha() for character in sample)
    if letters < MIN_LETTERS:
        return None
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", sample)]
    found = _classify(sample, languages) if len(languages) > 1 else None
    if letters < MIN_FOREIGN:
        return found
    if max((_share(words, code) for code in languages), default=0.0) < FUNCTION_WORDS:
        anything = _classify(sample, ())
        return anything if anything not in languages else found
    return _neighbour(words, found) or found


def _share(words: list[str], code: str) -> float:
    known = _words(language.load(code).section("clean").get("stopwords", ""))
    return sum(word in known for word in words) / max(len(words), 1)


def _neighbour(words: Iterable[str], code: str | None) -> str | None:
    """The language that has taken its place if a text is in one that differs from `code` in a few words only."""
    section = language.load(code).section("detect") if code else {}
    counts = Counter(words)
    own = sum(counts[word] for word in _words(section.get("own", "")))
    for other, markers in section.get("neighbours", {}).items():
        if sum(counts[word] for word in _words(markers)) >= max(MIN_MARKERS, own + 1):
            return str(other)
    return None


@functools.cache
def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


def _classify(sample: str, languages: tuple[str, ...]) -> str | None:
    identifier = _identifier(languages)
    return None if identifier is None else str(identifier.classify(sample)[0])


@functools.cache
def _identifier(languages: tuple[str, ...]) -> Any:
    """An identifier of our own, since the library's functions share one whose languages anyone may change. Of all languages if
    none are given; None if the model knows fewer than two of them.
    """
    from py3langid import langid

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    known = [code for code in languages if code in identifier.labels]
    if languages and len(known) < 2:
        return None
    if known:
        identifier.set_languages(known)
    return identifier
