"""Fine-tunes one small multilingual encoder for entities on corpora whose guidelines differ, and saves it for Stanza's
transformer support.

Every corpus has an output layer of its own that is added to a shared one (logits = shared + own): what the corpora agree on
ends up in the shared layer, what only one of them does in its own. A corpus that does not annotate a class gives ambiguous
labels there (`O` may be ORG): the loss is then the probability of any of them. `python -m training.encoder CONFIG.toml
--data DATA --base ENCODER --out OUT`. A run that was cut off goes on from its last checkpoint (OUT/checkpoint.pt) when it is
started again.
"""

import argparse
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

from training.iob import Tagged, read_iob, relabel, spans

CLASSES = ("PER", "ORG", "LOC")
LABELS = ("O", *(f"{prefix}-{name}" for name in CLASSES for prefix in "BI"))
PIECES = 768
"""Padded pieces in a batch (about 20 sentences): the step size that the learning rate below was chosen for."""
LONGEST = 254
"""Pieces of a sentence that are read; longer ones (lists, tables) are cut."""
RATE_BODY, RATE_HEAD = 1.5e-4, 1e-3
WARM_UP = 0.1
"""Share of the steps over which the rate rises; it falls linearly afterwards."""
SAVED_EVERY = 250
"""Steps between checkpoints: a few minutes of work are lost at most."""


class Tagger(nn.Module):
    """The encoder with a shared output layer and one per corpus."""

    def __init__(self, encoder: nn.Module, hidden: int, corpora: Sequence[str]) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.shared = nn.Linear(hidden, len(LABELS))
        self.own = nn.ModuleDict({name: nn.Linear(hidden, len(LABELS)) for name in corpora})
        for layer in self.own.values():
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor, corpora: Sequence[str]) -> torch.Tensor:
        """Logits of the pieces (batch, length, labels), the own layers of `corpora` averaged."""
        states = self.dropout(self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state)
        return self.shared(states) + sum(self.own[name](states) for name in corpora) / len(corpora)


def allowed(tags: Sequence[str], ambiguous: Mapping[str, Sequence[str]]) -> list[list[bool]]:
    """For each tag, which labels the loss accepts; `ambiguous` names, for a tag or class, the classes (or "O") it may also be."""
    rows = []
    for tag in tags:
        names = {tag} if tag in LABELS else {"O"}
        for extra in ambiguous.get(tag.partition("-")[2] or tag, ()):
            names |= {"O"} if extra == "O" else {f"B-{extra}", f"I-{extra}"}
        rows.append([label in names for label in LABELS])
    return rows


class Encoded:
    """A sentence as piece ids with, per token, its first piece's place and its accepted labels."""

    def __init__(self, sentence: Tagged, tokenizer: Any, ambiguous: Mapping[str, Sequence[str]], corpus: str) -> None:
        self.corpus = corpus
        self.tags = [tag for _, tag in sentence]
        self.ids = [tokenizer.bos_token_id]
        self.first: list[int] = []
        for word, _ in sentence:
            pieces = tokenizer(word, add_special_tokens=False)["input_ids"] or [tokenizer.unk_token_id]
            if len(self.ids) + len(pieces) > LONGEST:
                break
            self.first.append(len(self.ids))
            self.ids.extend(pieces)
        self.ids.append(tokenizer.eos_token_id)
        self.accepted = torch.tensor(allowed(self.tags[: len(self.first)], ambiguous), dtype=torch.bool)


def batches(sentences: Sequence[Encoded], rng: random.Random | None) -> Iterator[list[Encoded]]:
    """Batches of one corpus's sentences of like length; shuffled when `rng` is given."""
    groups: list[list[Encoded]] = []
    for corpus in dict.fromkeys(s.corpus for s in sentences):
        order = [s for s in sentences if s.corpus == corpus]
        order.sort(key=lambda s: len(s.ids) + (rng.random() * 6 if rng else 0))
        group: list[Encoded] = []
        for sentence in order:
            if group and len(sentence.ids) * (len(group) + 1) > PIECES:
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
    return ids, (ids != pad).long()


