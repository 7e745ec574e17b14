"""Authors beside and around what the tagger of pages holds to be names."""

from __future__ import annotations

import pytest

from benchmarks.page_labels import page_of
from kg.names import display
from kg.records import Record
from kg.sources._learned_record import record_of
from kg.sources._learned_tagger import Entry, Part


def entry_of(text: str, *parts: tuple[str, str]) -> Entry:
    """An entry of parts: what each is called, and its text, which is one segment or several."""
    segments = page_of(text).segments
    found, at = [], 0
    for name, printed in parts:
        start = text.index(printed, at)
        at = start + len(printed)
        found.append(Part(name, [one for one in segments if start <= one.start < at]))
    return Entry(found, 1.0)


def people(record: Record) -> list[str]:
    return [display(one.name) for one in record.work.contributions]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("H.-P. Okonjo: Ports and tides. Brix 1991.", "Ports and tides.", ["H.-P. Okonjo"]),
        ("12; Aalto S, Okonjo B. Ports and tides. Brix 1991.", "Ports and tides.", ["S Aalto", "B Okonjo"]),
        ("Brix 2018. – Aalto, S.: Ports and tides. Brix 1991.", "Ports and tides.", ["S. Aalto"]),
        ("BOOK CHAPTER: Ports and tides. Brix 1991.", "Ports and tides.", []),
        ("Zur Kunde: Ports and tides. Brix 1991.", "Ports and tides.", []),
    ],
)
def test_names_before_an_entry_without_any(text: str, title: str, expected: list[str]) -> None:
    """They are taken where nothing else stands before the title, and only what shows itself to be a name."""
    assert people(record_of(entry_of(text, ("title", title)), text, 0)) == expected


def test_names_in_several_parts_are_read_together() -> None:
    """Marks and offices stand between them; each keeps its place."""
    text = "Ports and tides\nOkonjo, Bram (Docente)\nAalto, Sunniva (Egresso)\n2014"
    entry = entry_of(text, ("title", "Ports and tides"), ("unsure", "Okonjo, Bram"), ("unsure", "Aalto, Sunniva"))
    record = record_of(entry, text, 0)
    assert people(record) == ["Bram Okonjo", "Sunniva Aalto"]
    places = [one for one in record.pieces if one.field.startswith("contributions")]
    assert [text[one.start : one.end] for one in places] == ["Okonjo, Bram", "Aalto, Sunniva"]


def test_the_heading_of_an_entry_is_not_an_author_twice() -> None:
    """In the style of GOST the first author stands before the title, and all behind it."""
    text = "Okonjo, B. Ports and tides / B. Okonjo, S. Aalto // Harbours. 2014."
    parts = ("unsure", "Okonjo, B."), ("title", "Ports and tides"), ("unsure", "B. Okonjo, S. Aalto")
    assert people(record_of(entry_of(text, *parts), text, 0)) == ["B. Okonjo", "S. Aalto"]


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        (
            "2019, with G. Okonjo, Ports and tides. Brix",
            (("rest", "2019, with G."), ("authors", "Okonjo"), ("title", "Ports and tides.")),
            ["G. Okonjo"],
        ),
        (
            "Aalto, N.; Okonjo, D. Solid ports. 2018.",
            (("authors", "Aalto, N.; Okonjo"), ("title", "Solid ports.")),
            ["N. Aalto", "D. Okonjo"],
        ),
        ("(with Gy. Okonjo) Ports and tides", (("authors", "Okonjo"), ("title", "Ports and tides")), ["Gy. Okonjo"]),
    ],
)
def test_initials_that_were_cut_off(text: str, parts: tuple[tuple[str, str], ...], expected: list[str]) -> None:
    """They belong to the name beside them, whatever they were taken for."""
    segments = page_of(text).segments
    found = []
    for name, printed in parts:
        start = text.index(printed)
        its = [one for one in segments if one.start < start + len(printed) and start < one.end]
        found.append(Part(name, its))
    assert people(record_of(Entry(found, 1.0), text, 0)) == expected


def test_the_number_of_a_preprint_and_a_book_are_found_wherever_they_stand() -> None:
    """Within a venue, in brackets, or bare behind a dash; a number with a wrong check digit is none."""
    text = "Ports and tides [quant-ph/0601999]"
    entry = entry_of(text, ("title", "Ports and tides"), ("rest", "quant-ph/0601999"))
    assert [one.value for one in record_of(entry, text, 0).work.identifiers] == ["quant-ph/0601999"]
    text = "Ports and tides — Brine — 2018 — 978-0-306-40615-7"
    entry = entry_of(text, ("title", "Ports and tides"), ("rest", "2018 — 978-0-306-40615-7"))
    assert [one.scheme for one in record_of(entry, text, 0).work.identifiers] == ["isbn"]
    wrong = text.replace("15-7", "15-8")
    assert (
        record_of(
            entry_of(wrong, ("title", "Ports and tides"), ("rest", "2018 — 978-0-306-40615-8")), wrong, 0
        ).work.identifiers
        == []
    )


def test_a_year_that_was_read_as_a_volume_or_stands_in_a_name_dates_the_work() -> None:
    """The only one there is."""
    text = "Ports and tides, TIDES'2015, Hull, pp. 3-9"
    entry = entry_of(text, ("title", "Ports and tides"), ("venue", "TIDES'2015"), ("rest", "pp. 3-9"))
    record = record_of(entry, text, 0)
    assert [one.value for one in record.work.dates] == ["2015"]
    assert record.confidence["dates"] < 1


def test_a_month_before_names_is_no_part_of_them() -> None:
    """The date of what was written stands first; the year is that of the work."""
    text = "Sept 1994 Okonjo & Brix, Ports and tides, Harbour Papers"
    record = record_of(entry_of(text, ("authors", "Sept 1994 Okonjo & Brix"), ("title", "Ports and tides"), ("venue", "Harbour Papers")), text, 0)  # fmt: skip
    assert people(record) == ["Okonjo", "Brix"]
    assert [one.value for one in record.work.dates] == ["1994"]
