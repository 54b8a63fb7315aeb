"""Loaded data → dataclasses of ours through pydantic, with every error as a `Problem` that names its file, line and column."""

from __future__ import annotations

import copy
import difflib
import functools
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, cast

from briefgen.codec.places import Row, Table, locate, position
from briefgen.model import Location, Problem, Severity

T = TypeVar("T")

REFUSE_UNKNOWN = {"extra": "forbid", "coerce_numbers_to_str": True}
"""Set `__pydantic_config__ = codec.REFUSE_UNKNOWN` in a dataclass whose files may hold no other keys (`title: 2024` is text)."""

_ATTEMPTS = 3
"""Validations of one value at most: as given, without its unknown keys, and once more for keys the first pass did not reach."""


@functools.cache
def adapter(kind: Any) -> Any:
    """The compiled validator and serialiser of a type."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


@functools.cache
def _schema(kind: Any) -> Any:
    return adapter(kind).json_schema()


def json_schema(kind: Any) -> dict[str, Any]:
    """A dataclass of ours as JSON Schema, for editors; a value that may be changed."""
    made: dict[str, Any] = copy.deepcopy(_schema(kind))
    return made


_WANTED = {
    "string": "text",
    "int": "a whole number",
    "bool": "true or false",
    "float": "a number",
    "decimal": "a number",
    "tuple": "a list",
    "list": "a list",
    "frozen_set": "a list",
    "set": "a list",
    "dict": "keys with values",
    "mapping": "keys with values",
    "dataclass": "keys with values",
    "model": "keys with values",
}


def validate(
    model: type[T], data: Any, path: str, *, code: str, unknown: Severity = "error", prefix: tuple[str, ...] = ()
) -> tuple[T | None, tuple[Problem, ...]]:
    """Make a dataclass of loaded data; all errors at once, sorted by place, under `code`.

    `prefix` names the part of the file that `data` is, for messages. Keys that a model with `REFUSE_UNKNOWN` does not have are
    reported with severity `unknown`, with the key that may have been meant; unless that is `error`, they are then ignored.
    """
    from pydantic import ValidationError

    ignored: list[Problem] = []
    errors: list[Any] = []
    for _ in range(_ATTEMPTS):
        try:
            return adapter(cast(Any, model)).validate_python(data), tuple(sorted(ignored, key=_order))
        except ValidationError as error:
            errors = error.errors(include_url=False)
        strange = [_real_keys(data, item["loc"]) for item in errors if _is_unknown(item)]
        if unknown == "error" or not strange:
            break
        ignored += [_unknown(model, keys, data, path, code=code, severity=unknown) for keys in strange]
        data = _without(data, strange)
    seen: dict[tuple[Any, ...], Problem] = {}
    for item in errors:
        keys = _real_keys(data, item["loc"])
        if _is_unknown(item):
            problem = _unknown(model, keys, data, path, code=code, severity=unknown)
        else:
            problem = _wrong(item, keys, path, code=code, prefix=prefix, place=locate(data, keys))
        seen.setdefault((*keys, item["type"] == "missing"), problem)
    return None, tuple(sorted((*ignored, *seen.values()), key=_order))


def _order(problem: Problem) -> tuple[Location, str]:
    return problem.location or Location(""), problem.message


def _is_unknown(item: Any) -> bool:
    return item["type"] in ("extra_forbidden", "unexpected_keyword_argument")


def _wrong(item: Any, keys: tuple[Any, ...], path: str, *, code: str, prefix: tuple[str, ...], place: tuple[int, int]) -> Problem:
    name = ".".join(str(key) for key in (*prefix, *keys)) or "the file"
    kind = str(item["type"])
    family = next((wanted for start, wanted in _WANTED.items() if kind.startswith(start + "_")), "")
    if kind == "missing":
        message = f'"{name}" is missing'
    elif kind == "literal_error":
        message = f'"{name}" must be {item["ctx"]["expected"]}, not {_shown(item["input"])}'
    elif family and kind.rpartition("_")[2] in ("type", "parsing"):
        message = f'"{name}" must be {family}, not {_shown(item["input"])}'
    else:
        message = f'"{name}": {item["msg"].removeprefix("Value error, ")}'
    return Problem(code, "error", message, Location(path, *place))


def _unknown(model: Any, keys: tuple[Any, ...], data: Any, path: str, *, code: str, severity: Severity) -> Problem:
    near = difflib.get_close_matches(str(keys[-1]), _names(model, keys[:-1]), 1)
    hint = f'Did you mean "{near[0]}"?' if near else ""
    return Problem(code, severity, f'unknown key "{".".join(map(str, keys))}"', Location(path, *locate(data, keys)), hint)


def _names(model: Any, keys: tuple[Any, ...]) -> list[str]:
    """The keys that are allowed at a path into a model, as its JSON schema knows them."""
    schema: Any = _schema(model)
    place: list[Any] = [schema]

    def options(node: Any) -> Iterator[Any]:
        if "$ref" in node:
            yield from options(schema["$defs"][node["$ref"].rpartition("/")[2]])
        for part in node.get("anyOf", ()):
            yield from options(part)
        yield node

    for key in keys:
        step = "items" if isinstance(key, int) else "properties"
        found = [node[step] for start in place for node in options(start) if isinstance(node.get(step), dict)]
        named = found if isinstance(key, int) else [node[key] for node in found if key in node]
        place = named or [
            n["additionalProperties"] for s in place for n in options(s) if isinstance(n.get("additionalProperties"), dict)
        ]
    return sorted({name for start in place for node in options(start) for name in node.get("properties", ())})


def _real_keys(data: Any, loc: Iterable[Any]) -> tuple[Any, ...]:
    """Pydantic's `loc` without the steps that name a branch of a union or the key of a mapping rather than a place."""
    keys: list[Any] = []
    steps = tuple(loc)
    for number, step in enumerate(steps):
        if (isinstance(data, dict) and step in data) or (isinstance(data, list) and isinstance(step, int)):
            data = data[step]
        elif number < len(steps) - 1 or not isinstance(data, dict):
            continue  # the name of a branch of a union, or `[key]` of a mapping
        keys.append(step)
    return tuple(keys)


def _without(data: Any, paths: Iterable[tuple[Any, ...]]) -> Any:
    """A copy of loaded data that lacks the values at some paths; places are kept."""
    paths = tuple(paths)
    gone = {steps[0] for steps in paths if len(steps) == 1}
    deeper: dict[Any, list[tuple[Any, ...]]] = {}
    for steps in paths:
        if len(steps) > 1:
            deeper.setdefault(steps[0], []).append(steps[1:])
    if isinstance(data, dict):
        table = Table(position(data))
        table.keys_at = getattr(data, "keys_at", {})
        table.update({k: _without(v, deeper[k]) if k in deeper else v for k, v in data.items() if k not in gone})
        return table
    if isinstance(data, list):
        row = Row(position(data))
        row.items_at = getattr(data, "items_at", [])
        row.extend(_without(v, deeper[k]) if k in deeper else v for k, v in enumerate(data))
        return row
    return data


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list | tuple):
        return "a list"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f'"{text if len(text) <= 40 else text[:39] + "…"}"'
