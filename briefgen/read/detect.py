"""Which of a site's languages a text is in, by py3langid's naive Bayes model limited to them. The only doorway of py3langid."""

from __future__ import annotations

import functools
from typing import Any

SAMPLE = 20_000
"""Characters looked at; more do not change the answer."""
MIN_LETTERS = 20
"""With fewer letters the answer would be a guess."""


def detect(text: str, languages: tuple[str, ...]) -> str | None:
    """The most likely of `languages`; None if there is nothing to choose or too little to go by."""
    sample = text[:SAMPLE]
    if len(languages) < 2 or sum(character.isalpha() for character in sample) < MIN_LETTERS:
        return None
    identifier = _identifier(languages)
    if identifier is None:
        return None
    label, _ = identifier.classify(sample)
    return str(label)


@functools.cache
def _identifier(languages: tuple[str, ...]) -> Any:
    """An identifier of our own, since the library's functions share one whose languages anyone may change."""
    from py3langid import langid

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    known = [code for code in languages if code in identifier.labels]
    if len(known) < 2:
        return None
    identifier.set_languages(known)
    return identifier
