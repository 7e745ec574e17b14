"""Lists of publications of German jurists and scholars of the humanities."""

from __future__ import annotations

import pytest

from kg.names import display
from kg.reading import read_text
from kg.records import Record, Reject
from kg.sources import _learned_reader, claim, sources
from kg.sources import _listing_german as german
from kg.sources import _listing_german_parts as parts
from kg.sources._listing_lines import lines_of

PAGE = """Univ.-Prof. Mag. Dr. Klara Obermoser
Institut für Strafrecht

Publikationen

I. Monographien
1. Der Irrtum im Finanzstrafrecht, Wien: Manz 2011.
2. Grundriss Strafprozessrecht, 5. Aufl., Wien 2022 (gemeinsam mit Peter Lanzinger)

II. Aufsätze
3. Zur Reichweite der Untreue – zugleich eine Besprechung von OGH 12 Os 117/12s, JBl 2014, 489 ff.
4. Die neue Diversion. Bilanz und Ausblick, in: Juristische Blätter 139 (2017), S. 201–215
5. Verteidigung in der EU, in: Österreichisches Anwaltsblatt 80 (2018),
   S. 120-126

III. Beiträge in Sammelwerken
6. §§ 28–31 StGB, in: Höpfel/Ratz (Hrsg.), Wiener Kommentar zum StGB, 2. Aufl., Wien 2015
7. Sicherungshaft, in: Festschrift für Max Burgstaller, hrsg. von Chris Grafl, Wien/Graz 2004, S. 33-49

IV. Vorträge
8. Korruption heute, Wien, 14.3.2015
"""


def _read(text: str) -> list[Record | Reject]:
    source = claim("page.txt", text)
    assert source is not None
    assert source.name == "listing"
    items, account = read_text(source, text, "page.txt")
    assert account.closes
    return [item for item in items if isinstance(item, (Record, Reject))]


def test_entries_of_a_page_have_title_owner_venue_and_year() -> None:
    """The owner stands in for the names that entries leave out; titles keep their full stops; talks are no works."""
    works = [item.work for item in _read(PAGE) if isinstance(item, Record)]
    assert [(work.title, work.venues[0].name if work.venues else "", work.dates[0].value) for work in works] == [
        ("Der Irrtum im Finanzstrafrecht", "", "2011"),
        ("Grundriss Strafprozessrecht", "", "2022"),
        ("Zur Reichweite der Untreue – zugleich eine Besprechung von OGH 12 Os 117/12s", "JBl", "2014"),
        ("Die neue Diversion. Bilanz und Ausblick", "Juristische Blätter", "2017"),
        ("Verteidigung in der EU", "Österreichisches Anwaltsblatt", "2018"),
        ("§§ 28–31 StGB", "Wiener Kommentar zum StGB", "2015"),
        ("Sicherungshaft", "Festschrift für Max Burgstaller", "2004"),
    ]
    authors = [[display(one.name) for one in work.contributions if one.role == "author"] for work in works]
    assert authors == [["Klara Obermoser"], ["Klara Obermoser", "Peter Lanzinger"], *[["Klara Obermoser"]] * 5]
    assert [display(one.name) for one in works[5].contributions if one.role == "editor"] == ["Höpfel", "Ratz"]
    assert works[3].volume == "139"
    assert works[3].pages == "201–215"


@pytest.mark.parametrize(
    ("entry", "title", "names", "venue"),
    [
        ("Licht und Schatten (zus. mit Jost Wedekind), in: ZIP 2018, S. 1217–1226", "Licht und Schatten", ["Jost Wedekind"], "ZIP"),
        ("Klagen in Europa, gemeinsam mit Ruth Brandeis, ZZP 132 (2019), S. 401", "Klagen in Europa", ["Ruth Brandeis"], "ZZP"),
        ("Saalfeld/Wichmann, Gaffer als Täter? Zum Strafrecht, in: JuS 2018, S. 711", "Gaffer als Täter? Zum Strafrecht", ["Saalfeld", "Wichmann"], "JuS"),
        ("Mahnkopf, Gesine / Bierwirth, Olaf (Hg.): Briefe um 1900. Köln: Böhlau 2011.", "Briefe um 1900", ["Gesine Mahnkopf", "Olaf Bierwirth"], ""),
        ("Leopold NAGL – Christa POLL (Hg.), Schrift und Raum, Wien 2012.", "Schrift und Raum", ["Leopold NAGL", "Christa POLL"], ""),
        ("2.3 Post von Rilke. In: Lang, Eva (Hg.): Briefe um 1900. Köln: Böhlau 2011, S. 201–222.", "Post von Rilke", [], "Briefe um 1900"),
        ("Anmerkung zu BGH, Urt. v. 12.3.2013 – VI ZR 45/12, JZ 2013, S. 890–892", "Anmerkung zu BGH, Urt. v. 12.3.2013 – VI ZR 45/12", [], "JZ"),
        ("Weber, in: Kurz/Lang, Wirtschaftsstrafrecht, 2017, § 263 StGB", "§ 263 StGB", [], "Wirtschaftsstrafrecht"),
        ("Die Haftung, Diss. iur. Bonn 2009, Tübingen: Mohr 2010 (XXII, 318 S.)", "Die Haftung", [], ""),
    ],
)  # fmt: skip
def test_an_entry_is_taken_apart(entry: str, title: str, names: list[str], venue: str) -> None:
    """What jurists and philologists print before and behind a title is not of it."""
    found = parts.taken(entry)
    assert found is not None
    assert entry[slice(*found.title)] == title
    assert [display(name) for name, _, _ in found.names] == names
    assert (entry[slice(*found.venue)] if found.venue else "") == venue


@pytest.mark.parametrize(
    "text",
    [
        "Vortrag auf der Tagung der Zivilrechtslehrer, Graz, 12. September 2019",
        "BGH 3 StR 88/14 m. Anm. Wichmann, NStZ 2015, 276-278",
        "Mitglied der Deutschen Gesellschaft für Kriminologie seit 2012",
    ],
)
def test_other_lines_are_no_entries(text: str) -> None:
    """Talks, decisions that somebody else reports and offices have no title here."""
    assert parts.taken(text) is None


def test_a_page_in_another_language_is_not_of_this_form() -> None:
    """Without two headings of German lists no page is read so."""
    lines = list(lines_of(PAGE.replace("Monographien", "Books").replace("Aufsätze", "Articles").splitlines(True)))
    assert german.recognises(lines)
    english = [line for line in lines if not line.text.startswith(("III", "Publikationen"))]
    assert not german.recognises(english)


def test_a_year_is_not_read_as_a_page_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an article in a lexicon the year stands where a page might; what was read once is not read again, and the account closes."""
    monkeypatch.setattr(_learned_reader, "revised", lambda items, lines: iter(items))
    page = PAGE.rstrip() + "\n\nLexikonartikel\n20. Art. Nikodemus, in: WiBiLex, 2013.\n"
    items, account = read_text(sources()["listing"], page, "x.txt")
    assert account.closes
    (work,) = [
        item.work for item in items if isinstance(item, Record) and (item.work.title or "").endswith("Nikodemus")
    ]
    assert work.dates[0].value == "2013"
    assert work.pages is None
