"""Fine-tunes one small multilingual encoder, the teacher, on corpora whose guidelines differ, for names or for tags.

Every corpus has an output layer of its own that is added to a shared one (logits = shared + own): what the corpora agree on
ends up in the shared layer, what only one of them does in its own. A corpus that does not annotate a class gives ambiguous
labels there (`O` may be ORG): the loss is then the probability of any of them. `python -m training.encoder CONFIG.toml
--data DATA --base ENCODER --out OUT [--seed N]`. A run that was cut off goes on from its last checkpoint (OUT/checkpoint.pt)
when it is started again. An accelerator is used where there is one.
"""

import argparse
import contextlib
import itertools
import json
import math
import random
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from training.corpora import read_set
from training.iob import Tagged, spans
from training.leaks import without_leaks

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
CLASSES = ("PER", "ORG", "LOC")
ENTITY_LABELS = ("O", *(f"{prefix}-{name}" for name in CLASSES for prefix in "BI"))
PIECES = 768
"""Padded pieces in a batch (about 20 sentences): the step size that the learning rate below was chosen for."""
LONGEST = 254
"""Pieces of a sentence that are read; longer ones (lists, tables) are cut."""
RATE_BODY, RATE_HEAD = 1.5e-4, 1e-3
WARM_UP = 0.1
"""Share of the steps over which the rate rises; it falls linearly afterwards."""
SAVED_SECONDS = 120
"""Seconds between checkpoints: so much work is lost at most."""


def quick() -> contextlib.AbstractContextManager[Any]:
    """Half-precision products on a processor, which gain there; on an accelerator starting the kernels is what takes time, and
    casts are kernels too."""
    torch.set_float32_matmul_precision("high")
    return torch.autocast("cpu", torch.bfloat16) if DEVICE.type == "cpu" else contextlib.nullcontext()


class Tagger(nn.Module):
    """The encoder with a shared output layer and one per corpus."""

    def __init__(self, encoder: nn.Module, labels: Sequence[str], corpora: Sequence[str]) -> None:
        super().__init__()
        self.encoder, self.labels = encoder, tuple(labels)
        hidden = encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.shared = nn.Linear(hidden, len(labels))
        self.own = nn.ModuleDict({name: nn.Linear(hidden, len(labels)) for name in corpora})
        for layer in self.own.values():
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor, corpora: Sequence[str]) -> torch.Tensor:
        """Logits of the pieces (batch, length, labels), the own layers of `corpora` averaged."""
        states = self.dropout(self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state)
        return self.shared(states) + sum(self.own[name](states) for name in corpora) / len(corpora)


class Encoder:
    """Sentences as piece ids with, per word, its first piece's place and the labels that the loss accepts for it."""

    def __init__(self, tokenizer: Any, labels: Sequence[str]) -> None:
        self.tokenizer, self.labels = tokenizer, tuple(labels)

    def encode(self, sentences: Sequence[Tagged], corpus: str, ambiguous: Mapping[str, Sequence[str]]) -> list["Encoded"]:
        """The sentences of one corpus; `ambiguous` names, for a tag or class, the classes (or "O") it may also be."""
        tags = dict.fromkeys(tag for sentence in sentences for _, tag in sentence)
        rows = {tag: torch.tensor(self.allowed(tag, ambiguous)) for tag in tags}
        words = dict.fromkeys(word for sentence in sentences for word, _ in sentence)
        pieces = {word: self.tokenizer(word, add_special_tokens=False)["input_ids"] for word in words}
        return [Encoded(sentence, corpus, pieces, rows, self.tokenizer) for sentence in sentences]

    def allowed(self, tag: str, ambiguous: Mapping[str, Sequence[str]]) -> list[bool]:
        """Which labels the loss accepts for a tag; one that is no label counts as `O`."""
        names = {tag} if tag in self.labels else {"O"}
        for extra in ambiguous.get(tag.partition("-")[2] or tag, ()):
            names |= {"O"} if extra == "O" else {f"B-{extra}", f"I-{extra}"}
        return [label in names for label in self.labels]


class Encoded:
    """One sentence, see `Encoder`."""

    def __init__(
        self, sentence: Tagged, corpus: str, pieces: Mapping[str, list[int]], rows: Mapping[str, torch.Tensor], tokenizer: Any
    ) -> None:
        self.sentence, self.corpus = sentence, corpus
        self.ids = [tokenizer.bos_token_id]
        self.first: list[int] = []
        for word, _ in sentence:
            found = pieces[word] or [tokenizer.unk_token_id]
            if len(self.ids) + len(found) > LONGEST:
                break
            self.first.append(len(self.ids))
            self.ids.extend(found)
        self.ids.append(tokenizer.eos_token_id)
        self.accepted = torch.stack([rows[tag] for _, tag in sentence[: len(self.first)]])


