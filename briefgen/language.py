"""`lang/<code>.toml` → `LanguagePack`: what one language's rules are made of. Names of months, weekdays, territories
and currencies and the marks of numbers come from CLDR through Babel (this is its only doorway); all else is in the file.

A stage reads its own section with `pack.section("temporal")` and compiles it once per pack.
"""

from __future__ import annotations

import functools
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = Path(str(resources.files("briefgen") / "lang"))


def fetched() -> Path:
    """The user's folder of models that were downloaded, one folder a language."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "briefgen" / "models"


@dataclass(frozen=True, eq=False)
class LanguagePack:
    """One language. Packs compare and hash by identity, so a stage can cache what it compiles from one."""

    code: str
    data: Mapping[str, Any] = field(repr=False)

    def section(self, name: str) -> Mapping[str, Any]:
        """A top-level table of the file; empty if the language does not have it."""
        section: Mapping[str, Any] = self.data.get(name, MappingProxyType({}))
        return section

    @property
    def models(self) -> Path | None:
        """The folder that `stanza.Pipeline(dir=…)` takes: of the shipped weights, else of those that were fetched, else None."""
        folders = (FOLDER / "models" / self.code, fetched() / self.code)
        return next((folder for folder in folders if (folder / "resources.json").is_file()), None)

    @functools.cached_property
    def cldr(self) -> Cldr:
        """Names and marks from CLDR, loaded on first use."""
        return Cldr.load(self.code)


@dataclass(frozen=True)
class Cldr:
    """CLDR data of one language. `months`: `((name, 1…12), …)` wide and abbreviated, lower case; `weekdays`: `((name, 0…6), …)`
    with Monday 0; `territories`: ISO 3166 alpha-2 → label; `currencies`: ISO 4217 → (label, symbol)."""

    months: tuple[tuple[str, int], ...]
    weekdays: tuple[tuple[str, int], ...]
    territories: Mapping[str, str] = field(repr=False)
    currencies: Mapping[str, tuple[str, str]] = field(repr=False)
    decimal: str
    group: str

    @staticmethod
    def load(code: str) -> Cldr:
        """Read CLDR through Babel; an unknown language gets the root locale's English-like marks."""
        from babel import Locale, UnknownLocaleError
        from babel.numbers import get_decimal_symbol, get_group_symbol

        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            locale = Locale.parse("en")

        def names(table: Any) -> list[tuple[str, int]]:
            found = {
                (str(name).lower().rstrip("."), number)
                for context in ("format", "stand-alone")
                for width in ("wide", "abbreviated")
                for number, name in table[context][width].items()
            }
            return sorted(found, key=lambda pair: (pair[1], -len(pair[0]), pair[0]))

        return Cldr(
            months=tuple(names(locale.months)),
            weekdays=tuple(names(locale.days)),
            territories=MappingProxyType({key: str(value) for key, value in locale.territories.items() if len(key) == 2}),
            currencies=MappingProxyType(
                {key: (str(value), str(locale.currency_symbols.get(key, ""))) for key, value in locale.currencies.items()}
            ),
            decimal=get_decimal_symbol(locale),
            group=get_group_symbol(locale),
        )


@functools.cache
def load(code: str) -> LanguagePack:
    """The pack of a language code (`id`, `en`); a language without a file gets an empty pack.

    Raises `tomllib.TOMLDecodeError` for a broken file: shipped data is tested, so that is a bug and not a user's problem."""
    path = FOLDER / f"{code}.toml"
    data = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    return LanguagePack(code, MappingProxyType(data))


_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def code_of(written: str) -> str:
    """The code that a pack has for a language as somebody wrote it: `en` for `en-US` or `EN`; without a pack the code itself, and
    an empty string for what is no code."""
    if not _CODE.fullmatch(written):
        return ""
    main = re.split("[-_]", written)[0].lower()
    return main if main in codes() else written.replace("_", "-")


def codes() -> tuple[str, ...]:
    """The languages that have a file, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@functools.lru_cache(maxsize=4096)
def localised(code: str, kind: str, value: Any, **options: Any) -> str:
    """Format a `date`, `datetime`, `decimal` or `unit` for readers of a language through Babel (`kind` names the function)."""
    from babel import dates, numbers, units

    functions: dict[str, Any] = {
        "date": dates.format_date,
        "datetime": dates.format_datetime,
        "decimal": numbers.format_decimal,
        "unit": units.format_unit,
    }
    return str(functions[kind](value, locale=code, **options))
