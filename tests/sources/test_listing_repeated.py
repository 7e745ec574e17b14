"""A dash stands for the authors of the entry above."""

from __future__ import annotations

from kg.records import Record
from kg.sources._listing_repeated import repeated
from tests.sources.test_listing_pages import read
from tests.sources.test_listing_settled import record_of

_ENTRIES = """Bibliography

Archival Sources

Archive of Hull, Letters of the Harbourmaster, vols. 201–214.
The Rope Archives, Kew. SP 98/21, letters of the consul.

Secondary Literature

Holm, Ann. Ropes Spun: A History of Tar. Paris: Seuil, 2019.
Lund, Bo. "Brokers and Their Rope: Registers of Hull." Quaderni nautici 155, no. 2 (2017): 411–38.
———. "Notaries at the Quay." In Ports and Rope, edited by Cy Moe and Diana Ekholm, 59–81. Leiden: Brill, 2020.
———, and Diana Ekholm. "Two Knots, One Contract." Journal of Early Moorings 25, no. 4 (2021): 280–304.
Moe, Cy. The Free Port of Hull, 1574–1790. Oxford: Oxford University Press, 2017.
———. "Credit, Honor, and Rope: A Legend of the Invention of Bills." Journal of Modern Moorings 84, no. 2 (2012): 289-334.
"""


def test_a_dash_stands_for_the_authors_above() -> None:
    """Of one author and of another; what is not certain below is left, and names no one wrongly."""
    found = {one[0]: one[1] for one in read(_ENTRIES)}
    assert found["Notaries at the Quay"] == ["Bo Lund"]
    assert found["Credit, Honor, and Rope: A Legend of the Invention of Bills"] == ["Cy Moe"]
    assert found["Brokers and Their Rope: Registers of Hull"] == ["Bo Lund"]


def test_a_dash_below_what_was_not_read_stands_for_no_one() -> None:
    """Nobody knows then whose work it is, and nobody is named."""
    cut = _ENTRIES.replace(
        'Lund, Bo. "Brokers and Their Rope: Registers of Hull." Quaderni nautici 155, no. 2 (2017): 411–38.',
        "Ledgers of the port, boxes 3 to 9, in the cellar.",
    )
    found = {one[0]: one[1] for one in read(cut)}
    assert found.get("Notaries at the Quay", []) == []


def test_a_word_joins_others_to_the_authors_above() -> None:
    """They stand behind those for whom the dash stands."""
    text = 'Lund, Bo. "Brokers." Hull 3.\n———, and Di Ek. "Two Knots." Ropes 5.\n'
    first = record_of(text[:28], "Brokers", ["Lund, Bo"])
    at = text.index("Di Ek")
    second = record_of(text, "Two Knots", ["Di Ek"])
    second.start = at
    third = record_of(text, "Two Knots", ["Di Ek"])
    third.start = at
    found = [one for one in repeated([first, second], text, 0) if isinstance(one, Record)]
    assert [[c.name.family for c in one.work.contributions] for one in found] == [["Lund"], ["Lund", "Ek"]]
    assert [c.position for c in found[1].work.contributions] == [1, 2]
    assert [one.field for one in found[1].pieces if one.field.startswith("contributions")] == ["contributions[1]"]
    again = [one for one in repeated([third], text, 0) if isinstance(one, Record)]
    assert again[0].work.authors_truncated  # nobody is above
