"""Numbers claimed in titles and abstracts: value, unit, comparison, metric, of what, and whose number it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import Fact, claims
from kg.text._numbers import plain
from tests.text import in_order


def read(text: str, field: str = "abstract") -> list[Fact]:
    """The claims of a text."""
    return list(claims.read(field, text))


def short(text: str) -> list[tuple[str, str, str]]:
    """Value, unit and type of the claims of a text."""
    return [(f.value, f.details.get("unit", ""), f.details["type"]) for f in read(text)]


RESULTS = [
    ("We cut the cost of sorting pebbles by 63%.", [("63", "percent", "result")]),
    ("Our sieve gains 57 absolute points in micro-F1 and 79 points in macro-F1.", [("57", "points", "result"), ("79", "points", "result")]),
    ("Our sieve adds +$21$ and its lamp adds +$54$ absolute points.", [("21", "points", "result"), ("54", "points", "result")]),
    ("The sieve reaches an F1 score of 36.4.", [("36.4", "", "result")]),
    ("It attains BLEU scores of 18.3 and 25.2.", [("18.3", "", "result"), ("25.2", "", "result")]),
    ("It scores 28.2 and 33.9 BLEU on two test sets.", [("28.2", "BLEU", "result"), ("33.9", "BLEU", "result"), ("2", "test sets", "size")]),
    ("We gain up to 0.58 pp over the old sieve.", [("0.58", "percent-points", "result")]),
    ("The sieve is 16 times faster and 4x smaller.", [("16", "times", "result"), ("4", "times", "result")]),
    ("Our sieve is twice as accurate.", [("2", "times", "result")]),
    ("We improve accuracy from 78.95 to 85.14.", [("78.95", "", "result"), ("85.14", "", "result")]),
    ("We speed the sorting up by a factor of 1.65.", [("1.65", "times", "result")]),
    ("We reduce the time from 384 GPU hours to 30 GPU hours.", [("384", "GPU hours", "result"), ("30", "GPU hours", "result")]),
    ("It is three orders of magnitude faster.", [("3", "orders of magnitude", "result")]),
    ("We find 235 such pebbles.", [("235", "", "result")]),
    ("The sieves agree well (r=0.9): an agreement of α=0.79.", [("0.9", "", "result"), ("0.79", "", "result")]),
    ("The gap is 5-8% here.", [("5", "percent", "result"), ("8", "percent", "result")]),
    ("More than \\SI unit: 12\\% of them were found.", [("12", "percent", "result")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RESULTS)
def test_results(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Measured outcomes with their units; numbers in a list share the unit and the metric of their neighbour."""
    assert short(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We measure a mass of $1.28 \\pm 0.04$ GeV.", ("1.28", "GeV", "0.04")),
        ("The radius is 0.65\\pm 0.05 fm^2.", ("0.65", "fm^2", "0.05")),
        ("We find R = 0.927 +/- 0.007 +/- 0.012.", ("0.927", "", "0.007 0.012")),
        ("A width of $(3.2 \\pm 0.1) \\times 10^{-3}$ eV is measured.", ("0.0032", "eV", "0.1")),
        ("The cloud holds 7x 10^{15}Msun of dust.", ("7000000000000000", "Msun", "")),
        ("Such gas moves with 4200km/s.", ("4200", "km/s", "")),
        ("The field is ~ 30 T.", ("30", "T", "")),
        ("We use 75 fb(-1) of data.", ("75", "fb(-1)", "")),
        ("The flux is $3\\times10^{-12}$ erg cm$^{-2}$ s$^{-1}$.", ("0.000000000003", "erg cm$^{-2}$ s$^{-1}$", "")),
        ("Its mass is 10$^{6}$ M$_{\\odot}$.", ("1000000", "M$_{\\odot}$", "")),
        ("It spans 100 h$^{-1}$ Mpc.", ("100", "h$^{-1}$ Mpc", "")),
        ("A 1.4-GHz survey was made.", ("1.4", "GHz", "")),
    ],
)
def test_measured_values_of_physics(text: str, expected: tuple[str, str, str]) -> None:
    """Values with physical units and their errors, in LaTeX and without."""
    (fact,) = read(text)
    assert (fact.value, fact.details.get("unit", ""), fact.details.get("error", "")) == expected


SIZES = [
    ("We release a 24B model.", "24000000000", ""),
    ("It has a 32K context window.", "32000", ""),
    ("It was trained on a 5T-token corpus.", "5000000000000", "tokens"),
    ("We collect a set of 1.8M data points.", "1800000", ""),
    ("We evaluate it on 14 datasets.", "14", "datasets"),
    ("We run it on five languages.", "5", "languages"),
    ("It listens to 40 minutes of sound.", "40", "minutes"),
    ("We present a corpus of 12,345 questions.", "12345", "questions"),
    ("We label twenty-five pictures.", "25", "pictures"),
    ("We gather half a million sentences.", "500000", "sentences"),
    ("Our study has 216k clean and consistent sentence pairs.", "216000", "pairs"),
    ("Each text was written by students (N = 113).", "113", ""),
]


@pytest.mark.parametrize(("text", "value", "unit"), SIZES)
def test_sizes(text: str, value: str, unit: str) -> None:
    """What is brought or used, counted in digits, words and with scales."""
    (fact,) = read(text)
    assert (fact.value, fact.details.get("unit", ""), fact.details["type"]) == (value, unit, "size")


