"""`briefgen.toml` → `Config`: one frozen value with every default in one place. The folder that holds the file is the site; paths
in it are relative to that folder. Wrong files are reported in full, with line and column and the key that may have been meant.
"""

from __future__ import annotations

import dataclasses
import functools
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefgen import codec
from briefgen.model import Location, Problem, PublishMode

Engine = Literal["serial", "processes", "dask"]
Layer = Literal["builtin", "starter"]

FILE = "briefgen.toml"
EDIT_SLOTS = ("path", "page", "sentence")


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one site. Folders are absolute; `base_url` is empty or ends in `/`; `jobs` 0 means one a core."""

    root: Path
    title: str = "Briefings"
    lang: str = "id"
    """Language of the site's own words, and of articles too short to tell."""
    base_url: str = ""
    outlet_timezones: tuple[tuple[str, str], ...] = ()
    """Outlet as printed → IANA time zone, for outlets of which the glossary knows none."""
    publish: PublishMode = "full"
    edit_url: str = ""
    """Where readers may report a mistake or propose a change. `{path}` stands for the source file below the site folder, `{page}`
    for the page below the output folder, `{sentence}` for `S12` (empty where no sentence is meant)."""
    output: Path = Path("site")
    jobs: int = 0
    engine: Engine = "processes"
    strict: bool = False
    max_article_bytes: int = 1_000_000
    layers: tuple[Layer, ...] = ("builtin", "starter")
    languages: tuple[str, ...] = ()
    """Languages whose names in the glossary are used; empty = all."""
    search: bool = True

    @property
    def seeds(self) -> Path:
        """The folder of inputs."""
        return self.root / "seeds"

    @property
    def state(self) -> Path:
        """The folder of what the last builds knew; safe to delete."""
        return self.root / ".briefgen"

    @property
    def templates(self) -> Path:
        """The folder of the site's own templates; need not exist."""
        return self.root / "templates"

    @property
    def static(self) -> Path:
        """The folder that is copied into the output as it is; need not exist."""
        return self.root / "static"


KEYS = {
    "site": {key: key for key in ("title", "lang", "base_url", "outlet_timezones", "publish", "edit_url")},
    "build": {key: key for key in ("output", "jobs", "engine", "strict", "max_article_bytes")},
    "glossary": {key: key for key in ("layers", "languages")},
    "search": {"enabled": "search"},
}
"""Table and key in the file → field of `Config`."""


def load(path: Path) -> tuple[Config | None, tuple[Problem, ...]]:
    """Read the settings of a site: `path` is its folder or its `briefgen.toml`. Any error gives None and all the problems."""
    file = path / FILE if path.is_dir() else path
    try:
        text = file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        hint = f"Run briefgen in the folder of a site, or make one: an empty {FILE} is enough."
        return None, (Problem("config-missing", "error", f"there is no {FILE}", Location(file.name), hint),)
    except (OSError, UnicodeDecodeError) as error:
        return None, (Problem("config-invalid", "error", f"cannot be read: {error}", Location(file.name)),)
    data, problems = codec.load_toml(text, file.name)
    if data is None:
        return None, problems
    sections, problems = codec.validate(_shape(), data, file.name, code="config-invalid")
    if sections is None:
        return None, problems
    values = {field: getattr(getattr(sections, section), key) for section, keys in KEYS.items() for key, field in keys.items()}
    values["outlet_timezones"] = tuple(values["outlet_timezones"].items())
    places = {
        field: Location(file.name, *codec.locate(data, (section, key)))
        for section, keys in KEYS.items()
        for key, field in keys.items()
        if key in data.get(section, {})
    }
    return _checked(Config(file.resolve().parent, **values), places)


def replace(config: Config, **overrides: Any) -> tuple[Config | None, tuple[Problem, ...]]:
    """The settings with some fields set from the command line; None means not given. A path is relative to the current folder."""
    given = {field: value for field, value in overrides.items() if value is not None}
    if "output" in given:
        given["output"] = Path(given["output"]).absolute()
    return _checked(dataclasses.replace(config, **given), {})