def loss_of(logits: torch.Tensor, group: Sequence[Encoded]) -> torch.Tensor:
    """Mean over tokens of -log P(an accepted label)."""
    picked = torch.cat([logits[i, s.first] for i, s in enumerate(group)]).float().log_softmax(-1)
    accepted = torch.cat([s.accepted for s in group])
    return -picked.masked_fill(~accepted, -1e4).logsumexp(-1).mean()


def evaluate(model: Tagger, sentences: Sequence[Encoded], pad: int, corpora: Sequence[str]) -> dict[str, float]:
    """Exact span F1, over all classes and by class."""
    model.eval()
    counts = {name: [0, 0, 0] for name in CLASSES}
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for group in batches(sentences, None):
            best = model(*tensors(group, pad), corpora).argmax(-1)
            for i, sentence in enumerate(group):
                predicted = [LABELS[k] for k in best[i, sentence.first].tolist()]
                gold, found = spans(sentence.tags), spans(predicted)
                for name in CLASSES:
                    g, f = ({s for s in both if s[2] == name} for both in (gold, found))
                    for k, number in enumerate((len(g & f), len(f), len(g))):
                        counts[name][k] += number
    total = [sum(c[k] for c in counts.values()) for k in range(3)]
    return {name: round(2 * c[0] / max(1, c[1] + c[2]), 4) for name, c in (("all", total), *counts.items())}


def finetune(config: dict[str, Any], data: Path, base: Path, out: Path) -> None:
    """Runs the passes of the config; after each, dev figures are logged and the model is saved."""
    torch.manual_seed(config["seed"])
    tokenizer = AutoTokenizer.from_pretrained(base)
    encoder = AutoModel.from_pretrained(base, dtype=torch.float32, add_pooling_layer=False)

    def load(entry: dict[str, Any]) -> list[Encoded]:
        sentences = relabel(read_iob(data / entry["file"]), entry.get("map", {}))
        return [Encoded(s, tokenizer, entry.get("ambiguous", {}), entry["corpus"]) for s in sentences] * entry.get("times", 1)

    train = [s for entry in config["train"] for s in load(entry)]
    dev = {entry["file"]: (load(entry), entry.get("heads", [entry["corpus"]])) for entry in config["dev"]}
    model = Tagger(encoder, encoder.config.hidden_size, list(dict.fromkeys(e["corpus"] for e in config["train"])))
    encoder.embeddings.word_embeddings.weight.requires_grad = False
    order = [list(batches(train, random.Random(config["seed"] + number))) for number in range(config["passes"])]
    run = Run(model, sum(map(len, order)), config.get("rate", RATE_BODY), out)
    print(f"{len(train)} sentences, {run.steps} steps", flush=True)
    ends = set(itertools.accumulate(map(len, order)))
    for step, group in itertools.islice(enumerate(itertools.chain(*order), 1), run.resume(), None):
        run.step(group, tokenizer.pad_token_id, step)
        if step in ends:
            for name, (sentences, heads) in dev.items():
                figures = evaluate(model, sentences, tokenizer.pad_token_id, heads)
                print(f"step {step}", name, json.dumps(figures), flush=True)
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
        with torch.autocast("cpu", torch.bfloat16):
            logits = self.model(*tensors(group, pad), [group[0].corpus])
        loss = loss_of(logits, group)
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.running = loss.item() if math.isnan(self.running) else 0.98 * self.running + 0.02 * loss.item()
        if number % 50 == 0:
            print(f"step {number} loss {self.running:.4f} {time.time() - self.began:.0f}s", flush=True)
        if number % SAVED_EVERY == 0:
            state = {name: part.state_dict() for name, part in self.parts().items()}
            torch.save({**state, "random": torch.get_rng_state(), "step": number}, self.file.with_suffix(".new"))
            self.file.with_suffix(".new").replace(self.file)


def save(model: Tagger, tokenizer: Any, out: Path) -> None:
    """Writes the encoder in Hugging Face's form and, beside it, the whole tagger with its output layers."""
    model.encoder.save_pretrained(out)
    tokenizer.save_pretrained(out)
    torch.save(model.state_dict(), out / "tagger.pt")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    finetune(tomllib.loads(options.config.read_text(encoding="utf-8")), options.data, options.base, options.out)


if __name__ == "__main__":
    main()
