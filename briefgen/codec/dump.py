"""Plain data → YAML as a person would write it; `load_yaml` reads back what was written."""

from __future__ import annotations

import io
from typing import Any

WIDTH = 130
"""Columns before a long text goes on in the next line."""


def dump_yaml(data: Any) -> str:
    """Block-style YAML of mappings, lists, texts, integers, booleans and None, in the order given."""
    from ruamel.yaml import YAML

    writer = YAML()
    writer.default_flow_style = False
    writer.allow_unicode = True
    writer.width = WIDTH
    out = io.StringIO()
    writer.dump(data, out)
    return out.getvalue()
