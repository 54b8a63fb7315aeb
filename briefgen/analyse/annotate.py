"""Article → sentences, tokens and name mentions with Stanza: the only doorway of stanza and torch, loaded when first needed.

One pipeline a language is kept warm in a process, on one torch thread (two threads on a busy machine wait for each other);
parallelism is a matter of processes. Articles are annotated one at a time, so a result never depends on its neighbours.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from typing import Any

from briefgen.analyse import sentences
from briefgen.language import LanguagePack
from briefgen.model import Article, EntityType, Mention, Problem, Sentence, Span, Token

PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "ner")
TYPES: dict[str, EntityType] = {"PER": "person", "LOC": "place", "GPE": "place", "ORG": "organisation"}
# A line without a space longer than this is no prose in a spaced script; the tokenizer's memory grows with it.
LONGEST_UNBROKEN = 2_000

Annotation = tuple[tuple[Sentence, ...], tuple[Mention, ...], str]


def annotate(article: Article, pack: LanguagePack) -> tuple[Annotation, tuple[Problem, ...]]:
    """Sentences, mentions and the annotator's name; without a model for the language, sentences by rule and no mentions.

    Mentions are sorted and do not overlap. Trouble in the model is a warning (`annotate-failed`), never a lost article."""
    if pack.models is None:
        return (sentences.split(article, pack), (), ""), (_no_pack(article),)
    if any(len(word) > LONGEST_UNBROKEN for word in article.text.split()):
        return (sentences.split(article, pack), (), ""), (_failed(article, "a word of over 2,000 characters is no prose"),)
    try:
        understood = _pipeline(pack)(article.text)
    except (RuntimeError, ValueError, IndexError, AssertionError, KeyError) as error:
        return (sentences.split(article, pack), (), ""), (_failed(article, f"{type(error).__name__}: {error}"),)
    name = f"stanza:{pack.code}/{pack.section('stanza').get('package', 'default')}"
    found = tuple(_sentences(article, understood))
    return (found, tuple(_mentions(article, understood, f"model:{name}")), name), ()


@functools.cache
def _pipeline(pack: LanguagePack) -> Any:
    """The warm pipeline of a pack. Nothing is downloaded: the weights lie beside the language file."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    import stanza
    import torch

    torch.set_num_threads(1)
    folder = pack.models
    processors = ",".join(name for name in PROCESSORS if folder and (folder / pack.code / name).is_dir())
    return stanza.Pipeline(
        pack.code,
        dir=str(folder),
        download_method=None,
        use_gpu=False,
        processors=processors,
        verbose=False,
        logging_level="ERROR",
    )


def _sentences(article: Article, understood: Any) -> Iterator[Sentence]:
    """Stanza's sentences, cut where they would cross a block (a heading without an end mark runs on otherwise)."""
    blocks = iter(article.blocks)
    block = next(blocks, None)
    for sentence in understood.sentences:
        run: list[Token] = []
        for token in _tokens(sentence):
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


def _tokens(sentence: Any) -> Iterator[Token]:
    """Syntactic words; the words of one multi-word token share its span."""
    for token in sentence.tokens:
        span = Span(token.start_char, token.end_char)
        for word in token.words:
            yield Token(span, word.lemma or "", word.upos or "", -1 if word.head is None else word.head, word.deprel or "")


def _mentions(article: Article, understood: Any, source: str) -> Iterator[Mention]:
    blocks = [block.span for block in article.blocks]
    for entity in understood.ents:
        span = Span(entity.start_char, entity.end_char)
        if entity.type in TYPES and any(block.contains(span) for block in blocks):
            yield Mention(span, TYPES[entity.type], source)


def _no_pack(article: Article) -> Problem:
    return Problem(
        "no-pack",
        "warning",
        f'no language model for "{article.lang}": names come from the glossary alone',
        hint=f"ship one in briefgen/lang/models/{article.lang}/, or set `lang` if the language is wrong",
    )


def _failed(article: Article, why: str) -> Problem:
    return Problem("annotate-failed", "warning", f'the language model could not read "{article.id}": {why}')
