"""TOML → `Table`s that know the lines of their keys, which `tomllib` alone does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from briefgen.codec.places import Table
from briefgen.model import Location, Problem

_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TOML_HEADER = re.compile(r"[ \t]{0,80}(\[\[?)[ \t]{0,80}([^\]\n]{1,200}?)[ \t]{0,80}\]\]?")
_TOML_KEY = re.compile(r"""[ \t]{0,80}("[^"\n]{1,200}"|'[^'\n]{1,200}'|[\w.-]{1,200})[ \t]{0,80}=""")


def load_toml(text: str, path: str) -> tuple[Table | None, tuple[Problem, ...]]:
    """Read TOML into a `Table` whose tables know the places of their keys; an error gives `(None, problems)`, `toml-syntax`."""
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = str(error)
        place = _TOML_PLACE.search(message)
        last = (text.count("\n") + 1, len(text) - text.rfind("\n"))
        line, column = (int(place[1]), int(place[2])) if place and place[1] else last
        problem = Problem("toml-syntax", "error", _TOML_PLACE.sub("", message), Location(path, line, column))
        return None, (problem,)
    result = _tables(data)
    _place_toml_keys(result, text)
    return result, ()


def _tables(data: Mapping[str, Any]) -> Table:
    table = Table((1, 1))
    for key, value in data.items():
        table[key] = (
            _tables(value)
            if isinstance(value, dict)
            else [_tables(v) if isinstance(v, dict) else v for v in value]
            if (isinstance(value, list))
            else value
        )
    return table


def _place_toml_keys(data: Table, text: str) -> None:
    """Note the line of every key. tomllib gives no places, so this reads headers and `key =` lines again; only keys that the
    parser found, in the table they are in, are noted, so a line inside a long string does no harm beyond a wrong number.
    """
    table: Any = data
    for number, line in enumerate(text.splitlines(), 1):
        header = _TOML_HEADER.match(line)
        if header:
            table = _enter(data, [part.strip().strip("\"'") for part in header[2].split(".")], (number, header.start(1) + 1))
        elif (key := _TOML_KEY.match(line)) and isinstance(table, Table):
            parts = [key[1]] if key[1][0] in "\"'" else key[1].split(".")
            _enter(table, [part.strip("\"'") for part in parts], (number, key.start(1) + 1))


def _enter(table: Any, keys: list[str], place: tuple[int, int]) -> Any:
    for key in keys:
        if not isinstance(table, Table) or key not in table:
            return None
        table.keys_at.setdefault(key, place)
        value = table[key]
        if isinstance(value, list) and value and isinstance(value[0], Table):
            value = next((item for item in value if item.start < place and not item.keys_at), value[-1])
        table = value
        if isinstance(table, Table):
            table.start = table.start if table.keys_at else place
    return table
