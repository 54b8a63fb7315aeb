"""Measures how often the names of a pack are right at each probability, and writes that as the pack's bands of confidence:
`python -m training.calibrate --pack CODE --models PACK FILE.iob ...` writes PACK/confidence.json, a list of [least
probability, share of right names], and prints how far stated and true shares are apart (expected calibration error).

Few bands, because the dev sets are small; a name's confidence must not hang on the last bits of a sum either. The printed error
of the bands is that of bands made from every other sentence and measured on the rest.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

from briefgen.analyse.annotate import Tagger
from training.evaluate import BATCH, pipeline
from training.iob import read_iob, spans

EDGES = (0.0, 0.5, 0.7, 0.85, 0.95)
"""Least probabilities of the bands: most names are in the last one."""
Judged = tuple[float, bool]


def judged(folder: Path, code: str, files: Sequence[Path]) -> list[list[Judged]]:
    """(probability, right?) of every name found in gold tokens, by sentence; classes that a file lacks are left out."""
    tagger = Tagger(pipeline(folder, code, ("tokenize", "ner"), tokenize_pretokenized=True).processors["ner"], ())
    rows: list[list[Judged]] = []
    for file in files:
        sentences = read_iob(file)
        classes = {name for sentence in sentences for _, _, name in spans([tag for _, tag in sentence])}
        for begin in range(0, len(sentences), BATCH):
            some = sentences[begin : begin + BATCH]
            found = tagger.tag([[SimpleNamespace(text=word) for word, _ in sentence] for sentence in some])
            for sentence, names in zip(some, found, strict=True):
                gold = spans([tag for _, tag in sentence])
                rows.append([(share, (start, end + 1, name) in gold) for start, end, name, share in names if name in classes])
    return rows


def banded(names: Sequence[Judged]) -> list[tuple[float, float]]:
    """The bands and the share of right names in each; neighbours out of order, or without names, are pooled."""
    pools: list[tuple[float, int, int]] = []
    for low, high in zip(EDGES, (*EDGES[1:], 2.0), strict=True):
        inside = [right for share, right in names if low <= share < high]
        pool = (low, sum(inside), len(inside))
        while pools and pool[1] * pools[-1][2] <= pools[-1][1] * pool[2]:
            before = pools.pop()
            pool = (before[0], before[1] + pool[1], before[2] + pool[2])
        pools.append(pool)
    return [(low, round(right / total, 2)) for low, right, total in pools]


def error(names: Sequence[Judged], bands: Sequence[tuple[float, float]]) -> float:
    """Mean distance, over bands and weighted by their names, of the stated share (the mean probability where there are no
    `bands`) from the true one."""
    off = 0.0
    for low, high in zip(EDGES, (*EDGES[1:], 2.0), strict=True):
        inside = [(share, right) for share, right in names if low <= share < high]
        stated = sum(max(band for band in bands if band[0] <= share)[1] if bands else share for share, _ in inside)
        off += abs(stated - sum(right for _, right in inside))
    return round(off / max(1, len(names)), 4)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pack", required=True, metavar="CODE")
    parser.add_argument("--models", type=Path, required=True)
    options = parser.parse_args()
    rows = judged(options.models, options.pack, options.files)
    names = [name for row in rows for name in row]
    first, second = ([name for row in rows[start::2] for name in row] for start in (0, 1))
    bands = banded(names)
    (options.models / "confidence.json").write_text(json.dumps(bands) + "\n", encoding="utf-8")
    figures = {"names": len(names), "bands": bands, "error": error(names, ()), "error_of_bands": error(second, banded(first))}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