def batches(sentences: Sequence[Encoded], rng: random.Random | None, pieces: int = PIECES) -> Iterator[list[Encoded]]:
    """Batches of one corpus's sentences of like length; shuffled when `rng` is given."""
    groups: list[list[Encoded]] = []
    for corpus in dict.fromkeys(s.corpus for s in sentences):
        order = [s for s in sentences if s.corpus == corpus]
        order.sort(key=lambda s: len(s.ids) + (rng.random() * 6 if rng else 0))
        group: list[Encoded] = []
        for sentence in order:
            if group and len(sentence.ids) * (len(group) + 1) > pieces:
                groups.append(group)
                group = []
            group.append(sentence)
        groups.append(group)
    if rng:
        rng.shuffle(groups)
    yield from groups


def tensors(group: Sequence[Encoded], pad: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Padded piece ids and their mask."""
    width = max(len(s.ids) for s in group)
    ids = torch.tensor([s.ids + [pad] * (width - len(s.ids)) for s in group])
    return ids.to(DEVICE), (ids != pad).long().to(DEVICE)


def of_words(values: torch.Tensor, group: Sequence[Encoded]) -> torch.Tensor:
    """The rows of (batch, length, …) that stand at the words' first pieces, one sentence after the other."""
    rows = [i for i, s in enumerate(group) for _ in s.first]
    return values[torch.tensor(rows, device=DEVICE), torch.tensor([place for s in group for place in s.first], device=DEVICE)]


def loss_of(logits: torch.Tensor, group: Sequence[Encoded]) -> torch.Tensor:
    """Mean over words of -log P(an accepted label)."""
    accepted = torch.cat([s.accepted for s in group]).to(DEVICE)
    return -of_words(logits, group).float().log_softmax(-1).masked_fill(~accepted, -1e4).logsumexp(-1).mean()


def predicted(
    models: Sequence[Tagger], sentences: Sequence[Encoded], pad: int, corpora: Sequence[str]
) -> Iterator[tuple[Encoded, torch.Tensor]]:
    """Each sentence, in batches by length, with its words' probabilities of the labels: the mean over the models."""
    for group in batches(sentences, None, 8 * PIECES):
        with torch.inference_mode(), quick():
            given = tensors(group, pad)
            shares = sum(of_words(model(*given, corpora), group).float().softmax(-1) for model in models) / len(models)
        yield from zip(group, shares.cpu().split([len(s.first) for s in group]), strict=True)


def evaluate(model: Tagger, sentences: Sequence[Encoded], pad: int, corpora: Sequence[str]) -> dict[str, float]:
    """Exact span F1 over all classes and by class; of tags the share that is right, whole and up to the first `|`."""
    model.eval()
    counts = {name: [0, 0, 0] for name in (*CLASSES, "tag", "whole")}
    for item, shares in predicted([model], sentences, pad, corpora):
        found = [model.labels[k] for k in shares.argmax(-1).tolist()]
        tags = [tag for _, tag in item.sentence]
        if model.labels == ENTITY_LABELS:
            for name in CLASSES:
                g, f = ({s for s in both if s[2] == name} for both in (spans(tags), spans(found)))
                counts[name] = [old + new for old, new in zip(counts[name], (len(g & f), len(f), len(g)), strict=True)]
        else:
            for name, cut in (("tag", 1), ("whole", None)):
                right = sum(a.split("|")[:cut] == b.split("|")[:cut] for a, b in zip(tags, found, strict=False))
                counts[name] = [old + new for old, new in zip(counts[name], (right, len(tags), len(tags)), strict=True)]
    total = [sum(counts[name][k] for name in CLASSES) for k in range(3)]
    return {name: round(2 * c[0] / (c[1] + c[2]), 4) for name, c in (("all", total), *counts.items()) if c[1] + c[2]}


def finetune(config: dict[str, Any], data: Path, base: Path, out: Path) -> None:
    """Runs the passes of the config; after each, dev figures are logged and the model is saved."""
    torch.manual_seed(config["seed"])
    tokenizer = AutoTokenizer.from_pretrained(base)
    body = AutoModel.from_pretrained(base, dtype=torch.float32, add_pooling_layer=False)
    texts = {kind: [(entry, read_set(entry, data)) for entry in config[kind]] for kind in ("train", "dev")}
    known = [sentence for _, sentences in texts["dev"] for sentence in sentences]
    texts["train"] = [(e, without_leaks(sentences, known, lambda s: [w for w, _ in s])) for e, sentences in texts["train"]]
    labels = ENTITY_LABELS
    if config["labels"] == "tags":
        labels = tuple(sorted({tag for _, sentences in texts["train"] for s in sentences for _, tag in s} | {"O"}))
    encoder = Encoder(tokenizer, labels)
    train = [item for e, found in texts["train"] for item in encoder.encode(found, e["corpus"], e.get("ambiguous", {}))]
    model = Tagger(body, labels, list(dict.fromkeys(e["corpus"] for e in config["train"]))).to(DEVICE)
    body.embeddings.word_embeddings.weight.requires_grad = config.get("embeddings", False)
    size = config.get("pieces", PIECES)
    order = [list(batches(train, random.Random(config["seed"] + number), size)) for number in range(config["passes"])]
    run = Run(model, sum(map(len, order)), config.get("rate", RATE_BODY), out)
    print(f"{len(train)} sentences, {len(labels)} labels, {run.steps} steps", flush=True)
    ends = set(itertools.accumulate(map(len, order)))
    for step, group in itertools.islice(enumerate(itertools.chain(*order), 1), run.resume(), None):
        run.step(group, tokenizer.pad_token_id, step)
        if step in ends:
            for entry, found in texts["dev"]:
                items = encoder.encode(found, entry["corpus"], {})
                figures = evaluate(model, items, tokenizer.pad_token_id, entry.get("heads", [entry["corpus"]]))
                print(f"step {step}", entry["file"], json.dumps(figures), flush=True)
    save(model, tokenizer, out)


class Run:
    """The state of a training: model, optimiser and schedule, with checkpoints from which it goes on."""

    def __init__(self, model: Tagger, steps: int, rate: float, out: Path) -> None:
        self.model, self.steps, self.file = model, steps, out / "checkpoint.pt"
        out.mkdir(parents=True, exist_ok=True)
        body = [p for p in model.encoder.parameters() if p.requires_grad]
        heads = [*model.shared.parameters(), *model.own.parameters()]
        groups = [{"params": body, "lr": rate}, {"params": heads, "lr": RATE_HEAD}]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda s: min(1, (s + 1) / (WARM_UP * steps)) * max(0.02, 1 - s / steps)
        )
        self.running, self.began = math.nan, time.time()
        self.saved = self.began

    def parts(self) -> dict[str, Any]:
        """What a checkpoint holds, by name."""
        return {"model": self.model, "optimiser": self.optimiser, "schedule": self.schedule}

    def resume(self) -> int:
        """Takes over the last checkpoint; the number of steps that are done."""
        if not self.file.is_file():
            return 0
        state = torch.load(self.file, weights_only=True)
        for name, part in self.parts().items():
            part.load_state_dict(state[name])
        torch.set_rng_state(state["random"])
        print(f"resumed after step {state['step']}", flush=True)
        return int(state["step"])

    def step(self, group: Sequence[Encoded], pad: int, number: int) -> None:
        """One batch; writes a checkpoint now and then."""
        self.model.train()
        with quick():
            logits = self.model(*tensors(group, pad), [group[0].corpus])
        loss = loss_of(logits, group)
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        if number % 50 == 0:
            self.running = loss.item() if math.isnan(self.running) else 0.8 * self.running + 0.2 * loss.item()
            print(f"step {number} loss {self.running:.4f} {time.time() - self.began:.0f}s", flush=True)
        if time.time() - self.saved > SAVED_SECONDS:
            state = {name: part.state_dict() for name, part in self.parts().items()}
            torch.save({**state, "random": torch.get_rng_state(), "step": number}, self.file.with_suffix(".new"))
            self.file.with_suffix(".new").replace(self.file)
            self.saved = time.time()


