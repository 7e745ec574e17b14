"""Documents of word processors and workbooks: what of them is read, and that damaged and hostile ones are refused with a sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.inputs import bytes_of, find_inputs
from kg.office import NothingToReadError, parts_of
from kg.reading import Reading, source_of
from kg.records import Record

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def document(path: Path, body: str, links: str = "", styles: str = "") -> Path:
    """A document of Word."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", RELATIONS.format(links))
        archive.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
    return path


def workbook(
    path: Path,
    rows: str,
    shared: str = "",
    styles: str = "",
    *,
    formats: str = "",
    merged: str = "",
    settings: str = "",
    sheets: str = '<sheet name="Works" sheetId="1" r:id="rId1"/>',
    target: str = "worksheets/sheet1.xml",
) -> Path:
    """A workbook of Excel with one sheet."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", f"<workbook {S}>{settings}<sheets>{sheets}</sheets></workbook>")
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format(f'<Relationship Id="rId1" Target="{target}"/>'))
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f"<worksheet {S}><sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>",
        )
        archive.writestr("xl/sharedStrings.xml", f"<sst {S}>{shared}</sst>")
        archive.writestr(
            "xl/styles.xml",
            f"<styleSheet {S}><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>",
        )
    return path


def open_document(path: Path, body: str, styles: str = "") -> Path:
    """A text, a workbook or a presentation of OpenDocument."""
    kind = {".ods": "spreadsheet", ".odp": "presentation"}.get(path.suffix, "text")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr(
            "content.xml",
            f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body></office:document-content>",
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
        == "Title\tAuthors\tYear\tJournal\tDate\nRopes\tOkonjo, Ada\t2019\tKnots\t2019-03-14\nLamps\tBrix, Jonas\t2018\tLights\t\n"
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
    monkeypatch.setattr("kg.office._package.LARGEST", 1000)
    path = document(tmp_path / "x.docx", f"<w:p>{run('a' * 2000)}</w:p>")
    with pytest.raises(InputError, match=r"too large to be read: .* more than 1,000 bytes"):
        parts_of(path)


def test_any_other_archive_stays_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.bib", "@article{a, title = {Ropes}}\n")
    assert parts_of(path) == []
    [one] = find_inputs([str(path)], tmp_path)
    with bytes_of(one.path, one.member) as raw:
        assert raw.read().startswith(b"@article")


# --- Word ------------------------------------------------------------------------------------------------------------

STYLES = (
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Part"><w:name w:val="part"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Hervorhebung"><w:name w:val="Emphasis"/></w:style>'
)
NUMBER = '<w:numPr><w:numId w:val="{}"/></w:numPr>'
BOX = f"<w:txbxContent><w:p>{run('BOX')}</w:p></w:txbxContent>"
BOXES = f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"


def cell(text: str) -> str:
    """A cell of a table of Word."""
    return f"<w:tc><w:p>{text}</w:p></w:tc>"


def field(kind: str) -> str:
    """A mark of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<w:p>{run('Jour', '<w:i/>')}{run('nal')}{run(' ', '')}</w:p>", "<p><i>Jour</i>nal</p>"),
        (f"<w:p>{run('Journal', '<w:i/>')}{run(' ')}{run('of', '<w:i/>')}{run(' Co', '<w:i/>')}{run('asts', '<w:i/>')}{run(', 4')}</w:p>", "<p><i>Journal of Coasts</i>, 4</p>"),
        (f"<w:p>{run('Knots', '<w:rStyle w:val=^Hervorhebung^/>')}{run('x', '<w:rStyle w:val=^Strong^/>')}</w:p>", "<p><i>Knots</i><b>x</b></p>"),
        (f"<w:p>{run('seen')}{run('hidden', '<w:vanish/>')}</w:p>", "<p>seen</p>"),
        (f"<w:tbl><w:tr>{cell(run('a') + BOXES)}</w:tr></w:tbl>", "<tr><td>a<br>BOX</td></tr>"),
        (f"<w:p>{run('a')}{BOXES}</w:p><w:p>{run('b')}</w:p>", "<p>a</p>\n<p>BOX</p>\n<p>b</p>"),
        (f"<w:tbl><w:tr>{cell(run('a'))}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{cell(run('b'))}</w:tr></w:tbl>", "<table>\n<tr><td>a</td></tr>\n</table>"),
        (f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>{cell(run('a'))}</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>", "<tr><td>a</td></tr>"),
        (f"<w:p><w:pPr><w:pStyle w:val=^berschrift1^/>{NUMBER.format(1)}</w:pPr>{run('Works')}</w:p>", "<h1>Works</h1>"),
        (f"<w:p><w:pPr><w:pStyle w:val=^Part^/></w:pPr>{run('Works')}</w:p>", "<h2>Works</h2>"),
        (f"<w:p><w:pPr><w:pStyle w:val=^Punkt^/></w:pPr>{run('one')}</w:p>", "<li>one</li>"),
        (f"<w:p><w:pPr><w:pStyle w:val=^Punkt^/>{NUMBER.format(0)}</w:pPr>{run('one')}</w:p>", "<body>\n<p>one</p>"),
        (f"<w:p>{field('begin')}<w:r><w:instrText> HYPERLINK ^https://a.org/x^ </w:instrText></w:r>{field('separate')}{run('link')}{field('end')}{run('.')}</w:p>", '<p><a href="https://a.org/x">link</a>.</p>'),
        (f"<w:p><w:fldSimple w:instr=' HYPERLINK ^https://a.org/x^'>{run('link')}</w:fldSimple></w:p>", '<p><a href="https://a.org/x">link</a></p>'),
        (f"<w:p>{run('for ')}<m:oMath><m:r><m:t>L2</m:t></m:r></m:oMath></w:p>", "<p>for L2</p>"),
        (f"<w:p><w:r><w:ruby><w:rt>{run('おく')}</w:rt><w:rubyBase>{run('奥城')}</w:rubyBase></w:ruby></w:r></w:p>", "<p>奥城</p>"),
    ],
)  # fmt: skip
def test_what_word_shows_is_read_as_it_is_meant(tmp_path: Path, body: str, expected: str) -> None:
    [(_, text)] = parts_of(document(tmp_path / "x.docx", body.replace("^", '"'), styles=STYLES))
    assert expected in text


