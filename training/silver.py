"""Labels text with the fine-tuned encoder, so that a small recurrent model can learn from it: `python -m training.silver
CONFIG.toml --data DATA --encoder ENCODER --work WORK` writes WORK/ner.train.silver.json (the gold sentences of
WORK/ner.train.json and the silver ones).

A partly annotated corpus constrains the prediction (its persons stay persons, what it calls a place is a place or nothing,
and `O` may hide an organisation); raw text is cut by the shipped pack's tokenizer and labelled freely, and a sentence is kept
only when the encoder is sure of every token. A sentence that shares eight words in a row with a dev sentence is left out.
"""

import argparse
import json
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import stanza
import torch
from transformers import AutoModel, AutoTokenizer

from briefgen.language import FOLDER
from training.encoder import LABELS, Encoded, Tagger, batches, tensors
from training.evaluate import pipeline
from training.iob import Tagged, read_iob, relabel
from training.prepare import without_leaks

SURE = 0.6
"""Least probability of the chosen label at every token of a raw sentence that is kept."""
LENGTH = range(5, 61)
"""Tokens of a raw sentence that is used: longer ones are lists."""
PLAIN = 4
"""Of the raw sentences without an entity every fourth is kept: they teach little."""
LINES = 100
"""Lines of raw text that are cut at once."""


def load_tagger(folder: Path) -> tuple[Tagger, Any]:
    """The tagger that `training.encoder` saved, and its tokenizer."""
    state = torch.load(folder / "tagger.pt", weights_only=True)
    encoder = AutoModel.from_pretrained(folder, dtype=torch.float32, add_pooling_layer=False)
    corpora = list(dict.fromkeys(key.split(".")[1] for key in state if key.startswith("own.")))
    model = Tagger(encoder, encoder.config.hidden_size, corpora)
    model.load_state_dict(state)
    return model.eval(), AutoTokenizer.from_pretrained(folder)


def raw_sentences(path: Path, code: str, units: str, every: int = 1) -> Iterator[Tagged]:
    """Sentences of running text (every `every`-th line) in the shipped pack's `tokens` or (syntactic) `words`; all tagged `O`."""
    nlp = pipeline(FOLDER / "models" / code, code, ("tokenize", "mwt"))
    lines = list(filter(str.strip, path.read_text(encoding="utf-8").splitlines()))[::every]
    for begin in range(0, len(lines), LINES):
        for document in nlp.bulk_process([stanza.Document([], text=line) for line in lines[begin : begin + LINES]]):
            for sentence in document.sentences:
                found = tuple((unit.text, "O") for unit in getattr(sentence, units))
                if len(found) in LENGTH:
                    yield found


def repaired(tags: Sequence[str]) -> list[str]:
    """Tags in which every I- continues an entity of its class."""
    fixed: list[str] = []
    for tag in tags:
        before = fixed[-1] if fixed else "O"
        fixed.append(f"B-{tag[2:]}" if tag[0] == "I" and before[2:] != tag[2:] else tag)
    return fixed


def label(
    model: Tagger, tokenizer: Any, sentences: Sequence[Tagged], heads: Sequence[str], ambiguous: dict[str, Any], free: bool
) -> Iterator[list[dict[str, str]]]:
    """Sentences in Stanza's form; `free` predicts without constraint and leaves out what is not sure."""
    encoded = [Encoded(sentence, tokenizer, ambiguous, "silver") for sentence in sentences]
    text = {id(item): sentence for item, sentence in zip(encoded, sentences, strict=True)}
    for group in batches(encoded, None):
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            shares = model(*tensors(group, tokenizer.pad_token_id), heads).float().softmax(-1)
        for row, item in enumerate(group):
            chosen = shares[row, item.first]
            if not free:
                chosen = chosen * item.accepted
            best, places = chosen.max(-1)
            words = [word for word, _ in text[id(item)]]
            if len(item.first) < len(words) or (free and best.min() < SURE):
                continue
            tags = repaired([LABELS[k] for k in places.tolist()])
            yield [{"text": word, "ner": tag} for word, tag in zip(words, tags, strict=True)]


def useful(row: Sequence[dict[str, str]]) -> bool:
    """A sentence with an entity, or one of the few without that are kept (chosen by its length, so by nothing that matters)."""
    return any(unit["ner"] != "O" for unit in row) or sum(len(unit["text"]) for unit in row) % PLAIN == 0


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    model, tokenizer = load_tagger(options.encoder)
    rows = json.loads((options.work / "ner.train.json").read_text(encoding="utf-8"))
    dev = json.loads((options.work / "ner.dev.json").read_text(encoding="utf-8"))
    for entry in config["silver"]:
        path = options.data / entry["file"].replace("{work}", str(options.work.resolve()))
        free = path.suffix == ".txt"
        units = config.get("entities_on", "tokens")
        sentences = dict.fromkeys(
            raw_sentences(path, config["lang"], units, entry.get("every", 1))
            if free
            else relabel(read_iob(path), entry.get("map", {}))
        )
        found = label(model, tokenizer, list(sentences), entry["heads"], entry.get("ambiguous", {}), free)
        kept = without_leaks([row for row in found if not free or useful(row)], dev, lambda row: [unit["text"] for unit in row])
        print(f"{entry['file']}: {len(kept)} of {len(sentences)} sentences", flush=True)
        rows.extend(kept)
    (options.work / "ner.train.silver.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
