"""Does a capital stand for its country's government here? Only words beside it can tell: it does what governments do, or has done
to it what is done to governments. In doubt it is the city.
"""

from __future__ import annotations

import re

from briefgen.glossary.rules import Metonyms, Phrases
from briefgen.glossary.words import Mask, Words
from briefgen.model import Entity, Span

# Auxiliaries and adverbs between subject and verb; more of them is another clause.
LONGEST_ADVERBIAL = 5
_AGE_GROUP = re.compile(r" (U-?\d\d)\b")
_SCORE = re.compile(r"(?<![\d-])\d{1,2}[-–]\d{1,2}(?![\d-])")
_CLAUSE_END = re.compile(r"[.;:!?\n]")
# Characters from a country to the score of its match.
FARTHEST_SCORE = 60
# `dan`, `and`, `serta`, `atau`: longer words do not join two capitals.
LONGEST_JOIN = 5


def stands_for(entity: Entity) -> str:
    """The id of the country whose capital a place is, else an empty string."""
    return next((relation.target for relation in entity.relations if relation.type == "capital_of"), "")


def evidence(words: Words, span: Span, capitals: Mask, rules: Metonyms) -> str:
    """The words that show a metonym, or an empty string. `capitals` are the capitals of the document, for `A and B`."""
    first, last = words.at(span.start), words.at(span.end) - 1
    if is_somewhere(words, first, rules.places):
        return ""
    group = [first, last]
    left = _neighbour(words, first, -1, capitals)
    right = _neighbour(words, last, +1, capitals)
    group = [left if left is not None else first, right if right is not None else last]
    if verb := _verb(words, group[1], rules.verbs, rules.adverbs):
        return f'subject of "{verb}"'
    before = words.all[group[0] - 1] if group[0] > 0 else None
    if before and not before.capital and _adjacent(words, group[0]):
        if before.low in rules.objects:
            return f'after "{before.low}"'
        if (left is not None or right is not None) and before.low in rules.between:
            return f'one of two powers after "{before.low}"'
    if phrase := _ends_with(words, group[0], rules.phrases):
        return f'after "{phrase}"'
    return ""


def team(words: Words, span: Span, rules: Metonyms) -> str:
    """The words that show that a country's name stands for its team, or an empty string: an age group behind it, or what teams do
    and a score in the same clause (`England beat Italy 2-1`). It stays linked to the country, since few glossaries hold teams.
    """
    if group := _AGE_GROUP.match(words.text, span.end):
        return f'before "{group[1]}"'
    score = _SCORE.search(words.text, span.end, span.end + FARTHEST_SCORE)
    if score is None or _CLAUSE_END.search(words.text, span.end, score.start()):
        return ""
    before = words.at(span.start) - 1
    verb = _verb(words, words.at(span.end) - 1, rules.team_verbs, rules.adverbs)
    verb = verb or (words.all[before].low if before >= 0 and words.all[before].low in rules.team_objects else "")
    return f'with "{verb}" and the score {score[0]}' if verb else ""


def is_somewhere(words: Words, number: int, places: Phrases) -> bool:
    """True if a preposition of place stands before a name or the list that it is in (`in London, Paris and Washington`)."""
    while number > 0:
        if _ends_with(words, number, places):
            return True
        before = words.all[number - 1]
        small = number > 1 and words.spaced(number) and not before.capital and len(before.text) <= LONGEST_JOIN
        joined = small and words.all[number - 2].capital and words.spaced(number - 1)
        comma = before.capital and words.text[before.end : words.all[number].start] == ", "
        if not (joined or comma):
            return False
        number -= 2 if joined else 1
    return False


def _adjacent(words: Words, number: int) -> bool:
    return words.spaced(number)


def _neighbour(words: Words, number: int, step: int, capitals: Mask) -> int | None:
    """The far edge of another capital that a single small word (`dan`, `and`) joins to this one."""
    middle, other = number + step, number + 2 * step
    if not (0 <= other < len(words.all) and middle >= 0) or words.all[middle].capital or len(words.all[middle].text) > 4:
        return None
    inner = middle if step < 0 else other
    if not (words.spaced(inner) and words.spaced(inner + 1 if step < 0 else inner - 1)):
        return None
    span = words.all[other].span
    return other if capitals.around(span) else None


def _verb(words: Words, last: int, verbs: frozenset[str], adverbs: frozenset[str]) -> str:
    for number in range(last + 1, min(last + 2 + LONGEST_ADVERBIAL, len(words.all))):
        word = words.all[number]
        if not words.spaced(number):
            return ""
        if word.text in verbs:
            return word.text
        if word.text not in adverbs:
            return ""
    return ""


def _ends_with(words: Words, number: int, phrases: Phrases) -> str:
    """The phrase that stands right before a word, or an empty string."""
    if not words.spaced(number):
        return ""
    for phrase in phrases:
        if number >= len(phrase) and tuple(word.low for word in words.all[number - len(phrase) : number]) == phrase:
            return " ".join(phrase)
    return ""