def test_strict_documents_and_other_names_of_the_main_part_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    strict = W.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    relation = '<Relationship Id="r" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="word/document2.xml"/>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", RELATIONS.format(relation))
        archive.writestr(
            "word/document2.xml", f"<w:document {strict}><w:body><w:p>{run('a')}</w:p></w:body></w:document>"
        )
    assert "<p>a</p>" in parts_of(path)[0][1]


# --- Excel -----------------------------------------------------------------------------------------------------------


def row(*cells: str) -> str:
    """A row of cells, each its reference, a sign and its text or number: "A1=text", "B1:2019", with the number of a style "B1:2019:1"."""
    found = []
    for one in cells:
        if "=" in one:
            reference, _, text = one.partition("=")
            found.append(f'<c r="{reference}" t="str"><v>{text}</v></c>')
        else:
            reference, value, style = f"{one}:0".split(":")[:3]
            found.append(f'<c r="{reference}" s="{style}"><v>{value}</v></c>')
    return f"<row>{''.join(found)}</row>"


FORMATS = ["yyyy", "mmm\\ yyyy", "_-* #,##0\\ _D_M_-", "h:mm:ss", "[h]:mm", "dd/mm/yyyy hh:mm", "[$-409]d-mmm;@", "0.00&quot; days&quot;"]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (row("A1:43466:1", "B1:43525:2", "C1:43525:6", "D1:43525:7"), "2019\t2019-03\t2019-03-01\t2019-03-01\n"),
        (row("A1:2019:3", "B1:0.5:4", "C1:2.5:5", "D1:2019:8"), "2019\t0.5\t2.5\t2019\n"),
        (row("A1:12.300000000000001", "B1:0.30000000000000004", "C1:9780262033848"), "12.3\t0.3\t9780262033848\n"),
        (row("A1=a_x000D_b_x0041_", "B1=_x005F_x0041_"), "abA\t_x0041_\n"),
        (row("B1=b", "A1=a"), "a\tb\n"),
        (row("A1=a", "B1=b", "C1=c") + row("A2=a"), "a\tb\tc\na\t\t\n"),
    ],
)
def test_cells_are_as_they_are_shown(tmp_path: Path, rows: str, expected: str) -> None:
    formats = "".join(f'<numFmt numFmtId="{170 + i}" formatCode="{code}"/>' for i, code in enumerate(FORMATS))
    styles = '<xf numFmtId="0"/>' + "".join(f'<xf numFmtId="{170 + i}"/>' for i in range(len(FORMATS)))
    [(_, text)] = parts_of(workbook(tmp_path / "x.xlsx", rows, "", styles, formats=formats))
    assert text == expected


