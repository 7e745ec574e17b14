"""Short and long forms: which pairs are read, which are none, and that every quote stands at its place."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import Fact, acronyms, together


def facts(abstract: str, title: str = "") -> list[Fact]:
    """The pairs of a title and an abstract."""
    return list(acronyms.read_together([("title", "title", title), ("abstract", "abstract", abstract)]))


def pairs(abstract: str, title: str = "") -> list[tuple[str, str]]:
    """Short and long forms."""
    return [(fact.value, fact.details["long"]) for fact in facts(abstract, title)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We tune masked word models (MWMs) on news.", [("MWMs", "masked word models")]),
        ("Maps of trees (MoT) help.", [("MoT", "Maps of trees")]),
        ("the lake level index (LLI; Moe et al., 2019) is low", [("LLI", "lake level index")]),
        ("We present QUOLL (Quick Ordering of Long Lists), a tool.", [("QUOLL", "Quick Ordering of Long Lists")]),
        ("an eXtensible Parsing Kit (XPK)", [("XPK", "eXtensible Parsing Kit")]),
        ("a non-recursive grammar walk (NGW)", [("NGW", "non-recursive grammar walk")]),
        ("from stone to bread (S2B) in a day", [("S2B", "stone to bread")]),
        ("pear sort selection (PS2) wins", [("PS2", "pear sort selection")]),
        ("a Bird Song Ranking method (BSR) is tested", [("BSR", "Bird Song Ranking")]),
        (
            r"the \underline{R}ain \underline{G}auge \underline{N}et (\texttt{RGN})",
            [("RGN", r"\underline{R}ain \underline{G}auge \underline{N}et")],
        ),
        ("We build RSD, a river sound dataset with names.", [("RSD", "river sound dataset")]),
        ("a symbolic ember walk (ΣEW)", [("ΣEW", "symbolic ember walk")]),
        ("adaptive lamp smoothing (AdaLamp)", [("AdaLamp", "adaptive lamp smoothing")]),
        ("Lamp answering over ember bases (EBLA) is old.", [("EBLA", "Lamp answering over ember bases")]),
        ("We propose a Dim Lamp Network for wide halls (DLN).", [("DLN", "Dim Lamp Network")]),
        ("an Ember Index (EI) and an Igloo Ember (IE)", [("EI", "Ember Index"), ("IE", "Igloo Ember")]),
        ("steady lamp-gliding walk (SLGW)", [("SLGW", "steady lamp-gliding walk")]),
        (
            "a Pre-lit masked Lamp model with Misplaced embeR (PLOMR)",
            [("PLOMR", "Pre-lit masked Lamp model with Misplaced embeR")],
        ),
        ("over $r$-uniform ember walks ($r$-UEW)", [("$r$-UEW", "$r$-uniform ember walks")]),
        ("<p><i>Bank of Pebbles</i>(BoP) and <b>river</b> lamps", [("BoP", "Bank of Pebbles")]),
        ("a lantern <i>in ripa</i> walk (LIRW)", [("LIRW", "lantern <i>in ripa</i> walk")]),
        ("Pebble disease 2019 (\u200e PebD-19)", [("PebD-19", "Pebble disease 2019")]),
        ("We test the ROAST system (River-Or-Ash Sieve Test) here.", [("ROAST", "River-Or-Ash Sieve Test")]),
        ("seen in the far infrared (IR) at night", [("IR", "infrared")]),
        ("WARPS: Word-level Ashen ReProbing of Sieves", [("WARPS", "Word-level Ashen ReProbing of Sieves")]),
        ("MulDAx: A Multilingual Dim Axe for Halls", [("MulDAx", "Multilingual Dim Axe")]),
        ("COSY: COunterfactual SYntax of halls", [("COSY", "COunterfactual SYntax")]),
        ("AligNarr: Aligning Narratives in Halls", []),
        ("We build a Reed-based Lamp Tuner, RLT, which glows.", [("RLT", "Reed-based Lamp Tuner")]),
        ("We build a dim lamp tuner, DLT.", [("DLT", "dim lamp tuner")]),
        ("We use reeds, lamps, RLP, and tin.", []),
        ("fast non-recursive lamp walking (NRW) of reeds", [("NRW", "non-recursive lamp walking")]),
        ("We train LAMP walks (LAMPOverflow) on ash.", []),
        ("tools of Ambient and Accurate Cooking (AAC)", [("AAC", "Ambient and Accurate Cooking")]),
    ],
)
def test_pairs(text: str, expected: list[tuple[str, str]]) -> None:
    """Long forms are found before the bracket, within it and in an apposition; plural signs, hyphens, digits and LaTeX do not hide them."""
    assert pairs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It was done before (Smith, 2001).",
        "We go (see Section 2) to (i) eat and (ii) sleep.",
        "in two languages (English and Dutch)",
        "the loss falls (e.g. by half) at 3 (three) points",
        "we open the door (ABC) and leave",
        "a result (US) of 3 %",
        "Norwegian words (Norwegian lamps) are long",
        "",
    ],
)
def test_none(text: str) -> None:
    """Citations, lists, remarks and brackets whose letters no words give are no pairs."""
    assert pairs(text) == []


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("Guarded Lamps in Halls", "Lamps fail. GLITE mends them.", []),
        (
            "Dim Lamp Inspection of TExt in Halls",
            "Lamps fail. DLITE mends them.",
            [("DLITE", "Dim Lamp Inspection of TExt")],
        ),
        ("Explanations for WickbaseQA", "The data (called EWQA) are free.", [("EWQA", "Explanations for WickbaseQA")]),
        ("A Low-Light Wick Network", "We propose WickNet, a lamp.", [("WickNet", "Wick Network")]),
        ("WickNet Is Dim", "We ask whether WickNet sees.", []),
    ],
)
def test_names_explained_by_the_title(title: str, abstract: str, expected: list[tuple[str, str]]) -> None:
    """A name with capitals within that only the words of the title explain is read with them; a title that has the name does not explain it."""
    found = [(f.value, f.details["long"]) for f in facts(abstract, title) if f.rule.startswith("acronym-title")]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MTLX beats it. Multitask lamp extraction is old.", []),
        ("MTL beats it. Multitask learning is old.", [("MTL", "Multitask learning")]),
        ("An RLP-based lamp uses rainy lamp poles.", [("RLP", "rainy lamp poles")]),
        ("old lamp walks (OLW data set) shine", [("OLW", "old lamp walks")]),
        ("Lamp Order Prediction (LOP or NLOP) helps.", [("LOP", "Lamp Order Prediction")]),
    ],
)
def test_fused_and_followed(text: str, expected: list[tuple[str, str]]) -> None:
    """A prefix that is fused with a word gives its letter; a hyphen, a noun or another form after the short one does not hide it."""
    assert pairs(text) == expected


def test_no_words_from_the_middle_of_others() -> None:
    """A short form is not explained by what is left of a word behind letters that only look like a prefix, by a name that is spelled in
    two words elsewhere, nor where nobody explains it."""
    assert pairs("The LMSM is a complete symmetric model of a lake, the CMSM.") == []
    assert pairs("Maps of the LampArray are new.", "Lamp Array V: sieves") == []
    assert pairs("RNA is edited by the regulation of neural ashes.") == []
    assert pairs("A multitask learning walk. The MTL walk wins.") == [("MTL", "multitask learning")]


def test_forms_apart() -> None:
    """A short form whose long form stands in the title, or elsewhere in the abstract, is explained by it."""
    (fact,) = facts("A system for WGP is shown.", "Towards Winter Garden Planning")
    assert (fact.value, fact.details["long"], fact.field) == ("WGP", "Winter Garden Planning", "abstract")
    assert fact.details["long_field"] == "title"
    assert pairs("No words of it: WGP. Where glaciers, perhaps, are.") == []


def test_forms_apart_in_the_plural() -> None:
    """A short form that stands in the plural alone is quoted with its sign; one that stands without it elsewhere is quoted there."""
    assert pairs("Winter garden plans glow. The WGPs win.") == [("WGPs", "Winter garden plans")]
    (fact,) = facts("Winter garden plans glow. All WGPs win, a WGP-like one too.")
    assert (fact.value, fact.start) == ("WGP", 42)


def test_usual_form_behind_a_longer_word() -> None:
    """The usual long form of a short one is found also where a longer word that begins with it stands before it."""
    assert pairs("Machine translations glow. A machine translation fails.", "MT of reeds") == [
        ("MT", "machine translation")
    ]


def test_no_blend_of_two_words() -> None:
    """A name that most of one word of the title begins is a blend of two words and not their short form."""
    assert pairs("We build LanternSum.", "Lantern Summarization of Halls") == []
    assert pairs("We build LanSum.", "Lantern Summarization of Halls") == [("LanSum", "Lantern Summarization")]


def test_offsets() -> None:
    """The offsets of both forms lead to their words in the field."""
    text = "Here a slow\nriver model (SRM) is used."
    (fact,) = facts(text)
    assert text[fact.start : fact.end] == fact.quote == "SRM"
    assert text[int(fact.details["long_start"]) : int(fact.details["long_end"])] == "slow\nriver model"
    assert fact.details["long"] == "slow river model"
    assert fact.rule == "acronym-initials/1"
    assert 0.9 <= fact.confidence <= 1


def test_found_by_its_name() -> None:
    """The reader is one of those that take the texts of a record together."""
    assert together()["acronyms"] is acronyms.read_together


@given(st.text(max_size=300), st.text(alphabet="aBcD (),.-[]{}\\$2", max_size=200))
def test_any_text(title: str, abstract: str) -> None:
    """On any text quotes equal the text at their offsets, in order, and nothing is raised."""
    texts = {"title": title, "abstract": abstract}
    for fact in facts(abstract, title):
        text = texts[fact.field]
        assert text[fact.start : fact.end] == fact.quote
        long = texts[fact.details.get("long_field", fact.field)]
        assert (
            " ".join(long[int(fact.details["long_start"]) : int(fact.details["long_end"])].split())
            == fact.details["long"]
        )


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "(A",
        "[A](",
        "A lamp b, ABC, ",
        "a b c d e (ABCDEFGHIJ) ",
        "A-",
        "A, a ",
        "\u202e(\x00",
        "<b>(AB)</b>",
        "\\underline{",
    ],
)
def test_hostile_text(piece: str) -> None:
    """Text made to slow a reader down is read within a bound that only a hang reaches."""
    text = piece * (300_000 // len(piece))
    begin = time.process_time()
    facts(text, text)
    assert time.process_time() - begin < 20


@pytest.mark.parametrize("text", ["Tallİb models (TB)", "TB, a Tallİb", "the Aİİİİİc rule (AC)", "XYZ: the Xaİy Zebra"])
def test_a_capital_of_two_small_letters(text: str) -> None:
    """A capital whose small form has two characters does not lead out of its word."""
    for fact in facts(text, text):
        assert fact.quote in text


def test_a_title_of_white_space_has_no_words_for_a_short_form() -> None:
    assert not facts("We use QZXW here.", title=" ")
