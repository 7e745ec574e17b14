"""Tables of works: which text is one, what its columns say, quotation marks, and that the accounts close."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.reading import LeftOver, read_text
from kg.records import Record, Reject
from kg.sources import claim, sources
from kg.sources._table import cells_of
from kg.sources._table_columns import fields_of

SOURCE = sources()["table"]
HEADER = "Title,Authors,Year,Journal,DOI\n"


def read(text: str) -> list[Any]:
    """The items of a text, whose account closes."""
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return items


def records(text: str) -> list[Record]:
    """The records of a text."""
    return [one for one in read(text) if isinstance(one, Record)]


def people(record: Record, role: str = "author") -> list[str]:
    """The names of a role as given, then family."""
    return [f"{one.name.given} {one.name.family}".strip() for one in record.work.contributions if one.role == role]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{HEADER}Ropes,Ada Okonjo,2019,Journal of Knots,\n", "table"),
        ("Titel;Autoren;Jahr;Zeitschrift\nTaue;Ada Okonjo;2019;Knotenblatt\n", "table"),
        ("title\tauthor\tyear\tjournal\nRopes\tAda Okonjo\t2019\tJournal of Knots\n", "table"),
        ("\ufefftitle,author,year,journal\r\nRopes,Ada Okonjo,2019,Journal of Knots\r\n", "table"),
        ("Exported on 2 May 2024\nTitle,Authors,Year,Journal\nRopes,Ada Okonjo,2019,Journal of Knots\n", "table"),
    ],
)
def test_a_row_of_names_above_rows_of_as_many_cells_is_a_table(text: str, name: str) -> None:
    source = claim("x.csv", text)
    assert source is not None
    assert source.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Name,Street,Town\nAda,Harbour Road 1,Bergen\n",
        "Title,Artist,Year,Album\nRopes,The Knots,2019,Harbour\n",
        f"{HEADER}",
        f"{HEADER}Ropes\n\nKnots and\nwhat they hold\n",
        f"{HEADER}Ropes,Ada Okonjo,spring,Journal of Knots,\n",
        "Title,Authors,Year,Journal\nRopes,Ada Okonjo,2019,Journal of Knots 12(3)\n",
        "| Title | Authors | Year |\n|---|---|---|\n| Ropes | Ada Okonjo | 2019 |\n",
        '{"title": "a", "authors": "b", "year": 2019}\n',
        "PT\tAU\tTI\tSO\tPY\nJ\tOkonjo, A\tRopes\tKNOTS\t2019\n",
    ],
)
def test_what_is_no_table_of_works_or_mixes_things_in_its_cells_is_none(text: str) -> None:
    assert not SOURCE.sniff("x.csv", text)


def test_one_row_without_a_title_does_not_make_an_export_another_format() -> None:
    header = "Authors,Title,Year,Source title,Volume,Issue,Page start,Page end,DOI,Abstract,Document Type,ISSN,EID\n"
    rows = (
        "A. Okonjo,Ropes,2019,Knots,1,2,3,4,,,Article,,2-s2.0-1\n" * 3 + ",,2019,Knots,1,2,3,4,,,Editorial,,2-s2.0-2\n"
    )
    assert SOURCE.sniff("x.csv", header + rows)
    items = read(header + rows)
    assert [one.reason for one in items if isinstance(one, Reject)] == ["The row has no title."]
    assert len(records(header + rows)) == 3


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Okonjo, Ada; Lindqvist, Per", ["Ada Okonjo", "Per Lindqvist"]),
        ("Okonjo A., Lindqvist P.", ["A. Okonjo", "P. Lindqvist"]),
        ("Okonjo A, Lindqvist P", ["A Okonjo", "P Lindqvist"]),
        ("Ada Okonjo and Per Lindqvist", ["Ada Okonjo", "Per Lindqvist"]),
        ("Ada Okonjo, Per Lindqvist & Jo Brix", ["Ada Okonjo", "Per Lindqvist", "Jo Brix"]),
        ("Ada Okonjo | Per Lindqvist", ["Ada Okonjo", "Per Lindqvist"]),
        ("Okonjo, A. and Lindqvist, P.", ["A. Okonjo", "P. Lindqvist"]),
        ("Okonjo, Ada", ["Ada Okonjo"]),
    ],
)
def test_names_stand_in_one_cell_in_all_forms(printed: str, expected: list[str]) -> None:
    [record] = records(f'{HEADER}Ropes,"{printed}",2019,Journal of Knots,\n')
    assert people(record) == expected


def test_full_names_of_an_export_take_the_place_of_short_ones() -> None:
    text = '"Authors","Author full names","Title","Year"\n"Okonjo A.; Brix J.","Okonjo, Ada (57190001001); Brix, Jo (57190001002)","Ropes","2019"\n'
    [record] = records(text)
    assert people(record) == ["Ada Okonjo", "Jo Brix"]


def test_names_that_an_export_glues_together_are_parted() -> None:
    text = "Item Title,Publication Title,Item DOI,Authors,Publication Year\nRopes,Knots,,Ada OkonjoIan McTavishJo Brix,2019\n"
    [record] = records(text)
    assert people(record) == ["Ada Okonjo", "Ian McTavish", "Jo Brix"]


def test_affiliations_go_to_the_authors_where_there_is_one_for_each() -> None:
    header = "Title,Authors,Author Affiliations,Year\n"
    [record] = records(f"{header}Ropes,A. Okonjo; J. Brix,Tide Institute; Harbour University,2019\n")
    assert [[place.name for place in one.affiliations] for one in record.work.contributions] == [
        ["Tide Institute"],
        ["Harbour University"],
    ]
    items = read(f"{header}Ropes,A. Okonjo; J. Brix,Tide Institute,2019\n")
    assert any(isinstance(one, LeftOver) and one.text == "Tide Institute" for one in items)


@pytest.mark.parametrize(
    ("kind", "venue", "expected"),
    [
        ("Article", "Knots", ("article", "journal")),
        ("Conference paper", "Meeting on Knots", ("conference-paper", "conference")),
        ("bookSection", "The Book of Knots", ("chapter", "book")),
        ("IEEE Conferences", "Meeting on Knots", ("conference-paper", "conference")),
        ("phdthesis", "", ("thesis", "")),
        ("Data set", "", ("dataset", "")),
        ("Review; Early Access", "Knots", ("article", "journal")),
    ],
)
def test_the_type_says_what_the_source_of_a_work_is(kind: str, venue: str, expected: tuple[str, str]) -> None:
    [record] = records(f'Title,Authors,Year,Source title,Document Type\nRopes,A. Okonjo,2019,{venue},"{kind}"\n')
    assert (record.work.type, record.work.venues[0].kind if record.work.venues else "") == expected


def test_a_whole_date_says_more_than_a_year_and_dates_in_words_are_read() -> None:
    header = "Title,Authors,Publication Year,Date,Journal\n"
    [first, second] = records(f"{header}Ropes,A. Okonjo,2019,2019-03-14,Knots\nKnots,A. Okonjo,2020,March 2020,Knots\n")
    assert [one.value for one in first.work.dates] == ["2019-03-14"]
    assert [one.value for one in second.work.dates] == ["2020-03"]


def test_identifiers_are_read_with_whatever_stands_before_them() -> None:
    header = "Title,Authors,Year,DOI,PMCID,ISSN,URL,Journal\n"
    [record] = records(
        f"{header}Ropes,A. Okonjo,2019,https://doi.org/10.1234/R.5,6400001,2049-3630; 12345679,https://example.org/r,Knots\n"
    )
    assert {(one.scheme, one.value) for one in record.work.identifiers} == {
        ("doi", "10.1234/r.5"),
        ("pmcid", "PMC6400001"),
    }
    assert [one.value for one in record.work.venues[0].identifiers] == ["2049-3630", "1234-5679"]
    assert [one.url for one in record.work.links] == ["https://example.org/r"]


def test_cells_that_say_that_they_are_empty_say_nothing() -> None:
    [record] = records(f"{HEADER}Ropes,A. Okonjo,2019,n/a,-\n")
    assert (record.work.venues, record.work.identifiers) == ([], [])


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('a,"b, c",d\n', ["a", "b, c", "d"]),
        ('"say ""hm""",b\n', ['say "hm"', "b"]),
        ('5" rope,b\n', ['5" rope', "b"]),
        ('"a" b,c\n', ['"a" b', "c"]),
        (" a , b \r\n", ["a", "b"]),
        ("a,,\n", ["a", "", ""]),
        ('"a\nb",c\n', ["a\nb", "c"]),
        ('"say ""hm"", and\nmore",c\n', ['say "hm", and\nmore', "c"]),
    ],
)
def test_quotation_marks_are_those_of_csv(row: str, expected: list[str]) -> None:
    found = cells_of(row, ",", 0)
    assert found is not None
    assert [one.text for one in found] == expected
    assert all(row[one.start : one.end].replace('""', '"') == one.text for one in found)


