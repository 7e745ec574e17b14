"""Pages of scholars who do not name themselves in their entries: titles in quotation marks, books with their imprint."""

from __future__ import annotations

import pytest

from kg.sources._listing_mapping import is_mapping
from kg.sources._listing_unnamed import unnamed
from tests.sources.test_listing_pages import read

_PAGE = """ANN B. HOLM
Department of History, Harbour University

EDUCATION
Ph.D., History, Inland University, 2009

PUBLICATIONS

Books

Ropes and Empire: A History of Mooring, 1783–1840. Ithaca: Cornell University Press, 2021.
	Winner, Harbour Book Award, 2022

Edited with Bo Lund. Knots of the North. Hull: Hull University Press, 2019.

Articles

“‘A Rope for Every Man’: Tar and Credit.” Moorings Quarterly, 77, no. 2 (April 2020): 251–284.

“Whose Anchor? Ports and the Poor,” Ohio Harbour History 15, no. 1 (2015): 3-26

With Cy Moe. “Sailors and the Frontier, 1790–1815.” Central Tidal History 47, no. 4 (2014): 755–79.

CONFERENCE PRESENTATIONS
“Pork and Rope.” Society for Historians of Harbours, Philadelphia, July 2021.
"""


def test_the_page_of_a_historian() -> None:
    """Works below the headings of works, the owner among their authors; what was said at meetings is no work."""
    found = {one[0]: one[1:] for one in read(_PAGE)}
    assert found["Ropes and Empire: A History of Mooring, 1783–1840"][:2] == (["Ann B. Holm"], "2021")
    assert found["‘A Rope for Every Man’: Tar and Credit"] == (["Ann B. Holm"], "2020", "Moorings Quarterly")
    assert found["Whose Anchor? Ports and the Poor"] == (["Ann B. Holm"], "2015", "Ohio Harbour History")
    assert found["Sailors and the Frontier, 1790–1815"][:2] == (["Ann B. Holm", "Cy Moe"], "2014")
    assert "Pork and Rope" not in found


@pytest.mark.parametrize(
    ("text", "title", "names"),
    [
        ("'Who Tied It? Evidence from Knots', Early Ropes, 47/3 (2019), 345–60", "Who Tied It? Evidence from Knots", []),
        ("'A Source for Locke's \"Little Rope\"', Rope & Letters, 98 (2017), 1–27", "A Source for Locke's \"Little Rope\"", []),
        ("(with Bo Lund) 'The Anchor Again', Rope Society Journal, lxxiii (2020), 101–19", "The Anchor Again", ["Bo Lund"]),
        ("Ropes in the Closet: Domestic Knots (Woodbridge: Boydell Press, 2014); paperback 2018", "Ropes in the Closet: Domestic Knots", []),
    ],
)  # fmt: skip
def test_entries_that_name_no_owner(text: str, title: str, names: list[str]) -> None:
    """Titles in single quotation marks with others within, behind those they were written with; books with their imprint in brackets."""
    found = unnamed(text, 0)
    assert found
    assert (found.work.title, [one.name.printed for one in found.work.contributions]) == (title, names)


@pytest.mark.parametrize(
    "text",
    [
        "'Holm, Ann' and 'Rope', in The Encyclopedia of Knots, ed. Bo Lund (Cambridge: Cambridge University Press, 2018)",
        "“Pork and Rope.” Something was said there, and nothing was printed.",
        "A chapter on ropes. London was where: it began, 2018.",
    ],
)
def test_what_is_not_one_entry(text: str) -> None:
    """Two titles, a sentence, and what only looks like an imprint."""
    assert unnamed(text, 0) is None


def test_a_mapping_in_yaml_is_no_list() -> None:
    """Names of meetings below keys look like works; a list with labels before its fields has none of these keys alone."""
    text = "".join(
        f"tide{n}:\n  acronym: TIDE{n}\n  name: Workshop on Tides and Harbours, number {n}\n" for n in range(20)
    )
    assert is_mapping(text)
    assert not is_mapping(
        "title: Ferries\nauthors: Ann Author\nyear: 2001\n\ntitle: Harbours\nauthors: Bo Builder\nyear: 2002\n" * 5
    )
