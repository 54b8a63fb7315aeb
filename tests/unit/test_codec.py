"""Files of people become values of ours, and every mistake in them has a line and a column."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import pytest

from briefgen import codec
from briefgen.model import Article, Block, Document, Location, Quantity, Span


@dataclass(frozen=True, slots=True)
class Wheel:
    __pydantic_config__ = codec.REFUSE_UNKNOWN
    name: str
    size: Literal["small", "large"] = "small"


@dataclass(frozen=True, slots=True)
class Cart:
    __pydantic_config__ = codec.REFUSE_UNKNOWN
    title: str
    load: int = 0
    wheels: tuple[Wheel, ...] = ()
    spare: Wheel | None = None
    named: dict[str, Wheel] = field(default_factory=dict)


def problems_of(text, model=Cart, **options):
    data, syntax = codec.load_yaml(text, "cart.yaml")
    assert not syntax
    return codec.validate(model, data, "cart.yaml", code="cart-invalid", **options)


# --- YAML scalars ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    ["2024-04-24", "2024-04-24 21:00", "NO", "yes", "on", "012", "1.10", "1e3", "1_000", "0x1F", "21:00", "+62", ".5", "=", "<<"],
)
def test_a_scalar_is_the_text_as_written(written):
    assert codec.load_yaml(f"key: {written}", "x.yaml") == ({"key": written}, ())


@pytest.mark.parametrize(
    ("written", "value"), [("7", 7), ("-12", -12), ("0", 0), ("true", True), ("False", False), ("~", None), ("", None)]
)
def test_plain_numbers_truth_and_nothing_are_values(written, value):
    data, _ = codec.load_yaml(f"key: {written}", "x.yaml")
    assert data["key"] is value or data["key"] == value


@pytest.mark.parametrize("written", ["'7'", '"true"', "!!str null", "! 7"])
def test_a_quoted_scalar_is_text(written):
    data, _ = codec.load_yaml(f"key: {written}", "x.yaml")
    assert isinstance(data["key"], str)


def test_a_character_written_as_a_surrogate_pair_is_one_character():
    assert codec.load_yaml('key: "\\ud83d\\ude00"', "x.yaml")[0] == {"key": "😀"}


def test_anchors_are_read_and_an_empty_file_is_nothing():
    assert codec.load_yaml("a: &x [1, 2]\nb: *x\n", "x.yaml") == ({"a": [1, 2], "b": [1, 2]}, ())
    assert codec.load_yaml("# only a comment\n", "x.yaml") == (None, ())


# --- YAML mistakes -----------------------------------------------------------------------------------------------------

NINEFOLD = "\n".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: 1\nb:\n  c: 2\n  c: 3\n", 4, 3, "given twice"),
        ("a: [1,\n", 2, 1, "flow node"),
        ("a: b: c\n", 1, 5, "not allowed here"),
        ("a: 1\n\tb: 2\n", 2, 1, "cannot start any token"),
        ("a: 1\nb: \x07\n", 2, 4, "special characters"),
        ("--- 1\n--- 2\n", 2, 1, "more than one"),
        ("a: &x [*x]\n", 1, 8, 'no anchor "x"'),
        ("a: !!python/object:os.system x\n", 1, 4, "is not read"),
        ("a: !mine {}\n", 1, 4, "is not read"),
        ("{[1]: 2}\n", 1, 2, "must be text"),
        ('a: "\\ud800"\n', 1, 4, "surrogate"),
        ("[" * 100_000, 1, 65, "nested deeper"),
        (f"a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\n{NINEFOLD}", 7, 16, "more than"),
    ],
)
def test_a_yaml_mistake_has_its_place(text, line, column, words):
    value, (problem,) = codec.load_yaml(text, "x.yaml")
    assert value is None
    assert problem.code == "yaml-syntax"
    assert words in problem.message
    assert problem.location == Location("x.yaml", line, column)


def test_lines_are_counted_in_the_whole_file():
    _, (problem,) = codec.load_yaml("a: 1\na: 2\n", "x.md", first_line=2)
    assert problem.location == Location("x.md", 3, 1)
    assert problem.hint == "It is first given in line 2."


def test_every_key_and_item_knows_its_place():
    data, _ = codec.load_yaml("a: 1\nb:\n  - x\n  - {c: 2}\n", "x.yaml", first_line=10)
    assert codec.position(data, "b") == (11, 1)
    assert codec.position(data["b"], 1) == (13, 5)
    assert codec.position(data["b"][1], "c") == (13, 6)
    assert codec.position(data["b"]) == (12, 3)
    assert codec.position("text") == (0, 0)
    assert codec.locate(data, ("b", 1, "missing")) == (13, 5)


# --- validation --------------------------------------------------------------------------------------------------------


def test_a_good_file_becomes_a_value():
    cart, problems = problems_of("title: 2024\nload: 3\nwheels: [{name: left}, {name: right, size: large}]\nspare:\n")
    assert problems == ()
    assert cart == Cart("2024", 3, (Wheel("left"), Wheel("right", "large")))


def test_all_mistakes_are_reported_at_once_and_in_order():
    cart, problems = problems_of(
        "titel: old\nload: much\nwheels:\n  - name: left\n  - nam: right\n  - {name: [a], size: huge}\n"
        "spare: {nmae: x}\nnamed: {a: {}}\n"
    )
    assert cart is None
    assert [(p.location.line, p.location.column, p.message, p.hint) for p in problems] == [
        (1, 1, '"title" is missing', ""),
        (1, 1, 'unknown key "titel"', 'Did you mean "title"?'),
        (2, 1, '"load" must be a whole number, not "much"', ""),
        (5, 5, '"wheels.1.name" is missing', ""),
        (5, 5, 'unknown key "wheels.1.nam"', 'Did you mean "name"?'),
        (6, 6, '"wheels.2.name" must be text, not a list', ""),
        (6, 17, "\"wheels.2.size\" must be 'small' or 'large', not \"huge\"", ""),
        (7, 8, '"spare.name" is missing', ""),
        (7, 9, 'unknown key "spare.nmae"', 'Did you mean "name"?'),
        (8, 12, '"named.a.name" is missing', ""),
    ]
    assert {p.code for p in problems} == {"cart-invalid"}


def test_unknown_keys_can_be_noted_instead():
    cart, problems = problems_of("title: x\nlayout: post\nwheels: [{name: left, colour: red}]\n", unknown="note")
    assert cart == Cart("x", wheels=(Wheel("left"),))
    assert [(p.severity, p.message) for p in problems] == [
        ("note", 'unknown key "layout"'),
        ("note", 'unknown key "wheels.0.colour"'),
    ]


@pytest.mark.parametrize(("text", "what"), [("- a\n", "a list"), ("", "nothing"), ("words\n", '"words"')])
def test_a_file_of_another_shape_is_refused(text, what):
    cart, (problem,) = problems_of(text)
    assert cart is None
    assert problem.message == f'"the file" must be keys with values, not {what}'


# --- front matter ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "front", "body", "line"),
    [
        ("---\ntitle: x\n---\nbody\n", "title: x\n", "body\n", 4),
        ("\ufeff---\r\ntitle: x\r\n---\r\nbody\r\n", "title: x\n", "body\r\n", 4),
        ("---\ntitle: x\n...\nbody", "title: x\n", "body", 4),
        ("--- \n---", "", "", 2),
        ("---\nnever closed\n", None, "---\nnever closed\n", 1),
        ("text\n---\nmore\n---\n", None, "text\n---\nmore\n---\n", 1),
        ("\ufefftext", None, "text", 1),
        ("", None, "", 1),
    ],
)
def test_front_matter_is_cut_from_the_body(text, front, body, line):
    assert codec.split_front_matter(text) == (front, body, line)


# --- TOML --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "line", "column"), [("a = [\n1,", 2, 3), ("a = 1\nb = \n", 2, 5), ("a = 1\na = 2\n", 2, 6)])
def test_a_toml_mistake_has_its_place(text, line, column):
    value, (problem,) = codec.load_toml(text, "x.toml")
    assert value is None
    assert (problem.code, problem.location) == ("toml-syntax", Location("x.toml", line, column))
    assert "line" not in problem.message


def test_toml_keys_know_their_lines():
    data, _ = codec.load_toml(
        'top = 1\n[site]\n title = "x"\n[[cart]]\na = 1\n[[cart]]\na = 2\n[deep."in.side"]\nb.c = 1\n', "x.toml"
    )
    assert data == {"top": 1, "site": {"title": "x"}, "cart": [{"a": 1}, {"a": 2}], "deep": {"in.side": {"b": {"c": 1}}}}
    assert codec.position(data, "top") == (1, 1)
    assert codec.position(data["site"], "title") == (3, 2)
    assert [codec.position(cart, "a") for cart in data["cart"]] == [(5, 1), (7, 1)]


# --- store -------------------------------------------------------------------------------------------------------------


def test_a_document_survives_the_store():
    article = Article("a", "id", "t", "tujuh", (Block("paragraph", Span(0, 5)),), pins=(("BI", "bank-indonesia"),))
    document = Document(article, quantities=(Quantity(Span(0, 5), Decimal("7.10"), None, "count", "words"),))
    data = codec.encode(document)
    assert b'"7.10"' in data
    assert codec.decode(Document, data) == document
    assert codec.digest(document) == codec.digest(codec.decode(Document, data))


def test_bytes_that_are_no_document_are_refused():
    with pytest.raises(ValueError, match="article"):
        codec.decode(Document, b"{}")