def test_dates_count_from_1904_where_a_workbook_says_so(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "x.xlsx", row("A1:42066:0"), styles='<xf numFmtId="14"/>', settings='<workbookPr date1904="1"/>'
    )
    assert parts_of(path)[0][1] == "2019-03-04\n"


def test_a_merged_cell_stands_in_each_of_its_rows(tmp_path: Path) -> None:
    rows = row("A1:2019", "B1=a") + row("B2=b") + row("A3:2011", "B3=c") + row("A4=end") + "<row/>"
    path = workbook(tmp_path / "x.xlsx", rows, merged='<mergeCell ref="A1:A2"/><mergeCell ref="A4:B5"/>')
    assert parts_of(path)[0][1] == "2019\ta\n2019\tb\n2011\tc\nend\t\n"


@pytest.mark.parametrize("target", ["../xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"])  # fmt: skip
def test_targets_of_relations_are_resolved(tmp_path: Path, target: str) -> None:
    assert parts_of(workbook(tmp_path / "x.xlsx", row("A1=a"), target=target)) == [("Works.tsv", "a\n")]


def test_hidden_sheets_and_second_names_of_a_part_are_left_out(tmp_path: Path) -> None:
    hidden = '<sheet name="Old" state="hidden" r:id="rId1"/>'
    sheets = "".join(f'<sheet name="W{i}" r:id="rId1"/>' for i in range(3))
    assert parts_of(workbook(tmp_path / "x.xlsx", row("A1=a"), sheets=hidden + sheets)) == [("W0.tsv", "a\n")]
    with pytest.raises(NothingToReadError, match=r"^y.xlsx holds no text that can be read\.$"):
        parts_of(workbook(tmp_path / "y.xlsx", row("A1=a"), sheets=hidden))


# --- OpenDocument ----------------------------------------------------------------------------------------------------

NOTES = "<text:note><text:note-body><text:p>NOTE</text:p></text:note-body></text:note><office:annotation><text:p>COMMENT</text:p></office:annotation><draw:frame><draw:text-box><text:p>BOX</text:p></draw:text-box></draw:frame>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<text:list><text:list-item><text:p>a</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item><text:list-item><text:p>c</text:p></text:list-item></text:list></text:list-item></text:list>", "<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n</body>"),
        (f"<text:list><text:list-item><text:p>a{NOTES}</text:p></text:list-item></text:list>", "<ul>\n<li>a</li>\n</ul>\n<p>BOX</p>\n</body>"),
        (f"<table:table><table:table-row><table:table-cell><text:p>a{NOTES}</text:p><table:table><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table>", "<table>\n<tr><td>a<br>b</td></tr>\n</table>\n</body>"),
        ("<text:bibliography><text:index-body><text:index-title><text:p>Works</text:p></text:index-title><text:p>a</text:p></text:index-body></text:bibliography>", "<h1>Works</h1>\n<p>a</p>"),
        ("<text:list><text:list-item><text:h text:outline-level='2'>Works</text:h></text:list-item></text:list>", "<body>\n<h2>Works</h2>\n</body>"),
        ("<text:p>a <text:span text:style-name='T1'>Jour</text:span><text:span text:style-name='T1'>nal</text:span> <text:span text:style-name='T2'>b</text:span></text:p>", "<p>a <i>Journal</i> <b>b</b></p>"),
    ],
)  # fmt: skip
def test_texts_of_opendocument_are_read_as_they_are_meant(tmp_path: Path, body: str, expected: str) -> None:
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
        '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    )
    [(_, text)] = parts_of(open_document(tmp_path / "x.odt", f"<office:text>{body}</office:text>", styles))
    assert expected in text


def test_repeated_cells_keep_the_columns_and_dates_are_as_far_as_shown(tmp_path: Path) -> None:
    cells = (
        "<table:table-cell><office:annotation><text:p>COMMENT</text:p></office:annotation><text:p>a</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="120"/>'
        '<table:table-cell office:value-type="date" office:date-value="2019-01-01"><text:p>2019</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2019-03-01"><text:p>Mar 2019</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="2019"><text:p>2,019</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="16000"/>'
    )
    path = open_document(
        tmp_path / "x.ods",
        f'<office:spreadsheet><table:table table:name="S"><table:table-row>{cells}</table:table-row></table:table></office:spreadsheet>',
    )
    assert parts_of(path) == [("S.tsv", "a" + "\t" * 121 + "2019\t2019-03\t2019\n")]