@pytest.mark.parametrize(
    "text",
    [
        "We compare GPT-4, H2O and COVID-19 in 3D.",
        "Since 1998 and until May 2021 nothing was said.",
        "The method of Quill (2019) and others [12, 13] fails.",
        "It has (1) a sieve, (2) a lamp; and 3) a bucket.",
        "In Section 4 and Table 2 we use OntoNotes 5.0 and version 1.2 of the sieve.",
        "It ranks 2nd in the 21st century.",
        "We prove a bound of $O(n^{2/3} \\log 4n)$ for $k \\geq 3$ and $x = 0.5$.",
        "The bound \\(N^{\\frac 12}\\) holds.",
        "We propose two novel approaches with three modules.",
        "The two datasets and these three languages differ.",
        "A two-step and a 2-dimensional sieve.",
        "See https://example.org/2021/12345 for the code.",
        "The effect is seen (95% CI).",
        "We ask whether two sentences mean the same.",
        "It runs on data points.",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    """Names, years, citations, enumerations, versions, ordinals, formulas and the structure of the text claim nothing."""
    assert read(text) == []


OTHERS = [
    "Earlier sieves reach 85% of what a hand can do. In this paper, we build a better one.",
    "Previous work has shown that 25% of the data is enough.",
    "Most existing methods need 700 examples. We need none.",
    "There are more than 7000 languages in the world, and we sort some of them.",
    "We sort pebbles for an assumed distance of 260 pc.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_a_number_about_others_is_background(text: str) -> None:
    """What is said of others, of the world, or before the text turns to its own work is not credited to it."""
    assert {fact.details["type"] for fact in read(text)} == {"background"}


def test_own_and_others_numbers_in_one_text() -> None:
    """The number of earlier work is background, the paper's own is a result."""
    text = (
        "Zero-shot sorting is hard. Shovels represent much progress, achieving 85% of the speed of hands. "
        "Here, we look at small piles. We evaluate our sieves, reaching 150% of the speed of shovels."
    )
    assert short(text) == [("85", "percent", "background"), ("150", "percent", "result")]


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("We gain up to 4% in speed.", "up-to"),
        ("We gain at least 4% in speed.", "at-least"),
        ("It holds more than 400 sieves.", "more-than"),
        ("It fails in less than 4% of the cases.", "less-than"),
        ("It finds about 4% of them.", "about"),
        ("It beats the shovel by 4%.", "improvement-of"),
        ("It holds 400 sieves.", "exactly"),
    ],
)
def test_comparison(text: str, comparison: str) -> None:
    """How the number is to be taken."""
    (fact,) = read(text)
    assert fact.details["comparison"] == comparison


def test_metric_and_of() -> None:
    """The metric stands before or after the number; what it is of is the data it was measured on, or a name before it."""
    (fact,) = read("Our sieve reaches an accuracy of 92.8% on PebbleBank.")
    assert (fact.details["metric"], fact.details["of"]) == ("accuracy", "PebbleBank")
    (fact,) = read("SieveNet achieves 71.6% accuracy.")
    assert (fact.details["metric"], fact.details["of"]) == ("accuracy", "SieveNet")


def test_a_size_said_twice_is_one_claim() -> None:
    """The same number of the same things again is the same claim."""
    assert len(read("We use five languages. All runs are over five languages.")) == 1


def test_other_fields_are_not_read() -> None:
    """Comment lines hold no claims: their counts are pages and figures."""
    assert read("63% of 12 pages", "comments") == []
    assert len(read("A corpus of 9,000 questions", "title")) == 1


@pytest.mark.parametrize(
    ("printed", "scale", "power", "expected"),
    [
        ("1.8", 1_000_000, 0, "1800000"),
        ("63", 1, 0, "63"),
        ("4.50", 1, 0, "4.50"),
        ("7.5", 1, 4, "75000"),
        ("1", 1, 30, "1e+30"),
        ("5", 1, -3, "0.005"),
    ],
)
def test_plain_form(printed: str, scale: int, power: int, expected: str) -> None:
    """A value in plain digits; digits as printed where nothing was to be multiplied."""
    assert plain(printed, scale, power) == expected


PIECES = st.sampled_from(
    ["63%", "5", " ", "$", "\\pm ", "1,234", "10^{5}", "{", "}", "\\(", "\\)", "GeV", " and ", "we ", "of ", "five datasets", ".", "(", ")", "-", "\n", "k",
     "F1 ", "accuracy of ", "up to ", "previous work ", "½", "²", "İ", "\u202e", "\x00", "<b>", "from 1.5 to ", "x", "million", "n=", "/", ",", "٣", "twice as "]
)  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join)))
def test_the_quote_stands_at_its_place(text: str) -> None:
    """On any text: no exception, quotes equal the text at their offsets, claims stand in order and do not lie over each other."""
    for fact in in_order(text, read(text)):
        assert 0.5 <= fact.confidence <= 1
        assert re.fullmatch(r"-?\d[\d.]*(?:e[+-]?\d+)?", fact.value)


HOSTILE = [
    "63% ",
    "$5",
    "1,",
    "0.5 \\pm ",
    "1.2.",
    "five datasets ",
    "from 1.5 to ",
    "accuracy of ",
    "(((",
    "9" * 9,
    "\\(1",
    "a a ",
    "10^{",
    "we previous ",
    "twice ",
    "5 x ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_costs_linear_time(piece: str) -> None:
    """Of a text of 10 MB only what may be an abstract is read."""
    assert all(fact.end <= claims.LIMIT for fact in read(piece * (10_000_000 // len(piece))))
