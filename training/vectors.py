"""Makes word vectors from a multilingual encoder: a word's vector is what the encoder sees in the bare word, in lower case
and capitalised, reduced by principal components. `python -m training.vectors --words WORDS.txt --encoder ENCODER --dim D
--out OUT.pt`.

Where there is little text, this beats vectors counted on it by far, because the encoder has read a large part of the web.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from stanza.models.common.pretrain import Pretrain
from transformers import AutoModel, AutoTokenizer

from training.encoder import DEVICE

LAYERS = (6, -1)
"""States that are kept: the middle layer separates names from words best (probed on unseen words), the last adds topic."""
LONGEST = 40
"""Characters of a word that are read: longer ones are links and noise."""


def states(words: Sequence[str], encoder: Path) -> torch.Tensor:
    """(words, 2 * hidden): the mean over each word's pieces of the two layers."""
    tokenizer = AutoTokenizer.from_pretrained(encoder)
    model = AutoModel.from_pretrained(encoder, dtype=torch.bfloat16, add_pooling_layer=False).to(DEVICE).eval()
    order = sorted(range(len(words)), key=lambda i: len(words[i]))
    found: dict[int, torch.Tensor] = {}
    with torch.inference_mode():
        for begin in range(0, len(order), 256):
            chosen = order[begin : begin + 256]
            batch = tokenizer([words[i][:LONGEST] for i in chosen], return_tensors="pt", padding=True).to(DEVICE)
            layers = model(**batch, output_hidden_states=True).hidden_states
            mask = batch["attention_mask"].clone()
            ends = mask.sum(1) - 1
            mask[:, 0] = 0
            mask[torch.arange(len(chosen), device=DEVICE), ends] = 0
            size = mask.sum(1, keepdim=True).clamp(min=1)
            means = [(layers[k].float() * mask[:, :, None]).sum(1) / size for k in LAYERS]
            found.update(zip(chosen, torch.cat(means, dim=1).cpu(), strict=True))
    return torch.stack([found[i] for i in range(len(words))])


def reduced(matrix: torch.Tensor, blocks: int, dim: int) -> torch.Tensor:
    """Principal components of the blocks of columns, each block scaled to one spread first; rows of length 2."""
    width = matrix.shape[1] // blocks
    scaled = torch.cat([part / part.std() for part in matrix.split(width, dim=1)], dim=1)
    centred = scaled - scaled.mean(0)
    _, vectors = torch.linalg.eigh(centred.T @ centred / len(centred))
    components = centred @ vectors.flip(1)[:, :dim]
    components = components / components.std(0).sqrt()
    return 2.0 * torch.nn.functional.normalize(components, dim=1)


def write(words: Sequence[str], matrix: torch.Tensor, out: Path) -> None:
    """Writes the vectors as text and as Stanza's `.pt`."""
    out.parent.mkdir(parents=True, exist_ok=True)
    text = out.with_suffix(".txt")
    with text.open("w", encoding="utf-8") as file:
        file.write(f"{len(words)} {matrix.shape[1]}\n")
        file.writelines(f"{word} {' '.join(f'{x:.4f}' for x in row)}\n" for word, row in zip(words, matrix.tolist(), strict=True))
    out.unlink(missing_ok=True)
    Pretrain(str(out), str(text)).load()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, required=True, help="one lower-case word a line")
    parser.add_argument("--first", type=int, help="so many of the words; all when left out")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--dim", type=int, default=80)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    words = options.words.read_text(encoding="utf-8").split()[: options.first]
    forms = torch.cat([states(words, options.encoder), states([w.capitalize() for w in words], options.encoder)], dim=1)
    write(words, reduced(forms, 2 * len(LAYERS), options.dim), options.out)


if __name__ == "__main__":
    main()
