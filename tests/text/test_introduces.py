"""What a paper brings: names by many ways to introduce them, their kinds and long forms, and what is only background."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import Fact, introduces, together
from kg.text._around import around, words
from kg.text._candidates import candidates
from kg.text._sentences import spaced, unspaced

ASSERTED = 0.9


def facts(abstract: str, title: str = "", least: float = ASSERTED) -> list[Fact]:
    """What is introduced with at least this confidence."""
    given = [("title", "title", title), ("abstract", "abstract", abstract)]
    return [fact for fact in introduces.read_together(given) if fact.confidence >= least]


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "In this paper we introduce Quellbach, a new corpus of river names in twelve languages.",
            [("Quellbach", "dataset")],
        ),
        ("We propose Lantern Drift Correction (LDC), a method for steering lamps.", [("LDC", "method")]),
        ("We train a small model, called OwlNet, that sees in the dark.", [("OwlNet", "model")]),
        ("A new benchmark named NightBench is released with this article.", [("NightBench", "benchmark")]),
        (
            "We present Ember Mini and Ember Large, two speech models.",
            [("Ember Mini", "model"), ("Ember Large", "model")],
        ),
        ("This paper presents LampKit, an open-source toolkit for night readers.", [("LampKit", "software")]),
        ("We propose a novel framework, GlimmerFlow, to reason about light.", [("GlimmerFlow", "framework")]),
        ("We introduce the task of Wick Length Guessing (WLG) and its data.", None),
        ("It is dark. To this end, we develop NightOwl, a dialogue system for sleepers.", [("NightOwl", "system")]),
        ("It is dark. To this end, we put forward GlowNet, a model of embers.", [("GlowNet", "model")]),
        ("We make available the GlowKit toolkit for sleepers.", [("GlowKit", "software")]),
        ("We propose a variational autoencoder based model GlowNet, which sees in the dark.", [("GlowNet", "model")]),
        (
            "We look at lamps that have been known for a long time to be dim at night in halls, in cellars, in attics and on stairs, and design a lamp "
            "reader, namely GlowReader, to mend them.",
            [("GlowReader", "model")],
        ),
    ],
)
def test_introduced(abstract: str, expected: list[tuple[str, str]] | None) -> None:
    """Names after verbs of bringing, in appositions, after "called" and in rows are asserted with their kind."""
    found = [(fact.value, fact.details["type"]) for fact in facts(abstract, least=ASSERTED if expected else 0.0)]
    assert found == (expected or [("WLG", "task")])


@pytest.mark.parametrize(
    ("abstract", "absent"),
    [
        ("Lamps fail in seven ways. We name the seven, mend the five, and publish a list.", "seven"),
        ("We use a small lamp tester, namely WickBench, to rank lamps.", "WickBench"),
        ("We present a tool which supports the usual lamp counts (GlowA, GlowB and GlowC) of halls.", "GlowA"),
        ("Recent work introduced GlowNet, a model of embers (Moe et al., 2020). Other lamps are dim.", "GlowNet"),
        ("We evaluate lamps with BERT and RoBERTa on SQuAD and find them dim.", "BERT"),
        ("Doe et al. propose BrightQA. We use it to test lamps.", "BrightQA"),
        ("We call a wick tame if it holds. Lamps are dim.", "wick tame"),
        ("We use the publicly available lamp corpus named NightBench and move forward.", "NightBench"),
        ("Our lamp outperforms GPT-4 and LLaMA by a wide margin.", "GPT-4"),
        ("We prove bounds for the Lipschitz constant of a lamp. The Dirichlet problem is open.", "Lipschitz"),
        ("We study the mass of the W boson in SU(2) theory at LEP energies.", "SU"),
        ("", ""),
    ],
)
def test_background(abstract: str, absent: str) -> None:
    """What others introduced, what is used, compared with or evaluated on, and the names of mathematics are not asserted."""
    assert facts(abstract) == [], absent


@pytest.mark.parametrize(
    ("title", "abstract", "name", "rule"),
    [
        ("Lamps", "Lamps are dim. We mend them with a reader for sleepers called GlowReader.", "GlowReader", "called"),
        ("Lamps", "It holds for a class of wicks, which we term tame wicks.", "tame wicks", "called"),
        ("Glimtab: A Table of Lamps", "Lamps fail.", "Glimtab", "colon"),
        ("Glimtab, a Table of Lamps", "Lamps fail.", "Glimtab", "title"),
        ("Lamps", "We propose GLIMTAB for sleepers.", "GLIMTAB", "verb"),
        ("Lamps", "To see more, we design OwlSight modules with two eyes.", "OwlSight", "verb-camel"),
        ("Lamps", "We present Ember Mini and Ember Large for halls.", "Ember Large", "verb-words"),
        ("Lamps", "Our second mechanism, the wick-mechanism, folds twice.", "wick-mechanism", "our-kind"),
        ("Lamps", "A lamp with a novel Slow Wick Decoder (SWD) is proposed to see.", "SWD", "novel-pair"),
        (
            "Lamps",
            "We propose a novel method and tool, Strawfire, for lamps. See https://example.org/strawfire",
            "Strawfire",
            "two-own-signs",
        ),
        ("The Lamp Failure Corpus: Nights in Halls", "Lamps fail.", "Lamp Failure Corpus", "title"),
        ("Lamps", "Lamps fail. Wicks are cut by using a novel cutter named Snuffle.", "Snuffle", "called-new"),
        ("Lamps", "We present a new cutter and a new tool (Snuffle) of brass.", "Snuffle", "bracket"),
        ("Lamps", "A novel method, slow trimming, is proposed to save wicks.", "slow trimming", "verb-term"),
        ("Lamps", "We propose GlowNet. GlowNet-Mini, a small variant, is dim.", "GlowNet-Mini", "family"),
        ("Lamps", "We propose trimming of wicks in brass (SNUFF). SNUFF outperforms others.", "SNUFF", "subject"),
        (
            "Lamps",
            "We propose a new cutter for wide lamps, “Slow Wick Trimming,” for all.",
            "Slow Wick Trimming",
            "quoted-new",
        ),
        ("Lamps", "Lamps are dim. Our fast wick classifier wickTrim is not.", "wickTrim", "our-kind-name"),
        ("Lamps", "Our pretraining task of Dim Wick Generation (DWG) boosts lamps.", "DWG", "our-pair"),
        ("Lamps", "We study lamps, and introduce wick-level trimming which cuts both.", "wick-level trimming", "that"),
        ("wickr: A Package for Lamps", "Lamps fail.", "wickr", "title-small"),
        ("On Half-Dim Lamps", "A notion of half-dim lamp is introduced.", "half-dim lamp", "notion-is"),
        ("Lamps", "Then the Lamp-to-Lamp Retrieval (LLR) module is introduced to see.", "LLR", "passive-pair"),
        ("Lamps", "Wicks are cut at night. The cutter tool, Snufflet, takes brass.", "Snufflet", "the-kind"),
        ("Lamps", "Wicks are cut at night. The tool is called Snufflet.", "Snufflet", "the-kind"),
        ("Lamps", "The method, Dim Wick Generation (DWG), takes brass.", "DWG", "the-kind-pair"),
        ("Reading Lamps", "We introduce BERT, a model of lamps.", "BERT", "apposition-known"),
        ("Reading Lamps", "We release the Wickbook corpus, as others did.", "Wickbook", "kind-the"),
        ("BERT: Reading Lamps", "Lamps are dim. We propose BERT to read them.", "BERT", "colon-known"),
    ],
)
def test_said_outright(title: str, abstract: str, name: str, rule: str) -> None:
    """What is said outright to be new is known by a rule, and a name is never less sure than the rule is on texts that were labelled."""
    found = {
        one.name: (list(introduces.rules(one.features)), sure) for one, sure in introduces.weighed(title, abstract)
    }
    assert rule in found[name][0]
    assert found[name][1] >= introduces.model().outright[rule]


@pytest.mark.parametrize(
    ("abstract", "name"),
    [
        ("We use a small corpus called NightBench to rank lamps.", "NightBench"),
        ("Recent work introduced a lamp called GlowNet (Moe et al., 2020).", "GlowNet"),
        ("We propose a GlowNet-based lamp for sleepers.", "GlowNet"),
        ("We present a tool that supports the usual lamp counts (GlowA, GlowB and GLOWC) of halls.", "GLOWC"),
        ("We look at three signs of lamps, which we call relevance, and weigh them.", "relevance"),
        ("The set of lamps is labelled and we call it Q in what follows.", "Q"),
        ("Moe et al. (2014) proposed a marginal lamp count (MLCX) that was cheap.", "MLCX"),
        ("We introduce a Lamp Quantizing (Moe et al., 2017) step to halls.", "Lamp Quantizing"),
        ("The best known model, BERT, reads lamps.", "BERT"),
        ("Lamps of the corpus, Snufflet and wicks are dim.", "Snufflet"),
    ],
)
def test_not_said_outright(abstract: str, name: str) -> None:
    """What others call so, what is used, what a new thing is based on, a plain word, a letter and what is cited is not said outright to be new."""
    found = [one for one, _ in introduces.weighed("", abstract) if one.name == name]
    assert all(list(introduces.rules(one.features)) == [] for one in found)


def test_plural_before_singular() -> None:
    """A short name whose plural came first is known before."""
    (found,) = [
        one
        for one, _ in introduces.weighed("", "Current LWMs are dim. We present an LWM that glows.")
        if one.name == "LWMs"
    ]
    assert len(found.seen) == 2
    assert "known-before" in found.features


def test_version_number() -> None:
    """The number of its version belongs to a name, the number of a measure does not."""
    (found,) = facts("We present GlowBench 2.0, the latest version of a benchmark.")
    assert found.value == "GlowBench 2.0"
    names = {
        one.name for one, _ in introduces.weighed("", "We raise GlowScore 2.1 points, and WickScore 1.25 at night.")
    }
    assert {"GlowScore", "WickScore"} <= names


def test_second_verb_in_the_past() -> None:
    """What a second verb in the past says was done by the same authors."""
    (found,) = facts(
        "We built a frame to see the bias of many old lamps in such halls and proposed GlowTrim to mend them."
    )
    assert found.value == "GlowTrim"


def test_words_around() -> None:
    """The words around a name are told by place and by shape; beyond the sentence there are none."""
    text = "Lamps fail. We show XYZ lamps with GlowNet here."
    at = text.index("GlowNet")
    found = words("GlowNet", around(text, 12, at, at + 7, len(text), "last"), None)
    assert {
        "-1:with",
        "-2:lamps",
        "-3:XX",
        "-4:show",
        "+1:here",
        "+3:$",
        "-+:with here",
        "sentence:last",
        "head:glownet",
        "words:1",
    } <= found
    assert "-:fail" not in found


def test_citations_are_passed_over() -> None:
    """A citation in brackets before a verb does not make the verb another one's."""
    (fact,) = facts("In this paper, we extend GlowNet (Moe et al., 2020) and propose OwlNet for sleepers.")
    assert fact.value == "OwlNet"


