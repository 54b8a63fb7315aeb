"""The formats of glossary entries and overrides → `docs/glossary.schema.json` and `docs/overrides.schema.json`: JSON Schema, for
editors that check YAML. Run it after each change of a format; tests compare the two. `python tools/build_schema.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

from briefgen import codec
from briefgen.glossary import load
from briefgen.glossary.schema import LONGEST_DESCRIPTION, Entry
from briefgen.read.overrides import Row

DOCS = Path(__file__).parent.parent / "docs"


def schema() -> str:
    """The JSON text: a file is one entry (front matter) or a list of entries."""
    made = codec.json_schema(Entry)
    shared = made.pop("$defs")
    entry = shared["Entry"] = made
    entry["properties"]["id"]["pattern"] = f"^{load.ID.pattern}$"
    entry["properties"]["description"]["additionalProperties"]["maxLength"] = LONGEST_DESCRIPTION
    one = {"$ref": "#/$defs/Entry"}
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "briefgen glossary",
        "description": "One entity (the front matter of a Markdown file) or a list of them (a YAML file) in seeds/glossary/.",
        "anyOf": [one, {"type": "array", "items": one}],
        "$defs": dict(sorted(shared.items())),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def overrides() -> str:
    """The JSON text: a file is a list of overrides. What `to` may hold depends on `do` and is checked by the build."""
    row = codec.json_schema(Row)
    for key in ("quote", "to", "sentence"):
        row["properties"][key]["type"] = ["string", "integer", "number"]  # `to: 2024` is text to us and a number to YAML
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "briefgen overrides",
        "description": "What editors decided about the article that the file in seeds/overrides/ is named after.",
        "type": "array",
        "items": row,
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    (DOCS / "glossary.schema.json").write_text(schema(), "utf-8")
    (DOCS / "overrides.schema.json").write_text(overrides(), "utf-8")
