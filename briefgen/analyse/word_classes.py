"""Parts of speech that a language's data knows better than the tagger: in a language whose verbs show by their form, a unit, a
currency, a month or an office is a noun and a word such as `kemarin` an adverb, whatever a model takes it for.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from briefgen.language import LanguagePack
from briefgen.model import Sentence, Token

MISTAKEN = frozenset({"VERB", "AUX", "SCONJ"})
"""Tags that give a listed word the wrong place in its clause; others do no harm (`Rupiah` as a proper noun)."""
NOUNS = ("units", "currencies", "time_words", "classifiers", "dimensions", "labels", "age_people", "nouns")
"""Lists and tables of `[quantities]` that hold nouns alone."""


def corrected(text: str, sentences: Iterable[Sentence], pack: LanguagePack) -> Iterator[Sentence]:
    """The sentences with the tags of words that the language lists put right; all other tokens as they were."""
    known = _known(pack)
    for sentence in sentences:
        yield replace(sentence, tokens=tuple(_corrected(text, token, known) for token in sentence.tokens)) if known else sentence


def _corrected(text: str, token: Token, known: Mapping[str, str]) -> Token:
    upos = known.get(token.span.of(text).casefold()) if token.upos in MISTAKEN else None
    return replace(token, upos=upos) if upos else token


@functools.cache
def _known(pack: LanguagePack) -> Mapping[str, str]:
    """Word → its tag; nothing for a language in which the same word is noun and verb (`head`, `March`)."""
    section = pack.section("quantities")
    if not section.get("verbs_by_form"):
        return {}
    nouns = {word for name in NOUNS for word in section.get(name, ())} | set(pack.section("people").get("offices", ()))
    nouns |= {name for name, _ in (*pack.cldr.months, *pack.cldr.weekdays)}
    listed = dict.fromkeys(nouns, "NOUN") | dict.fromkeys(section.get("adverbs", ()), "ADV")
    return {word: upos for word, upos in listed.items() if word not in section.get("verbs", ())}