def test_title() -> None:
    """A name before the colon of a title is introduced, and stands in the title where the abstract does not have it."""
    (fact,) = facts("Candles are dear. We show how to make them cheaper.", "Tallow: Cheap Candles for Large Halls")
    assert (fact.value, fact.field, fact.start, fact.end) == ("Tallow", "title", 0, 6)


@pytest.mark.parametrize(
    ("title", "signs"),
    [
        ("Cheap Candles for Large Halls: The GlowNet", {"title-behind", "title-ends"}),
        ("Cheap Candles with GlowNet", {"title-led", "title-ends"}),
        ("Why GlowNet Candles Are Cheap", set()),
    ],
)
def test_later_in_a_title(title: str, signs: set[str]) -> None:
    """Of a name later in a title it is told whether it stands behind a colon, what leads to it, and whether the title ends with it."""
    (one,) = (one for one in candidates(title, "We introduce GlowNet.") if one.key == "glownet")
    assert one.features & {"title-behind", "title-led", "title-ends"} == signs


def test_long_form() -> None:
    """The long form of a name stands in the details with its offsets, other spellings as variants."""
    text = "We introduce Slow River\nWalking (SRW), a new method. SRW is slow."
    (fact,) = facts(text)
    details = fact.details
    assert text[int(details["expansion_start"]) : int(details["expansion_end"])] == "Slow River\nWalking"
    assert (fact.value, details["expansion"], fact.quote) == ("SRW", "Slow River Walking", text[fact.start : fact.end])
    assert fact.rule == "introduces/1"