# --- what is too large, damaged or nothing -----------------------------------------------------------------------------


def test_damaged_deflated_bytes_are_said(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", row("A1=" + "tidal " * 3000))
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    data = bytearray(path.read_bytes())
    start = info.header_offset + 30 + len(info.filename)
    data[start + 5 : start + 40] = b"\xff" * 35
    path.write_bytes(data)
    with pytest.raises(InputError, match="damaged document"):
        parts_of(path)


@pytest.mark.parametrize(
    ("rows", "shared", "said"),
    [
        ("<row>" + "<c/>" * 700_000 + "</row>", "", "elements"),
        (("<row>" + "<c/>" * 200_000 + "</row>") * 11, "", "cells"),
        ('<row><c t="s"><v>0</v></c></row>' * 80, f"<si><t>{'a' * 1_000_000}</t></si>", "characters"),
        (row("A1=a", "XFD1=far"), "", "columns"),
        (row("A1=" + "a" * 11_000_000), "", "bytes"),
    ],
    ids=["elements", "cells", "shared", "columns", "text"],
)
def test_what_is_too_large_says_so(tmp_path: Path, rows: str, shared: str, said: str) -> None:
    with pytest.raises(InputError, match=f"too large to be read: .* more than .* {said}"):
        parts_of(workbook(tmp_path / "x.xlsx", rows, shared))


def test_repeated_cells_of_opendocument_are_bounded(tmp_path: Path) -> None:
    cells = (
        f'<table:table-cell table:number-columns-repeated="1000"><text:p>{"x" * 100_000}</text:p></table:table-cell>'
    )
    body = f"<office:spreadsheet><table:table><table:table-row>{cells}</table:table-row></table:table></office:spreadsheet>"
    with pytest.raises(InputError, match="too large to be read: its text"):
        parts_of(open_document(tmp_path / "x.ods", body))


def test_presentations_are_refused_with_a_sentence_and_passed_over_in_folders(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    path = open_document(folder / "x.odp", "<office:presentation/>")
    with zipfile.ZipFile(folder / "y.pptx", "w") as archive:
        archive.writestr("ppt/presentation.xml", "<p/>")
    for one in (path, folder / "y.pptx"):
        with pytest.raises(InputError, match="is a presentation"):
            find_inputs([str(one)], tmp_path)
    assert sorted((one.name, one.named) for one in find_inputs([str(folder)], tmp_path)) == [
        ("x.odp", False),
        ("y.pptx", False),
    ]


def test_documents_in_zip_files_and_on_standard_input_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = document(tmp_path / "cv.docx", f"<w:p>{run('a')}</w:p>")
    sheet = workbook(tmp_path / "w.xlsx", row("A1=a"))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(path, "deep/cv.docx")
        archive.write(sheet, "w.xlsx")
        archive.writestr("z.docx", "no document")
    found = find_inputs([str(tmp_path / "all.zip")], tmp_path)
    assert sorted(one.name for one in found) == ["all.zip/deep/cv.docx", "all.zip/w.xlsx/Works.tsv", "all.zip/z.docx"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    [one] = find_inputs(["-"], tmp_path)
    with bytes_of(one.path, one.member) as raw:
        assert (one.name, b"<p>a</p>" in raw.read()) == ("stdin", True)


def test_the_documents_of_a_zip_file_are_bounded_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.inputs.FREE", 1000)
    monkeypatch.setattr("kg.inputs.RATIO", 1)
    path = document(tmp_path / "cv.docx", f"<w:p>{run('a' * 30_000)}</w:p>")
    with zipfile.ZipFile(tmp_path / "in.docx", "w", zipfile.ZIP_DEFLATED) as packed, zipfile.ZipFile(path) as old:
        for name in old.namelist():
            packed.writestr(name, old.read(name))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(tmp_path / "in.docx", "cv.docx")
    with pytest.raises(InputError, match="hold more than 1 times its size of text"):
        find_inputs([str(tmp_path / "all.zip")], tmp_path)


def test_documents_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / "in" / name).mkdir(parents=True)
        document(tmp_path / "in" / name / "cv.docx", f"<w:p>{run(name)}</w:p>")
        workbook(tmp_path / "in" / name / "w.xlsx", row(f"A1={name}"))
    assert sorted(one.name for one in find_inputs([str(tmp_path / "in")], tmp_path)) == [
        "one/cv.docx",
        "one/w.xlsx/Works.tsv",
        "two/cv.docx",
        "two/w.xlsx/Works.tsv",
    ]