def test_a_mark_that_is_never_closed_is_an_ordinary_character() -> None:
    assert cells_of('"a,b\n', ",", 0) is None
    found = records(f'{HEADER}"Ropes,A. Okonjo,2019,Knots,\nLamps,J. Brix,2020,Lights,\n')
    assert [one.work.title for one in found] == ['"Ropes', "Lamps"]


def test_a_cell_goes_on_in_the_next_line_where_its_mark_is_open() -> None:
    [record] = records(f'{HEADER}"Says ""hm"", and\nmore of it",A. Okonjo,2019,Knots,\n')
    assert record.work.title == 'Says "hm", and more of it'


def test_quotation_marks_hold_in_every_cell_of_a_table_with_tabs() -> None:
    text = 'Title\tAuthors\tYear\tJournal\n"A ""quoted"" title"\t"Okonjo, Ada"\t2019\tKnots\n'
    [record] = records(text)
    assert (record.work.title, people(record)) == ('A "quoted" title', ["Ada Okonjo"])


def test_a_sum_below_the_rows_is_no_work() -> None:
    text = "Title,Authors,Year,Journal\nRopes,A. Okonjo,2019,Knots\nLamps,J. Brix,2018,Lights\nTotal: 2 papers\n"
    assert SOURCE.sniff("x.csv", text)
    assert [one.work.title for one in records(text)] == ["Ropes", "Lamps"]


