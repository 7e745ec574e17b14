"""Links in titles and abstracts: where they end, and what they lead to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import _text_links
from kg.text import Fact, links
from tests.text import in_order


def read(text: str, field: str = "abstract") -> list[Fact]:
    """The links of a text."""
    return list(links.read(field, text))


ENDS = [
    ("Code: https://github.com/a/b.", "https://github.com/a/b"),
    ("(see https://github.com/a/b)", "https://github.com/a/b"),
    ("(see https://example.org/a_(b))", "https://example.org/a_(b)"),
    ("“https://example.org/x”, they say", "https://example.org/x"),
    ("at \\url{https://example.org/x}.", "https://example.org/x"),
    ("at \\url{https://example.org/x\\_y}", "https://example.org/x_y"),
    ("at \\href{https://example.org/x}{here}", "https://example.org/x"),
    ("the code is at github.com/a/b, and", "https://github.com/a/b"),
    ("available at www.example.org.", "https://www.example.org"),
    ("the demo is at sieve.ai/try;", "https://sieve.ai/try"),
    ("code at https://github.com/\n  pebbles/sieve-2.", "https://github.com/pebbles/sieve-2"),
    ("code at https://github.com/pebbles/long-\nname.", "https://github.com/pebbles/long-"),
    ("code at https: //github.com/a/b.git.", "https://github.com/a/b.git"),
    ("at https://example.org/?q=1&r=2#top!", "https://example.org/?q=1&r=2#top!"),
    ("http://example.org/ahttp://example.org/b", "http://example.org/a"),
    ("at $https://example.org/x$.", "https://example.org/x"),
    ("try it at http://sieve.example.org/!", "http://sieve.example.org/"),
    ("at http://141.20.126.172:3030/gui/ (as guest)", "http://141.20.126.172:3030/gui/"),
    ("cloned from git://git.example.org/sieve.git", "git://git.example.org/sieve.git"),
    ("the system (http:// www.sieve.example.org) sorts", "http://www.sieve.example.org"),
    ("code (https://gitlab.example.fr/pebbles/\nsieve) and data", "https://gitlab.example.fr/pebbles/sieve"),
    ("at http://www.example.edu/\\~{}brix/sieve/.", "http://www.example.edu/~brix/sieve/"),
    ("obtained from sieve.edu.kz/pebbles-mini free of charge", "https://sieve.edu.kz/pebbles-mini"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "url"), ENDS)
def test_where_a_link_ends(text: str, url: str) -> None:
    """Full stops, brackets, quotation marks and LaTeX are no part of a link; one broken over a line is one."""
    assert read(text)[0].value == url


@pytest.mark.parametrize(
    "text",
    [
        "Reviews from Example.com, and e.g. no link.",
        "We write to a@example.org and b@github.com/x.",
        "On https://github.com/\nThe code is not there.",
        '<math xmlns="http://www.w3.org/1998/Math/MathML">x</math>',
        "It was built with Node.js and .NET in 3.5 s.",
        "http:// nothing",
    ],
)
def test_what_is_no_link(text: str) -> None:
    """Firms, mail addresses, name spaces of mark-up and names with dots lead nowhere, and a bare host is no repository."""
    assert [fact.value for fact in read(text) if "/The" in fact.value or fact.value != "https://github.com/"] == []


ROLES = [
    ("See our project website (https://example.org/x) for videos.", "project"),
    ("Checkpoints are on https://huggingface.co/a/b, code elsewhere.", "model"),
    ("This is an extended version of https://arxiv.org/abs/2101.00001.", "paper"),
    ("Our codebase is at https://example.org/x.", "code"),
    ("Interact with it at https://example.org/x.", "demo"),
    ("Samples of the sung speech can be heard at https://example.org/x.", "other"),
    ("A browser extension is available at https://example.org/x.", "code"),
    ("The API can be reached under https://example.org/x.", "demo"),
    ("A Docker image is at https://example.org/x.", "code"),
    ("The questionnaire is at https://example.org/x.", "other"),
    ("Pre-trained word vectors for 30 lamps are at https://example.org/x.", "model"),
    ("It is trained with Sieve (https://example.org/toolkit), a toolkit for lamps.", "other"),
    ("Its sieving corpus can be ordered from https://example.org.", "data"),
    ("A public instance is running on https://example.org/x.", "demo"),
    ("An analysis of old lamps is available at https://example.org/x.", "other"),
    ("Our code is available at https://example.org/x.", "code"),
    ("Code and data: https://github.com/a/b.", "code"),
    ("Data and code are at https://github.com/a/b.", "code"),
    ("The corpus can be had at https://github.com/a/b.", "data"),
    ("Our models are at https://huggingface.co/a/b.", "model"),
    ("It is here: https://huggingface.co/datasets/a/b.", "data"),
    ("It is here: https://huggingface.co/spaces/a/b.", "demo"),
    ("See the project page https://a.github.io/sieve.", "project"),
    ("The sieve is shown at https://a.github.io/sieve.", "project"),
    ("The demo website (https://example.org/x) is up.", "demo"),
    ("A demo video is at https://youtu.be/abc.", "other"),
    ("The full version is at https://arxiv.org/abs/2101.00001.", "paper"),
    ("The toolkit is available at https://github.com/a/b.", "code"),
    ("The system is hosted at https://github.com/a/b.", "code"),
    ("SieveBank, a corpus of pebbles, is new. SieveBank is available at https://example.org/x.", "data"),
    ("See https://example.org/a for a sieve implementation and https://example.org/b for the new data set.", "data"),
    ("Nothing else is known of https://example.org/x.", "other"),
    ("Our code is open: https://a.github.io/sieve.", "project"),
    ("Our code is released via https://sieve.example/projects/pebbles/.", "project"),
    ("Our code and data are at https://sieve.example.", "data"),
    ("The software can be downloaded from http://www.sieve.example.", "project"),
    ("The software can be downloaded from http://www.example.org/sieve/files.", "code"),
    ("Project home page: https://sourceforge.net/projects/sieve", "code"),
    ("Project home page: http://sieve.sourceforge.net", "project"),
    ("Project home page: e.g. http://lab.example.edu/sieve.php", "project"),
    ("Get the image from https://hub.docker.com/r/a/sieve/ first.", "code"),
    ("The R package is on https://cran.r-project.org/web/packages/sieve/.", "code"),
    ("SieveNet is freely available at http://lab.example.edu/sievenet/.", "project"),
    ("We built SieveRPC (http://lab.example.edu/rpc/x) to call it.", "project"),
    ("We present SieveQA, a data set of riddles. We offer SieveQA as a challenge to all at https://a.github.io/qa.", "data"),
    ("The SIEVE corpus is small. SIEVE is available at https://example.org/x.", "data"),
    ("Availability and implementation: SieveX is free at the URL http://lab.example.edu/x. SieveX, an online service, sorts pebbles.", "demo"),
    ("Pebbles were scraped from news articles on www.example.org/news.", "other"),
    ("It is open under the MIT license (https://opensource.org/licenses/MIT).", "other"),
    ("Full documentation is on a wiki (https://a.github.io/wiki/).", "other"),
    ("The model outputs can be seen at https://sieve.example/x/y.", "project"),
    ("The data for code search is at https://github.com/a/b.", "data"),
    ("Our pre-trained model is released at https://example.org/m.", "model"),
    ("Sources are at https://example.org/code/x and https://github.com/a/b.", "code"),
    ("The web server is at http://sieve.example.org", "demo"),
    ("SieveX runs on Linux and Windows platforms and is freely available (http://lab.example.edu/sievex).", "project"),
    ("SieveX is written in C and free under the GPL from CRAN (http://cran.r-project.org).", "code"),
    ("The online interactive pebble sorting tool SieveX, for use with any data set of pebbles seen in the wild, is at: http://lab.example.edu/sievex", "demo"),
    ("SieveX is open to all as Program S1 of this paper, with newer versions published at http://lab.example.edu/sievex/.", "project"),
    ("We built a web-based tool, the Sorter of Pebbles (SOP). The SOP is available at http://lab.example.edu/sop/.", "demo"),
    ("SieveX runs in a web browser, and can be found at this URL: http://www.sievex.example.com.", "demo"),
    ("SieveX, a web portal, sorts pebbles. Use an instance of SieveX available at http://www.sievex.example.com.", "demo"),
    ("Heaps are drawn using the plotting library PlotHeap (http://plotheap.example.org/docs).", "other"),
    ("Software name: SieveX Home page: http://lab.example.edu/sievex", "project"),
    ("It is free under the BSD license (http://lab.example.edu/sievex).", "project"),
    ("Sieves need benchmarks. Our models, code, and logs: https://example.org/x.", "model"),
    ("The dialogues are freely available at https://a.example.org/b.", "data"),
    ("The recordings of all walks can be downloaded from https://a.example.org/b.", "data"),
    ("Sieve vectors aside, the embeddings are shared at https://a.example.org/b.", "model"),
    ("The dialogues are long, and Sieve is available at https://a.example.org/b.", "project"),
    ("The sieve game can be played at https://a.example.org/b.", "demo"),
    ("Our chatbot can be used freely at https://a.example.org/b.", "demo"),
    ("A SPARQL endpoint is available at https://a.example.org/b.", "demo"),
    ("Try Sieve at https://sieve.streamlit.app/.", "demo"),
    ("Get it at https://play.google.com/store/apps/details?id=sieve.", "code"),
    ("A demonstration video is at https://a.example.org/b.mp4.", "other"),
    ("Sound examples can be heard at https://a.github.io/b.", "other"),
    ("All results are provided at https://a.example.org/b.", "other"),
    ("Walks were downloaded from the pebble archive (https://a.example.org/b).", "other"),
    ("Availability: https://a.example.org/b", "project"),
    ("More information: https://a.example.org/b", "project"),
    ("The sorter is running at https://a.example.org/b.", "demo"),
    ("The pebble dictionary is searchable online at https://a.example.org/b.", "demo"),
    ("The app is available for download from https://play.google.com/store/apps/details?id=sieve.", "code"),
    ("The stimuli can be obtained from https://a.example.org/b.", "data"),
    ("The light curves may be downloaded from https://a.example.org/b.", "data"),
    ("The sorter was trained with FairSieve (https://github.com/fair/sieve).", "other"),
    ("Our sorter was trained with our own FairSieve (https://github.com/fair/sieve).", "code"),
    ("Readers can browse the letters at https://a.example.org/letters.", "demo"),
    ("The macros are distributed from https://a.example.org/b.", "code"),
    ("The user guide is at https://a.example.org/b.", "other"),
    ("We add theory and two datasets, with code at https://github.com/a/b.", "code"),
    ("The tweet ids are shared at https://github.com/a/b.", "data"),
    ("Get it at https://a.example.org/download/pebbles.tar.gz.", "data"),
    ("Try Sieve at http://141.20.126.172:3030/gui/ with a guest account.", "demo"),
    ("The sandbox is at https://a.example.org/b.", "demo"),
    ("Walks are sorted as in Tidal (https://a.example.org/docs).", "other"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_role(text: str, role: str) -> None:
    """What a link leads to by the words of its sentence, else by its host."""
    assert read(text)[-1].details["role"] == role


@pytest.mark.parametrize(
    ("url", "role"),
    [
        ("https://doi.org/10.5281/zenodo.12099001", "data"),
        ("https://doi.org/10.1000/xyz", "paper"),
        ("https://osf.io/hb3nd", "data"),
        ("https://readstat.shinyapps.io/tree", "demo"),
        ("https://lab.example.org/docs/", "other"),
        ("https://lab.example.org/norms.csv", "data"),
        ("https://lab.example.org/setup.exe", "code"),
        ("https://lab.example.org/report.pdf", "paper"),
    ],
)
def test_the_address_tells_where_no_word_does(url: str, role: str) -> None:
    """Repositories of data by their DOIs, hosts of applications, and what a path ends in."""
    assert read(f"Speckle was mild ({url}) and rare.")[0].details["role"] == role


def test_a_link_set_right_behind_another() -> None:
    """Addresses without white space between them are two."""
    found = read("Code: https://example.org/ahttps://github.com/a/b.")
    assert [fact.value for fact in found] == ["https://example.org/a", "https://github.com/a/b"]


def test_links_joined_by_and_share_their_words() -> None:
    """What is said of the first of two addresses holds for both, as far as their hosts allow."""
    found = read("The source code is at http://www.example.org/x/code.zip and http://sieve.sf.net.")
    assert [fact.details["role"] for fact in found] == ["code", "project"]


def test_two_links_of_a_sentence() -> None:
    """Each link has the words next to it."""
    found = read("All codes are available: https://github.com/a/b, as well as an online demo: http://sieve.sh.")
    assert [(fact.value, fact.details["role"]) for fact in found] == [
        ("https://github.com/a/b", "code"),
        ("http://sieve.sh", "demo"),
    ]


def test_links_of_comment_lines_are_read_elsewhere() -> None:
    """A link in a comment line is a fact of kg.text.comments, not two."""
    assert read("Code: https://github.com/a/b", "comments") == []


PIECES = st.sampled_from(
    ["https://", "www.", "github.com/", "a.io/x", "/", ".", " ", "\n", "\\url{", "}", "(", ")", "code ", "for the data ", "x", "\\_", "“", "\u202e", "http: //", "@", "$", "SieveNet is available at "]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map("".join)))
def test_the_quote_stands_at_its_place(text: str) -> None:
    """On any text: no exception, quotes equal the text at their offsets, in order, and no address holds white space."""
    for fact in in_order(text, read(text)):
        assert "://" in fact.value
        assert not any(letter.isspace() for letter in fact.value)


@pytest.mark.parametrize(
    "piece",
    [
        "https://a.io/ ",
        "https://a.io/x",
        "www.",
        "github.com/",
        "a.",
        "code a.io/b is at ",
        "\\url{",
        "X is at http://a.io/b. ",
    ],
)
def test_hostile_text_costs_linear_time(piece: str) -> None:
    """A long repetition is read to its end; were the time quadratic, this would not come back."""
    assert all(fact.quote for fact in read(piece * (100_000 // len(piece))))


@pytest.mark.parametrize(("half", "least"), [("look", 0.78), ("kept", 0.71)])
def test_links_of_invented_texts_are_read_as_well_as_before(half: str, least: float) -> None:
    """Of the links that seven writers put into as many phrases as they knew this share has the right role; one half was never looked at."""
    row = _text_links.invented_with_role(half)
    assert row.labelled > 1000
    assert row.right / row.labelled >= least
