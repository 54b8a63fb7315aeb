"""Name spots → what each names: a glossary entity, one of the article's own, or nobody can tell (NIL with candidates). Pins win,
then what the article introduces, then the glossary, as `choose` weighs it; where nobody leads, nothing is guessed.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from briefgen import edtf
from briefgen.glossary.choose import Choice, Setting, is_of_another
from briefgen.glossary.gazetteer import Match, Name
from briefgen.glossary.local import ELSEWHERE, Names
from briefgen.glossary.spot import Spot
from briefgen.glossary.words import Words
from briefgen.model import Entity, EntityType

# So much of an article's id goes into that of a person who is known in it by one name only.
LONGEST_ARTICLE = 40


class Verdict(NamedTuple):
    """What a spot names and why; `entity` None = NIL, `own` the fullest form of a name that no glossary has."""

    entity: Entity | None = None
    own: str = ""
    evidence: str = ""
    candidates: tuple[str, ...] = ()


def applicable(matches: Iterable[Match], setting: Setting, published: str | None = None) -> tuple[Match, ...]:
    """The matches whose aliases may count here: some need their entity's full name, some one of their context in the article,
    some hold for a time only. A demonym names nobody; it speaks for its country where another name may mean several things.
    """
    matches = tuple(matches)
    kept = []
    for match in matches:
        names = tuple([name for name in match.names if _applies(name, setting, published)])
        if names:
            kept.append(match if names == match.names else match._replace(names=names))
    gone = {match.span for match in matches} - {match.span for match in kept}
    return tuple(match._replace(inside=None) if match.inside in gone else match for match in kept)


def speaking(likely: Iterable[Match], matches: Iterable[Match]) -> Iterator[Match]:
    """Of the likely matches what is left of them once those names are gone that cannot count here, and demonyms."""
    kept = {match.span: match for match in matches}
    for match in likely:
        if match.span in kept:
            yield kept[match.span]
        elif all(name.alias.kind == "demonym" for name in match.names):
            yield match


def _applies(name: Name, setting: Setting, published: str | None) -> bool:
    alias = name.alias
    if alias.kind == "demonym" or (alias.valid and not _held_at(alias.valid, published)):
        return False
    if alias.match == "after_full_name":
        return name.entity.id in setting.named
    if alias.match == "context":
        return any(setting.has(item, name.entity.id) for item in alias.context)
    return True


def _held_at(valid: str, published: str | None) -> bool:
    """True if an alias held on the day of publication; of an undated article nobody can say so."""
    day, time = edtf.bounds((published or "")[:10]), edtf.bounds(valid)
    return day is not None and time is not None and time[0] <= day[1] and day[0] <= time[1]


@dataclass(slots=True)
class Settler:
    """Settles the spots of one document."""

    words: Words
    names: Names
    setting: Setting
    by_surface: dict[str, tuple[Name, ...]] = field(default_factory=dict)

    @staticmethod
    def of(words: Words, spots: Sequence[Spot], names: Names, setting: Setting) -> Settler:
        """Prepare: which glossary names the document has."""
        settler = Settler(words, names, setting)
        for spot in spots:
            if spot.names:
                settler.by_surface.setdefault(spot.span.of(words.text), spot.names)
        return settler

    def verdict(self, spot: Spot) -> Verdict:
        """What one spot names."""
        surface = spot.span.of(self.words.text)
        if spot.type == "person" or not spot.names or self._is_anothers(spot, surface):
            if rivals := self.names.rivals.get(surface):
                return Verdict(evidence=f"may be short for {' or '.join(rivals)}", candidates=self._ids(rivals, spot.type))
            if surface in self.names.full:
                full, why = self.names.full[surface]
                return self._by_name(spot, full, why)
        return self._by_name(spot, surface, "")

    def _is_anothers(self, spot: Spot, surface: str) -> bool:
        """True if the article has introduced the name as that of another country's body (`Mahkamah Agung Israel`)."""
        full = self.names.full.get(surface, ("", ""))[0]
        owners = self.by_surface.get(full.removeprefix(surface).strip(), ()) if full.startswith(surface) else ()
        countries = [owner.entity for owner in owners if owner.entity.kind == "country"]
        return any(is_of_another(name.entity, country) for name in spot.names for country in countries)

    def _by_name(self, spot: Spot, name: str, why: str) -> Verdict:
        again = why or spot.evidence == ELSEWHERE
        known = self.by_surface.get(name, () if why else spot.names) if again else spot.names
        choice = self.setting.choose(known, spot.marked)
        if choice.name:
            return Verdict(choice.name.entity, "", why or _cited(choice))
        if choice.candidates:
            return Verdict(evidence=f'"{name}" names several things', candidates=choice.candidates)
        if why and spot.names and not known and not self._is_anothers(spot, spot.span.of(self.words.text)):
            # The article introduces a name of its own for what the glossary knows by its short form: `Long Name (LN)`.
            short = self.setting.choose(spot.names, spot.marked)
            if short.name and spot.type != "person" and _resembles(short.name.entity, name):
                return Verdict(short.name.entity, "", _cited(short))
        return Verdict(None, name, why or spot.evidence)

    def _ids(self, names: Iterable[str], kind: EntityType) -> tuple[str, ...]:
        found = []
        for name in names:
            best = self.setting.choose(self.by_surface.get(name, ()), kind).name
            found.append(best.entity.id if best else slug(name) or kind)
        return tuple(found)


