"""What the trainers are given: labels as long as the text, no dev text among the train text, spans alike from BIO and BIOES."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.conllu import Token, from_tags, paragraphs, raw_text, tags_of, tokens
from training.corpora import read_set, split_dev
from training.iob import read_iob, relabel, repaired, spans
from training.leaks import without_leaks
from training.prepare import labelled, regroup, spaced

SENTENCE = (
    "# newpar",
    "# text = He didn't.",
    "1\tHe\the\tPRON\t_\t_\t2\tnsubj\t_\t_",
    "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No",
    "2\tdid\tdo\tAUX\t_\t_\t0\troot\t_\t_",
    "3\tn't\tnot\tPART\t_\t_\t2\tadvmod\t_\t_",
    "3.1\tgo\tgo\tVERB\t_\t_\t_\t_\t_\t_",
    "4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_",
)
PLAIN = ("1\tYes\tyes\tINTJ\t_\t_\t0\troot\t_\t_",)

WORD = st.text("abcXYZ.!?", min_size=1, max_size=6)
TOKEN = st.builds(Token, WORD, st.one_of(st.tuples(WORD), st.tuples(WORD, WORD)), st.booleans())
GROUP = st.lists(st.lists(TOKEN, min_size=1, max_size=6).map(tuple), min_size=1, max_size=5)


def test_a_multi_word_token_is_one_token_and_empty_nodes_are_none() -> None:
    assert tokens(SENTENCE) == (Token("He", ("He",), True), Token("didn't", ("did", "n't"), False), Token(".", (".",), True))


def test_a_tree_becomes_words_with_tags_and_back() -> None:
    tagged = (("He", "PRON|Person=3"), ("ran", "VERB|_"))
    assert tags_of(from_tags(tagged)) == tagged
    assert [word for word, _ in tags_of(SENTENCE)] == ["He", "did", "n't", "."]


def test_raw_text_follows_spacing_and_paragraph_marks() -> None:
    assert raw_text([SENTENCE, PLAIN, SENTENCE]) == "He didn't. Yes\n\nHe didn't.\n"
    assert [len(group) for group in paragraphs([SENTENCE, PLAIN, SENTENCE])] == [2, 1]


@given(GROUP, st.floats(0, 1), st.integers())
def test_every_character_has_a_label_and_every_sentence_an_end(group, glue, seed) -> None:
    text, labels = labelled(group, glue, random.Random(seed))
    assert len(text) == len(labels)
    assert sum(label in "24" for label in labels) == len(group)
    assert sum(label in "1234" for label in labels) == sum(map(len, group))
    assert all(label == "0" for character, label in zip(text, labels, strict=True) if character.isspace())


def test_an_end_is_glued_only_before_a_capital() -> None:
    before, capital, small = ((Token(text, (text,), True),) for text in ("x.", "Yes", "yes"))
    assert labelled([before, capital], 1.0, random.Random(0))[0] == "x.Yes"
    assert labelled([before, small], 1.0, random.Random(0))[0] in {"x. yes", "x.\nyes"}


@given(st.lists(st.integers(), max_size=30), st.integers(1, 8), st.integers())
def test_regrouping_keeps_every_sentence(sentences, longest, seed) -> None:
    groups = regroup(sentences, longest, random.Random(seed))
    assert sorted(s for group in groups for s in group) == sorted(sentences)
    assert all(1 <= len(group) <= longest for group in groups)


def test_train_text_that_shares_a_run_with_dev_is_dropped() -> None:
    dev = [["Pada", "hari", "Selasa", ",", "presiden", "tiba", "di", "Jakarta", "bersama", "rombongan"]]
    copy = ["KEMARIN", "pada", "hari", "selasa", "presiden", "tiba", "di", "Jakarta", "bersama", "rombongan", "besar"]
    other = ["Presiden", "tiba", "di", "Surabaya"]
    assert without_leaks([copy, other], dev, lambda words: words) == (other,)


@pytest.mark.parametrize("seed", [1, 7])
def test_a_split_is_a_partition_and_repeats(seed) -> None:
    blocks = [(str(i),) for i in range(20)]
    train, dev = split_dev(blocks, 5, seed)
    assert (len(train), len(dev)) == (15, 5)
    assert sorted(train + dev) == sorted(blocks)
    assert split_dev(blocks, 5, seed) == (train, dev)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("B-PER I-PER O B-LOC", {(0, 2, "PER"), (3, 4, "LOC")}),
        ("B-PER B-PER", {(0, 1, "PER"), (1, 2, "PER")}),
        ("B-PER E-PER S-ORG", {(0, 2, "PER"), (2, 3, "ORG")}),
        ("I-LOC I-LOC I-ORG", {(0, 2, "LOC"), (2, 3, "ORG")}),
        ("S-PER I-PER", {(0, 1, "PER"), (1, 2, "PER")}),
        ("", set()),
    ],
)
def test_spans(tags, expected) -> None:
    assert spans(tags.split()) == expected


def test_predicted_tags_are_repaired_so_that_every_entity_opens() -> None:
    assert repaired(["O", "I-PER", "I-PER", "I-LOC", "NOUN"]) == ["O", "B-PER", "I-PER", "B-LOC", "NOUN"]


def test_a_corpus_is_a_file_or_a_part_of_one_every_so_many_sentences_so_often(tmp_path) -> None:
    file = tmp_path / "x.iob"
    file.write_text("".join(f"{word}\tO\n\n" for word in "abcde"), encoding="utf-8")
    found = read_set({"file": "{work}/x.iob", "every": 2, "times": 2}, tmp_path / "data", tmp_path)
    assert [sentence[0][0] for sentence in found] == list("aceace")
    treebank = tmp_path / "x.conllu"
    treebank.write_text("".join("\n".join(PLAIN) + "\n\n" for _ in range(3)), encoding="utf-8")
    assert len(read_set({"file": "x.conllu", "split": {"held": 1, "seed": 1, "part": "dev"}}, tmp_path)) == 1


def test_classes_are_renamed_or_dropped(tmp_path) -> None:
    file = tmp_path / "x.iob"
    file.write_text("Ani\tB-PPL\ndi\tO\n\nPersija\tB-IND\n", encoding="utf-8")
    assert relabel(read_iob(file), {"PPL": "PER", "IND": ""}) == ((("Ani", "B-PER"), ("di", "O")), (("Persija", "O"),))


def test_running_text_is_spaced_for_counting() -> None:
    assert spaced("Kata (2019), dan-lain.") == "Kata ( 2019 ) , dan-lain ."