def test_a_table_with_identifiers_needs_no_journals() -> None:
    assert SOURCE.sniff("x.csv", "Title,Authors,Year,DOI\nRopes,Ada Okonjo,2019,10.1234/r\n")
    assert not SOURCE.sniff("x.csv", "Title,Author,Year\nRopes,Ada Okonjo,2019\n")


def test_names_that_go_on_are_cut_and_said_to_be() -> None:
    [record] = records(f'{HEADER}Ropes,"J. Doe, R. Roe, et al.",2019,Knots,\n')
    assert (people(record), record.work.authors_truncated) == (["J. Doe", "R. Roe"], True)


def test_a_book_does_not_appear_in_itself() -> None:
    [record] = records(
        "Title,Authors,Year,Source title,Document Type\nThe Book of Ropes,A. Okonjo,2019,The Book of Ropes,Book\n"
    )
    assert (record.work.type, record.work.venues) == ("book", [])


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Chapter ConferencePaper", "conference-paper"),
        ("conference proceedings article", "conference-paper"),
        ("IEEE Standards", "standard"),
        ("Reference Work Entry", "chapter"),
        ("Book Review", "article"),
        ("PhD Dissertation", "thesis"),
        ("Poster Abstract", "presentation"),
        ("Conference review", "proceedings"),
        ("Communication", "article"),
    ],
)
def test_types_are_the_words_of_many_exports(kind: str, expected: str) -> None:
    [record] = records(f"Title,Authors,Year,Source title,Volume,Document Type\nRopes,A. Okonjo,2019,Knots,3,{kind}\n")
    assert record.work.type == expected


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Title,Authors,Year,Source title,Volume,Document Type", "Ropes,A. Okonjo,2019,Lecture Notes in Knots,3,Conference paper", ("Lecture Notes in Knots", "series")),
        ("Title,Authors,Year,Source title,Volume", "Ropes,A. Okonjo,2019,Proceedings of the 3rd Conference on Knots,97", ("Proceedings of the 3rd Conference on Knots", "conference")),
        ("Title,Authors,Year,Journal,Source", "Ropes,A. Okonjo,2019,Knots,PubMed", ("Knots", "journal")),
    ],
)  # fmt: skip
def test_sources_are_journals_series_or_meetings(header: str, row: str, expected: tuple[str, str]) -> None:
    [record] = records(f"{header}\n{row}\n")
    assert [(one.name, one.kind) for one in record.work.venues] == [expected]


def test_what_exports_print_where_they_have_nothing_says_nothing() -> None:
    [record] = records(
        "Title,Authors,Year,Journal,Abstract\nRopes,[No author name available],2019,Knots,[No abstract available]\n"
    )
    assert (record.work.contributions, record.work.abstract) == ([], None)


def test_a_host_is_no_publisher() -> None:
    [record] = records("Title,Authors,Year,Source,Publisher\nRopes,A. Okonjo,2019,Knots,dl.acm.org\n")
    assert record.work.publisher is None