def save(model: Tagger, tokenizer: Any, out: Path) -> None:
    """Writes the encoder in Hugging Face's form and, beside it, the whole tagger with its labels and output layers."""
    model.encoder.save_pretrained(out)
    tokenizer.save_pretrained(out)
    torch.save({"labels": list(model.labels), "weights": model.state_dict()}, out / "tagger.pt")


def load(folder: Path) -> tuple[Tagger, Any]:
    """The tagger that `save` wrote, ready to predict, and its tokenizer."""
    state = torch.load(folder / "tagger.pt", weights_only=True, map_location=DEVICE)
    body = AutoModel.from_pretrained(folder, dtype=torch.float32, add_pooling_layer=False)
    corpora = list(dict.fromkeys(key.split(".")[1] for key in state["weights"] if key.startswith("own.")))
    model = Tagger(body, state["labels"], corpora)
    model.load_state_dict(state["weights"])
    return model.to(DEVICE).eval(), AutoTokenizer.from_pretrained(folder)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, help="in place of the config's: teachers of several seeds label better than one")
    options = parser.parse_args()
    torch.set_num_threads(1)
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    seed = {} if options.seed is None else {"seed": options.seed}
    finetune(config | seed, options.data, options.base, options.out)


if __name__ == "__main__":
    main()
