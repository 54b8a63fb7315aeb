"""Model values ↔ the compact, deterministic JSON in which the store keeps them."""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar, cast

from briefgen.codec.validation import adapter

T = TypeVar("T")


def encode(value: Any) -> bytes:
    """The compact JSON of a model value: fields in order, `Decimal` as text, so equal values give equal bytes."""
    return cast(bytes, adapter(cast(Any, type(value))).dump_json(value))


def decode(kind: type[T], data: bytes) -> T:
    """The value that `encode` wrote. Raises `ValueError` if the bytes are not such a value."""
    return cast(T, adapter(cast(Any, kind)).validate_json(data))


def digest(value: Any) -> str:
    """SHA-256 of `encode(value)`, hexadecimal."""
    return hashlib.sha256(encode(value)).hexdigest()
