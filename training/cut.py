"""Cuts running text into sentences of words, as the shipped pack does: `python -m training.cut CONFIG.toml --data DATA --work
WORK` writes WORK/raw/NAME.tokens.iob and WORK/raw/NAME.words.iob (every tag `O`) for each file under `raw` in the config, for
`training.silver` to label: entities are read on tokens in some languages, parts of speech on syntactic words in all.
"""

import argparse
import tomllib
from collections.abc import Iterator
from pathlib import Path

import stanza

from briefgen.language import FOLDER
from training.corpora import located
from training.evaluate import pipeline

LENGTH = range(5, 61)
"""Tokens of a sentence that is kept: longer ones are lists."""
LINES = 100
"""Lines of text that are cut at once."""


UNITS = ("tokens", "words")


def sentences(path: Path, code: str) -> Iterator[tuple[tuple[str, ...], ...]]:
    """The distinct sentences of a file, each in both units."""
    nlp = pipeline(FOLDER / "models" / code, code, ("tokenize", "mwt"))
    lines = list(filter(str.strip, path.read_text(encoding="utf-8").splitlines()))
    seen = set()
    for begin in range(0, len(lines), LINES):
        for document in nlp.bulk_process([stanza.Document([], text=line) for line in lines[begin : begin + LINES]]):
            for sentence in document.sentences:
                found = tuple(tuple(unit.text for unit in getattr(sentence, units)) for units in UNITS)
                if len(found[0]) in LENGTH and found not in seen:
                    seen.add(found)
                    yield found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    (options.work / "raw").mkdir(parents=True, exist_ok=True)
    for name in config["raw"]:
        path = located(name, options.data, options.work)
        found = tuple(sentences(path, config["lang"]))
        for units, chosen in zip(UNITS, zip(*found, strict=True), strict=True):
            text = "".join("".join(f"{word}\tO\n" for word in sentence) + "\n" for sentence in chosen)
            (options.work / "raw" / f"{path.stem}.{units}.iob").write_text(text, encoding="utf-8")
        print(f"{name}: {len(found)} sentences", flush=True)


if __name__ == "__main__":
    main()