@functools.cache
def _shape() -> Any:
    """The shape of the file: a dataclass a table, made of the types and defaults of `Config`, with no other keys allowed."""
    hints = get_type_hints(Config) | {"outlet_timezones": dict[str, str]}
    defaults = {field.name: field.default for field in dataclasses.fields(Config)} | {"outlet_timezones": {}}

    def table(name: str, members: dict[str, tuple[Any, Any]]) -> Any:
        fields = [
            (key, kind, dataclasses.field(default_factory=functools.partial(_same, value)))
            for key, (kind, value) in members.items()
        ]
        return dataclasses.make_dataclass(name, fields, namespace={"__pydantic_config__": codec.REFUSE_UNKNOWN}, frozen=True)

    sections = {
        section: table(section.title(), {key: (hints[field], defaults[field]) for key, field in keys.items()})
        for section, keys in KEYS.items()
    }
    return table("File", {section: (kind, kind()) for section, kind in sections.items()})


def _same(value: Any) -> Any:
    return value


_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def _checked(config: Config, places: dict[str, Location]) -> tuple[Config | None, tuple[Problem, ...]]:
    """The settings made whole (absolute output, base URL with its final `/`), or what is wrong with them."""
    output = Path(os.path.normpath(config.root / config.output))
    config = dataclasses.replace(
        config, output=output, base_url=config.base_url.strip().rstrip("/") + "/" if config.base_url else ""
    )
    faults: list[tuple[str, str, str]] = []
    for field in ("lang", "languages"):
        named = (config.lang,) if field == "lang" else config.languages
        faults += [
            (field, f'"{code}" is not a language code', "Write it like id or en.")
            for code in named
            if not _LANGUAGE.fullmatch(code)
        ]
    if config.base_url and not _is_base(config.base_url):
        faults.append(
            ("base_url", f'"{config.base_url}" is not an address of a site', "Write it like https://example.org/news/.")
        )
    faults += [
        ("outlet_timezones", f'"{zone}" is not a time zone', "Write it like Asia/Jakarta.")
        for _, zone in config.outlet_timezones
        if not _is_zone(zone)
    ]
    if reason := _bad_edit_url(config.edit_url):
        faults.append(("edit_url", reason, "Write it like https://example.org/issues/new?title={page}%23{sentence}."))
    if config.jobs < 0:
        faults.append(("jobs", '"build.jobs" must be 0 (one a core) or more', ""))
    if config.max_article_bytes < 1:
        faults.append(("max_article_bytes", '"build.max_article_bytes" must be 1 or more', ""))
    if reason := _bad_output(config):
        faults.append(("output", f'"build.output" {reason}', "Choose a folder of its own, such as site."))
    problems = tuple(Problem("config-invalid", "error", text, places.get(field), hint) for field, text, hint in faults)
    return (None if problems else config), problems


def _is_base(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment or parts.username)
        )
    except ValueError:
        return False


def _is_zone(name: str) -> bool:
    try:
        return ZoneInfo(name).key == name
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return False


def _bad_edit_url(url: str) -> str:
    """What is wrong with the address for reports, or an empty string."""
    unknown = [slot for slot in re.findall(r"\{([^{}]*)\}", url) if slot not in EDIT_SLOTS]
    if unknown:
        return f'"{{{unknown[0]}}}" is no slot of "site.edit_url"; there are {", ".join(f"{{{slot}}}" for slot in EDIT_SLOTS)}'
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    known = (parts.scheme in ("http", "https") and parts.hostname) or parts.scheme == "mailto"
    return "" if known or not url else f'"{url}" is not an address'


def _bad_output(config: Config) -> str:
    """Why the output folder would endanger the site's own files, or an empty string. Links are followed before comparing."""
    output = Path(os.path.realpath(config.output))
    if Path(os.path.realpath(config.root)).is_relative_to(output):
        return "holds the site folder itself"
    for folder in (config.seeds, config.state, config.templates, config.static):
        own = Path(os.path.realpath(folder))
        if output.is_relative_to(own):
            return f"is {folder.name}/ or lies inside it"
        if own.is_relative_to(output):
            return f"holds {folder.name}/"
    return ""
