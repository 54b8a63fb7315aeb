"""Makes word vectors from a multilingual encoder: a word's vector is what the encoder sees in the bare word, in lower case
and capitalised, reduced by principal components. `python -m training.vectors --text TEXT --lang LANG --encoder ENCODER
--words N --dim D [--names NAMES] --out OUT.pt`.

Where there is little text, this beats vectors counted on it by far, because the encoder has read a large part of the web.
The words are those of the text, most frequent first, filled up from the language's word list (`wordfreq`) and a list of names.
"""

import argparse
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch
from stanza.models.common.pretrain import Pretrain
from transformers import AutoModel, AutoTokenizer
from wordfreq import top_n_list

LAYERS = (6, -1)
"""States that are kept: the middle layer separates names from words best (probed on unseen words), the last adds topic."""
LONGEST = 40
"""Characters of a word that are read: longer ones are links and noise."""


def vocabulary(text: Path, lang: str, size: int, names: Sequence[str] = ()) -> list[str]:
    """Lower-case words: of the text (numbers and marks only when seen twice), then names and words of the language's frequency
    list by turns, until there are `size`."""
    counts = Counter(word for line in text.open(encoding="utf-8") for word in line.lower().split())
    words = [word for word, count in counts.most_common() if count > 1 or re.fullmatch(r"[^\W\d_]{3,40}", word)]
    fill = (word for word in top_n_list(lang, 2 * size) if re.fullmatch(r"[^\W\d_][\w'-]*", word))
    turns = (word for pair in itertools.zip_longest(fill, map(str.lower, names)) for word in pair if word)
    return list(itertools.islice(dict.fromkeys(itertools.chain(words, turns)), size))


def states(words: Sequence[str], encoder: Path) -> torch.Tensor:
    """(words, 2 * hidden): the mean over each word's pieces of the two layers."""
    tokenizer = AutoTokenizer.from_pretrained(encoder)
    model = AutoModel.from_pretrained(encoder, dtype=torch.bfloat16, add_pooling_layer=False).eval()
    order = sorted(range(len(words)), key=lambda i: len(words[i]))
    found: dict[int, torch.Tensor] = {}
    with torch.inference_mode():
        for begin in range(0, len(order), 256):
            chosen = order[begin : begin + 256]
            batch = tokenizer([words[i][:LONGEST] for i in chosen], return_tensors="pt", padding=True)
            layers = model(**batch, output_hidden_states=True).hidden_states
            mask = batch["attention_mask"].clone()
            ends = mask.sum(1) - 1
            mask[:, 0] = 0
            mask[torch.arange(len(chosen)), ends] = 0
            size = mask.sum(1, keepdim=True).clamp(min=1)
            means = [(layers[k].float() * mask[:, :, None]).sum(1) / size for k in LAYERS]
            found.update((i, torch.cat([mean[row] for mean in means])) for row, i in enumerate(chosen))
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
    text = out.with_suffix(".txt")
    with text.open("w", encoding="utf-8") as file:
        file.write(f"{len(words)} {matrix.shape[1]}\n")
        file.writelines(f"{word} {' '.join(f'{x:.4f}' for x in row)}\n" for word, row in zip(words, matrix.tolist(), strict=True))
    out.unlink(missing_ok=True)
    Pretrain(str(out), str(text)).load()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--lang", required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--words", type=int, default=36_000)
    parser.add_argument("--dim", type=int, default=80)
    parser.add_argument("--names", type=Path, help="one name a line, the most useful first")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    names = options.names.read_text(encoding="utf-8").split() if options.names else ()
    words = vocabulary(options.text, options.lang, options.words, names)
    forms = torch.cat([states(words, options.encoder), states([w.capitalize() for w in words], options.encoder)], dim=1)
    write(words, reduced(forms, 2 * len(LAYERS), options.dim), options.out)


if __name__ == "__main__":
    main()
