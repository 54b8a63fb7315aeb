"""What is made of labelled data: swapped copies stay well labelled, raw text comes out of its packages, bands only rise."""

import io
import json
import random
import tarfile
import zipfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from training import augment, calibrate, rawtext
from training.iob import spans

SENTENCE = (
    ("Presiden", "O"),
    ("Joko", "B-PER"),
    ("Widodo", "I-PER"),
    ("tiba", "O"),
    ("di", "O"),
    ("Arab", "B-LOC"),
    ("Saudi", "I-LOC"),
    (".", "O"),
)
PLAIN = (("Ia", "O"), ("pergi", "O"), (".", "O"))


@given(st.integers())
def test_a_swapped_copy_has_the_same_names_in_number_and_order_but_for_a_country_after_the_title(seed: int) -> None:
    others = {"PER": [("Ana",), ("Ben", "Ali")], "LOC": [("Kairo",)], "": [("Rusia",)]}
    copy = augment.swapped(SENTENCE, others, {"presiden"}, random.Random(seed))
    found = [(name, " ".join(word for word, _ in copy[a:b])) for a, b, name in sorted(spans([tag for _, tag in copy]))]
    kinds = [name for name, _ in found]
    assert kinds in (["PER", "LOC"], ["LOC", "PER", "LOC"])
    assert len(kinds) == 2 or found[0] == ("LOC", "Rusia")
    assert found[-2][1] in {"Joko Widodo", "Ana", "Ben Ali"}
    assert [word for word, tag in copy if tag == "O"] == [word for word, tag in SENTENCE if tag == "O"]


def test_only_sentences_with_a_person_or_a_place_are_copied_and_strangers_lend_their_names() -> None:
    stranger = (("Greta", "B-PER"), ("speaks", "O"))
    copies = augment.copies([SENTENCE, SENTENCE, PLAIN], [stranger], "id", ["presiden"], random.Random(1))
    assert len(copies) == 1
    assert ("Greta",) in augment.surfaces([SENTENCE, stranger], "PER")
    assert ("Arab", "Saudi") in augment.countries("id")


def test_speeches_come_in_paragraphs_and_only_from_their_first_year(tmp_path: Path) -> None:
    archive = tmp_path / "speeches.tgz"
    with tarfile.open(archive, "w:gz") as file:
        for name, text in (("1929_a.txt", "Old."), ("1950_b.txt", "One. " * 7 + "Two."), ("1950_b.json", "{}")):
            info = tarfile.TarInfo(f"package/data/{name}")
            info.size = len(text)
            file.addfile(info, io.BytesIO(text.encode()))
    assert list(rawtext.speeches(archive)) == ["One. One. One. One. One. One.", "One. Two."]


def test_prose_of_the_factbook_has_family_names_in_ordinary_letters(tmp_path: Path) -> None:
    prose = "<p>In 1967 President Ali SOMEBODY made peace with the neighbours after a war, &amp; the UNESCO came later.</p>"
    wheel = tmp_path / "factbook.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("data/aa.json", json.dumps({"Introduction": {"text": prose}, "Area": ["1 sq km", {"text": "land"}]}))
    expected = "In 1967 President Ali Somebody made peace with the neighbours after a war, & the UNESCO came later."
    assert list(rawtext.factbook(wheel)) == [expected]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_bands_rise_start_at_nothing_and_say_what_was_measured(names: list[tuple[float, bool]]) -> None:
    bands = calibrate.banded(names)
    assert bands[0][0] == 0.0
    assert bands == sorted(bands)
    assert [right for _, right in bands] == sorted(right for _, right in bands)
    assert all(0 <= right <= 1 for _, right in bands)
    assert 0 <= calibrate.error(names, bands) <= 1


def test_the_error_is_the_distance_of_the_stated_from_the_true_share() -> None:
    names = [(0.9, True)] * 8 + [(0.9, False)] * 2
    assert calibrate.banded(names) == [(0.0, 0.8)]
    assert calibrate.error(names, ()) == 0.1
    assert calibrate.error(names, calibrate.banded(names)) == 0.0
