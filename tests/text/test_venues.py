"""What is read of venues, and the table of known series."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import identifiers
from kg.names import fold
from kg.text import Fact, _journals, venues
from kg.venues import Series, index, is_short, lookup, series, short, slug, table


def facts(field: str, text: str) -> list[Fact]:
    """The venue facts of a text of a field."""
    return list(venues.read(field, text))


# field, text, key, words of the venue, details that must be as given
CASES = [
    ("comments", "ICML 2025, 22 pages, 16 figures, 5 tables", "icml", "ICML 2025", {"year": "2025", "relation": "accepted"}),
    ("comments", "Accepted at ICML 2024", "icml", "ICML 2024", {"year": "2024", "type": "conference", "status": "main"}),
    ("comments", "Accepted at the 38th Conference on Neural Information Processing Systems (NeurIPS 2024)", "neurips",
     "38th Conference on Neural Information Processing Systems (NeurIPS 2024)", {"year": "2024", "number": "38", "acronym": "NeurIPS"}),
    ("comments", "Reinforcement Learning Conference 2025", "rlc", "Reinforcement Learning Conference 2025", {"year": "2025"}),
    ("comments", "Proceedings of the 42nd International Conference on Machine Learning", "icml",
     "42nd International Conference on Machine Learning", {"number": "42"}),
    ("comments", "NIPS 2017", "neurips", "NIPS 2017", {"year": "2017", "name": "Conference on Neural Information Processing Systems"}),
    ("comments", "CVPR'19", "cvpr", "CVPR'19", {"year": "2019"}),
    ("comments", "KDD '18", "kdd", "KDD '18", {"year": "2018"}),
    ("comments", "NeurIPS 2023 Workshop on Small Things", "workshop-on-small-things", "NeurIPS 2023 Workshop on Small Things",
     {"type": "workshop", "status": "workshop", "part_of": "neurips", "year": "2023", "name": "Workshop on Small Things"}),
    ("comments", "Accepted to the Workshop on Trees in Towns at ICPADS 2015", "workshop-on-trees-in-towns",
     "Workshop on Trees in Towns at ICPADS 2015", {"status": "workshop", "year": "2015"}),
    ("comments", "Submitted to ICML 2025", "icml", "ICML 2025", {"relation": "submitted"}),
    ("comments", "10 pages, submitted to CQG, 3 figures", "classical-and-quantum-gravity", "CQG", {"relation": "submitted", "type": "journal"}),
    ("comments", "accepted by ApJ. Added a reference", "astrophysical-journal", "ApJ", {"relation": "accepted"}),
    ("comments", "Accepted for publication in Monthly Notices\n  of the Royal Astronomical Society", "mnras",
     "Monthly Notices\n  of the Royal Astronomical Society", {"acronym": "MNRAS"}),
    ("comments", "To appear in Phys. Rev. Lett., 4 pages", "physical-review-letters", "Phys. Rev. Lett.", {"relation": "accepted"}),
    ("comments", "To appear in Osaka J. Math", "osaka-journal-of-mathematics", "Osaka J. Math", {"type": "journal"}),
    ("comments", "Accepted to Findings of EMNLP 2021", "findings-emnlp", "Findings of EMNLP 2021", {"part_of": "emnlp", "year": "2021"}),
    ("comments", "11 pages, 18th IEEE International Conference on Software Testing, Verification and Validation (ICST) 2025", "icst",
     "18th IEEE International Conference on Software Testing, Verification and Validation (ICST) 2025", {"number": "18", "year": "2025"}),
    ("comments", "Accepted at NeurIPS 2023 (Spotlight), 30 pages", "neurips", "NeurIPS 2023", {"status": "main"}),
    ("journal_ref", "International Machine Learning Conference (ICML) 2025", "icml", None, {"year": "2025", "relation": "published"}),
    ("journal_ref", "Phys.Rev.D76:013009,2007", "physical-review-d", None, {"volume": "76", "pages": "013009", "year": "2007", "type": "journal"}),
    ("journal_ref", "Journal of Machine Learning Research 21 (2020)", "jmlr", None, {"volume": "21", "year": "2020"}),
    ("journal_ref", "Illinois J. Math. 52 (2008) no.2, 681-689", "illinois-journal-of-mathematics", None,
     {"volume": "52", "issue": "2", "pages": "681-689", "year": "2008", "name": "Illinois Journal of Mathematics"}),
    ("journal_ref", "J.Opt.Soc.Am.A 23(10): 2592-2601 (2006); Erratum: J.Opt.Soc.Am.A 32, 1 (2015)", "josa-a",
     "J.Opt.Soc.Am.A 23(10): 2592-2601 (2006)", {"volume": "23", "issue": "10", "pages": "2592-2601", "year": "2006"}),
    ("journal_ref", "J. Phys. A: Math. Theor. 40 No 41 (12 October 2007) 12315-12333", "journal-of-physics-a", None,
     {"volume": "40", "issue": "41", "pages": "12315-12333", "year": "2007"}),
    ("journal_ref", "Annals of Applied Probability 2008, Vol. 18, No. 3, 1026-1058", "annals-of-applied-probability", None,
     {"volume": "18", "issue": "3", "pages": "1026-1058", "year": "2008"}),
    ("journal_ref", "RIMS Kokyuroku, No.1551, pp.57-62 (2007)", "rims-kokyuroku", None, {"issue": "1551", "pages": "57-62", "year": "2007"}),
    ("venues", "Proceedings of Thirty Seventh Conference on Learning Theory", "colt", None, {"number": "37"}),
    ("venues", "12th Working {IEEE/IFIP} Conference on Software Architecture, {WICSA} 2015, Montreal, QC, Canada, May 4-8, 2015", "wicsa", None,
     {"number": "12", "year": "2015", "name": "Working Conference on Software Architecture"}),
    ("venues", "Findings of the Association for Computational Linguistics: EMNLP 2021", "findings-emnlp", None, {"year": "2021"}),
    ("venues", "14th {IEEE} International Conference on Electronics, Circuits, and Systems, {ICECS} 2007, Marrakech, Morocco",
     "international-conference-on-electronics-circuits-and-systems", None, {"acronym": "ICECS", "year": "2007", "number": "14"}),
    ("venues", "Advanced Web Engineering, 20th International Conference, {AWE} 2008, Somewhere, France, June 16-20, 2008",
     "advanced-web-engineering-international-conference", None, {"acronym": "AWE", "year": "2008", "number": "20"}),
    ("venues", "Advances in Neural Information Processing Systems 30", "neurips", None, {"volume": "30"}),
    ("venues", "Proceedings of the 59th Annual Meeting of the Association for Computational Linguistics and the 11th International Joint "
     "Conference on Natural Language Processing (Volume 1: Long Papers)", "acl", None, {"number": "59"}),
    ("venues", "In Proc. of the 12th Int. Joint Conf. on Artificial Intelligence (IJCAI-91)", "ijcai", None, {"number": "12", "year": "1991"}),
    ("venues", "Science and Engineering Ethics", "science-and-engineering-ethics", None, {"name": "Science and Engineering Ethics"}),
    ("venues", "Nature communications", "nature-communications", None, {"type": "journal"}),
    ("venues", "XXII Max Born Symposium, Wroclaw 2006", "max-born-symposium", None, {"number": "22", "year": "2006"}),
    ("venues", "arXiv preprint arXiv:1001.0001", "arxiv", None, {"type": "repository"}),
    ("venues", "International Journal of Differential Equations", "international-journal-of-differential-equations", None, {"type": "journal"}),
    ("venues", "Chem. Phys. Chem. 6, 1 (2005)", "chem-phys-chem", None, {"volume": "6", "year": "2005"}),
    ("venues", "Journal of Geophysical Research: Some Part", "journal-of-geophysical-research-some-part", None, {"type": "journal"}),
    ("venues", "Physical Review E : Soft Things", "physical-review-e", None, {"type": "journal"}),
    ("venues", "Bread Engineering - BRE 2007 Workshops, Vienna", "bread-engineering-workshops", None, {"type": "workshop", "year": "2007"}),
    ("venues", "Proceedings of the 8th conference on USENIX Security Symposium", "usenix-security", None, {"number": "8"}),
    ("venues", "Proceedings of the June 13-16, 1977, National Bread Conference", "national-bread-conference", None, {}),
    ("venues", "Proceedings of the 2021 Conference on Empirical Methods in Natural Language Processing: System Demonstrations", "emnlp-demo", None,
     {"part_of": "emnlp", "status": "demo", "year": "2021"}),
    ("venues", "CHI '08 extended abstracts", "chi-extended-abstracts", None, {"part_of": "chi", "year": "2008"}),
    ("venues", "Proc. Int. Conf. Mach. Learn.", "icml", None, {"type": "conference"}),
    ("venues", "Adv. Neural Inf. Process. Syst. 35", "neurips", None, {"volume": "35"}),
    ("venues", "J.Comput.Phys.", "journal-of-computational-physics", None, {"type": "journal"}),
    ("venues", "FM 2021", "fm-conference", None, {"acronym": "FM", "year": "2021"}),
    ("comments", "Published as a conference paper at ICLR 2021", "iclr", "ICLR 2021", {"relation": "published"}),
    ("comments", "Accepted as a workshop paper at ICLR 2020", "iclr-workshop", "ICLR 2020", {"status": "workshop", "part_of": "iclr"}),
    ("comments", "NeurIPS 2018 Machine Learning for Bread (ML4B) Workshop", "machine-learning-for-bread-ml4b-workshop",
     "NeurIPS 2018 Machine Learning for Bread (ML4B) Workshop", {"status": "workshop", "part_of": "neurips", "year": "2018"}),
    ("comments", "Best Paper at GECCO 2017", "gecco", "GECCO 2017", {"relation": "accepted", "year": "2017"}),
    ("comments", "ApJ, in press", "astrophysical-journal", "ApJ", {"relation": "accepted"}),
    ("comments", "4 pages, talk given at the Bread Symposium, May 2003", "bread-symposium", "Bread Symposium, May 2003", {"relation": "presented", "year": "2003"}),
    ("comments", 'in "Good Bread", edited by A. Adams (2003)', "good-bread", "Good Bread", {"relation": "published", "year": "2003"}),
    ("venues", "The VLDB Journal &mdash; A Journal on Bread", "vldb-journal", None, {"type": "journal"}),
    ("venues", "Proceedings of the 3<sup>rd</sup> Workshop on Bread", "workshop-on-bread", None, {"number": "3"}),
    ("venues", "The Semantic Web – ISWC 2020", "iswc", None, {"type": "conference", "year": "2020"}),
    ("venues", "Advances in Cryptology - CRYPTO 2019", "crypto", None, {"acronym": "CRYPTO", "year": "2019"}),
    ("venues", "Computer Vision – ECCV 2018 - 15th European Conference", "eccv", None, {"year": "2018"}),
    ("venues", "AT&T Technical Journal", "at-and-t-technical-journal", None, {"type": "journal"}),
]  # fmt: skip


@pytest.mark.parametrize(("field", "text", "key", "words", "details"), CASES)
def test_a_venue_is_read(field: str, text: str, key: str, words: str | None, details: dict[str, str]) -> None:
    """One venue is read: the key of its series, its words at their offsets, and year, number, volume as printed."""
    (fact,) = facts(field, text)
    assert fact.value == key
    assert text.endswith(words or text) or words in text
    assert fact.quote == text[fact.start : fact.end]
    assert fact.quote.endswith(words or text)
    assert details.items() <= fact.details.items()


@pytest.mark.parametrize(
    "text",
    [
        "We thank the reviewers of ICML 2020 for comments",
        "Machine Learning, Neural Networks, Artificial Intelligence",
        "This extends our ICML paper",
        "This workshop paper was written in 2019",
        "accepted at a workshop",
        "Rejected from ICLR 2020",
        "to be submitted to PRD",
        "22 pages, 3 figures, uses IEEEtran.cls",
        "published in January 2020",
        "text overlap with arXiv:1001.0001",
        "Web Testing, GUI Testing, front-end, SBST, AI",
    ],
)
def test_a_comment_that_names_no_venue_of_the_work_gives_none(text: str) -> None:
    """Passing mentions, keywords, plans and rejections are no venues of the work."""
    assert facts("comments", text) == []


def test_a_venue_named_twice_is_one_fact() -> None:
    """The same series twice in a comment is one venue."""
    assert [fact.value for fact in facts("comments", "Accepted at ICML 2024. ICML 2024, 12 pages")] == ["icml"]


def test_an_unknown_conference_with_a_known_acronym_is_not_taken_for_it() -> None:
    """An acronym shared by chance does not make two conferences one."""
    (fact,) = facts("venues", "International Congress of Medieval Libraries (ICML), Rome 2019")
    assert fact.value == "international-congress-of-medieval-libraries"


def test_the_sponsors_of_a_conference_do_not_part_it() -> None:
    """A conference printed with and without its sponsor has one key."""
    texts = ("2015 IEEE International Symposium on Bread", "International Symposium on Bread, Paris 2016")
    assert {fact.value for text in texts for fact in facts("venues", text)} == {"international-symposium-on-bread"}


FRAGMENTS = st.sampled_from(
    ["ICML", "2024", "'19", "(", ")", "Workshop", "Conference", "on", "the", "Proceedings of", "38th", "Twenty-first", "XIV", "accepted at", "in",
     ",", ".", ";", ":", "{", "}", "Phys.", "Rev.", "D", "76", "013009", "vol.", "no.", "pp.", "12-14", "\n  ", "ſ", "K", "²", "@", "*", '"', "arXiv"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(FRAGMENTS, max_size=25).map(" ".join), st.lists(FRAGMENTS, max_size=25).map("".join)
)


@given(st.sampled_from(["comments", "journal_ref", "venues", "title"]), TEXTS)
def test_any_text_is_read_with_its_offsets(field: str, text: str) -> None:
    """No text makes the reader raise; every quote is the text at its offsets and no detail is empty."""
    for fact in facts(field, text):
        assert field != "title"
        assert fact.quote == text[fact.start : fact.end] != ""
        assert fact.value
        assert 0 < fact.confidence <= 1
        assert all(fact.details.values())
        assert fact.details["relation"] in ("published", "accepted", "submitted", "presented")


@pytest.mark.parametrize("field", ["comments", "journal_ref", "venues"])
@pytest.mark.parametrize(
    "unit", ["A, ", "accepted at A, ", "A.", "ICML 2024, ", "Workshop ", "A/B&C-", "(A ", "{", "1 (2) "]
)
def test_reading_is_linear(field: str, unit: str) -> None:
    """A text four times as long takes about four times as long, not sixteen times."""

    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        begun = time.process_time()
        facts(field, text)
        return time.process_time() - begun

    assert seconds(400_000) < 9 * seconds(100_000) + 0.5


def test_a_megabyte_is_read_in_seconds() -> None:
    """A megabyte without a venue takes no more than a few seconds of processor time."""
    begun = time.process_time()
    assert facts("comments", "In the word, " * 80_000) == []
    assert time.process_time() - begun < 30


# --- the table -------------------------------------------------------------------------------------------------------


def test_the_table_holds_only_valid_identifiers_and_keys() -> None:
    """Every ISSN of the table has its check digit, every key is a slug, and a series is part of one that is there."""
    assert len(table()) >= 800
    for key, one in table().items():
        assert slug(key) == key == one.key
        assert all(identifiers.parse("issn", number) for number in one.issn)
        assert not one.part_of or one.part_of in table()
        assert not one.rank or one.rank.startswith("CORE2023 ")


SHARED = ("JASA", "TAC")
"""Acronyms with two well-known bearers, in the table with both."""


def test_no_name_number_or_key_belongs_to_two_series() -> None:
    """Names, acronyms, ISSNs, DBLP keys and short forms of the table each belong to one series; a few acronyms are known to be shared."""
    kinds: list[list[set[str]]] = [
        [
            {fold(name) for name in (one.name, one.acronym, *one.aliases) if name} - set(map(fold, SHARED))
            for one in table().values()
        ],
        [{short(name) for name in (one.name, *one.aliases)} for one in table().values()],
        [set(one.issn) for one in table().values()],
        [{one.dblp} - {""} for one in table().values()],
    ]
    for kind in kinds:
        values = [value for given in kind for value in given]
        assert len(values) == len(set(values))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("J. Comput. Phys.", "Journal of Computational Physics"), ("Trans. Amer. Math. Soc.", "Transactions of the American Mathematical Society"),
        ("Proc. Int. Conf. Mach. Learn.", "Proceedings of the International Conference on Machine Learning"), ("Ann. of Math.", "Annals of Mathematics"),
    ],
)  # fmt: skip
def test_the_short_form_of_a_title(left: str, right: str) -> None:
    """An abbreviated title and its full form have one short form; the one is known to be abbreviated and the other not."""
    assert short(left) == short(right)
    assert is_short(left)
    assert not is_short(right)


def test_names_of_other_letters_have_other_short_forms() -> None:
    """A letter at the end of a title is no article."""
    assert len({short(f"Physical Review {letter}") for letter in "ABCDE"}) == 5


def test_lookup_knows_former_names_and_abbreviations() -> None:
    """A series is found by name, acronym, former name and abbreviation, whatever the spacing and capitals."""
    for name in ("NIPS", "neurips", "Advances in Neural Information Processing Systems"):
        assert lookup(name) is series("neurips")
    assert lookup("Phys.Rev.D") is lookup("PHYSICAL REVIEW D") is series("physical-review-d")
    assert lookup("Journal of Nothing at All") is None
    assert series("no-such-series") is None


def test_an_ambiguous_name_is_not_indexed() -> None:
    """An acronym that two series share finds neither, while their names still do."""
    one = Series("one", "First Thing", "conference", "ABC")
    two = Series("two", "Second Thing", "journal", "A.B.C.")
    assert index([one, two]) == {"firstthing": one, "secondthing": two}


def test_slugs() -> None:
    """A slug holds folded words, no article, and tells long names apart."""
    assert slug("The Schrödinger's Cat & Dog/Mice") == "schrodingers-cat-and-dog-mice"
    assert slug("Astrophys.Space Sci.") == "astrophys-space-sci"
    assert slug("...") == ""
    assert slug("word " * 50 + "a") != slug("word " * 50 + "b")
    assert len(slug("word " * 50)) < 100


@pytest.mark.shared
def test_the_venues_of_the_seed(shared: Path) -> None:
    """The comment lines and the journal reference of the first seed give exactly their venues."""
    text = (shared / "seeds" / "000_005dbb45a826d373.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if len(line) < 120 and not line.startswith(("arXiv:", "Created:"))]
    found = [(f.value, f.details["year"]) for line in lines for f in facts("comments", line)]
    assert found == [("icml", "2025"), ("rlc", "2025"), ("neurips", "2024"), ("icml", "2024")]
    references = [line.split(" - ", 1)[1] for line in text.splitlines() if line.startswith("arXiv:") and " - " in line]
    assert [(f.value, f.details["year"]) for line in references for f in facts("journal_ref", line)] == [
        ("icml", "2025")
    ]


_REFERENCE_PIECES = st.sampled_from(
    ["Annals of Bread", "Rye Lett", ",", " ", "  ", "         ", "\t", "\u00a0", "(", ";", "vol", "Vol.", "no.", "pp", "V.", "p", "12", "(2007)", "٣", "Volumes", "x" * 90]
)  # fmt: skip


@given(st.lists(_REFERENCE_PIECES, max_size=12).map("".join), st.integers(0, 30))
def test_a_name_ends_before_its_numbers(stretch: str, begin: int) -> None:
    """The end of a journal's name that is found from its first number is the one the pattern of a name matches."""
    match = _journals._BEFORE_NUMBERS.match(stretch, begin)
    assert _journals._before_numbers(stretch, begin) == (match.end() if match else None)


@pytest.mark.parametrize("acronym", SHARED)
def test_an_acronym_with_two_bearers_stays_as_printed(acronym: str) -> None:
    """Neither of the journals that are called so is taken for the one that is meant."""
    assert len([one for one in table().values() if one.acronym == acronym]) == 2
    assert lookup(acronym) is None
    (fact,) = facts("venues", acronym)
    assert fact.details["name"] == acronym
    assert series(fact.value) is None


def test_a_shared_name_is_the_key_of_no_series() -> None:
    """What is not told apart would get that key, and with it the series."""
    held: dict[str, set[str]] = {}
    for one in table().values():
        for name in (one.name, one.acronym, *one.aliases):
            held.setdefault(slug(name), set()).add(one.key)
    assert [name for name, keys in held.items() if name and len(keys) > 1 and series(name)] == []
