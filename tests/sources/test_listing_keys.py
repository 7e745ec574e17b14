"""Years told by the keys before entries."""

from __future__ import annotations

from kg.reading import read_text
from kg.records import Record
from kg.sources import sources

PAGE = """\
[Oko88] B. Okonjo. "Tides modulo boredom: the case of harbours." In 9th Harbour Conference, LNCS 310.
[OM91] B. Okonjo and A. Marchetti. "Order-sorted ferries." Harbour Papers 12(3).
[OM+05a] B. Okonjo, A. Marchetti and A. Brix. "A lamp for the lighthouse." Harbour Papers 26(1).
[Oko{last}] B. Okonjo. "Farewell, ropes in deep water." Harbour Papers 33, {year}.
"""


def years(text: str) -> list[str]:
    items, account = read_text(sources()["listing"], text)
    assert account.closes, account.faults
    return [one.work.dates[0].value if one.work.dates else "" for one in items if isinstance(one, Record)]


def test_keys_date_the_works_that_have_no_date() -> None:
    """Of both centuries, with a plus sign and a letter behind."""
    assert years(PAGE.format(last="12", year="2012")) == ["1988", "1991", "2005", "2012"]


def test_keys_that_printed_years_contradict_tell_nothing() -> None:
    """Their numbers are no years."""
    assert years(PAGE.format(last="12", year="1994")) == ["", "", "", "1994"]


def test_what_stands_behind_an_entry_is_no_key_of_the_next() -> None:
    """The mark of where a work was shown tells nothing of the work below it; line ends of two signs part nothing."""
    text = "Ferries at night. B. Okonjo and A. Brix. Harbour Papers 12(3), 1-9. [ICML19]\nTides by day. A. Brix and B. Okonjo. Harbour Papers 7(1), 2-8. [NIPS07]\nRopes in water. C. Aalto and B. Okonjo. Harbour Papers 9(1), 3-7. [ICML21]\n"
    assert years(text)[1:] != ["2019", "2007"]
    assert years(PAGE.format(last="12", year="2012").replace("\n", "\r\n")) == ["1988", "1991", "2005", "2012"]
