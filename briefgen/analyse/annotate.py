"""Article → sentences, tokens and name mentions with Stanza: the only doorway of stanza and torch, loaded when first needed.

One pipeline a language is kept warm in a process, on one torch thread (two threads on a busy machine wait for each other);
parallelism is a matter of processes. Articles of a source are annotated together, which is a sixth faster; no result depends on
its neighbours.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen import language
from briefgen.analyse import lattice, sentences, unbroken, word_classes
from briefgen.language import LanguagePack
from briefgen.model import Article, EntityType, Mention, Problem, Sentence, Span, Token

PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "ner")
TYPES: dict[str, EntityType] = {
    **dict.fromkeys(("PER", "PERSON"), "person"),
    **dict.fromkeys(("LOC", "LOCATION", "GPE", "GPE_LOC", "FAC"), "place"),
    **dict.fromkeys(("ORG", "ORGANIZATION", "GPE_ORG"), "organisation"),
}
"""Classes of our packs and of the official models."""
# Characters that go through the model at once: more is no faster, and memory grows with it.
TOGETHER = 40_000

Annotation = tuple[tuple[Sentence, ...], tuple[Mention, ...], str]
Annotated = tuple[Annotation, tuple[Problem, ...]]


def annotate(article: Article, pack: LanguagePack) -> Annotated:
    """Sentences, mentions and the annotator's name; without a model for the language, sentences by rule and no mentions.

    Mentions are sorted and do not overlap. Trouble in the model is a warning (`annotate-failed`), never a lost article."""
    return _all((article,), pack)[0]


def annotate_all(articles: Sequence[Article]) -> list[Annotated]:
    """What `annotate` gives for each article with its language's pack, in their order."""
    results: dict[int, Annotated] = {}
    for code in dict.fromkeys(article.lang for article in articles):
        places = [place for place, article in enumerate(articles) if article.lang == code]
        found = _all([articles[place] for place in places], language.load(code))
        results.update(zip(places, found, strict=True))
    return [results[place] for place in range(len(articles))]


def _all(articles: Sequence[Article], pack: LanguagePack) -> list[Annotated]:
    """Articles of like length go through the model together."""
    results: dict[int, Annotated] = {}
    groups: list[list[int]] = [[]]
    for place in sorted(range(len(articles)), key=lambda place: len(articles[place].text)):
        if pack.models is None:
            results[place] = _by_rule(articles[place], pack, _no_pack(articles[place]))
        elif sum(len(articles[other].text) for other in (*groups[-1], place)) > TOGETHER:
            groups.append([place])
        else:
            groups[-1].append(place)
    for group in groups:
        results.update(zip(group, _together([articles[place] for place in group], pack), strict=True))
    return [results[place] for place in range(len(articles))]


def _together(articles: Sequence[Article], pack: LanguagePack) -> list[Annotated]:
    """All at once; where that fails, each on its own, so that only the article fails that the model cannot read."""
    if not articles:
        return []
    texts, ends = zip(*(unbroken.shortened(article.text) for article in articles), strict=True)
    try:
        understood = _reader(pack).read(texts)
    except (RuntimeError, ValueError, IndexError, AssertionError, KeyError) as error:
        if len(articles) > 1:
            return [found for article in articles for found in _together([article], pack)]
        return [_by_rule(articles[0], pack, _failed(articles[0], f"{type(error).__name__}: {error}"))]
    name = f"stanza:{pack.code}/{pack.section('stanza').get('package', 'default')}"
    return [
        (
            (_read(article, document, broken, pack), tuple(_mentions(article, names, f"model:{name}")), name),
            _broken(article, broken),
        )
        for article, (document, names), broken in zip(articles, understood, ends, strict=True)
    ]


def _by_rule(article: Article, pack: LanguagePack, problem: Problem) -> Annotated:
    return (sentences.split(article, pack), (), ""), (problem,)


@dataclass(frozen=True, slots=True)
class _Name:
    span: Span
    type: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Reader:
    """A warm pipeline: everything `before` the names, then the name `tagger` (None if the pack has none) on `units`."""

    nlp: Any
    before: tuple[str, ...]
    tagger: Tagger | None
    units: str

    def read(self, texts: Sequence[str]) -> list[tuple[Any, list[_Name]]]:
        """Stanza's document of each text, and the names in it in their order. Where the corpora part `Obama's` in two, so must
        the text: the pack's file says what the tagger reads, `tokens` or `words`. A name leaves the clitics of its last token."""
        import stanza

        documents = self.nlp.bulk_process([stanza.Document([], text=text) for text in texts], processors=self.before)
        rows = [[getattr(sentence, self.units) for sentence in document.sentences] for document in documents]
        found = iter(self.tagger.tag([units for row in rows for units in row]) if self.tagger else ())
        return [
            (document, [_name(units, *one) for units, names in zip(row, found, strict=False) for one in names])
            for document, row in zip(documents, rows, strict=True)
        ]


