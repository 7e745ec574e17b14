"""Lists in the Chinese national style GB/T 7714, as they are exported without blanks and as they are written."""

from __future__ import annotations

from kg.names import display
from kg.reading import read_text
from kg.records import Record
from kg.sources import _listing_gbt7714, claim, sources
from kg.sources._listing_lines import lines_of

GLUED = """\
[1]陈海,林若水.渡口的碑刻与水路[J].江河研究,2014(05):66-74.DOI:10.5555/jhyj.2014.05.009.
[2]陈海.明代水驿文书研究[D].江南大学,2012.
[3]陈海.写本《船价单》残卷考[J/OL].江河研究:1-12[2023-11-07].http://example.org/detail/65.1121.html.
[4]林若水.船户、纤夫与渡子[N].江南日报,2018-03-26(014).
[5]陈海,Brix B.“渡船契”中的利率[C]//江河史学会.第三届江河史研讨会论文集(下).武汉:江河出版社,2016:233-247.
[6]林若水主编.水路词典[M].2版.武汉:江河出版社,2019.
[7]陈海,林若水.一种渡船的系泊装置:中国,CN209912345U[P].2020-01-07.
[8]江河研究所.水路年度报告[R].武汉:江河研究所,2021.
[9]BRIX B, OKONJO A. Ferries without timetables[J]. Harbour Papers, 2020, 12(3): 4-17.
"""


def records(text: str) -> list[Record]:
    """The records of a list, which is read as one and accounted for."""
    source = claim("list.txt", text)
    assert source == sources()["listing"]
    items, account = read_text(source, text)
    assert account.closes, account.faults
    return [one for one in items if isinstance(one, Record)]


def test_each_kind_of_work_is_read_with_what_stands_behind_its_mark() -> None:
    """Journals, theses, newspapers, proceedings, books, patents, reports; an entry in English stands among them."""
    found = records(GLUED)
    assert [(one.work.title, one.work.type) for one in found] == [
        ("渡口的碑刻与水路", "article"),
        ("明代水驿文书研究", "thesis"),
        ("写本《船价单》残卷考", "article"),
        ("船户、纤夫与渡子", "article"),
        ("“渡船契”中的利率", "conference-paper"),
        ("水路词典", "book"),
        ("一种渡船的系泊装置", "patent"),
        ("水路年度报告", "report"),
        ("Ferries without timetables", "article"),
    ]
    assert [[display(who.name) for who in one.work.contributions] for one in found] == [
        ["陈海", "林若水"], ["陈海"], ["陈海"], ["林若水"], ["陈海", "B Brix"], ["林若水"], ["陈海", "林若水"], ["江河研究所"], ["B BRIX", "A OKONJO"],
    ]  # fmt: skip
    assert [[venue.name for venue in one.work.venues] for one in found] == [
        ["江河研究"], ["江南大学"], ["江河研究"], ["江南日报"], ["第三届江河史研讨会论文集(下)"], [], [], ["江河研究所"], ["Harbour Papers"],
    ]  # fmt: skip
    assert [one.work.dates[0].value if one.work.dates else "" for one in found] == [
        "2014", "2012", "2023", "2018-03-26", "2016", "2019", "2020-01-07", "2021", "2020",
    ]  # fmt: skip


def test_numbers_identifiers_links_and_roles_are_kept() -> None:
    """Nothing behind the mark is lost."""
    found = records(GLUED)
    first, third, fifth, sixth = (found[number].work for number in (0, 2, 4, 5))
    assert (first.issue, first.pages, [one.value for one in first.identifiers]) == (
        "05",
        "66-74",
        ["10.5555/jhyj.2014.05.009"],
    )
    assert [one.url for one in third.links] == ["http://example.org/detail/65.1121.html"]
    assert (fifth.place, fifth.publisher, fifth.pages) == ("武汉", "江河出版社", "233-247")
    assert (sixth.edition, sixth.publisher, sixth.contributions[0].role) == ("2版", "江河出版社", "editor")
    assert found[6].work.comments == ["CN209912345U"]
    assert found[7].work.contributions[0].name.literal


def test_entries_over_several_lines_are_whole_and_others_are_rejected() -> None:
    """A numbered entry goes on until the next number; one without a mark is left to what may read it otherwise."""
    text = "[1] 陈海, 林若水, 等. 渡口的碑刻\n与水路[J]. 江河研究, 2014, 12(5): 66-74.\n[2] 林若水. 水路志[M]. 武汉: 江河出版社, 2019.\n[3] 见前\n"
    first, second = records(text)
    assert first.work.title == "渡口的碑刻\n与水路"
    assert first.work.authors_truncated
    assert (first.work.volume, second.work.place) == ("12", "武汉")


def test_hostile_entries_are_read_in_linear_time() -> None:
    """Many stops, brackets and commas before a mark are looked at once."""
    line = "陈海" + ".林" * 300 + "[J]." + "江,2014(" * 200 + "\n"
    items, account = read_text(sources()["listing"], line * 40)
    assert account.closes
    assert items


def test_long_lists_without_blanks_behind_numbers_are_parted() -> None:
    """Each number begins an entry."""
    text = "".join(f"[{n}]陈海,林若水.渡口的第{n}块碑刻[J].江河研究,2014(05):66-74.\n" for n in range(1, 71))
    assert len(records(text)) == 70


def test_what_is_odd_behind_and_before_marks_is_read_or_left() -> None:
    """Names before a Chinese title, letters behind pages, addresses with years, line ends; entries without a title are none."""
    text = (
        "[1]A. Smith, B. Wu. 渡口的碑刻[J].\n江河研究,2014(05):66-74,doi:10.5555/abc12.\n[2]陈海.[J].江河研究,2014(05):66-74.\n"
        "[3]主编.水路词典[M].武汉:江河出版社,2019.\n[4]陈海.水驿[EB/OL].http://www.example.cn/2012/a.html,2014-05-01.\n[5]陈海.船价[Z].2010-99\n"
    )
    lines = list(lines_of(text.splitlines(keepends=True)))
    items = list(_listing_gbt7714.read(iter(lines), _listing_gbt7714.recognises(lines)))
    found = [one for one in items if isinstance(one, Record)]
    assert len(items) == 5
    assert [one.work.title for one in found] == ["渡口的碑刻", "水路词典", "水驿", "船价"]
    first, second, third, fourth = (one.work for one in found)
    assert [display(who.name) for who in first.contributions] == ["A. Smith", "B. Wu"]
    assert (first.venues[0].name, first.pages) == ("江河研究", "66-74")
    assert second.contributions == []
    assert ([one.value for one in third.dates], [one.url for one in third.links]) == (["2014-05-01"], ["http://www.example.cn/2012/a.html"])  # fmt: skip
    assert [one.value for one in fourth.dates] == ["2010"]
