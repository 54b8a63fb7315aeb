"""How fast names are linked: `python -m benchmarks.linking CODE FILE.txt ... [--names 40000]` prints JSON.

The files are analysed first, as in a build; then all of them are linked against the shipped glossary, made up to so many names
with invented ones, seven times over. CPU milliseconds for 700 words (the least of the seven), CPU seconds of the first pass (it
compiles the glossary's tables), and CPU seconds to read the shipped glossary. They depend on the machine and on its neighbours:
compare only what one run prints.
"""

import argparse
import dataclasses
import hashlib
import json
import time
from pathlib import Path

from briefgen import build, language
from briefgen.glossary import link, load
from briefgen.model import Alias, Document, Entity, Glossary, Source
from briefgen.read import article

PASSES = 7
WORDS = 700


def documents(code: str, files: list[Path]) -> list[Document]:
    """The files as `understand` leaves them."""
    read = []
    for path in files:
        data = path.read_bytes()
        source = Source(path.name, data, hashlib.sha256(data).hexdigest())
        read += article.read(source, default_lang=code, languages=(code,), plain=True)[0]
    return [document for document, _ in build.analyse([dataclasses.replace(one, lang=code) for one in read])]


def enlarged(glossary: Glossary, names: int) -> Glossary:
    """The glossary with invented places until it has so many names."""
    have = sum(len(entity.labels) + len(entity.aliases) for entity in glossary.entities)
    invented = (
        Entity(f"made-up-{n}", "place", (("*", f"Namaku{n} Panjang{n % 97}"),), aliases=(Alias(f"Kotaku{n}"),))
        for n in range(max(0, names - have) // 2)
    )
    return Glossary(tuple(sorted((*glossary.entities, *invented), key=lambda entity: entity.id)))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("code")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--names", type=int, default=40_000)
    options = parser.parse_args()
    found = documents(options.code, options.files)
    began = time.process_time()
    shipped, _ = load.load(Path(), Path("there-is-no-such-folder"))
    loading = time.process_time() - began
    glossary = enlarged(shipped, options.names)
    seconds = []
    for _ in range(PASSES):
        began = time.process_time()
        for document in found:
            link.link(document, glossary, language.load(options.code))
        seconds.append(time.process_time() - began)
    words = sum(len(document.article.text.split()) for document in found)
    figures = {
        "words": words,
        "names": sum(len(entity.labels) + len(entity.aliases) for entity in glossary.entities),
        "ms_per_700_words": round(min(seconds) / words * WORDS * 1000, 2),
        "first_pass_s": round(seconds[0], 3),
        "load_shipped_s": round(loading, 3),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
