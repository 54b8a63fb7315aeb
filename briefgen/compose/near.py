"""Names that are nearly those of the glossary: other spellings, slips of the pen, a word more or less. For editors to look at;
nothing is ever linked by likeness.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from briefgen.model import Entity, EntityType, Glossary

ALIKE = 0.7
"""Likeness (Dice over trigrams, rare ones counting more) from which two names are near: `Kementrian Keuangan` and the ministry's
right name have 0.78, two ministries of different things 0.64 at most, for what they share is what many names have."""
MOST = 3
SHORTEST = 4
"""Shorter names are like too many others."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a glossary by their trigrams; `sizes` are the sums of the weights of a name's trigrams."""

    forms: tuple[tuple[Entity, str], ...]
    sizes: tuple[float, ...]
    index: dict[str, list[int]]

    @staticmethod
    def of(glossary: Glossary) -> Names:
        """Index all labels and aliases."""
        forms = tuple(dict.fromkeys((entity, plain(form)) for entity in glossary.entities for form in _forms(entity)))
        index: dict[str, list[int]] = {}
        grams = [trigrams(form) for _, form in forms]
        for number, found in enumerate(grams):
            for gram in found:
                index.setdefault(gram, []).append(number)
        names = Names(forms, (), index)
        return replace(names, sizes=tuple(sum(map(names.weight, found)) for found in grams))

    def weight(self, gram: str) -> float:
        """How much a trigram tells: less the more names have it."""
        return math.log(1 + len(self.forms) / (1 + len(self.index.get(gram, ()))))

    def near(self, name: str, kind: EntityType) -> tuple[str, ...]:
        """The ids of at most `MOST` entities with a name like this one, best first, ties by id. People are like people only."""
        if len(plain(name)) < SHORTEST:
            return ()
        wanted = sorted(trigrams(plain(name)))
        size = sum(map(self.weight, wanted))
        shared: dict[int, float] = {}
        for gram in wanted:
            weight = self.weight(gram)
            for number in self.index.get(gram, ()):
                shared[number] = shared.get(number, 0.0) + weight
        best: dict[str, float] = {}
        for number, common in shared.items():
            likeness = 2 * common / (size + self.sizes[number])
            entity = self.forms[number][0]
            if likeness >= ALIKE and (entity.type == "person") == (kind == "person"):
                best[entity.id] = max(best.get(entity.id, 0.0), likeness)
        return tuple(sorted(best, key=lambda ident: (-best[ident], ident))[:MOST])


def plain(name: str) -> str:
    """Lower case without accents and marks, words parted by one space."""
    letters = (char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in letters).split())


def trigrams(text: str) -> frozenset[str]:
    """All runs of three characters of the text between two spaces."""
    padded = f"  {text} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def _forms(entity: Entity) -> Iterable[str]:
    yield from (text for _, text in entity.labels)
    yield from (alias.text for alias in entity.aliases)
