"""Glossary files → one `Glossary`: the site's Markdown files with front matter and YAML lists, laid onto the shipped layers.
Every problem is reported with file, line and column; a broken entry is dropped and the rest loads.
"""

from __future__ import annotations

import dataclasses
import difflib
import itertools
import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen import codec, edtf, seeds
from briefgen.glossary import layers as layering
from briefgen.glossary.schema import LONGEST_DESCRIPTION, Entry
from briefgen.model import Entity, Glossary, Location, Problem

# Finding the id that is most like another takes a thirtieth of a second among thousands.
MOST_GUESSED = 20
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BODY_OF = re.compile(r"(?P<stem>.+)\.(?P<lang>[a-z]{2,3})")

Found = tuple[Entry, Location, tuple[tuple[str, str], ...]]
"""An entry, where it begins, and its body by language."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one file says: its entries with the place where each begins, the long text below them, and what is wrong with it."""

    entries: tuple[tuple[Entry, Location], ...]
    body: str
    problems: tuple[Problem, ...]


Parse = Callable[[str, str], Parsed]
"""The text of a file and its path → what it says."""


def parse(text: str, name: str) -> Parsed:
    """What a file of that path says. Pure, and the slow part of loading: a caller may keep what it gives."""
    is_page = name.lower().endswith(".md")
    front, body, _ = codec.split_front_matter(text) if is_page else (text, "", 1)
    if front is None:
        return Parsed((), "", (_invalid("there is no front matter", Location(name, 1, 1), 'Begin the file with a line "---".'),))
    data, trouble = codec.load_yaml(front, name, 2 if is_page else 1)
    problems = list(trouble)
    return Parsed(tuple(_entries(data, name, problems)), body.strip(), tuple(problems))


@layering.uncollected()
def load(
    site: Path, folder: Path, *, layers: tuple[str, ...] = ("builtin", "starter", "site"), parse: Parse = parse
) -> tuple[Glossary, tuple[Problem, ...]]:
    """The merged glossary of a site and all that is wrong with its files (in `folder`; its paths are relative to `site`)."""
    known = dict(layering.shipped(tuple(layer for layer in layers if layer in layering.SHIPPED)))
    if "site" not in layers or not folder.is_dir():
        return _glossary(known), ()
    found, problems = _read(site, folder, parse)
    claimed = {same: ident for ident, entity in known.items() for same in entity.same_as}
    own: dict[str, Entity] = {}
    for entry, location, bodies in found:
        trouble = _duplicate(entry, own, location) or _same_as_clash(entry, claimed, known, location)
        if trouble:
            problems.append(trouble)
            continue
        if entry.override == "hide":
            known.pop(entry.id, None)
            continue
        lower = None if entry.override == "replace" else known.get(entry.id)
        try:
            entity = layering.onto(lower, entry, "site", location)
        except ValueError as missing:
            problems.append(_incomplete(entry, str(missing), location))
            continue
        if bodies:
            entity = dataclasses.replace(entity, bodies=tuple(sorted({**dict(entity.bodies), **dict(bodies)}.items())))
        known[entry.id] = own[entry.id] = entity
        claimed.update(dict.fromkeys(entry.same_as, entry.id))
    problems += (*_alias_clashes(known, own), *_dangling(known, found))
    return _glossary(known), tuple(sorted(problems, key=lambda one: (one.location or Location(""), one.code, one.message)))


def _glossary(known: dict[str, Entity]) -> Glossary:
    return Glossary(tuple(known[ident] for ident in sorted(known)))


# --- reading -----------------------------------------------------------------------------------------------------------


def _read(site: Path, folder: Path, parse: Parse) -> tuple[list[Found], list[Problem]]:
    found: list[Found] = []
    problems: list[Problem] = []
    read: dict[Path, seeds.Written] = {}
    for one in seeds.files(site, folder, seeds.YAML | {".md"}, code="glossary-invalid"):
        if isinstance(one, Problem):
            problems.append(one)
        else:
            read[one.path] = one
    bodies: dict[Path, dict[str, str]] = {}
    pages: list[seeds.Written] = []
    for path, one in read.items():
        if translated := _translated(path, read):
            bodies.setdefault(translated[0], {})[translated[1]] = one.text.strip()
        else:
            pages.append(one)
    for one in pages:
        parsed = parse(one.text, one.name)
        problems += parsed.problems
        texts = ({"*": parsed.body} if parsed.body else {}) | bodies.get(one.path, {})
        found += ((entry, location, tuple(sorted(texts.items()))) for entry, location in parsed.entries)
    return found, problems


def _translated(path: Path, read: Container[Path]) -> tuple[Path, str] | None:
    """Of `NAME.en.md` beside `NAME.md`, which holds the English body of the same entity: the other file, and the language."""
    match = _BODY_OF.fullmatch(path.stem) if path.suffix == ".md" else None
    page = path.with_name(f"{match['stem']}.md") if match else path
    return (page, match["lang"]) if match and page in read else None