def test_latex_names() -> None:
    """A name with a formula in it keeps its LaTeX."""
    (fact,) = facts(
        "We introduce \\textit{phase wick folding} ($\\Phi$WF), a framework for wicks. $\\Phi$WF folds them.", least=0.5
    )
    assert (fact.value, fact.details["expansion"]) == ("$\\Phi$WF", "phase wick folding")


def test_unmarked_names_are_not_asserted() -> None:
    """A name that nothing marks as new stays below what is asserted, and one that others introduce below what is said at all."""
    for _, sure in introduces.weighed("", "GlowNet shines. The lamps of GlowNet, an ember, shine."):
        assert sure < ASSERTED
    for one, sure in introduces.weighed("", "Recent work introduced GlowNet, a model of embers. Lamps are dim."):
        assert one.name == "GlowNet"
        assert sure < introduces.LEAST


def test_confidence_never_falls_with_the_score() -> None:
    """The table from score to confidence is monotonic and stays between 0 and 1."""
    values = [introduces.confidence(step / 8) for step in range(-200, 200)]
    assert values == sorted(values)
    assert values[0] >= 0
    assert values[-1] < 1
    assert values[-1] > ASSERTED > introduces.LEAST > values[0]


def test_found_by_its_name() -> None:
    """The reader is one of those that take the texts of a record together."""
    assert together()["introduces"] is introduces.read_together


