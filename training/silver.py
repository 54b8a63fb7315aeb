"""Labels sentences with fine-tuned encoders, so that a small recurrent model can learn from them: `python -m training.silver
CONFIG.toml --data DATA --work WORK [--names ENCODER …] [--tags ENCODER …]` writes WORK/ner.train.silver.json (the gold
sentences of WORK/ner.train.json and the silver ones) and WORK/ud.silver.conllu. Of several encoders the mean counts.

A partly annotated corpus constrains the prediction (its persons stay persons, what it calls a place is a place or nothing,
and `O` may hide an organisation). A `free` one is labelled whatever its tags are, and a sentence is kept only when the
encoders are sure of every word. A sentence that shares eight words in a row with a dev sentence is left out.
"""

import argparse
import json
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

from training.conllu import from_tags, read_blocks, tokens, write_blocks
from training.corpora import read_set
from training.encoder import Encoder, load, predicted
from training.iob import Tagged, repaired
from training.leaks import without_leaks

SURE = 0.6
"""Least probability of the chosen label at every word of a free sentence that is kept."""
PLAIN = 4
"""Of the free sentences without an entity every fourth is kept: they teach little."""


class Teachers:
    """Encoders of one kind that label together."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.models = [load(folder)[0] for folder in folders]
        self.tokenizer = load(folders[0])[1]
        self.labels = self.models[0].labels

    def label(self, entry: dict[str, Any], sentences: Sequence[Tagged]) -> Iterator[Tagged]:
        """The sentences of an entry with predicted tags, in batches by length; a sentence that is too long to read is left
        out, as is a free one of whose tags the teachers are less than `sure`."""
        free = entry.get("free", False)
        encoded = Encoder(self.tokenizer, self.labels).encode(sentences, "silver", entry.get("ambiguous", {}))
        for item, shares in predicted(self.models, encoded, self.tokenizer.pad_token_id, entry["heads"]):
            best, places = (shares if free else shares * item.accepted).max(-1)
            if len(item.first) == len(item.sentence) and not (free and best.min() < entry.get("sure", SURE)):
                tags = repaired([self.labels[k] for k in places.tolist()])
                yield tuple((word, tag) for (word, _), tag in zip(item.sentence, tags, strict=True))


def useful(sentence: Tagged) -> bool:
    """A sentence with an entity, or one of the few without that are kept (chosen by its length, so by nothing that matters)."""
    return any(tag != "O" for _, tag in sentence) or sum(len(word) for word, _ in sentence) % PLAIN == 0


def silver(config: Sequence[dict[str, Any]], teachers: Teachers, data: Path, work: Path) -> Iterator[Tagged]:
    """The labelled sentences of all entries of a config, each corpus without repetitions."""
    for entry in config:
        sentences = tuple(dict.fromkeys(read_set(entry, data, work)))
        kept = [s for s in teachers.label(entry, sentences) if not entry.get("useful", False) or useful(s)]
        print(f"{entry['file']}: {len(kept)} of {len(sentences)} sentences", flush=True)
        yield from kept


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--names", type=Path, nargs="*", default=(), help="teachers of entities")
    parser.add_argument("--tags", type=Path, nargs="*", default=(), help="teachers of parts of speech")
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    if options.names:
        rows, dev = (json.loads((options.work / f"ner.{kind}.json").read_text(encoding="utf-8")) for kind in ("train", "dev"))
        labelled = tuple(silver(config["silver"]["names"], Teachers(options.names), options.data, options.work))
        found = [[{"text": word, "ner": tag} for word, tag in sentence] for sentence in labelled]
        rows.extend(without_leaks(found, dev, lambda row: [unit["text"] for unit in row]))
        (options.work / "ner.train.silver.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    if options.tags:
        known = [[token.text for token in tokens(block)] for block in read_blocks(options.work / "ud.dev.conllu")]
        labelled = tuple(silver(config["silver"]["tags"], Teachers(options.tags), options.data, options.work))
        clean = without_leaks([[w for w, _ in s] for s in labelled], known, lambda words: words)
        kept = set(map(tuple, clean))
        write_blocks(options.work / "ud.silver.conllu", (from_tags(s) for s in labelled if tuple(w for w, _ in s) in kept))


if __name__ == "__main__":
    main()
