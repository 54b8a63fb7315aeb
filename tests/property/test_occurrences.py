"""Which rows of timelines are tried for the same event: none that is one is missed, though few pairs are looked at."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.compose import occurrences
from tests.unit.test_occurrences import told

WORDS = st.lists(st.sampled_from(["governor", "reopened", "bridge", "after", "repairs", "mayor"]), max_size=6).map(" ".join)
NAMES = st.sets(st.sampled_from(["indonesia", "jakarta", "governor"])).map(lambda names: tuple(sorted(names)))
DAYS = st.sampled_from(["2024-05-14", "2024-05-15", "2024-05", "2024-06-14", "2024-06-20"])
ARTICLES = st.lists(st.tuples(st.lists(st.tuples(DAYS, WORDS, NAMES), max_size=3), st.sampled_from(["en", "id"])), max_size=5)


@given(ARTICLES)
def test_no_pair_that_is_one_event_is_left_out(articles):
    briefings = [told(f"a{number}", *rows, lang=lang) for number, (rows, lang) in enumerate(articles)]
    rows = sorted((row for each in briefings for row in occurrences._rows(each)), key=lambda row: row.first)
    pairs = occurrences._candidates(rows)
    assert pairs == sorted(set(pairs))
    for one, other in combinations(range(len(rows)), 2):
        first, second = rows[one], rows[other]
        near = (second.first - first.first).days <= occurrences.APART_DAYS
        strangers = first.telling.article_id != second.telling.article_id
        if first.who & second.who and near and strangers and occurrences._same(first, second):
            assert (one, other) in pairs


def test_what_all_have_in_common_pairs_nobody():
    rows = [
        row for n in range(50) for row in occurrences._rows(told(f"a{n}", ("2024-05-14", f"word{n} again{n}", ("indonesia",))))
    ]
    assert occurrences._candidates(rows) == []
