"""Scores a language pack as users meet it, through `stanza.Pipeline`, and prints JSON.

`python -m training.evaluate ner --pack CODE FILE.iob` takes gold tokens (`token TAB tag`, an empty line between sentences)
and gives exact entity F1; `… ud --pack CODE FILE.conllu` starts from the raw text of the file and gives the F1 of the CoNLL
2018 shared task. `--models DIR` scores a pack that is not in the package: DIR holds `resources.json`. Figures are shares, 0
to 1.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import stanza
import torch
from stanza.utils.conll import CoNLL
from udtools import udeval

from briefgen.language import FOLDER
from training.conllu import raw_text, read_blocks
from training.iob import Tagged, read_iob, spans

BATCH = 200
"""Sentences given to the pipeline at once: enough to fill its own batches, few enough to bound memory."""

UD_METRICS = {
    "tokenize": {"token": "Tokens", "sentence": "Sentences", "word": "Words"},
    "pos": {"upos": "UPOS", "feats": "UFeats"},
    "lemma": {"lemma": "Lemmas"},
    "depparse": {"uas": "UAS", "las": "LAS"},
}
"""What each processor is measured by; what a pack does not ship is not reported."""


def processors(folder: Path, code: str) -> tuple[str, ...]:
    """The processors that a pack ships, in Stanza's order."""
    listed = json.loads((folder / "resources.json").read_text(encoding="utf-8"))[code]["packages"]["default"]
    return tuple(name for name in ("tokenize", "mwt", "pos", "lemma", "depparse", "ner") if name in listed)


def pipeline(folder: Path, code: str, names: Sequence[str], **options: Any) -> Any:
    """Stanza's own pipeline over the pack, offline, on one thread."""
    torch.set_num_threads(1)
    return stanza.Pipeline(
        code, dir=str(folder), download_method=None, use_gpu=False, verbose=False, processors=",".join(names), **options
    )


def f1(right: int, found: int, gold: int) -> float:
    """Harmonic mean of precision and recall; 1 when there is nothing to find and nothing was found."""
    return round(2 * right / (found + gold), 4) if found + gold else 1.0


def predictions(nlp: Any, sentences: Sequence[Tagged]) -> Iterator[list[str]]:
    """The pack's BIOES tags for gold tokens, sentence by sentence."""
    for begin in range(0, len(sentences), BATCH):
        document = nlp([[word for word, _ in sentence] for sentence in sentences[begin : begin + BATCH]])
        for sentence in document.sentences:
            yield [token.ner for token in sentence.tokens]


def score_ner(folder: Path, code: str, path: Path) -> dict[str, Any]:
    """Exact span and class F1; classes that the gold file never uses are dropped from the predictions first."""
    sentences = read_iob(path)
    nlp = pipeline(folder, code, ("tokenize", "ner"), tokenize_pretokenized=True)
    classes = {name for sentence in sentences for _, _, name in spans([tag for _, tag in sentence])}
    counts: dict[str, Counter[str]] = {name: Counter() for name in sorted(classes)}
    began = time.perf_counter()
    for sentence, tags in zip(sentences, predictions(nlp, sentences), strict=True):
        gold = spans([tag for _, tag in sentence])
        found = {span for span in spans(tags) if span[2] in classes}
        for key, chosen in (("gold", gold), ("found", found), ("right", gold & found)):
            for span in chosen:
                counts[span[2]][key] += 1
    seconds = time.perf_counter() - began
    total = sum(counts.values(), Counter[str]())
    return {
        "f1": f1(total["right"], total["found"], total["gold"]),
        "precision": round(total["right"] / max(1, total["found"]), 4),
        "recall": round(total["right"] / max(1, total["gold"]), 4),
        "per_class": {name: f1(c["right"], c["found"], c["gold"]) for name, c in counts.items()},
        "sentences": len(sentences),
        "sentences_per_second": round(len(sentences) / seconds, 1),
    }


def score_ud(folder: Path, code: str, path: Path) -> dict[str, Any]:
    """The CoNLL 2018 measure from raw text; for the processors that the pack has."""
    text = raw_text(read_blocks(path))
    names = [name for name in processors(folder, code) if name != "ner"]
    nlp = pipeline(folder, code, names)
    began = time.perf_counter()
    document = nlp(text)
    seconds = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as scratch:
        found = Path(scratch) / "found.conllu"
        CoNLL.write_doc2conll(document, str(found))
        result = udeval.evaluate(udeval.load_conllu_file(str(path)), udeval.load_conllu_file(str(found)))
    wanted = {key: name for processor in names for key, name in UD_METRICS.get(processor, {}).items()}
    figures: dict[str, Any] = {key: round(result[name].f1, 4) for key, name in wanted.items()}
    return {**figures, "tokens_per_second": round(document.num_tokens / seconds)}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("ner", "ud"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--pack", required=True, metavar="CODE", help="language code of the pack")
    parser.add_argument("--models", type=Path, help="folder with resources.json; the shipped pack of CODE when left out")
    options = parser.parse_args()
    folder = options.models or FOLDER / "models" / options.pack
    score = score_ner if options.what == "ner" else score_ud
    print(json.dumps(score(folder, options.pack, options.file), indent=1))


if __name__ == "__main__":
    main()
