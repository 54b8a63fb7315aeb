"""Plain values → the bytes of a JSON file, and JSON that can stand inside an HTML page."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from briefgen.render.environment import markup

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""What could end a `script` element or be read as markup in it."""


def dump(value: Any) -> bytes:
    """UTF-8 JSON, indented by one, with a line end; lone surrogates become `?`."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def inline(value: Any) -> Markup:
    """JSON for a `script` element: the same values, none of the characters that end it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return markup(text.translate(_UNSAFE))