@pytest.mark.parametrize(
    "text",
    [
        "Title,Name,Created,Modified,Author,Type,Category,Status,Language,Keywords,Comments,Publisher,URL\n" + "Budget,b.xlsx,2024,2024,Ada,Item,x,y,en,k,c,p,https://example.org\n" * 3,
        "title,description,url,date,views,downloads,tags,category,owner,created,status,type\n" + "Knots in five minutes,How,https://example.org,2019-01-01,3,4,a,b,Ada,2019,on,video\n" * 3,
    ],
)  # fmt: skip
def test_lists_of_files_and_films_are_no_tables_of_works(text: str) -> None:
    assert not SOURCE.sniff("x.csv", text)


def test_columns_that_nobody_knows_are_left_over_by_their_names() -> None:
    items = read("Title,Authors,Year,Mood\nRopes,A. Okonjo,2019,calm\n")
    assert [one.field for one in items if isinstance(one, LeftOver)] == ["Mood"]


def test_what_stands_above_the_names_is_no_record() -> None:
    items = read("Exported on 2 May 2024\nTitle,Authors,Year,Journal\nRopes,Ada Okonjo,2019,Knots\n")
    assert [type(one) for one in items] == [Record]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["Source title", "Source"], ["venue.", "known"]),
        (["Title", "Source"], ["title", "venue."]),
        (["No.", "Title", "Volume", "Number"], ["known", "title", "volume", "issue"]),
        (["publication_year", "display_name"], ["year", "title"]),
        (["Author(s)", "Title of the paper"], ["authors", "title"]),
        (["Autor/in", "Jahr"], ["", "year"]),
    ],
)
def test_names_of_columns_are_known_with_their_neighbours(labels: list[str], expected: list[str]) -> None:
    assert fields_of(labels) == expected


@settings(max_examples=150)
@given(st.lists(st.lists(st.text(alphabet="ab ,;\"\n\t'é", max_size=12), max_size=6), max_size=8))
def test_accounts_close_whatever_stands_in_the_cells(rows: list[list[str]]) -> None:
    text = HEADER + "".join(",".join(row) + "\n" for row in rows)
    read(text)


def test_many_open_marks_cost_linear_time() -> None:
    text = HEADER + '"a,b,c,d,e\n' * 20_000
    assert len(records(text)) == 20_000


def test_doubled_quotation_marks_in_a_number_leave_the_account_closed() -> None:
    items = read(
        'Title,Authors,Year,Journal,ISBN,URL\nRopes,A. Okonjo,2019,Knots,"978""0306406157","https://example.org/""a"" b"\n'
    )
    assert {one.field for one in items if isinstance(one, LeftOver)} == {"ISBN", "URL"}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Okonjo A, van der Berg J, Li X; Knot Study Group.", 4),
        ("Kim A., Lee B., Park C.", 3),
        ("A. Kim, B. Lee, Jr., C. Park", 3),
        ("张三, 李四", 2),
        ("张三，李四", 2),
        ("Doe, Jane/Roe, Bob", 2),
        ("Okonjo, Ada, Brix, Jonas", 2),
        ("Ada Okonjo (Harbour University); Jonas Brix (TU Delft)", 2),
        ("Ada Okonjo1*, Jonas Brix† (jonas@example.org)", 2),
        ("Ada Okonjo\nJonas Brix", 2),
        ("Li, Wei, Jr.", 1),
    ],
)
def test_lists_of_names_are_parted_into_as_many_people(printed: str, expected: int) -> None:
    [record] = records(f'{HEADER}Ropes,"{printed}",2019,Knots,\n')
    assert len(people(record)) == expected
    assert not any(mark in name for name in people(record) for mark in "()*†@1")


@pytest.mark.parametrize("printed", ["Jane Doe and 3 others", "Jane Doe, …", "Jane Doe..."])
def test_what_says_that_names_go_on_is_no_name(printed: str) -> None:
    [record] = records(f'{HEADER}Ropes,"{printed}",2019,Knots,\n')
    assert (people(record), record.work.authors_truncated) == (["Jane Doe"], True)


def test_names_of_authors_are_no_part_of_their_affiliations() -> None:
    header = "Authors,Author full names,Title,Year,Source title,Authors with affiliations\n"
    row = '"Okonjo A.; Brix J.","Okonjo, Ada (57190001001); Brix, Jo (57190001002)",Ropes,2019,Knots,'
    [record] = records(f'{header}{row}"Okonjo A., U Harb; Brix J., TU Delft"\n')
    assert [one.affiliations[0].name for one in record.work.contributions] == ["U Harb", "TU Delft"]
    items = read(f'{header}{row}"Okonjo A., U Harb; TU Delft"\n')
    assert any(isinstance(one, LeftOver) and one.text.startswith("Okonjo A.") for one in items)


