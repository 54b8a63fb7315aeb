"""What is worked out of a glossary once and used for every article, kept for as long as the same glossary is asked about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from briefgen.model import Glossary

T = TypeVar("T")

_held: dict[str, tuple[Glossary, tuple[object, ...], Any]] = {}


def once(name: str, glossary: Glossary, make: Callable[[], T], *others: object) -> T:
    """What `make` gives, made anew when the glossary, or one of the `others` it depends on, is another object than before."""
    held = _held.get(name)
    if held is None or held[0] is not glossary or not all(a is b for a, b in zip(held[1], others, strict=True)):
        held = _held[name] = (glossary, others, make())
    return cast("T", held[2])
