"""Several entities of one name → the one that is meant in this article, or none if too little speaks for any. Points are given for
what the glossary says of them (layer, priority) and for what the article does (the type that the annotator sees, related names,
words of the alias's context, the country of the outlet). Whom layer and priority prefer is chosen unless the article speaks more
for another; the other is chosen only by a clear margin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefgen.glossary.gazetteer import Match, Name
from briefgen.glossary.words import Words
from briefgen.model import Entity, EntityType

LAYERS = ("found", "builtin", "starter", "site", "article")
# A nearer layer is the editor's word: the site's beats all evidence, the starter layer all but the plainest.
LAYER_POINTS = 5.0
# Priorities are steps of ten: country 40, region 35, province 30, capital 20, other cities 10 to 16 by size.
PRIORITY_POINTS = 0.1
TYPE_POINTS = 2.0
# One whose country, owner or seat is named, or for whom a word of the alias's context stands here.
RELATED_POINTS = 2.0
CONTEXT_POINTS = 2.0
# Weaker: other names from the same country, or an outlet of that country.
NEIGHBOUR_POINTS = 1.0
OUTLET_POINTS = 1.0
# So much must the first lead by to be chosen for evidence that speaks against layer or priority.
MARGIN = 1.0

_LOCAL = ("located_in", "capital_of")


@dataclass(frozen=True, slots=True)
class Choice:
    """The name that is meant, why it and not another, and where nobody leads those between whom it lies."""

    name: Name | None = None
    why: str = ""
    candidates: tuple[str, ...] = ()


class Setting:
    """What one article says that may speak for a candidate."""

    def __init__(self, words: Words, matches: Iterable[Match] = (), outlet: Entity | None = None) -> None:
        self._words = words
        self._matches = tuple(matches)
        self._outlet = frozenset(_targets(outlet, _LOCAL)) if outlet else frozenset()

    @cached_property
    def seen(self) -> frozenset[str]:
        """The entities that a name in the text can alone mean."""
        alone = (match.names for match in self._matches if len({name.entity.id for name in match.names}) == 1)
        return frozenset(names[0].entity.id for names in alone if any(name.alias.match == "always" for name in names))

    @cached_property
    def named(self) -> frozenset[str]:
        """The entities that any name in the text may mean."""
        return frozenset(name.entity.id for match in self._matches for name in match.names if name.alias.match == "always")

    @cached_property
    def _pointed(self) -> frozenset[str]:
        """What the seen ones are related to: their countries, owners, seats."""
        known = {name.entity.id: name.entity for match in self._matches for name in match.names}
        return frozenset(target for ident in self.seen for target in _targets(known[ident]))

    def choose(self, names: Sequence[Name], marked: EntityType | None) -> Choice:
        """The one of these names that is meant; `marked` is the type that the annotator gave the mention, if it saw one."""
        first: dict[str, Name] = {}
        for name in names:
            first.setdefault(name.entity.id, name)
        if len(first) < 2:
            return Choice(names[0] if names else None)
        scored = [(self._evidence(name, marked), _prior(name.entity), name) for name in first.values()]
        scored.sort(key=lambda item: (-item[0][0] - item[1], item[2].entity.id))
        (evidence, reasons), prior, best = scored[0]
        rivals = scored[1:]
        clear = all(evidence + prior - other[0] - others_prior >= MARGIN for other, others_prior, _ in rivals)
        if clear or all(prior > others_prior and evidence >= other[0] for other, others_prior, _ in rivals):
            others = ", ".join(name.entity.id for _, _, name in rivals)
            return Choice(best, f"rather than {others}: {'; '.join(reasons) or 'by layer and priority'}")
        return Choice(candidates=tuple(sorted(first)))

    def _evidence(self, name: Name, marked: EntityType | None) -> tuple[float, tuple[str, ...]]:
        entity, points = name.entity, 0.0
        reasons = []
        if marked == entity.type:
            points += TYPE_POINTS
            reasons.append(f"the model marks a {marked}")
        targets = _targets(entity)
        if related := next((target for target in targets if target in self.seen), None):
            points += RELATED_POINTS
            reasons.append(f"{related} is named here")
        elif entity.id in self._pointed or any(target in self._pointed for target in _targets(entity, _LOCAL)):
            points += NEIGHBOUR_POINTS
            reasons.append("others from there are named here")
        if word := next((item for item in name.alias.context if self.has(item, entity.id)), None):
            points += CONTEXT_POINTS
            reasons.append(f'"{word}" stands here')
        if self._outlet & {entity.id, *_targets(entity, _LOCAL)}:
            points += OUTLET_POINTS
            reasons.append("the outlet is from there")
        return points, tuple(reasons)

    def has(self, item: str, own: str = "") -> bool:
        """True if an entity (not `own`), a word or several words of an alias's context are in the article."""
        if item in self.named:
            return item != own
        words = item.casefold().split()
        return all(word in self._words.vocabulary for word in words) and (
            len(words) == 1 or " ".join(words) in self._words.text.casefold()
        )


def _prior(entity: Entity) -> float:
    layer = LAYERS.index(entity.layer) if entity.layer in LAYERS else len(LAYERS)
    return layer * LAYER_POINTS + entity.priority * PRIORITY_POINTS


def _targets(entity: Entity, kinds: Sequence[str] = ()) -> tuple[str, ...]:
    return tuple(relation.target for relation in entity.relations if not kinds or relation.type in kinds)
