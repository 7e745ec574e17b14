"""Whether two names can be of one person: the forms that go together, and those that do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks._identity_people import people, variants
from kg.identity.compatibility import compare
from kg.identity.name_forms import short_form, spelling, syllables
from kg.identity.name_keys import COMMON, FEW, RARE, commonness, keys, lettered, signatures
from kg.names import split
from kg.records import NameAsPrinted


def name(text: str) -> NameAsPrinted:
    """A name given as "Given | Family", or printed in reading order."""
    given, mark, family = text.partition(" | ")
    return NameAsPrinted(text.replace(" | ", " "), given, "", family) if mark else split(text)


COMPATIBLE = [
    ("R. West", "Robert West"),
    ("The ATLAS Collaboration", "Atlas Collaboration"),
    ("R. T. West", "Robert West"),
    ("West, Robert", "Robert West"),
    ("West RT", "Robert T. West"),
    ("Robert Thomas West", "Robert West"),
    ("J. Scott McCarley", "Scott McCarley"),
    ("Ludwig van Beethoven", "Ludwig Van Beethoven"),
    ("Marten van Schijndel", "Marten Schijndel"),
    ("Ahmed al-Khatib", "Ahmed Alkhatib"),
    ("Pieter Vandenberg", "Pieter van den Berg"),
    ("Luis Fernando D’Haro", "Luis F. d'Haro"),
    ("Conor O'Brien", "Conor OBrien"),
    ("Jean-Hadrien Chabran", "Jean Hadrien Chabran"),
    ("Jean-Hadrien Chabran", "Jeanhadrien Chabran"),
    ("Jean-Hadrien Chabran", "J.-H. Chabran"),
    ("Jean-Hadrien Chabran", "JH Chabran"),
    ("Gabriel | García Márquez", "Gabriel | García"),
    ("Gabriel García | Márquez", "Gabriel | García Márquez"),
    ("Eva Müller", "Eva Mueller"),
    ("Eva Müller", "Eva Muller"),
    ("Eva Mueller", "Eva Muller"),
    ("Łukasz Kaiser", "Lukasz Kaiser"),
    ("Anders Søgaard", "Anders Soegaard"),
    ("Anders Søgaard", "Anders Sogaard"),
    ("Ruken Çakıcı", "Ruken Cakici"),
    ("Anna Weiß", "Anna Weiss"),
    ("Iñaki Alegría", "Inaki Alegria"),
    ("Željko Agić", "Zeljko Agic"),
    ("Sergey Kuznetsov", "Sergei Kuznetsov"),
    ("Anja Belz", "Anya Belz"),
    ("Yulia Otmakhova", "Julia Otmakhova"),
    ("Mohamed Maamouri", "Mohammed Maamouri"),
    ("Toru Hitaka", "Tooru Hitaka"),
    ("Xiao-Ming Wang", "Xiaoming Wang"),
    ("Xiao Ming | Wang", "Xiaoming | Wang"),
    ("X. M. Wang", "Xiaoming Wang"),
    ("X. Wang", "Xiaoming Wang"),
    ("Yajuan Lü", "Yajuan Lv"),
    ("Chia-Lung Wu", "Chia-Long Wu"),
    ("Young-Gil Kim", "Young-Kil Kim"),
    ("Chris Manning", "Christopher Manning"),
    ("Bob West", "Robert West"),
    ("Sasha Rush", "Alexander Rush"),
    ("Ted Briscoe", "Edward Briscoe"),
    ("Lan Man", "Man Lan"),
    ("Wang Xiaoming", "Xiaoming Wang"),
    ("Roger Jyh-Shing Jang", "Jyh-Shing Roger Jang"),
    ("Hal Daumé III", "Hal Daumé"),
]
WEAK = [
    ("Bandyopadhyay, Sivaji", "Bandopadhyay, Sivaji"),
    ("Naoaki Okazaki", "Naoki Okazaki"),
    ("Muhammad Waqas Anwar", "Waqas Anwar"),
    ("Begoña Villada | Moirón", "Begoña | Villada"),
    ("Lakshmi | S", "Lakshmi | Saheer"),
]
CONFLICTING = [
    ("Robert West", "Richard West"),
    ("R. West", "T. West"),
    ("Robert L. Mercer", "Robert E. Mercer"),
    ("Martin King Jr.", "Martin King Sr."),
    ("John Maxwell II", "John Maxwell III"),
    ("Wei Zhang", "Wen Zhang"),
    ("Wen Wang", "Wen Ting Wang"),
    ("Xiaoming Wang", "Xiaoling Wang"),
    ("X. L. Wang", "Xiaoming Wang"),
    ("Young Kim", "Young-Gil Kim"),
    ("Daniel Kahn", "Daniela Kahn"),
    ("Mario Rossi", "Maria Rossi"),
    ("Christian Müller", "Christoph Müller"),
    ("Laura Bostan", "Laura Oberländer"),
    ("Zhang San", "Li San"),
    ("Michael Jones", "Steven M. Jones"),
    ("The ATLAS Collaboration", "The CMS Collaboration"),
]


@pytest.mark.parametrize(("left", "right"), COMPATIBLE)
def test_forms_of_one_name_are_compatible(left: str, right: str) -> None:
    """Initials, left-out names, particles, hyphens, diacritics, transliterations, short forms and order: names of one person."""
    assert compare(name(left), name(right)).verdict == "compatible"


@pytest.mark.parametrize(("left", "right"), WEAK)
def test_a_slip_or_a_name_parted_elsewhere_is_weak(left: str, right: str) -> None:
    """One letter wrong, a first name left out, and a family name that is a given name elsewhere need more than usual."""
    found = compare(name(left), name(right))
    assert found.verdict == "weak"
    assert found.reasons


def test_two_slips_conflict() -> None:
    """A letter wrong in the given name and one in the family name are two names."""
    assert not compare(name("Srikantha Raosen"), name("Srikanth Raosem"))


def meet(left: NameAsPrinted, right: NameAsPrinted) -> bool:
    """Whether two names have a signature in common, or that of a family name left to its letter."""
    one, other = signatures(left), signatures(right)
    return bool((one | lettered(left)) & (other | lettered(right)))


@pytest.mark.parametrize(("left", "right"), [*COMPATIBLE, *WEAK])
def test_compatible_names_have_a_signature_in_common(left: str, right: str) -> None:
    """Only names with a common signature are compared at all, so no pair that a rule would accept may be without one."""
    assert meet(name(left), name(right))


@pytest.mark.shared
def test_compatible_variants_have_a_signature_in_common(shared: Path) -> None:
    """So it is for every accepted pair of the Anthology's name variants."""
    entries = people(shared / "acl-anthology" / "name_variants.dev-half.yaml")
    pairs = [(left, right) for left, right in variants(entries) if compare(left, right)]
    assert len(pairs) > 1000
    assert [(left.printed, right.printed) for left, right in pairs if not meet(left, right)] == []


