"""Habits of disciplines and countries in lists: quotations within titles, venues in quotation marks, names of journals with commas."""

from __future__ import annotations

from tests.sources.test_listing_pages import read


def test_a_title_may_only_begin_with_a_quotation() -> None:
    """Behind the closing mark and a colon the title goes on."""
    text = (
        'Holm, A., & Lund, B. (2021). "Nobody asked the rope": Sailors\' accounts of knots. Knot Studies, 94, 102–111.\n\n'
        "Lund, B., Holm, A., & Moe, C. (2020). Rust on chains. Journal of Moorings, 3(1), 1–9.\n\n"
        'Moe, C., & Holm, A. (2019). "Where to?": Drift without maps. Tides, 12, 4–8.\n'
    )
    assert [(one[0], one[3]) for one in read(text)] == [
        ('"Nobody asked the rope": Sailors\' accounts of knots', "Knot Studies"),
        ("Rust on chains", "Journal of Moorings"),
        ('"Where to?": Drift without maps', "Tides"),
    ]


def test_a_venue_may_stand_in_quotation_marks() -> None:
    """As Italians and Poles print it: the title has none, and the name of the journal behind a comma has."""
    text = (
        "Articoli\n1) HOLM A., Sulle funi lente, «Studi di nodi», LXXVIII (2020), pp. 255-291\n"
        "2) A. Holm, B. Lund, Una catena ignota, in «Giornale storico dei porti», 15, 2018, pp. 94-118.\n"
        "3) B. Lund, A. Holm, Kto płacił za liny?, „Studia Portowe” 58 (2015), z. 3, s. 311–330\n"
    )
    assert [one[0] for one in read(text)] == ["Sulle funi lente", "Una catena ignota", "Kto płacił za liny?"]
    assert [one[3] for one in read(text)][:2] == ["Studi di nodi", "Giornale storico dei porti"]


def test_commas_within_the_name_of_a_journal() -> None:
    """A list of two or three words with "&" is one name."""
    text = (
        "Holm, A., & Lund, B. (2020). Signals in the fog. Journal of Rope, Knots & Education, 19(5), 301–318.\n"
        "Lund, B., & Holm, A. (2019). Rust on chains. Journal of Moorings, 3(1), 1–9.\n"
    )
    assert [one[3] for one in read(text)] == ["Journal of Rope, Knots & Education", "Journal of Moorings"]
