"""Links to pages of people: what each leads to, whose it is, and what follows from two names linked to one page."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kg.explain import LINEAGE
from kg.identity.compatibility import compare
from kg.identity.name_keys import COMMON
from kg.identity.people import Evidence, changes, judge
from kg.identity.profiles import LABELS, LONGEST, ONE_A_PERSON, REGISTERS, profile
from kg.names import split
from tests.identity import Resolved

SCHOLAR = "https://scholar.google.com/citations?user=AbCdEfGhIjKl"


@pytest.mark.parametrize(
    ("link", "scheme", "value"),
    [
        ("https://www.holm.example.org/~ida/", "page", "holm.example.org/~ida"),
        ("http://holm.example.org/~ida/index.html", "page", "holm.example.org/~ida"),
        ("http://HOLM.example.org:80/%7Eida?utm_source=x&lang=en", "page", "holm.example.org/~ida"),
        ("https://lab.example.org/people.php?id=7&ref=list", "page", "lab.example.org/people.php?id=7"),
        ("https://lab.example.org/people#holm", "page", "lab.example.org/people#holm"),
        ("https://example.org/research/ida", "page", "example.org/research/ida"),
        ("https://github.com/idaholm", "page", "github.com/idaholm"),
        ("https://m.example.org/", "page", "m.example.org"),
        ("https://scholar.google.de/citations?hl=de&user=AbCdEfGhIjKl&view_op=list_works", "google-scholar", "AbCdEfGhIjKl"),
        ("https://dblp.uni-trier.de/pid/12/3456-1.html", "dblp-pid", "12/3456-1"),
        ("https://dblp.org/pid/h/IdaHolm", "dblp-pid", "h/IdaHolm"),
        ("https://www.semanticscholar.org/author/Ida-Holm/1234567", "semantic-scholar", "1234567"),
        ("https://openreview.net/profile?id=~Ida_Holm1", "openreview", "~Ida_Holm1"),
        ("https://dl.acm.org/profile/81100012345", "acm-profile", "81100012345"),
        ("https://www.scopus.com/authid/detail.uri?authorId=7004212771", "scopus-author", "7004212771"),
        ("https://cv.hal.science/Ida-Holm", "idhal", "ida-holm"),
        ("http://www.wikidata.org/entity/Q42", "wikidata", "Q42"),
        ("https://openalex.org/A5023888391", "openalex", "A5023888391"),
        ("https://openalex.org/authors/a5023888391", "openalex", "A5023888391"),
        ("https://orcid.org/0000-0002-1825-0097", "orcid", "0000-0002-1825-0097"),
        ("https://isni.org/isni/0000000121032683", "isni", "0000000121032683"),
        ("https://d-nb.info/gnd/11852716x", "gnd", "11852716X"),
    ],
)  # fmt: skip
def test_a_link_is_the_id_of_a_register_or_an_address(link: str, scheme: str, value: str) -> None:
    """Registers show the id of a person in the address; any other page is its address without what varies from link to link."""
    found = profile(link)
    assert found is not None
    assert (found.scheme, found.value) == (scheme, value)
    assert profile(found.url) == found if scheme != "page" else found.url == link


@pytest.mark.parametrize(
    "link",
    [
        "", "mailto:ida@example.org", "ida.html", "https://", "ftp://example.org/ida", "https://doi.org/10.5555/abc", "https://arxiv.org/abs/2401.00001",
        "https://scholar.google.com/", "https://scholar.google.com/scholar?q=Ida+Holm", "https://dblp.org/search?q=Ida", "https://openalex.org/W123",
        "https://link.example.org/search?facet-creator=Ida", "https://example.org/find?author=Holm", "https://example.org/ida.pdf", "http://[::1/x",
        "https://aclanthology.org/people/i/ida-holm/", "https://ror.org/05gq02987", "https://example.org/" + "x" * LONGEST,
    ],
)  # fmt: skip
def test_what_is_no_page_of_a_person_is_none(link: str) -> None:
    """Searches, works, mail boxes, start pages of registers and pages of a name that several bear say nothing of one person."""
    assert profile(link) is None


@given(st.text(max_size=300) | st.from_regex(r"https?://[a-z.]{3,20}/.{0,200}", fullmatch=True))
def test_any_text_is_read_and_an_address_stays_what_it_is(link: str) -> None:
    """Nothing raises, and what was normalised once stays as it is."""
    found = profile(link)
    if found is not None and found.scheme == "page":
        again = profile(f"https://{found.value}")
        assert again is not None
        assert again.value == found.value


@pytest.mark.parametrize(
    "link", ["https://a.example/" + "?" * 400, "https://" + "a." * 240, "https://a.example/" + "%7E/" * 100]
)
def test_long_addresses_take_no_long_time(link: str) -> None:
    """The patterns are linear; the bound is for a hang."""
    started = time.process_time()
    for _ in range(100):
        profile(link)
    assert time.process_time() - started < 2


def test_every_register_has_a_label_and_only_some_give_one_id_a_person() -> None:
    """What is read is known to the rules."""
    assert {one.scheme for one in REGISTERS} <= LABELS.keys()
    assert LABELS.keys() > ONE_A_PERSON
    assert "person_link" in LINEAGE


# --- in a build ------------------------------------------------------------------------------------------------------

TITLES = [
    "Rivers that carry stones",
    "On the colour of beetles",
    "Prime gaps and their mean",
    "Bread without any yeast",
]


def listed(*entries: list[tuple[str, str]]) -> dict[str, str]:
    """An HTML list of works with nothing in common, whose authors are given as (name, target of its link, '' for none)."""
    rows = []
    for title, authors in zip(TITLES, entries, strict=False):
        names = ", ".join(f"<a href='{target}'>{name}</a>" if target else name for name, target in authors)
        rows.append(
            f"<li><b>{title} and more of it</b><br>{names}<br><i>Journal of {title.split()[-1].title()}</i>, 2018</li>"
        )
    return {"list.html": f"<html><body><h1>Publications</h1><ul>{''.join(rows)}</ul></body></html>"}


def persons(resolved: Resolved, family: str) -> int:
    """How many people have a family name."""
    [(n,)] = resolved.rows(f"SELECT count(*) FROM person WHERE family = '{family}'")
    assert isinstance(n, int)
    return n


PAGE = "https://example.org/~liu"


@pytest.mark.parametrize(
    ("first", "second", "people"),
    [
        (("Yang Liu", PAGE), ("Yang Liu", "http://www.example.org/~liu/index.html"), 1),
        (("Yang Liu", PAGE), ("Y. Liu", PAGE), 1),
        (("Yang Liu", PAGE), ("Yang Liu", ""), 2),
        (("Yang Liu", PAGE), ("Yang Liu", "https://example.org/~yliu"), 2),
        (("Yang Liu", SCHOLAR), ("Yang Liu", SCHOLAR + "&hl=de"), 1),
        (("Yang Liu", "https://example.org/"), ("Yang Liu", "https://example.org/"), 2),
        (("Yang Liu", "https://yangliu.example.org/"), ("Yang Liu", "http://yangliu.example.org"), 1),
        (("Yang Liu", PAGE), ("Ying Liu", PAGE), 2),
    ],
)  # fmt: skip
def test_one_page_and_compatible_names_are_one_person(
    tmp_path: Path, first: tuple[str, str], second: tuple[str, str], people: int
) -> None:
    """A page in common joins names that hardly anything else would; two pages part nobody, and a start page is that of an institution."""
    resolved = Resolved(tmp_path, listed([first, ("Bo Lind", "")], [second, ("Ida Holm", "")]))
    assert persons(resolved, "Liu") == people
    joined = [d for d in resolved.decisions if d.kind == "person" and d.verdict == "same"]
    assert len(joined) == 2 - people
    for one in joined:
        assert one.evidence.endswith(
            (
                f"and both are linked to the page {PAGE[8:]}.",
                "page yangliu.example.org.",
                "the Google Scholar profile AbCdEfGhIjKl.",
            )
        )


def test_the_page_of_a_group_is_nobodys(tmp_path: Path) -> None:
    """A link that one paper gives to two names, or two papers to names that conflict, is no evidence and is said of nobody."""
    lab = "https://example.org/lab"
    on_one = Resolved(tmp_path, listed([("Yang Liu", lab), ("Bo Lind", lab)], [("Yang Liu", lab), ("Ida Holm", "")]))
    assert persons(on_one, "Liu") == 2
    assert on_one.rows("SELECT * FROM person_link") == []
    (tmp_path / "b").mkdir()
    on_two = Resolved(
        tmp_path / "b",
        listed(
            [("Yang Liu", lab), ("Bo Lind", "")],
            [("Yang Liu", lab), ("Ida Holm", "")],
            [("Eve Falk", lab), ("Gil Hart", "")],
        ),
    )
    assert persons(on_two, "Liu") == 2
    assert on_two.rows("SELECT * FROM person_link") == []


def test_two_ids_part_only_where_a_register_gives_one_a_person(tmp_path: Path) -> None:
    """Two ORCIDs are two people whatever else they share; two profiles of Google Scholar say nothing."""
    shared = [("Mirella Lapata", ""), ("Ivan Titov", "")]
    other = SCHOLAR.replace("AbC", "XyZ")
    assert (
        persons(Resolved(tmp_path, listed([("Ann Kron", SCHOLAR), *shared], [("Ann Kron", other), *shared])), "Kron")
        == 1
    )
    (tmp_path / "b").mkdir()
    iris = "https://orcid.org/0000-0002-1825-0097", "https://orcid.org/0000-0001-5109-3700"
    parted = Resolved(tmp_path / "b", listed([("Ann Kron", iris[0]), *shared], [("Ann Kron", iris[1]), *shared]))
    assert persons(parted, "Kron") == 2
    assert any("0000-0002-1825-0097" in d.conflict for d in parted.decisions if d.verdict == "different")


def test_pages_stand_in_the_tables_of_the_mapping(tmp_path: Path) -> None:
    """A home page is the person's url, the page in a register another name of the person; of several forms of a link one is kept."""
    resolved = Resolved(
        tmp_path,
        listed(
            [("Ida Holm", PAGE), ("Bo Lind", "https://dblp.org/pid/12/34.html")],
            [("Ida Holm", PAGE + "/"), ("Eve Falk", "")],
        ),
    )
    rows = resolved.rows("SELECT p.name, l.url, l.target FROM person_link l JOIN person p USING (person) ORDER BY 1")
    assert rows == [("Bo Lind", None, "https://dblp.org/pid/12/34"), ("Ida Holm", PAGE, None)]


def test_a_page_is_explained_and_its_absence_would_decide_otherwise() -> None:
    """The sentence names the page; the smallest change is that they were not linked to it."""
    seen = Evidence(
        "Yang Liu",
        "Yang Liu",
        compare(split("Yang Liu"), split("Yang Liu")),
        common=COMMON,
        links=("example.org/~liu",),
    )
    made = judge(seen)
    assert (made.verdict, made.rule) == ("same", "profile-link")
    assert made.evidence == "Both names are 'Yang Liu', and both are linked to the page example.org/~liu."
    turned = next(words for words, other in changes(seen) if judge(other).verdict != "same")
    assert turned == "if they were not linked to the same page"
    alone = replace(seen, links=())
    assert "if both names were linked to the same page of a person" in [
        words for words, other in changes(alone) if judge(other).verdict == "same"
    ]
