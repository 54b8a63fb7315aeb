"""`seeds/stories/<id>.yaml` → the stories that an editor follows: a title and the names whose briefings belong together."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from briefgen import codec, seeds
from briefgen.model import Location, Problem, Story


@dataclass(frozen=True, slots=True)
class Shape:
    """A file as written. `least` of the `entities` must be named by a briefing of the story; 0 = all of them."""

    __pydantic_config__: ClassVar[Any] = codec.REFUSE_UNKNOWN

    title: dict[str, str]
    entities: list[str]
    least: int = 0
    description: dict[str, str] = field(default_factory=dict)


def load(site: Path, folder: Path) -> tuple[tuple[Story, ...], tuple[Problem, ...]]:
    """The stories of a site by id (`folder` need not exist; paths are relative to `site`), and all that is wrong with them."""
    stories: list[Story] = []
    problems: list[Problem] = []
    other = "Stories are files that end in .yaml and are named after the story's id."
    for one in seeds.files(site, folder, seeds.YAML, code="story-invalid", other=other, deep=False):
        if isinstance(one, Problem):
            problems.append(one)
            continue
        story, found = parse(one.text, one.name, one.path.stem)
        stories += [story] if story else []
        problems += found
    return tuple(stories), tuple(problems)


def parse(text: str, name: str, identifier: str) -> tuple[Story | None, tuple[Problem, ...]]:
    """The story of one file, whose problems are reported under `name`."""
    data, problems = codec.load_yaml(text, name)
    if data is None or problems:
        return None, problems
    one, problems = codec.validate(Shape, data, name, code="story-invalid")
    if one is None:
        return None, problems
    message = ""
    if not any(words.strip() for words in one.title.values()):
        message = "a story needs a title"
    elif not one.entities or not 0 <= one.least <= len(set(one.entities)):
        message = "a story needs entities, and `least` cannot be more than there are"
    if message:
        return None, (Problem("story-invalid", "error", message, Location(name, 1, 1)),)
    entities = tuple(dict.fromkeys(one.entities))
    texts = (tuple(sorted(one.title.items())), tuple(sorted(one.description.items())))
    return Story(identifier, *texts, entities, one.least or len(entities), Location(name, 1, 1)), ()
