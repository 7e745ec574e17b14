"""Licences named in texts: SPDX ids, and what is licensed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import Fact, licences
from tests.text import in_order


def read(text: str, field: str = "abstract") -> list[Fact]:
    """The licences of a text."""
    return list(licences.read(field, text))


NAMES = [
    ("released under Apache 2.0", "Apache-2.0", "Apache 2.0"),
    ("under the Apache License, Version 2.0.", "Apache-2.0", "Apache License, Version 2.0"),
    ("It is MIT licensed.", "MIT", "MIT licensed"),
    ("License: MIT", "MIT", "MIT"),
    ("under a BSD 3-Clause license", "BSD-3-Clause", "BSD 3-Clause license"),
    ("under the (2-clause) BSD license", "BSD-2-Clause", "(2-clause) BSD license"),
    ("under the simplified BSD licence", "BSD-2-Clause", "simplified BSD licence"),
    ("under GPLv3", "GPL-3.0-only", "GPLv3"),
    ("under GPL v2 or later", "GPL-2.0-or-later", "GPL v2 or later"),
    ("the GNU General Public License (GPL) version 3+", "GPL-3.0-or-later", "GNU General Public License (GPL) version 3+"),
    ("under the GNU General Public Licence", "GPL-1.0-or-later", "GNU General Public Licence"),
    ("under the LGPL 2.1", "LGPL-2.1-only", "LGPL 2.1"),
    ("GNU Lesser General Public License v3.0", "LGPL-3.0-only", "GNU Lesser General Public License v3.0"),
    ("GNU Affero General Public License v3", "AGPL-3.0-only", "GNU Affero General Public License v3"),
    ("Mozilla Public License 2.0", "MPL-2.0", "Mozilla Public License 2.0"),
    ("put into CC0", "CC0-1.0", "CC0"),
    ("under CC BY 4.0", "CC-BY-4.0", "CC BY 4.0"),
    ("under CC-BY-NC-SA-4.0", "CC-BY-NC-SA-4.0", "CC-BY-NC-SA-4.0"),
    ("under CC BY-ND 3.0", "CC-BY-ND-3.0", "CC BY-ND 3.0"),
    ("a Creative Commons Attribution-NonCommercial 4.0 International License", "CC-BY-NC-4.0",
     "Creative Commons Attribution-NonCommercial 4.0 International License"),
    ("under the ODbL", "ODbL-1.0", "ODbL"),
    ("the Open Database License", "ODbL-1.0", "Open Database License"),
    ("under the EUPL 1.2", "EUPL-1.2", "EUPL 1.2"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "spdx", "quote"), NAMES)
def test_names(text: str, spdx: str, quote: str) -> None:
    """The names of licences with their versions, as SPDX ids."""
    (fact,) = read(text)
    assert (fact.value, fact.quote) == (spdx, quote)
    assert fact.confidence >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "We met at MIT with MIT researchers.",
        "It was tested by MIT and under MIT supervision.",
        "It runs on Apache Spark under Apache Hadoop.",
        "FreeBSD and BSD are systems.",
        "A library for GPL-licensed projects.",
        "It is open-source; a licence to kill.",
        "The CCD cameras by Creative see more.",
    ],
)
def test_what_is_no_licence(text: str) -> None:
    """Institutes, systems and what merely goes with a licence are none."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "spdx"), [("under a BSD license", "BSD-3-Clause"), ("under a CC BY licence", "CC-BY-4.0")]
)
def test_a_name_that_leaves_the_licence_open_is_a_candidate(text: str, spdx: str) -> None:
    """A family of licences without version or number of clauses is not asserted."""
    (fact,) = read(text)
    assert fact.value == spdx
    assert 0.5 <= fact.confidence < 0.9


OF = [
    ("Both sieve models are released under Apache 2.0 license.", "sieve models"),
    ("It is new. The source code of Sieve is available under GPLv3.", "source code of Sieve"),
    ("We release the corpus and its labels publicly under CC BY 4.0.", "corpus and its labels"),
    ("Sieve is written in C and distributed under the MIT license.", "Sieve"),
    ("We sort, and SieveBank has been published under CC0.", "SieveBank"),
]


@pytest.mark.parametrize(("text", "of"), OF)
def test_of(text: str, of: str) -> None:
    """What is licensed stands in the details with its offsets."""
    (fact,) = read(text)
    assert fact.details["of"] == of
    assert text[int(fact.details["of_start"]) : int(fact.details["of_end"])] == of


def test_two_licences() -> None:
    """A list of licences is read to its end."""
    assert [fact.value for fact in read("The code is under MIT/Apache-2.0, the data under CC BY 4.0.")] == [
        "MIT",
        "Apache-2.0",
        "CC-BY-4.0",
    ]


def test_fields() -> None:
    """Titles, abstracts and comment lines are read; journal references are not."""
    assert read("Code under GPLv3", "comments")
    assert not read("Code under GPLv3", "journal_ref")


PIECES = st.sampled_from(
    ["under ", "MIT", "Apache", " 2.0", " license", "GPL", "v3", " or later", "CC", "-BY", "-NC", " 4.0", "BSD", "(2-clause) ", "we release X ", " is released ", ".", "\n", "/", "İ", "\u202e"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map("".join)))
def test_the_quote_stands_at_its_place(text: str) -> None:
    """On any text: no exception, quotes equal the text at their offsets, in order, and so does what is licensed."""
    for fact in in_order(text, read(text)):
        if "of" in fact.details:
            of = text[int(fact.details["of_start"]) : int(fact.details["of_end"])]
            assert " ".join(of.split()) == fact.details["of"]


@pytest.mark.parametrize(
    "piece", ["under MIT ", "CC-BY-", "GPL ", "Apache License ", "X is released ", "we release ", "BSD (", "licence "]
)
def test_hostile_text_costs_linear_time(piece: str) -> None:
    """A long repetition is read to its end; were the time quadratic, this would not come back."""
    assert all(fact.quote for fact in read(piece * (100_000 // len(piece))))
