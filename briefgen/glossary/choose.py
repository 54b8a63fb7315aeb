"""Several entities of one name → the one that is meant in this article, or none if too little speaks for any. Points go to
what the glossary says of them (layer, priority) and for what the article does (the type that the annotator sees, related names,
words of the alias's context, the country of the outlet). Whom layer and priority prefer is chosen unless the article speaks more
for another; the other is chosen only by a clear margin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from briefgen.glossary.gazetteer import Match, Name
from briefgen.glossary.words import Words
from briefgen.model import Entity, EntityType

LAYERS = ("found", "builtin", "starter", "site", "article")
# A nearer layer is the editor's word: the site's beats all evidence, the starter layer all but the plainest.
LAYER_POINTS = 5.0
# Priorities are steps of ten: country 40, region 35, province 30, capital 20, other cities 10, cities up to 6 more by their size.
PRIORITY_POINTS = 0.1
TYPE_POINTS = 2.0
CONTEXT_POINTS = 2.0
# Its country, owner or seat is named; several other names belong there, too; the outlet does.
RELATED_POINTS = 1.0
NEIGHBOUR_POINTS = 1.0
NEIGHBOURS = 2
OUTLET_POINTS = 1.0
# Whom layer and priority prefer is believed with this lead; another needs the greater one, and with less nobody is chosen.
LEAD = 0.5
OVERTURNING_LEAD = 1.0

# Kinds of bodies that have their like in other countries (`Mahkamah Agung`), unlike companies and newspapers.
STATE = frozenset(
    ("parliament", "court", "ministry", "military", "police", "agency-of-state", "government", "central-bank", "party")
)
_LOCAL = ("located_in", "capital_of")


class Choice(NamedTuple):
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
    def _pointed(self) -> Counter[str]:
        """What the seen ones are related to (their countries, owners, seats), and by how many of them."""
        known = {name.entity.id: name.entity for match in self._matches for name in match.names}
        return Counter(target for ident in self.seen for target in set(_targets(known[ident])))

    @cached_property
    def _abroad(self) -> bool:
        """True if another country than the outlet's is named."""
        found = (name.entity for match in self._matches for name in match.names)
        return any(entity.kind == "country" and entity.id not in self._outlet for entity in found)

    def choose(self, names: Sequence[Name], marked: EntityType | None) -> Choice:
        """The one of these names that is meant; `marked` is the type that the annotator gave the mention, if it saw one."""
        if len(names) < 2:
            return Choice(names[0] if names else None)
        first: dict[str, Name] = {}
        for name in names:
            first.setdefault(name.entity.id, name)
        if len(first) < 2:
            return Choice(names[0])
        scored = [(self._evidence(name, marked), _prior(name.entity), name) for name in first.values()]
        scored.sort(key=lambda item: (-item[0][0] - item[1], item[2].entity.id))
        (evidence, reasons), prior, best = scored[0]
        rivals = scored[1:]
        needed = LEAD if prior >= max(other for _, other, _ in rivals) else OVERTURNING_LEAD
        clear = all(evidence + prior - other[0] - others_prior >= needed for other, others_prior, _ in rivals)
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
        if max((self._pointed[target] for target in (entity.id, *_targets(entity, _LOCAL))), default=0) >= NEIGHBOURS:
            points += NEIGHBOUR_POINTS
            reasons.append("others from there are named here")
        # A country lets a name of its own in; to count it again would favour the rare over the well known.
        telling = (item for item in name.alias.context if name.alias.match != "context" or item not in targets)
        if word := next((item for item in telling if self.has(item, entity.id)), None):
            points += CONTEXT_POINTS
            reasons.append(f'"{word}" stands here')
        if self._outlet & {entity.id, *_targets(entity, _LOCAL)}:
            points += OUTLET_POINTS
            reasons.append("the outlet is from there")
        return points, tuple(reasons)

    def has(self, item: str, own: str = "") -> bool:
        """True if an entity (not `own`), something that belongs to it, or the words of a context are in the article."""
        if item in self.named or item in self._pointed:
            return item != own
        if item in self._outlet and not self._abroad:
            return True  # an outlet writes of its own country where it names no other
        words = item.casefold().split()
        return all(word in self._words.vocabulary for word in words) and (
            len(words) == 1 or " ".join(words) in self._words.text.casefold()
        )


def is_of_another(entity: Entity, country: Entity) -> bool:
    """True of a body of state that every country has, if this is another country's."""
    own = _targets(entity, _LOCAL)
    return entity.kind in STATE and bool(own) and country.id not in own


def _prior(entity: Entity) -> float:
    layer = LAYERS.index(entity.layer) if entity.layer in LAYERS else len(LAYERS)
    return layer * LAYER_POINTS + entity.priority * PRIORITY_POINTS


def _targets(entity: Entity, kinds: Sequence[str] = ()) -> tuple[str, ...]:
    return tuple(relation.target for relation in entity.relations if not kinds or relation.type in kinds)
