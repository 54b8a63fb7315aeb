"""More labelled sentences out of those there are: other people and places in them, and a country between a title and a name.

A few thousand sentences name the same people and places again and again, and a model learns the names in place of the
context. Swapped copies take that away. News from abroad is rare in them too: `Menteri Luar Negeri Rusia Sergey Lavrov`, a
place and a person side by side, is made by putting a country after a title.
"""

import random
from collections.abc import Collection, Sequence

from babel import Locale

from training.iob import Tagged, spans

SWAPPED = 0.6
"""Share of the people and places in a copy that become others; the rest stay, so that true contexts are seen too."""
INSERTED = 0.5
"""Share of the titles before a person, in a copy, that get a country."""


def surfaces(sentences: Sequence[Tagged], name: str) -> list[tuple[str, ...]]:
    """Every distinct entity of the class `name`, as words, in the order of their first appearance."""
    found = (
        tuple(word for word, _ in sentence[start:end])
        for sentence in sentences
        for start, end, label in sorted(spans([tag for _, tag in sentence]))
        if label == name
    )
    return list(dict.fromkeys(found))


def countries(code: str) -> list[tuple[str, ...]]:
    """The world's countries and territories in a language, as words."""
    return [tuple(str(label).split()) for key, label in sorted(Locale.parse(code).territories.items()) if len(key) == 2]


def swapped(
    sentence: Tagged, others: dict[str, Sequence[tuple[str, ...]]], titles: Collection[str], rng: random.Random
) -> Tagged:
    """A copy with other people and places; `others` maps a class to its replacements, "" to the countries."""
    result: list[tuple[str, str]] = []
    place = 0
    for start, end, name in sorted(spans([tag for _, tag in sentence])):
        result.extend(sentence[place:start])
        before = sentence[start - 1][0].lower() if start else ""
        if name == "PER" and before in titles and rng.random() < INSERTED:
            result.extend(tagged(rng.choice(others[""]), "LOC"))
        words = tuple(word for word, _ in sentence[start:end])
        chosen = rng.choice(others[name]) if name in others and rng.random() < SWAPPED else words
        result.extend(tagged(chosen, name))
        place = end
    return (*result, *sentence[place:])


def tagged(words: Sequence[str], name: str) -> list[tuple[str, str]]:
    """The words of one entity with their tags."""
    return [(word, f"{'I' if number else 'B'}-{name}") for number, word in enumerate(words)]


def copies(
    sentences: Sequence[Tagged], strangers: Sequence[Tagged], code: str, titles: Sequence[str], rng: random.Random
) -> tuple[Tagged, ...]:
    """One swapped copy of every sentence that names a person or a place; people also come from the `strangers`."""
    lands = countries(code)
    people = list(dict.fromkeys(surfaces(sentences, "PER") + surfaces(strangers, "PER")))
    others = {"PER": people, "LOC": surfaces(sentences, "LOC") + lands, "": lands}
    chosen = [s for s in dict.fromkeys(sentences) if any(tag[2:] in {"PER", "LOC"} for _, tag in s)]
    return tuple(swapped(sentence, others, frozenset(titles), rng) for sentence in chosen)
