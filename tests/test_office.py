"""Documents of word processors and workbooks: what of them is read, and that damaged and hostile ones are refused with a sentence."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.inputs import bytes_of, find_inputs
from kg.office import parts_of
from kg.reading import Reading, source_of
from kg.records import Record

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def document(path: Path, body: str, links: str = "") -> Path:
    """A document of Word."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", RELATIONS.format(links))
    return path


def workbook(path: Path, rows: str, shared: str = "", styles: str = "") -> Path:
    """A workbook of Excel with one sheet."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {S}><sheets><sheet name="Works" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", RELATIONS.format('<Relationship Id="rId1" Target="worksheets/sheet1.xml"/>')
        )
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet {S}><sheetData>{rows}</sheetData></worksheet>")
        archive.writestr("xl/sharedStrings.xml", f"<sst {S}>{shared}</sst>")
        archive.writestr("xl/styles.xml", f"<styleSheet {S}><cellXfs>{styles}</cellXfs></styleSheet>")
    return path


def open_document(path: Path, body: str) -> Path:
    """A text or a workbook of OpenDocument."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml", f"<office:document-content {ODF}><office:body>{body}</office:body></office:document-content>"
        )
    return path


def titles(path: Path, spool: Path) -> list[str | None]:
    """The titles of the works that are read of a file, whose account closes."""
    found = []
    for one in find_inputs([str(path)], spool):
        reading = Reading(one, source_of(one))
        found += [item.work.title for item in reading if isinstance(item, Record)]
        assert reading.account.closes
    return found


def run(text: str, marks: str = "") -> str:
    """A run of Word."""
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_list_in_word_is_read(tmp_path: Path) -> None:
    entries = [
        (
            "Okonjo, A., &amp; Brix, J. (2019). Tidal mixing in shallow estuaries. ",
            "Journal of Coasts, 41",
            "(3), 112-129.",
        ),
        ("Brix, J. (2016). Mud and maps. ", "Coastal Notes, 7", ", 1-9."),
        ("Okonjo, A. (2011). Ropes that remember. ", "Journal of Knots, 3", ", 4-17."),
    ]
    body = "".join(f"<w:p>{run(a)}{run(b, '<w:i/>')}{run(c)}</w:p>" for a, b, c in entries)
    path = document(tmp_path / "cv.docx", body)
    assert titles(path, tmp_path) == ["Tidal mixing in shallow estuaries", "Mud and maps", "Ropes that remember"]
    assert [one.name for one in find_inputs([str(path)], tmp_path)] == ["cv.docx"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>2019</w:t></w:r></w:p>', "<h2>2019</h2>"),
        (f"<w:p>{run('A &amp; B')}</w:p>", "<p>A &amp; B</p>"),
        (f"<w:p>{run('Knots', '<w:i/>')}{run('bold', '<w:b/>')}{run('plain', '<w:i w:val=&quot;0&quot;/>')}</w:p>", "<p><i>Knots</i><b>bold</b>plain</p>"),
        (f"<w:p><w:pPr><w:numPr/></w:pPr>{run('one')}</w:p><w:p><w:pPr><w:numPr/></w:pPr>{run('two')}</w:p>", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        (f'<w:p><w:hyperlink r:id="rId7">{run("doi")}</w:hyperlink></w:p>', '<p><a href="https://doi.org/10.1234/a&amp;b">doi</a></p>'),
        (f"<w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p></w:tc><w:tc><w:p>{run('b')}</w:p><w:p>{run('c')}</w:p></w:tc></w:tr></w:tbl>", "<table>\n<tr><td>a</td><td>b<br>c</td></tr>\n</table>"),
        (f"<w:p>{run('kept ')}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>{run('new')}</w:ins></w:p>", "<p>kept new</p>"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "<p>a\tb<br>c</p>"),
        (f"<w:sdt><w:sdtContent><w:p>{run('in a field')}</w:p></w:sdtContent></w:sdt>", "<p>in a field</p>"),
    ],
)  # fmt: skip
def test_paragraphs_lists_tables_links_and_changes_of_word_are_html(tmp_path: Path, body: str, expected: str) -> None:
    link = '<Relationship Id="rId7" Target="https://doi.org/10.1234/a&amp;b"/>'
    [(ending, text)] = parts_of(document(tmp_path / "x.docx", body.replace("&quot;", '"'), link))
    assert ending == "html"
    assert expected in text


