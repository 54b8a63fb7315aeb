"""Mappings and lists that know where they and their parts stand in a file, so that every error can name a line and a column."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Table(dict[Any, Any]):
    """A mapping that knows where it and its keys stand in the file: `(line, column)`, both from 1."""

    __slots__ = ("keys_at", "start")

    def __init__(self, start: tuple[int, int] = (0, 0)) -> None:
        self.start = start
        self.keys_at: dict[Any, tuple[int, int]] = {}


class Row(list[Any]):
    """A list that knows where it and its items stand in the file."""

    __slots__ = ("items_at", "start")

    def __init__(self, start: tuple[int, int] = (0, 0)) -> None:
        self.start = start
        self.items_at: list[tuple[int, int]] = []


def position(value: Any, key: Any = None) -> tuple[int, int]:
    """Line and column (from 1; 0 = not known) of a key of a loaded mapping, an item of a loaded list, or the value itself."""
    if isinstance(value, Table):
        return value.keys_at.get(key, value.start)
    if isinstance(value, Row):
        return value.items_at[key] if isinstance(key, int) and 0 <= key < len(value.items_at) else value.start
    return (0, 0)


def locate(data: Any, keys: Iterable[Any]) -> tuple[int, int]:
    """The place of the innermost part of a path of keys and indexes into loaded data that the file really has."""
    found = position(data)
    for key in keys:
        step = position(data, key)
        found = step if step != (0, 0) else found
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            break
    return found
