"""Names of a glossary in a text: bounds, case, nesting, offsets."""

from briefgen.glossary.gazetteer import Gazetteer
from briefgen.model import Alias, Entity, Glossary


def entity(ident, *names, kind="place", aliases=()):
    return Entity(ident, kind, (("*", names[0]),), aliases=(*(Alias(name) for name in names[1:]), *aliases))


def found(text, *entities, rules=None):
    index = Gazetteer.build(Glossary(tuple(entities)), "id", rules or {"clitics": ["nya", "lah"]})
    return [(match.span.of(text), [name.entity.id for name in match.names]) for match in index.scan(text)]


US = entity("us", "Amerika Serikat", "AS")


def test_acronyms_match_exactly():
    assert found("AS, as, As dan PAS", US) == [("AS", ["us"])]


def test_other_names_need_their_capitals_and_may_be_shouted():
    assert found("Amerika Serikat; amerika serikat; AMERIKA SERIKAT; Amerika serikat", US) == [
        ("Amerika Serikat", ["us"]),
        ("AMERIKA SERIKAT", ["us"]),
    ]


def test_case_can_be_said():
    exact, fold = Alias("Tempo", case="exact"), Alias("Serba Ada", case="fold")
    assert found("TEMPO Tempo serba ada", entity("x", "Qq", aliases=(exact, fold))) == [("Tempo", ["x"]), ("serba ada", ["x"])]


def test_terms_are_found_at_the_beginning_of_a_sentence():
    assert [surface for surface, _ in found("Sanksi dan sanksi", entity("s", "sanksi", kind="term"))] == ["Sanksi", "sanksi"]


def test_names_end_where_words_end_but_for_clitics():
    rusia = entity("ru", "Rusia")
    assert found("Rusianya, Rusialah, Rusiawan, Belarusia", rusia) == [("Rusia", ["ru"]), ("Rusia", ["ru"])]
    assert [surface for surface, _ in found("Rusia's, “Rusia”, Rusia-nya, (Rusia)", rusia)] == ["Rusia"] * 4


def test_addresses_and_type_numbers_are_no_names():
    assert found("kompas.com @Kompas #Kompas Kompas-60 a.Kompas Kompas.id", entity("k", "Kompas")) == []
    assert found("dari Kompas.", entity("k", "Kompas")) == [("Kompas", ["k"])]


def test_the_longest_wins_and_holds_the_others():
    text = "Organisasi Kerja Sama Shanghai"
    index = Gazetteer.build(Glossary((entity("sco", text), entity("sh", "Shanghai"), entity("o", "Kerja Sama"))), "id", {})
    matches = index.scan(f"Kata {text}.")
    assert [(match.span.of(f"Kata {text}."), match.inside is None) for match in matches] == [
        (text, True),
        ("Kerja Sama", False),
        ("Shanghai", False),
    ]


def test_stop_surfaces_win_their_place_and_are_left_out():
    assert found("AS Roma di AS", US, rules={"stop_surfaces": ["AS Roma"]}) == [("AS", ["us"])]


def test_offsets_are_code_points():
    text = "𝔘😀 İİ Amerika Serikat’s — ẞ AS"
    assert [surface for surface, _ in found(text, US)] == ["Amerika Serikat", "AS"]


def test_apostrophes_hyphens_and_spaces_are_one_kind():
    assert found(
        "Côte d’Ivoire; Guinea‑Bissau; Amerika\u00a0Serikat", entity("ci", "Côte d'Ivoire"), entity("gw", "Guinea-Bissau"), US
    ) == [
        ("Côte d’Ivoire", ["ci"]),
        ("Guinea‑Bissau", ["gw"]),
        ("Amerika\u00a0Serikat", ["us"]),
    ]


def test_two_entities_of_one_name_are_both_told():
    assert found("Paris", entity("a", "Paris"), entity("b", "Paris")) == [("Paris", ["a", "b"])]


def test_names_of_other_languages_travel_if_long():
    world_bank = Entity("wb", "organisation", (("en", "World Bank"), ("id", "Bank Dunia")), aliases=(Alias("Bank", "en"),))
    assert found("World Bank, Bank Dunia, Bank", world_bank) == [("World Bank", ["wb"]), ("Bank Dunia", ["wb"])]


def test_nothing_is_found_with_nothing():
    assert found("Amerika Serikat") == []
