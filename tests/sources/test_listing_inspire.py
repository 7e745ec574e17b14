"""Pages of INSPIRE and DBLP copied from the screen, and kinds of works as ORCID names them."""

from __future__ import annotations

from kg.names import display
from kg.reading import read_text
from kg.records import Record, Reject, Work
from kg.sources import HEAD, claim, sources

PAGE = """Ferry Lab
2 results | cite all
Most Recent

Ferries at the threshold of a hidden sector
#5
HARBOUR Collaboration • Ann Author (Coastal U.) et al. (Jun 4, 2018)
Contribution to: Tides 2019, 12-19 • e-Print: 1806.00123 [hep-ex] • DOI: 10.1234/abc.5
cite claim
reference search
1,204 citations

Tides of a long title
wrapped over two lines#6
Bo Builder (Harbour Inst. Phys. and INFN, Rome), Cy Carter (Harbour Inst.) (2017)
Published in: Eur.Phys.J.C 77 (2017) 4, 225
pdf DOI cite claim
reference search 3 citations

Mooring a dark anchor
Cy Carter (Harbour Inst.), Dee Dunmore (Lake U.) (Feb, 2016)
e-Print: 1602.00456 [hep-ph]
pdf
0 citations
About INSPIRE
"""


def works(text: str) -> list[Work]:
    """The works of a text, every character of which is accounted for."""
    source = claim("page.txt", text[:HEAD])
    assert source is not None
    assert source.name == "listing"
    items, account = read_text(source, text, "page.txt")
    assert account.closes
    return [item.work for item in items if isinstance(item, Record)]


def test_names_with_the_day_and_where_it_appeared_make_a_work() -> None:
    """Title, body and people with affiliations, venue, numbers and both dates are read; buttons and counts are of the page."""
    first, second, third = works(PAGE)
    assert [one.title for one in (first, third)] == [
        "Ferries at the threshold of a hidden sector",
        "Mooring a dark anchor",
    ]
    assert (second.title or "").split() == "Tides of a long title wrapped over two lines".split()
    assert [display(one.name) for one in first.contributions] == ["HARBOUR Collaboration", "Ann Author"]
    assert first.authors_truncated
    assert [one.name for one in second.contributions[0].affiliations] == ["Harbour Inst. Phys. and INFN, Rome"]
    assert [(one.scheme, one.value) for one in first.identifiers] == [("arxiv", "1806.00123"), ("doi", "10.1234/abc.5")]
    assert [one.name for one in second.venues] == ["Eur.Phys.J.C"]
    assert second.volume == "77"
    assert [(one.kind, one.value) for one in third.dates] == [("issued", "2016-02")]
    assert ("submitted", "2018-06-04") in [(one.kind, one.value) for one in first.dates]
    assert [one.type for one in (second, third)] == ["article", "preprint"]


def test_a_thesis_on_a_page_of_orcid_is_one_by_either_name() -> None:
    """ORCID has called the type "Dissertation/Thesis" and "Dissertation or Thesis"."""
    text = """Works (2)
Harbours in winter
Coastal University
2013-12 | Dissertation/Thesis
Source: Ann Author

Ferries in spring
Journal of Harbours
2015-02 | Journal article
DOI: 10.1234/harbour.7
CONTRIBUTORS: Ann Author; Bo Builder
Source: Crossref

Anchors in autumn
Lake University
2010 | Dissertation or Thesis
Source: Bo Builder
"""
    assert [(one.title, one.type) for one in works(text)] == [
        ("Harbours in winter", "thesis"),
        ("Ferries in spring", "article"),
        ("Anchors in autumn", "thesis"),
    ]


def test_a_page_of_dblp_with_its_buttons_is_read() -> None:
    """Keys, names with a colon, and the line below; buttons are of the page, years those of the works below them."""
    text = """dblp
home
dblp: Ann Author

Person information

2020 – today
2023
[j6]
view
export
ask others
Ann Author, Bo Builder 0002:
Tight Moorings for Online Ferries. Theor. Harb. Sci. 951: 113-129 (2023)
[c11]
view
export
Bo Builder 0002, Ann Author:
Waiting in Harbours. TIDES 2023: 41:1-41:15
2018
[b1]
view
Ann Author:
Ferries on Sparse Graphs. Coastal University, Norway, 2018

Coauthor Index
Bo Builder 0002
"""
    found = works(text)
    assert [(one.title, one.type, one.dates[0].value) for one in found] == [
        ("Tight Moorings for Online Ferries", "article", "2023"),
        ("Waiting in Harbours", "conference-paper", "2023"),
        ("Ferries on Sparse Graphs", "thesis", "2018"),
    ]
    assert [display(one.name) for one in found[1].contributions] == ["Bo Builder", "Ann Author"]
    assert found[2].publisher == "Coastal University"


def test_labels_of_inspire_without_works_are_no_page_of_it() -> None:
    """Two labels where no names stand above them: no work, and no error."""
    from kg.sources import _listing_inspire
    from kg.sources._listing_lines import lines_of

    text = [
        "A day at the harbour\n",
        "Published in: Harbour Review\n",
        "A night there\n",
        "Published in: Harbour Review\n",
    ]
    assert not _listing_inspire.recognises(list(lines_of(text)))


def test_what_is_no_known_word_of_the_site_is_kept_as_not_understood() -> None:
    """An affiliation above the works of a page is no furniture: it is a reject with its place, and buttons are none."""
    text = "affiliation: Coastal University, Ferries\n\n2023\n" + "".join(
        f"[c{n}]\nview\nexport\nAnn Author, Bo Builder:\nWaiting in Harbours {n}. TIDES 2023: {n}-9{n}\n"
        for n in (3, 2, 1)
    )
    items, account = read_text(sources()["listing"], text, "page.txt")
    assert account.closes
    assert sum(isinstance(item, Record) for item in items) == 3
    assert [text[item.start : item.end] for item in items if isinstance(item, Reject)] == [text.split("\n")[0]]