@given(st.text(max_size=200), st.text(max_size=300))
def test_any_text(title: str, abstract: str) -> None:
    """On any text quotes equal the text at their offsets and nothing is raised."""
    check(title, abstract)


WORDS = [
    "We",
    "introduce",
    "propose",
    "called",
    "Foo",
    "BarNet",
    "(BN)",
    "a",
    "new",
    "model",
    ",",
    ".",
    "and",
    "et al.",
    "$x$",
    "\\emph{Baz}",
    "``lamp''",
    "2020",
    "—",
    "of",
]


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_words(title: list[str], abstract: list[str]) -> None:
    """So they do on any row of words that introduce."""
    check(" ".join(title), " ".join(abstract))


def check(title: str, abstract: str) -> None:
    """All facts of a title and an abstract stand at their offsets."""
    texts = {"title": title, "abstract": abstract}
    for fact in facts(abstract, title, least=0.0):
        text = texts[fact.field]
        assert text[fact.start : fact.end] == fact.quote
        assert fact.value == " ".join(fact.quote.split())
        assert introduces.LEAST <= fact.confidence < 1
        assert fact.details["type"] in {
            "system",
            "method",
            "model",
            "dataset",
            "benchmark",
            "software",
            "framework",
            "task",
            "metric",
            "concept",
        }
        if "expansion" in fact.details:
            long = text[int(fact.details["expansion_start"]) : int(fact.details["expansion_end"])]
            assert " ".join(long.split()) == fact.details["expansion"]


