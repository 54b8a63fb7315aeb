"""Whatever the bytes: loading never raises, and what is stored comes back as it was."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import codec
from briefgen.model import Document, Span

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
AMOUNT = st.decimals(allow_nan=False, allow_infinity=False)

st.register_type_strategy(Decimal, AMOUNT)
st.register_type_strategy(float, st.floats(0, 1))  # a confidence
st.register_type_strategy(str, TEXT)
st.register_type_strategy(Span, st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 999), st.integers(0, 999)))


@settings(deadline=None)
@given(st.from_type(Document))
def test_a_document_survives_the_store(document):
    data = codec.encode(document)
    again = codec.decode(Document, data)
    assert again == document
    assert codec.encode(again) == data


@settings(deadline=None)
@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%,?\n \t\x00é\r\u2028@`.~0123", max_size=60) | st.text(max_size=40))
def test_any_text_is_yaml_or_a_problem(text):
    value, problems = codec.load_yaml(text, "x.yaml")
    assert value is None or not problems
    for problem in problems:
        assert problem.code == "yaml-syntax"
        assert problem.location.line >= 1
        assert problem.location.column >= 1


@settings(deadline=None)
@given(st.text(alphabet="ab=[].\"'{},#\n 0123-:T", max_size=60) | st.text(max_size=40))
def test_any_text_is_toml_or_a_problem(text):
    value, problems = codec.load_toml(text, "x.toml")
    assert (value is None) == bool(problems)


@settings(deadline=None)
@given(st.text(alphabet="-.\r\n a\ufeff", max_size=60))
def test_front_matter_and_body_are_the_text(text):
    front, body, line = codec.split_front_matter(text)
    assert text.endswith(body)
    assert text[: len(text) - len(body)].count("\n") == line - 1
    assert front is None or front in text.replace("\r\n", "\n")
