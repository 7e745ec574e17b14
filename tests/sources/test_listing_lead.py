"""What stands before titles and names and is none of them, pages behind titles, years of other calendars, and the journal a page names."""

from __future__ import annotations

import pytest

from kg.names import display
from kg.reading import read_text
from kg.records import Record, Work
from kg.sources import sources
from kg.sources._listing_issue import issued
from kg.sources._listing_lead import lead_of, pages_behind
from kg.sources._listing_lines import lines_of


def works(text: str) -> list[Work]:
    items, account = read_text(sources()["listing"], text, "list.txt")
    assert account.closes, account.faults
    return [item.work for item in items if isinstance(item, Record)]


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("1️⃣ Ropes that remember", "Ropes that remember"),
        ("🅹 ⚑ Ropes that remember", "Ropes that remember"),
        ("3 ► Ropes that remember", "Ropes that remember"),
        ("Article ➜ Ropes that remember", "Ropes that remember"),
        ("please cite Ropes that remember", "Ropes that remember"),
        ("2021 — Ropes that remember", "Ropes that remember"),
        ("10:45 Ropes that remember", "Ropes that remember"),
        ("题目:绳子的记忆", "绳子的记忆"),
        ("2001: A ferry odyssey", "2001: A ferry odyssey"),
        ("Article 8 and its ropes", "Article 8 and its ropes"),
        ("Cite me if you can", "Cite me if you can"),
        ("1984 and after", "1984 and after"),
        ("3:10 to Yuma", "3:10 to Yuma"),
    ],
)
def test_what_stands_before_a_title(printed: str, title: str) -> None:
    """Signs, numbers, kinds with an arrow and years with a dash are taken off; words and numbers of the title stay."""
    assert printed[lead_of(printed)[0] :] == title


@pytest.mark.parametrize(
    ("printed", "pages"),
    [
        ("Shapes for hard cheeses 13-24", "13-24"),
        ("The war of 1914-1918", None),
        ("Ropes 7-3", None),
        ("Ropes of 1-900", None),
    ],
)
def test_pages_behind_a_title(printed: str, pages: str | None) -> None:
    """So many pages as a paper has; two years or numbers that fall are none."""
    found = pages_behind(printed)
    assert (found["pages"] if found else None) == pages


def test_a_heading_is_no_part_of_a_name() -> None:
    """The heading of a section right above an entry that a family name with a comma begins."""
    text = (
        "Artiklar\n"
        "Wrede-Osman, L., 2022. Pendlare och podcaster. Ekonomisk Debatt 50(3), 41–52.\n"
        "Hjorth, M., Wrede-Osman, L., 2021. Congestion pricing and the school run. Transportation 48, 2201–2230.\n"
        "Wrede-Osman, L., Hjorth, M., Bah, S., 2019. Who cycles when it snows? Transportation Research 120, 77–91.\n"
        "Rapporter\n"
        "Wrede-Osman, L., 2018. Cykelparkering vid stationer. Rapport 999.\n"
    )
    assert [display(one.name) for one in works(text)[-1].contributions] == ["L. Wrede-Osman"]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (
            "ธนกฤต บุญเรืองศักดิ์. (2562). เรือก่าบาง: บันทึกภาคสนาม. กรุงเทพฯ: คลื่นใต้.\n"
            "ปิยะวรรณ ศรีสุขเจริญ. (2563). เภสัชเวทเบื้องต้น. เชียงราย: ดอยตุง.\n",
            "2019",
        ),
        (
            "۱. کشت فراسرزمینی: فرصت یا تهدید؟\nبهمن دلاوری، پریسا کیانوش‌فر\nفصلنامه روستا و توسعه، سال بیستم شماره ۱ (۱۳۹۶)\n\n"
            "۲. بررسی گفتمان در فارسی محاوره‌ای\nمریم حجازی‌فر، کیوان بهرامیان\nفصلنامه زبان و گفتار، سال دهم شماره ۲ (۱۳۹۷)\n",
            "2017",
        ),
    ],
)
def test_years_of_other_calendars(text: str, year: str) -> None:
    """The year of the Buddhist era and that of the solar calendar are told by the script, and given as ours."""
    first = works(text)[0]
    assert first.dates[0].value == year


HEAD = "Journal of Alpine Ropes\nVolume 34, Issue 2 (August 2016)\n\nResearch articles\n\n"
PAPERS = (
    "Wing reduction in high-altitude crane flies\nSeverin Bachofner, Uli Trenkwalder, Megumi Ota\nPages 97-110\n\n"
    "Snow-surface activity in the Stubai Alps\nUli Trenkwalder, Severin Bachofner\nPages 111-120\n\n"
    "Ropes and larvae of the upper Inn\nMegumi Ota, Ann Holm\nPages 121-140\n"
)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (HEAD, "Journal of Alpine Ropes"),
        ("Brill · Journal of Nomad Law · Volume 4 (2017): Issue 1-2\n\n", "Journal of Nomad Law"),
        (
            "PROCEEDINGS OF THE 2ND WORKSHOP ON KITCHEN ROPES, Delft, 2014\n\n",
            "PROCEEDINGS OF THE 2ND WORKSHOP ON KITCHEN ROPES",
        ),
        ("Publications of the group\n\n", None),
        ("Recent acquisitions, no. 12\n\n", None),
    ],
)
def test_the_journal_of_a_table_of_contents(head: str, name: str | None) -> None:
    """All works of a page that names no other venue are of the journal its head names with an issue."""
    items, _ = read_text(sources()["listing"], PAPERS, "list.txt")
    records = [item for item in items if isinstance(item, Record)]
    for one in records:
        one.work.venues.clear()
        one.start, one.end = one.start + len(head), one.end + len(head)
    assert len(records) == 3
    found = [
        item
        for item in issued(records, list(lines_of((head + PAPERS).splitlines(keepends=True))))
        if isinstance(item, Record)
    ]
    assert {one.work.venues[0].name if one.work.venues else None for one in found} == {name}