def test_semicolons_in_parentheses_do_not_part_affiliations() -> None:
    text = 'Title,Authors,Year,Authors Affiliations\nRopes,"Okonjo, Ada; Brix, Jo",2019,"Okonjo, Ada (U Harb; TU Delft); Brix, Jo (DTU)"\n'
    [record] = records(text)
    assert [one.affiliations[0].name for one in record.work.contributions] == ["U Harb; TU Delft", "DTU"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("A. B. SmithC. D. Jones", ["A. B. Smith", "C. D. Jones"]),
        ("Ada OkonjoŁukasz Kaiser", ["Ada Okonjo", "Łukasz Kaiser"]),
        ("Quoc V. LeMike Schuster", ["Quoc V. Le", "Mike Schuster"]),
        ("Ada DeWittJo O'Brien", ["Ada DeWitt", "Jo O'Brien"]),
    ],
)
def test_glued_names_are_parted_where_a_whole_name_follows(printed: str, expected: list[str]) -> None:
    [record] = records(f"Item Title,Publication Title,Item DOI,Authors,Publication Year\nRopes,Knots,,{printed},2019\n")
    assert people(record) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Chapter ConferencePaper", "conference-paper"),
        ("IEEE Standards", "standard"),
        ("Reference Work Entry", "chapter"),
        ("PhD Dissertation", "thesis"),
    ],
)
def test_types_of_exports_are_known(kind: str, expected: str) -> None:
    [record] = records(f"Title,Authors,Year,DOI,Document Type\nRopes,A. Okonjo,2019,10.1234/r,{kind}\n")
    assert record.work.type == expected


def test_a_number_of_pages_without_a_source_is_left_over() -> None:
    [record] = records("Title,Authors,Year,DOI,Pages\nRopes,A. Okonjo,2019,10.1234/r,312\n")
    assert record.work.pages is None
    [record] = records("Title,Authors,Year,Journal,Last page,First page\nRopes,A. Okonjo,2019,Knots,9,3\n")
    assert record.work.pages == "3-9"


def test_month_and_day_beside_the_year_make_the_date() -> None:
    [record] = records("Title,Authors,Year,Month,Day,Journal\nRopes,A. Okonjo,2019,mar,4,Knots\n")
    assert [one.value for one in record.work.dates] == ["2019-03-04"]


def test_a_cell_may_hold_two_dois() -> None:
    [record] = records(f'{HEADER}Ropes,A. Okonjo,2019,Knots,"DOI 10.1234/a; 10.1234/b"\n')
    assert [one.value for one in record.work.identifiers] == ["10.1234/a", "10.1234/b"]
    assert record.source_key == "10.1234/a"


def test_only_valid_identifiers_are_keys() -> None:
    [record] = records(f"{HEADER}Ropes,A. Okonjo,2019,Knots,soon\n")
    assert record.source_key == ""


@pytest.mark.parametrize(
    "text",
    [
        "#,Title,Authors,Year,Journal\n1,Ropes,Ada Okonjo,2019,Knots\n",
        ",Title,Authors,Year,Journal\n1,Ropes,Ada Okonjo,2019,Knots\n",
        f"{HEADER}Ropes,Ada Okonjo,2019,Knots,\n,,,,\n",
        "Authors,Title,Publication,Volume,Number,Pages,Year,Publisher\n,Ropes,,,,,,\n",
        "Title,Author 1,Author 2,Year,Journal\nRopes,Ada Okonjo,,2019,Knots\n",
        HEADER + "Ropes,Ada Okonjo,2019,Knots,\n" * 9 + "Ropes (new),Ada Okonjo,2019,Knots,\n",
    ],
)
def test_small_flaws_do_not_make_a_table_another_thing(text: str) -> None:
    assert SOURCE.sniff("x.csv", text)


def test_a_list_of_issues_is_no_table_of_works() -> None:
    header = "Title,Id,URL,Status,Type,Labels,Created,Updated,Description,Tags,Category,Language,Notes,Place\n"
    assert not SOURCE.sniff("x.csv", header + "Fix it,7,https://example.org,open,bug,a,b,c,d,e,f,g,h,i\n")