def test_a_workbook_is_a_table_for_each_sheet(tmp_path: Path) -> None:
    shared = "<si><t>Title</t></si><si><t>Authors</t></si><si><r><t>Ro</t></r><r><t>pes</t></r></si>"
    rows = (
        '<row><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Year</t></is></c><c r="D1" t="str"><v>Journal</v></c><c r="E1" t="str"><v>Date</v></c></row>'
        '<row><c r="A2" t="s"><v>2</v></c><c r="B2" t="str"><v>Okonjo, Ada</v></c><c r="C2"><v>2019</v></c><c r="D2" t="str"><v>Knots</v></c><c r="E2" s="1"><v>43538</v></c></row>'
        '<row><c r="A3" t="str"><v>Lamps</v></c><c r="B3" t="str"><v>Brix, Jonas</v></c><c r="C3"><v>2.018E3</v></c><c r="D3" t="str"><v>Lights</v></c></row>'
    )
    path = workbook(tmp_path / "w.xlsx", rows, shared, '<xf numFmtId="0"/><xf numFmtId="14"/>')
    [(name, text)] = parts_of(path)
    assert name == "Works.tsv"
    assert (
        text
        == "Title\tAuthors\tYear\tJournal\tDate\nRopes\tOkonjo, Ada\t2019\tKnots\t2019-03-14\nLamps\tBrix, Jonas\t2018\tLights\n"
    )
    assert titles(path, tmp_path) == ["Ropes", "Lamps"]
    assert [one.name for one in find_inputs([str(path)], tmp_path)] == ["w.xlsx/Works.tsv"]


def test_cells_with_line_ends_and_tabs_stay_one_cell(tmp_path: Path) -> None:
    rows = '<row><c r="A1" t="str"><v>a "b"\nc</v></c><c r="D1" t="str"><v>d</v></c></row>'
    [(_, text)] = parts_of(workbook(tmp_path / "w.xlsx", rows))
    assert text == '"a ""b""\nc"\t\t\td\n'


def test_texts_and_sheets_of_opendocument_are_read(tmp_path: Path) -> None:
    body = (
        '<office:text><text:h text:outline-level="2">2019</text:h><text:list><text:list-item><text:p>one<text:s text:c="2"/>two<text:tab/>three</text:p></text:list-item></text:list>'
        '<text:p><text:span>see </text:span><text:a xlink:href="https://example.org/">this</text:a><text:note><text:p>not this</text:p></text:note></text:p></office:text>'
    )
    [(ending, text)] = parts_of(open_document(tmp_path / "x.odt", body))
    assert ending == "html"
    assert (
        '<h2>2019</h2>\n<ul>\n<li>one  two\tthree</li>\n</ul>\n<p>see <a href="https://example.org/">this</a></p>'
        in text
    )
    rows = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell><text:p>{cell}</text:p></table:table-cell>' for cell in row)}</table:table-row>"
        for row in (("Title", "Authors", "Year", "Journal"), ("Ropes", "Okonjo, Ada", "2019", "Knots"))
    )
    path = open_document(
        tmp_path / "x.ods",
        f'<office:spreadsheet><table:table table:name="Works">{rows}</table:table></office:spreadsheet>',
    )
    assert titles(path, tmp_path) == ["Ropes"]


@pytest.mark.parametrize(
    "content",
    [
        "<w:document",
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>&c;</w:p></w:body></w:document>',
        "<a>" * 2000 + "</a>" * 2000,
    ],
)
def test_damaged_and_hostile_documents_are_refused_with_a_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", content)
    with pytest.raises(InputError, match="damaged document"):
        parts_of(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "x" * 100}">' for i in range(8))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f"<!DOCTYPE x [{entities}]><w:document {W}><w:body><w:p><w:r><w:t>&e7;</w:t></w:r></w:p></w:body></w:document>",
        )
    with pytest.raises(InputError, match="damaged document"):
        parts_of(path)


def test_a_part_that_grows_beyond_all_bounds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.office.LARGEST", 1000)
    path = document(tmp_path / "x.docx", f"<w:p>{run('a' * 2000)}</w:p>")
    with pytest.raises(InputError, match="more than 1,000 bytes"):
        parts_of(path)


def test_any_other_archive_stays_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.bib", "@article{a, title = {Ropes}}\n")
    assert parts_of(path) == []
    [one] = find_inputs([str(path)], tmp_path)
    with bytes_of(one.path, one.member) as raw:
        assert raw.read().startswith(b"@article")
