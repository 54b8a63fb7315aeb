"""Gathers trained parts into a pack that `stanza.Pipeline` loads offline: `python -m training.export CONFIG.toml --work WORK
--out DIR`.

Writes DIR/resources.json, DIR/<lang>/<processor>/news.pt without optimiser state, and DIR/digests.json (SHA-256 and size of
every file). Parts that are not trained yet are left out, so a pack can be tried early. Files of a processor other than
WORK/model/PROCESSOR.pt are named as `PROCESSOR=FILE`.
"""

import argparse
import hashlib
import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

PROCESSORS = ("pretrain", "names", "tokenize", "mwt", "pos", "lemma", "depparse", "ner")
VECTORS = {"pos": "pretrain", "depparse": "pretrain", "ner": "names"}
"""The word vectors that a part reads: those for names come from the encoder after it has learnt what names are."""
HALVED = (*VECTORS, "names")
"""Parts that are stored in 16 bits, the vectors of the entity model among them, which Stanza copies into 32-bit parameters. It
uses the other vectors as they are stored, and the rest is small."""
PACKAGE = "news"
DROPPED = ("optimizer_state_dict", "optimizer", "bert_optimizer_state_dict", "scheduler_state_dict", "training_history")


def stripped(state: Any) -> Any:
    """A checkpoint without what only training needs, and without the paths of the machine it was trained on."""
    if not isinstance(state, dict):
        return state
    kept = {key: value for key, value in state.items() if key not in DROPPED}
    if isinstance(kept.get("config"), dict):
        kept["config"] = {key: portable(value) for key, value in kept["config"].items()}
    return kept


def portable(value: Any) -> Any:
    """A file path is cut to its name: Stanza finds dependencies by package, and a pack must not tell where it was made."""
    return Path(value).name if isinstance(value, str) and "/" in value else value


def halved(state: dict[str, Any]) -> dict[str, Any]:
    """A checkpoint with its weights in 16 bits: loading copies them into 32-bit parameters, so only the file is smaller."""
    if "emb" in state:
        return {**state, "emb": state["emb"].half()}
    weights = {name: value.half() if value.dtype == torch.float32 else value for name, value in state["model"].items()}
    return {**state, "model": weights}


def shortened(vocabulary: dict[str, Any], size: int) -> dict[str, Any]:
    """A stored vocabulary that ends after its first `size` entries."""
    units = vocabulary["_id2unit"][:size]
    return {**vocabulary, "_id2unit": units, "_unit2id": {unit: place for place, unit in enumerate(units)}}


def slim(state: dict[str, Any]) -> dict[str, Any]:
    """An entity model without its table of word corrections, where training left it at zero: it weighs more than all the rest."""
    table = state.get("model", {}).get("delta_emb.weight")
    if table is not None and not torch.count_nonzero(table):
        state["model"]["delta_emb.weight"] = table[:PREFIX].clone()
        state["vocab"]["delta"] = shortened(state["vocab"]["delta"], PREFIX)
    return state


PREFIX = 4
"""Stanza's vocabularies open with padding, unknown, empty and root."""


def place(part: str) -> tuple[str, str]:
    """(processor, package) of a part, as Stanza names them."""
    return ("pretrain", "names") if part == "names" else (part, PACKAGE)


def resources(config: dict[str, Any], parts: Sequence[str]) -> dict[str, Any]:
    """The table of a pack, as Stanza reads it."""
    entry: dict[str, Any] = {"lang_name": config["name"]}
    entry["packages"] = {"default": {part: PACKAGE for part in parts if part not in VECTORS.values()}}
    for part in parts:
        processor, package = place(part)
        needs = [{"model": "pretrain", "package": place(VECTORS[part])[1]}] if part in VECTORS else []
        entry.setdefault(processor, {})[package] = {"dependencies": needs} if needs else {}
    return {config["lang"]: entry}


def export(config: dict[str, Any], files: dict[str, Path], out: Path) -> None:
    """Writes the pack; `files` maps processors to trained checkpoints."""
    digests = {}
    for part, source in files.items():
        processor, package = place(part)
        target = out / config["lang"] / processor / f"{package}.pt"
        target.parent.mkdir(parents=True, exist_ok=True)
        state = stripped(torch.load(source, map_location="cpu", weights_only=True))
        if part in HALVED:
            state = halved(slim(state))
        torch.save(state, target, _use_new_zipfile_serialization=False)
        name = target.relative_to(out).as_posix()
        digests[name] = {"sha256": hashlib.sha256(target.read_bytes()).hexdigest(), "bytes": target.stat().st_size}
    (out / "resources.json").write_text(json.dumps(resources(config, tuple(files)), indent=1) + "\n", encoding="utf-8")
    (out / "digests.json").write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")
    for name, row in digests.items():
        print(f"{name}: {row['bytes'] / 1e6:.2f} MB")
    print(f"total {sum(row['bytes'] for row in digests.values()) / 1e6:.2f} MB")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("files", nargs="*", metavar="PROCESSOR=FILE")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_intermixed_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    named = dict(pair.split("=", 1) for pair in options.files)
    paths = {part: Path(named.get(part, options.work / "model" / f"{part}.pt")) for part in PROCESSORS}
    export(config, {part: path for part, path in paths.items() if path.is_file()}, options.out)


if __name__ == "__main__":
    main()