class Tagger:
    """Stanza's name tagger, with the probability of each name under its conditional random field (forward-backward)."""

    def __init__(self, processor: Any, bands: Sequence[tuple[float, float]]) -> None:
        self._processor, self._bands = processor, bands
        self._trainer = processor.trainers[0]
        self._predict = self._trainer.predict
        self._scores: tuple[Any, Any] = (None, None)
        self._found: list[list[tuple[int, int, str, float]]] = []
        self._trainer.predict = self._predict_with_shares
        self._trainer.model.register_forward_hook(self._keep)

    def tag(self, sentences: Sequence[Sequence[Any]]) -> list[list[tuple[int, int, str, float]]]:
        """Per sentence of units (tokens or words): first and last unit, class, and confidence: by `bands` (least probability,
        share of such names that were right in dev data); without bands the probability itself."""
        import stanza

        self._found = []
        if not sentences:
            return []
        plain = [[{"id": (number,), "text": unit.text} for number, unit in enumerate(units, 1)] for units in sentences]
        self._processor.process(stanza.Document(plain))
        return self._found

    def _keep(self, _model: Any, _inputs: Any, output: Any) -> None:
        self._scores = output[1][0], output[2][0]

    def _predict_with_shares(self, batch: Any) -> list[list[str]]:
        """Stanza's `Trainer.predict`; beside it notes the names of the batch, in the order of its sentences."""
        from stanza.models.common.utils import unsort
        from stanza.models.ner.utils import decode_from_bioes

        tags: list[list[str]] = self._predict(batch, unsort=False)
        paths = lattice.Lattice.of(*self._scores, batch[8])
        rows = []
        for row, sentence in enumerate(tags):
            names = [(found["start"], found["end"], found["type"]) for found in decode_from_bioes(sentence)]
            shares = [paths.share(row, a, self._ids(sentence[a : b + 1])) for a, b, _ in names]
            rows.append([(*name, self._banded(share)) for name, share in zip(names, shares, strict=True)])
        self._found.extend(unsort(rows, batch[5]))
        ordered: list[list[str]] = unsort(tags, batch[5])
        return ordered

    def _ids(self, tags: Sequence[str]) -> list[int]:
        return [columns[0] for columns in self._trainer.vocab["tag"].map([(tag,) for tag in tags])]

    def _banded(self, share: float) -> float:
        return max(band for band in self._bands if band[0] <= share)[1] if self._bands else share


