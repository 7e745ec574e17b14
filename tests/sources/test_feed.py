"""Feeds: what items of journals, servers and indexes say, and items that are no publications."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import read_text
from kg.records import Record, Reject, Work
from kg.sources import claim, sources
from kg.sources._claims_xml import parted

SOURCE = sources()["feed"]
RSS = '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><channel><title>T</title><item>{}</item></channel></rss>'


def read(text: str) -> list[Any]:
    """The items of a text, whose account closes."""
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return items


def work(body: str) -> Work:
    """The work of the one item of a feed."""
    [record] = [one for one in read(RSS.format(f"<title>Ropes</title>{body}")) if isinstance(one, Record)]
    return record.work


def names(found: Work) -> list[str]:
    """Family names of the authors."""
    return [one.name.family for one in found.contributions]


DOI = "<prism:doi>10.5555/a.1</prism:doi>"


@pytest.mark.parametrize(
    ("printed", "families"),
    [
        ("<dc:creator>Ada Okonjo</dc:creator><dc:creator>Jonas Brix</dc:creator>", ["Okonjo", "Brix"]),
        ("<dc:creator>Okonjo, Ada</dc:creator>", ["Okonjo"]),
        ("<dc:creator>Ada Okonjo, Jonas Brix</dc:creator>", ["Okonjo", "Brix"]),
        ("<dc:creator>Ada Okonjo and Jonas Brix</dc:creator>", ["Okonjo", "Brix"]),
        ("<dc:creator>Okonjo, A., Brix, J. P., Quigg, O.</dc:creator>", ["Okonjo", "Brix", "Quigg"]),
        ("<dc:creator>\nAda Okonjo, \nJonas Brix\n</dc:creator>", ["Okonjo", "Brix"]),
        ("<author>ada@example.org (Ada Okonjo)</author>", ["Okonjo"]),
        ("<author>Okonjo, Ada; Brix, Jonas</author>", ["Okonjo", "Brix"]),
        ("<description>Publication date: May 2031 Source: Lamps, Volume 4 Author(s): Ada Okonjo, Jonas Brix</description>", ["Okonjo", "Brix"]),
    ],
)  # fmt: skip
def test_names_are_read_in_every_form(printed: str, families: list[str]) -> None:
    assert names(work(DOI + printed)) == families


def test_a_pair_of_plain_names_is_no_inverted_name() -> None:
    assert parted("Ada Okonjo, Jonas Brix") == "Ada Okonjo; Jonas Brix"
    assert parted("Okonjo, Ada") == "Okonjo, Ada"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Müller, A., Smith, J. R., The Fish Consortium", "Müller, A.; Smith, J. R.; The Fish Consortium"),
        ("Ministry of Health, Labour and Welfare", "Ministry of Health, Labour and Welfare"),
        ("Institute for Health Metrics and Evaluation", "Institute for Health Metrics and Evaluation"),
        ("Smith, J. R., Jr., Müller, A.", "Smith, J. R., Jr.; Müller, A."),
        ("Jane Doe, MD, PhD, Jonas Brix", "Jane Doe; Jonas Brix"),
        ("Jean Dupont et Anne Martin", "Jean Dupont; Anne Martin"),
        ("Okonjo, Ada and Brix, Jonas", "Okonjo, Ada; Brix, Jonas"),
        ("Ada Okonjo, Jonas Brix, et al.", "Ada Okonjo; Jonas Brix"),
        ("Yan Wang, Yu Wang", "Yan Wang; Yu Wang"),
    ],
)
def test_lists_of_names_are_parted_where_one_ends(printed: str, expected: str) -> None:
    assert parted(printed) == expected


@pytest.mark.parametrize(
    ("printed", "shown_as"),
    [
        ("<title>Mass gap for $a&lt;b$ and $c&gt;d$</title>", "Mass gap for $a<b$ and $c>d$"),
        ("<title><![CDATA[H<sub>2</sub>O in <i>Homo</i>, again]]></title>", "H2O in Homo, again"),
    ],
)
def test_marks_of_html_are_taken_from_titles_and_nothing_else(printed: str, shown_as: str) -> None:
    [record] = [one for one in read(RSS.format(DOI + printed)) if isinstance(one, Record)]
    assert record.work.title == shown_as


@pytest.mark.parametrize(
    "printed",
    [
        "<link>https://doi.org/10.5555/a.1</link>",
        "<guid>doi:10.5555/a.1</guid>",
        "<dc:identifier>doi:10.5555/a.1</dc:identifier>",
        DOI,
    ],
)
def test_a_doi_is_found_wherever_it_stands(printed: str) -> None:
    assert [(one.scheme, one.value) for one in work(printed).identifiers] == [("doi", "10.5555/a.1")]


def test_the_page_of_a_publisher_tells_the_doi() -> None:
    """Items of Springer have nothing but their address."""
    found = work("<link>https://link.springer.com/article/10.1007/s00018-024-05234-1</link>")
    assert [(one.scheme, one.value) for one in found.identifiers] == [("doi", "10.1007/s00018-024-05234-1")]


def test_the_number_of_pubmed_is_known() -> None:
    found = work("<guid>pubmed:31234567</guid><dc:source>Journal of Lamps</dc:source>")
    assert [(one.scheme, one.value) for one in found.identifiers] == [("pmid", "31234567")]
    assert [one.name for one in found.venues] == ["Journal of Lamps"]


def test_the_date_of_publication_goes_before_that_of_the_item() -> None:
    dates = "<pubDate>Mon, 06 May 2030 00:00:00 GMT</pubDate><prism:publicationDate>2029-11</prism:publicationDate>"
    assert [one.value for one in work(DOI + dates).dates] == ["2029-11"]
    assert [one.value for one in work(DOI + dates[:48]).dates] == ["2030-05-06"]


def test_an_abstract_is_plain_text_without_what_stands_before_it() -> None:
    text = "<description>&lt;p&gt;Abstract: Ropes &amp;amp; knots wear where they bend, and lamps do not.&lt;/p&gt;</description>"
    assert work(DOI + text).abstract == "Ropes & knots wear where they bend, and lamps do not."


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<title>We hire</title><link>https://example.org/jobs/1</link>", "does not show that it is a publication"),
        ("<link>https://doi.org/10.5555/a.1</link>", "has no title"),
    ],
)
def test_an_item_that_is_no_publication_is_a_reject(body: str, reason: str) -> None:
    [reject] = [one for one in read(RSS.format(body)) if isinstance(one, Reject)]
    assert reason in reject.reason


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<?xml version="1.0"?>\n<!-- made today -->\n<rss version="2.0"><channel/></rss>', "feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>https://example.org/1</id></entry></feed>', "feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2105.01234v1</id></entry></feed>', "arxiv"),
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item/></rdf:RDF>', "feed"),
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/terms/"><rdf:Description/></rdf:RDF>', "rdf"),
    ],
)  # fmt: skip
def test_each_form_is_claimed_by_one_source(text: str, name: str) -> None:
    found = claim("x.xml", text)
    assert found is not None
    assert found.name == name


ELEMENTS = [
    "title",
    "link",
    "guid",
    "description",
    "dc:creator",
    "dc:date",
    "dc:source",
    "pubDate",
    "prism:doi",
    "category",
    "x",
]


@given(st.lists(st.tuples(st.sampled_from(ELEMENTS), st.text(max_size=60))))
def test_no_item_breaks_the_account(elements: list[tuple[str, str]]) -> None:
    """Whatever the elements hold, nothing is raised and every character is accounted for."""
    read(RSS.format("".join(f"<{name}>{text}</{name}>" for name, text in elements)))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "J Lamps. 2019 Mar 3;41(3):112-129. doi: 10.5555/a.1. Epub 2019 Jan 2.&lt;/p&gt;&lt;p&gt;ABSTRACT&lt;/p&gt;&lt;p&gt;We look at lamps for a whole winter long, and they at us.&lt;/p&gt;&lt;p&gt;PMID:31000001 | DOI:10.5555/a.1",
            ("J Lamps", "41", "3", "112-129", "2019-03-03"),
        ),
        (
            "Journal of Lamps, Volume 41, Issue 3, Page 112-129, March/April 2019. &lt;br/&gt;We look at lamps for a whole winter long, and they at us.",
            ("Journal of Lamps", "41", "3", "112-129", "2019-03"),
        ),
        (
            "Journal of Lamps, Ahead of Print. &lt;br/&gt;We look at lamps for a whole winter long, and they at us.",
            ("Journal of Lamps", None, None, None, None),
        ),
    ],
)
def test_what_stands_before_an_abstract_says_where_it_appeared(printed: str, expected: tuple[str | None, ...]) -> None:
    found = work(f"{DOI}<description>&lt;p&gt;{printed}</description>")
    date = found.dates[0].value if found.dates else None
    assert (found.venues[0].name, found.volume, found.issue, found.pages, date) == expected
    assert found.abstract == "We look at lamps for a whole winter long, and they at us."


def test_an_imprint_names_no_second_journal() -> None:
    text = "<dc:source>Journal of Lamps</dc:source><description>J Lamps. 2019;41:1-2. We look at lamps for a whole winter long.</description>"
    found = work(DOI + text)
    assert ([one.name for one in found.venues], found.volume) == (["Journal of Lamps"], "41")


def test_the_title_of_a_publisher_holds_the_journal_and_its_descriptions_the_authors() -> None:
    body = (
        "<title>Lamps, Vol. 4, Pages 12-19: Harbour lights</title><description>&lt;p&gt;&lt;b&gt;Lamps&lt;/b&gt; doi: 10.3390/a1&lt;/p&gt;&lt;p&gt;Authors:\nAda Okonjo\nJonas Brix\n&lt;/p&gt;"
        "&lt;p&gt;We look at lamps for a whole winter long.&lt;/p&gt;</description>"
    )
    [record] = [one for one in read(RSS.format("<prism:doi>10.3390/a1</prism:doi>" + body)) if isinstance(one, Record)]
    found = record.work
    assert (found.title, found.venues[0].name, found.volume, found.pages) == ("Harbour lights", "Lamps", "4", "12-19")
    assert [one.name.family for one in found.contributions] == ["Okonjo", "Brix"]
    assert found.abstract == "We look at lamps for a whole winter long."


def test_a_description_that_is_no_more_than_journal_and_doi_is_no_abstract() -> None:
    found = work(
        DOI + "<description>&lt;cite&gt;ACS Lamps&lt;/cite&gt;&lt;div&gt;DOI: 10.5555/a.1&lt;/div&gt;</description>"
    )
    assert (found.venues[0].name, found.abstract, found.comments) == ("ACS Lamps", None, [])


def test_items_without_the_feed_around_them_are_read_and_addresses_of_preprints_tell_the_doi() -> None:
    text = "".join(
        f"<item>\n<title>Lamps {number}</title>\n<link>https://www.biorxiv.org/content/10.1101/2022.02.14.48034{number}v1?rss=1</link>\n<dc:creator>Okonjo, A., Brix, J.</dc:creator>\n</item>\n"
        for number in (1, 2)
    )
    assert SOURCE.sniff("x.txt", text)
    found = [one.work for one in read(text) if isinstance(one, Record)]
    assert [[each.value for each in one.identifiers] for one in found] == [
        ["10.1101/2022.02.14.480341"],
        ["10.1101/2022.02.14.480342"],
    ]


BODY = "We look at lamps for a whole winter long, and they at us."


@pytest.mark.parametrize(
    "sentence",
    ["In the second study of lamps, Volume 3.", "In this issue of the journal, Early View.", "Copyright Elsevier Inc. 2020.", "Background. 2019."],
)  # fmt: skip
def test_sentences_are_no_imprints(sentence: str) -> None:
    found = work(f"{DOI}<description>{sentence} {BODY}</description>")
    assert (found.venues, found.abstract) == ([], f"{sentence} {BODY}")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Lamps and Light A: Economy and Space, Ahead of Print.", ("Lamps and Light A: Economy and Space", None, None, None)),
        ("Proceedings of Lamps, Part C: Journal of Light, Volume 233, Issue 4, Page 1-9, March 2019.", ("Proceedings of Lamps, Part C: Journal of Light", "233", "1-9", "2019-03")),
        ("Lamps, Volume 58, Issue 12, Page 3749-3754, March 18, 2019.", ("Lamps", "58", "3749-3754", "2019-03-18")),
        ("Proc Lamps U S A. 2019 Mar 4:201900001. doi: 10.5555/a.1.", ("Proc Lamps U S A", None, None, "2019-03-04")),
        ("Lamps. 2020 Jan-Feb;52(1):e1-e9. doi: 10.5555/a.1.", ("Lamps", "52", "e1-e9", "2020-01")),
        ("BMJ (Clin res ed.). 2020 Jan 3;368:m1. doi: 10.5555/a.1.", ("BMJ (Clin res ed.)", "368", "m1", "2020-01-03")),
    ],
)  # fmt: skip
def test_imprints_have_names_and_dates_of_many_forms(printed: str, expected: tuple[str | None, ...]) -> None:
    found = work(f"{DOI}<description>{printed} {BODY}</description>")
    date = found.dates[0].value if found.dates else None
    assert (found.venues[0].name, found.volume, found.pages, date) == expected
    assert found.abstract == BODY


def test_the_words_that_there_is_no_abstract_are_none() -> None:
    found = work(
        f"{DOI}<description>Lamps. 2020;5:1-2. doi: 10.5555/a.1. NO ABSTRACT PMID:1 | DOI:10.5555/a.1</description>"
    )
    assert (found.abstract, found.comments) == (None, [])


def test_titles_with_numbers_are_parted_for_one_publisher_only() -> None:
    title = "Plutarch, Vol. 2, Pages 12-40: a commentary"
    [record] = [one for one in read(RSS.format(f"<title>{title}</title>{DOI}")) if isinstance(one, Record)]
    assert record.work.title == title


def test_all_paragraphs_of_a_description_are_looked_at() -> None:
    text = "JMSE, Vol. 7, Pages 112: Lamps"
    body = f"<title>{text}</title><link>https://www.mdpi.com/2077/7/4/112</link>"
    paragraphs = (
        f"&lt;b&gt;{text}&lt;/b&gt;",
        "Journal of Lamps doi: 10.3390/l7",
        "Authors:\nAda Okonjo\nJonas Brix\n",
        BODY,
    )
    body += f"<description>{''.join(f'&lt;p&gt;{one}&lt;/p&gt;' for one in paragraphs)}</description>"
    [record] = [one for one in read(RSS.format(body)) if isinstance(one, Record)]
    found = record.work
    assert (found.title, [one.name for one in found.venues], found.abstract) == ("Lamps", ["Journal of Lamps"], BODY)
    assert (names(found), [one.value for one in found.identifiers]) == (["Okonjo", "Brix"], ["10.3390/l7"])
