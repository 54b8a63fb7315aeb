"""A pack's table says which vectors each part reads, in the form that Stanza's pipeline expects."""

import pytest

pytest.importorskip("torch")

from training import export


def test_tags_read_the_plain_vectors_and_names_those_that_know_names() -> None:
    table = export.resources({"lang": "xx", "name": "Xish"}, ("pretrain", "names", "tokenize", "pos", "ner"))["xx"]
    assert table["packages"]["default"] == {"tokenize": "news", "pos": "news", "ner": "news"}
    assert table["pretrain"] == {"news": {}, "names": {}}
    assert table["pos"]["news"] == {"dependencies": [{"model": "pretrain", "package": "news"}]}
    assert table["ner"]["news"] == {"dependencies": [{"model": "pretrain", "package": "names"}]}
    assert table["tokenize"] == {"news": {}}


def test_a_pack_does_not_tell_where_it_was_made_nor_carry_what_only_training_needs() -> None:
    state = {"model": {}, "config": {"wordvec_file": "/home/me/x.pt", "lr": 0.1}, "optimizer_state_dict": {}}
    assert export.stripped(state) == {"model": {}, "config": {"wordvec_file": "x.pt", "lr": 0.1}}
