"""Reads the labelled corpora that a config names: entity files and treebanks alike become sentences of (word, tag)."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from training.conllu import Block, read_blocks, tags_of
from training.iob import Tagged, read_iob, relabel


def split_dev(blocks: Sequence[Block], held: int, seed: int) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """(the part for training, `held` sentences for dev) of a file that has no other dev set; order kept."""
    order = list(range(len(blocks)))
    random.Random(seed).shuffle(order)
    chosen = set(order[len(order) - held :])
    return tuple(b for i, b in enumerate(blocks) if i not in chosen), tuple(b for i, b in enumerate(blocks) if i in chosen)


def located(name: str, data: Path, work: Path | None = None) -> Path:
    """A file of a config: below the data folder, or `{work}` and what follows below the work folder."""
    return data / (name.replace("{work}", str(work.resolve())) if work else name)


def read_set(entry: dict[str, Any], data: Path, work: Path | None = None) -> tuple[Tagged, ...]:
    """One corpus of a config: its `file` (`token TAB tag` lines, or a treebank in `.conllu`), classes renamed by `map`, of a
    `split` the `train` or `dev` part, every `every`-th sentence, repeated `times`."""
    path = located(entry["file"], data, work)
    if path.suffix == ".conllu":
        blocks = read_blocks(path)
        if split := entry.get("split"):
            blocks = split_dev(blocks, split["held"], split["seed"])[split["part"] == "dev"]
        kept = tuple(map(tags_of, blocks))
    else:
        kept = relabel(read_iob(path), entry.get("map", {}))
    return kept[:: entry.get("every", 1)] * int(entry.get("times", 1))
