"""`briefgen/glossary/data/starter.yaml` → `starter.json`: the same entries, checked, in a form that loads in milliseconds.

Run it after each change of the YAML file; a test compares the two. `python tools/build_starter.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

from briefgen import codec
from briefgen.glossary.schema import Entry

DATA = Path(__file__).parent.parent / "briefgen" / "glossary" / "data"


def compiled(source: str) -> str:
    """The JSON text for a YAML text; raises `ValueError` with all problems if it is not sound."""
    rows, problems = codec.load_yaml(source, "starter.yaml")
    for row in rows or ():
        problems += codec.validate(Entry, row, "starter.yaml", code="glossary-invalid")[1]
    if problems:
        raise ValueError("\n".join(f"{problem.location}: {problem.message}" for problem in problems))
    lines = ",\n".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in sorted(rows, key=lambda row: row["id"])
    )
    return '{"entries":[\n' + lines + "\n]}\n"


if __name__ == "__main__":
    (DATA / "starter.json").write_text(compiled((DATA / "starter.yaml").read_text("utf-8")), "utf-8")