@pytest.mark.parametrize(
    "piece",
    [
        "We introduce ",
        "called ",
        "A, ",
        "(AB) ",
        "“",
        "$",
        "\\emph{",
        "We propose a a a ",
        "Foo and ",
        "\u202eX",
        "<b>X</b> ",
        "we call the ",
        "X-",
    ],
)
def test_hostile_text(piece: str) -> None:
    """Text made to slow a reader down is read within a bound that only a hang reaches."""
    text = piece * (1_000_000 // len(piece))
    begin = time.process_time()
    facts(text, text)
    assert time.process_time() - begin < 30


@pytest.mark.shared
def test_figures_on_real_records(shared: Path) -> None:
    """On the half that was never looked at and on the seeds the figures stay what they were when the model was made."""
    root = Path(__file__).resolve().parents[2]
    sys.path.insert(0, str(root))  # the benchmark is no part of the package
    from benchmarks import text as bench

    docs = bench.documents(shared)
    kept = bench.gold("kept", docs)
    names, forms = bench.introduced(kept), bench.acronyms(kept)
    right, _, background = bench.seeds(shared)
    assert names.precision >= KEPT["precision"]
    assert names.recall >= KEPT["recall"]
    assert names.kind[True] / names.kind.total() >= KEPT["kind"]
    assert forms.f1 >= KEPT["acronyms"]
    assert len(right) == len(bench.SEEDS)
    assert background == []


@pytest.mark.shared
def test_labels_of_texts_elsewhere(shared: Path) -> None:
    """The labelled texts of ../shared/data that nothing was learnt from are what they were when they were labelled."""
    root = Path(__file__).resolve().parents[2]
    sys.path.insert(0, str(root))
    from benchmarks import text_elsewhere as bench
    from benchmarks.text import others

    docs = others(shared)
    found = bench.labelled("look", docs) + bench.labelled("kept", docs)
    assert len(found) == 20
    assert all(doc.quote((one["field"], one["start"], one["end"])) for doc in found for one in doc.labels)


KEPT = {"precision": 0.93, "recall": 0.68, "kind": 0.9, "acronyms": 0.88}
"""A little below what benchmarks/text.py --kept printed: precision .964 (53/55), recall .716 (53/74), kind .925 (49/53), acronyms F1 .901."""


def test_wrapped_text() -> None:
    """Two blanks in a wrapped text hide no name, and places are those of the text as it was given."""
    abstract = "Lamps  fail.\n  We define a new\n  model called  slow\n trimming, where wicks  last."
    given = [("title", "title", "Lamps"), ("abstract", "abstract", abstract)]
    (found,) = introduces.read_together(given)
    assert found.value == "slow trimming"
    assert abstract[found.start : found.end] == found.quote == "slow\n trimming"


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("Wick-aware lamp vectors", "We propose wick-aware lamp vectors, which glow.", ["wick-aware lamp vectors"]),
        ("LampTurn: Turning Lamps", "We propose a LampTurn module for halls.", ["LampTurn"]),
        (
            "",
            "We propose a walk based on a new wick representation, namely lamp-wick word pair, to glow.",
            ["lamp-wick word pair"],
        ),
        ("EmberBench: Lamps in Halls", "Here we introduce Ember-Bench, a light system.", ["Ember-Bench"]),
        ("", "We present the Dim-LAMP-a wick model that glows.", ["Dim-LAMP"]),
        ("", "We describe a rule that quickly builds Wick State Automata.", []),
        ("", "We collect a new Open-ended Wick parallel corpus called EmberKG.", ["EmberKG"]),
    ],
)
def test_ways_of_other_texts(title: str, abstract: str, expected: list[str]) -> None:
    """Terms of the title and behind nouns of kind, hyphens that stand in one place only or for a dash; what a thing builds is not brought, nor
    what is called otherwise right behind it."""
    assert [fact.value for fact in facts(abstract, title)] == expected


@given(st.text(alphabet="ab. \n\t", max_size=40))
def test_spaced(text: str) -> None:
    """Each letter of a text whose blanks were made single is found again where it stood."""
    short, cuts = spaced(text)
    for at, letter in enumerate(short):
        if not letter.isspace():
            assert text[unspaced(at, cuts)] == letter
            assert unspaced(at + 1, cuts, end=True) == unspaced(at, cuts) + 1


def test_markup_of_publishers() -> None:
    """Tags of JATS within an abstract hide no name; the value is without them, the quote is the text as it was given."""
    abstract = "<jats:title>Abstract</jats:title><jats:p>We propose a novel<jats:italic>slow wick model</jats:italic>(SWM) and the <i>W<sub>2</sub>Lamp</i> tool.</jats:p>"
    found = {fact.value: fact for fact in introduces.read_together([("abstract", "abstract", abstract)])}
    assert found["SWM"].details["expansion"] == "slow wick model"
    for fact in found.values():
        assert "<" not in fact.value
        assert abstract[fact.start : fact.end] == fact.quote


@pytest.mark.parametrize(
    ("abstract", "name"),
    [
        ("We propose a trimmer that employs an old saw, WickSaw, to cut.", "WickSaw"),
        ("We propose Lamp-specific trims to cut wicks.", "Lamp-specific"),
        (
            "Lamps fail. We show that such lamps of old brass with two short wicks in winter provide Bright Evening Light.",
            "Bright Evening Light",
        ),
        ("We combine two trims that were previously apart, namely Slow Trimming and Fast Trimming.", "Fast Trimming"),
    ],
)
def test_of_others(abstract: str, name: str) -> None:
    """What is employed, what only describes, what a thing does and what was there before is not asserted."""
    found = [
        fact
        for fact in introduces.read_together([("title", "title", "Lamps"), ("abstract", "abstract", abstract)])
        if fact.value == name and fact.confidence >= 0.9
    ]
    assert found == []