def test_most_names_have_no_signature_in_common() -> None:
    """Signatures tell names apart: of all pairs of unlike full names hardly any meet."""
    listed = sorted({name(one).printed for pair in COMPATIBLE for one in pair})
    names = [name(one) for one in listed]
    unlike = [(a, b) for i, a in enumerate(names) for b in names[:i] if not compare(a, b)]
    assert sum(meet(a, b) for a, b in unlike) * 50 < len(unlike)


@pytest.mark.parametrize(("left", "right"), CONFLICTING)
def test_names_of_two_people_conflict(left: str, right: str) -> None:
    """Other given names, initials, generations and family names are those of others."""
    assert compare(name(left), name(right)).verdict == "conflicting"


def test_differences_are_said() -> None:
    """The reasons name what differs, in the order of the names."""
    found = compare(name("R. Müller"), name("Robert Mueller"))
    assert found.initial
    assert found.reasons == (
        "'Müller' and 'Mueller' have the same letters",
        "'R' stands for 'Robert'",
    )


def test_a_name_with_fewer_differences_is_liker() -> None:
    """The likeness falls with each difference and is 1 for the same name."""
    whole = name("Robert Thomas West")
    likeness = [compare(whole, name(n)).likeness for n in ("Robert Thomas West", "Robert West", "R. West", "Q. West")]
    assert likeness == sorted(likeness, reverse=True)
    assert likeness[0] == 1.0
    assert likeness[-1] == 0.0


WORDS = ["Robert", "R.", "Bob", "Jean-Marc", "Xiao-Ming", "Xiaoming", "Wang", "West", "Müller", "Mueller", "García", "de", "La", "O'Brien", "Li", "J", "Kim", "Jr."]  # fmt: skip
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join).map(split)
ANY = st.builds(
    NameAsPrinted, st.text(max_size=8), st.text(max_size=12), st.just(""), st.text(max_size=12), st.just(""), st.booleans()
)  # fmt: skip


@given(NAMES | ANY, NAMES | ANY)
def test_comparing_has_no_order(left: NameAsPrinted, right: NameAsPrinted) -> None:
    """Compatibility is symmetric, for any text."""
    one, other = compare(left, right), compare(right, left)
    assert (one.verdict, one.likeness, one.initial) == (other.verdict, other.likeness, other.initial)


@given(NAMES | ANY)
def test_a_name_is_compatible_with_itself(one: NameAsPrinted) -> None:
    """Compatibility is reflexive, for any text."""
    assert compare(one, one).likeness == 1.0


@pytest.mark.parametrize(("left", "right"), [*COMPATIBLE, *WEAK[1:5]])
def test_compatible_names_have_a_key_in_common(left: str, right: str) -> None:
    """Names that go together meet under a key, or they would never be compared."""
    assert set(keys(name(left))) & set(keys(name(right)))


def test_short_forms_go_with_their_names_and_not_with_each_others() -> None:
    """Chris is Christopher and Christian, who are two."""
    assert short_form("chris", "christopher")
    assert short_form("christian", "chris")
    assert not short_form("christian", "christopher")
    assert spelling("sergey") == spelling("sergei")
    assert syllables("xiaoming") == (("xiao", "ming"),)
    assert syllables("robert") == ()


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Mirella Lapata", RARE),
        ("Robert Lapata", FEW),
        ("Yang Liu", COMMON),
        ("Ji-hoon Kim", COMMON),
        ("J. Smith", COMMON),
    ],
)
def test_names_are_common_by_what_is_known_of_names(text: str, level: int) -> None:
    """A name is as common in a small collection as in a large one."""
    assert commonness(split(text)) == level


@pytest.mark.shared
def test_the_variants_of_names_in_the_anthology(shared: Path) -> None:
    """Of the variants of names at least 97 % are accepted, of pairs of different people of one family name at most .6 %."""
    from benchmarks._identity_people import people, same_surname, variants

    entries = people(shared / "acl-anthology" / "name_variants.dev-half.yaml")
    found = [bool(compare(a, b)) for a, b in variants(entries)]
    others = [bool(compare(a, b)) for a, b in same_surname(entries)[0]]
    assert sum(found) >= 0.97 * len(found)
    assert sum(others) <= 0.006 * len(others)