@functools.cache
def _reader(pack: LanguagePack) -> _Reader:
    """The warm pipeline of a pack. Nothing is downloaded: the weights lie beside the language file or were fetched before."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    import stanza
    import torch

    torch.set_num_threads(1)
    folder = pack.models
    if folder is None:
        raise ValueError(f"no model for {pack.code}")
    settings = pack.section("stanza")
    listed = json.loads((folder / "resources.json").read_text("utf-8"))
    entry = listed[listed[pack.code].get("alias", pack.code)]
    processors = tuple(name for name in PROCESSORS if name in entry["packages"]["default"])
    with _without_optimisers():
        nlp = stanza.Pipeline(
            pack.code,
            dir=str(folder),
            download_method=None,
            use_gpu=False,
            processors=",".join(processors),
            verbose=False,
            logging_level="ERROR",
        )
    file = folder / "confidence.json"
    bands = tuple((least, right) for least, right in json.loads(file.read_text("utf-8"))) if file.is_file() else ((0.0, 0.0),)
    tagger = Tagger(nlp.processors["ner"], bands) if "ner" in processors else None
    return _Reader(nlp, tuple(n for n in processors if n != "ner"), tagger, str(settings.get("names", "tokens")))


@contextlib.contextmanager
def _without_optimisers() -> Iterator[None]:
    """Stanza makes an optimiser for each model that it loads, and the first of them imports PyTorch's compiler: 1.2 of 1.6 CPU
    seconds of loading a pack, for something only training needs."""
    from stanza.models.common import utils

    whole, split = utils.get_optimizer, utils.get_split_optimizer
    utils.get_optimizer, utils.get_split_optimizer = lambda *_, **__: None, lambda *_, **__: {}
    try:
        yield
    finally:
        utils.get_optimizer, utils.get_split_optimizer = whole, split


def fetch(code: str, folder: Path) -> Problem | None:
    """Downloads Stanza's official models of a language into `folder`, whole or not at all: the one thing in briefgen that
    uses the network. What went wrong is a problem (`models-unavailable`), and the folder is then as it was before."""
    from stanza import download
    from stanza.resources import common

    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".fetch-") as scratch:
        try:
            common.download_resources_json(scratch)
            listed = common.load_resources_json(scratch)
            entry = common.get_language_resources(listed, code)
            if entry is None:
                return _unavailable(
                    code, "Stanza has no models for this language", "see stanfordnlp.github.io/stanza for the list"
                )
            wanted = {name: "default" for name in PROCESSORS if name in entry["packages"]["default"]}
            download(code, model_dir=scratch, package=None, processors=wanted, download_json=False, verbose=False)
        except Exception as error:  # the download goes through libraries with error classes of their own
            return _unavailable(code, f"{type(error).__name__}: {error}", "is there a network? try again")
        if folder.exists():
            shutil.rmtree(folder)
        Path(scratch).rename(folder)
        Path(scratch).mkdir()
    return None


def _unavailable(code: str, why: str, hint: str) -> Problem:
    return Problem("models-unavailable", "error", f'no models for "{code}" were fetched: {why}', hint=hint)


def _name(units: Sequence[Any], start: int, end: int, kind: str, confidence: float) -> _Name:
    return _Name(Span(units[start].start_char, _end(units[end])), kind, confidence)


def _end(unit: Any) -> int:
    """Where a token or word ends; a token of several words, where the first of them does if the text shows it."""
    words: Sequence[Any] = getattr(unit, "words", ())
    first = words[0] if len(words) > 1 and words[0].start_char == unit.start_char else unit
    return int(first.end_char)


def _read(article: Article, understood: Any, ends: Mapping[int, int], pack: LanguagePack) -> tuple[Sentence, ...]:
    found = sentences.whole_numbers(article.text, _sentences(article, understood, ends))
    return tuple(word_classes.corrected(article.text, found, pack))


def _sentences(article: Article, understood: Any, ends: Mapping[int, int]) -> Iterator[Sentence]:
    """Stanza's sentences, cut where they would cross a block (a heading without an end mark runs on otherwise)."""
    blocks = iter(article.blocks)
    block = next(blocks, None)
    for sentence in understood.sentences:
        run: list[Token] = []
        for token in _tokens(sentence, ends):
            while block and token.span.start >= block.span.end:
                if run:
                    yield _sentence(run)
                    run = []
                block = next(blocks, None)
            run.append(token)
        if run:
            yield _sentence(run)


def _sentence(tokens: list[Token]) -> Sentence:
    return Sentence(Span(tokens[0].span.start, tokens[-1].span.end), tuple(tokens))


def _tokens(sentence: Any, ends: Mapping[int, int]) -> Iterator[Token]:
    """Syntactic words; the words of one multi-word token share its span. `ends` says where a word ends that was broken off."""
    for token in sentence.tokens:
        span = Span(token.start_char, ends.get(token.end_char, token.end_char))
        for word in token.words:
            yield Token(span, word.lemma or "", word.upos or "", -1 if word.head is None else word.head, word.deprel or "")


def _mentions(article: Article, names: Sequence[_Name], source: str) -> Iterator[Mention]:
    """Names of the kinds that we know, inside a block."""
    blocks = [block.span for block in article.blocks]
    for name in names:
        if name.type in TYPES and any(block.contains(name.span) for block in blocks):
            yield Mention(name.span, TYPES[name.type], source, name.confidence)


def _no_pack(article: Article) -> Problem:
    return Problem(
        "no-pack",
        "warning",
        f'no language model for "{article.lang}": names come from the glossary alone',
        hint=f"`briefgen models download {article.lang}` fetches one; set `lang` if the language is wrong",
    )


def _broken(article: Article, ends: Mapping[int, int]) -> tuple[Problem, ...]:
    why = f"of a word of over {unbroken.LONGEST:,} characters it read the first {unbroken.KEPT}"
    return (_failed(article, why),) if ends else ()


def _failed(article: Article, why: str) -> Problem:
    return Problem("annotate-failed", "warning", f'the language model could not read all of "{article.id}": {why}')
