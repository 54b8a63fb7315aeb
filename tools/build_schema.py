"""`briefgen/glossary/schema.py` → `docs/glossary.schema.json`: the glossary format as JSON Schema, for editors that check
YAML. Run it after each change of the format; a test compares the two. `python tools/build_schema.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

from briefgen import codec
from briefgen.glossary import load
from briefgen.glossary.schema import LONGEST_DESCRIPTION, Entry

OUT = Path(__file__).parent.parent / "docs" / "glossary.schema.json"


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


if __name__ == "__main__":
    OUT.write_text(schema(), "utf-8")