def _cited(choice: Choice) -> str:
    name = choice.name
    if name is None:
        return ""
    place = name.entity.location
    where = f"{place.path}:{place.line}" if place else f"the {name.entity.layer} glossary"
    kind = "" if name.alias.kind == "name" else f" ({name.alias.kind})"
    return f'"{name.alias.text}"{kind} names {name.entity.id} in {where}' + (f", {choice.why}" if choice.why else "")


def _resembles(entity: Entity, name: str) -> bool:
    """True if a label or alias has most of the words of the name."""
    wanted = set(name.casefold().split())
    forms = [text for _, text in entity.labels] + [alias.text for alias in entity.aliases]
    return any(len(wanted & set(form.casefold().split())) * 2 > len(wanted) for form in forms)


def slug(name: str) -> str:
    """A name as an id: ASCII letters and digits in words joined by hyphens; a digest where nothing of it is left."""
    plain = name
    if not name.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    ascii_only = re.sub(r"[^a-z0-9]+", "-", plain.translate(_LETTERS).casefold().encode("ascii", "ignore").decode()).strip("-")
    if len(ascii_only) * 2 >= len(name.strip()):
        return ascii_only[:80].strip("-")
    return "name-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]


_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "ı": "i"}
    | dict.fromkeys("'’", "")
)


class Founder:
    """Ids and entities for names that no glossary has: one entity a name and type, ids stable and unlike any glossary id.

    Articles that name the same thing in full share its id. A person's lone first name or surname says too little for that: its id
    holds the article's.
    """

    def __init__(self, lang: str, article: str, taken: Container[str]) -> None:
        self._lang = lang
        self._article = slug(article)[:LONGEST_ARTICLE]
        self._taken = taken
        self._ids: set[str] = set()
        self._found: dict[tuple[str, EntityType], Entity] = {}

    def entity(self, name: str, kind: EntityType) -> Entity:
        """The entity of a name, made on its first use; of several words it is shown as the first mention that does not shout."""
        key = (name.casefold(), kind)
        if key not in self._found:
            lone = kind == "person" and len(name.split()) == 1
            base = f"{slug(name)}-{self._article}" if lone and self._article else slug(name)
            others = itertools.chain((kind,), itertools.count(2))
            ident = base if self._is_new(base) else next(filter(self._is_new, (f"{base}-{other}" for other in others)))
            self._ids.add(ident)
            self._found[key] = Entity(ident, kind, ((self._lang, name),), layer="found")
        elif " " in name and self._found[key].labels[0][1].isupper() and not name.isupper():
            self._found[key] = replace(self._found[key], labels=((self._lang, name),))
        return self._found[key]

    def _is_new(self, ident: str) -> bool:
        return ident not in self._ids and ident not in self._taken

    @property
    def found(self) -> tuple[Entity, ...]:
        """All entities made, by id."""
        return tuple(sorted(self._found.values(), key=lambda entity: entity.id))