def _entries(data: Any, name: str, problems: list[Problem]) -> Iterator[tuple[Entry, Location]]:
    rows = data if isinstance(data, list) else [] if data is None else [data]
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            problems.append(
                _invalid("an entry must be keys with values", Location(name, *codec.position(data, number)), "Write `- id: …`.")
            )
            continue
        entry, trouble = codec.validate(Entry, row, name, code="glossary-invalid")
        problems += trouble
        if entry is None:
            continue
        location = Location(name, *codec.position(row, "id"))
        if not ID.fullmatch(entry.id):
            hint = "Ids are lower-case letters a-z and digits, joined by single hyphens."
            problems.append(_invalid(f'"{entry.id}" is not an id', location, hint))
            continue
        for lang, text in entry.description.items():
            if len(text) > LONGEST_DESCRIPTION:
                place = Location(name, *codec.locate(row, ("description", lang)))
                message = f'the description of "{entry.id}" has {len(text)} characters; {LONGEST_DESCRIPTION} fit a card'
                problems.append(Problem("glossary-invalid", "warning", message, place, "Move the rest into the body."))
        problems += _wrong_times(entry, row, name)
        yield entry, location


def _wrong_times(entry: Entry, row: Any, name: str) -> Iterator[Problem]:
    """Aliases that say when they hold in a way that says no time; they would never count."""
    for lang, aliases in entry.aliases.items():
        for number, alias in enumerate(aliases):
            if not isinstance(alias, str) and alias.valid and edtf.bounds(alias.valid) is None:
                place = Location(name, *codec.locate(row, ("aliases", lang, number, "valid")))
                hint = 'Write it like "2012-05-07/.." or "2014".'
                yield _invalid(f'"{alias.valid}" is not a time in which "{alias.text}" holds', place, hint)


# --- checks ------------------------------------------------------------------------------------------------------------


def _duplicate(entry: Entry, own: dict[str, Entity], location: Location) -> Problem | None:
    first = own.get(entry.id)
    if first is None or first.location is None:
        return None
    message = f'the id "{entry.id}" is given twice, first in {first.location.path}:{first.location.line}'
    return Problem("glossary-duplicate-id", "error", message, location, "Put both into one entry, or give one another id.")


def _same_as_clash(entry: Entry, claimed: dict[str, str], known: dict[str, Entity], location: Location) -> Problem | None:
    for same in entry.same_as:
        other = claimed.get(same, entry.id)
        if other != entry.id and other in known:
            place = known[other].location
            where = f"{place.path}:{place.line}" if place else f"the {known[other].layer} layer"
            message = f'"{same}" is said to be both "{entry.id}" and "{other}" ({where})'
            return Problem(
                "same-as-clash", "error", message, location, f'If they are the same, give this entry the id "{other}".'
            )
    return None


def _incomplete(entry: Entry, missing: str, location: Location) -> Problem:
    hint = "Only an entry that adds to one of a lower layer may leave it out; check the id."
    return _invalid(f'the new entity "{entry.id}" needs "{missing}"', location, hint)


def _invalid(message: str, location: Location, hint: str = "") -> Problem:
    return Problem("glossary-invalid", "error", message, location, hint)


def _alias_clashes(known: dict[str, Entity], own: dict[str, Entity]) -> Iterator[Problem]:
    """Names of a site's entity that another entity has, too, with nothing to prefer one."""
    holders: dict[tuple[str, str], list[Entity]] = {}
    for entity in known.values():
        for key in set(_names(entity)):
            holders.setdefault(key, []).append(entity)
    shared = {key: entities for key, entities in holders.items() if len(entities) > 1}
    for (lang, text), entities in sorted(shared.items()):
        best = max((entity.layer == "site", entity.priority) for entity in entities)
        rivals = sorted(e.id for e in entities if (e.layer == "site", e.priority) == best)
        at = next((own[ident].location for ident in reversed(rivals) if ident in own), None)
        if len(rivals) > 1 and at:
            message = f'"{text}" ({lang}) names {" and ".join(rivals)}'
            yield Problem("alias-clash", "warning", message, at, "Give one a higher `priority`, or the alias `match: context`.")


def _dangling(known: dict[str, Entity], found: Iterable[Found]) -> Iterator[Problem]:
    """Relations of a site's entries to what no layer describes, not even one that the site leaves out."""
    related = ((entry.id, relation.target, place) for entry, place, _ in found for relation in entry.relations)
    missing = [one for one in dict.fromkeys(related) if one[0] in known and one[1] not in known]
    shipped = layering.shipped(layering.SHIPPED) if missing else {}
    missing = [one for one in missing if one[1] not in shipped]
    targets = itertools.islice(dict.fromkeys(target for _, target, _ in missing), MOST_GUESSED)
    near = {target: difflib.get_close_matches(target, known, 1) for target in targets}
    for ident, target, place in missing:
        hint = (
            f'Did you mean "{near[target][0]}"?'
            if near.get(target)
            else "Give the id of an entity of the glossary, or write one."
        )
        message = f'"{ident}" is related to "{target}", which the glossary does not have'
        yield Problem("relation-unknown", "warning", message, place, hint)


def _names(entity: Entity) -> Iterable[tuple[str, str]]:
    yield from entity.labels
    yield from ((alias.lang, alias.text) for alias in entity.aliases if alias.match == "always")
