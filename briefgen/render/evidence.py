"""Why something was decided, in the language of the page.

The stages speak English, the same for every page and every program. `[ui.evidence_words]` of a language words that: a template
with `{}` for what is named in it → the page's words. A part in a slot is worded in turn; what no template fits stays English.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from briefgen.render.catalogue import Said
from briefgen.render.words import FALLBACK, Words

DEEP = 6
"""Parts within parts; the longest evidence has four."""


def worded(text: str, words: Words) -> Said:
    """The evidence as the page says it; in English, and marked so, where its language has no words for it."""
    known = _of(text, tuple(words.strings.get("evidence_words", {}).items()), DEEP)
    return Said(text, "" if words.lang == FALLBACK else FALLBACK) if known is None else Said(known)


def _of(text: str, templates: tuple[tuple[str, str], ...], deep: int) -> str | None:
    """The words of the first template that fits all of a text, or None."""
    for pattern, wording in _patterns(templates) if deep else ():
        if found := pattern.fullmatch(text):
            parts = (_of(part, templates, deep - 1) or part for part in found.groups())
            return wording.format(*parts)
    return None


@functools.cache
def _patterns(templates: tuple[tuple[str, str], ...]) -> Sequence[tuple[re.Pattern[str], str]]:
    slots = ((re.escape(template).replace(r"\{\}", "(.+?)"), wording) for template, wording in templates)
    return tuple((re.compile(pattern, re.DOTALL), wording) for pattern, wording in slots)
