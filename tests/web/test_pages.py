"""The pages: names that lead to documents, negotiation, hostile texts, lists, search and questions."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import requests

from kg.web.describe import compact, literal, path_of, reference, spellings, tail
from tests.web.conftest import BASE, HOSTILE, ODD, Server

ODD_PATH = ODD.removeprefix(BASE + "id")
VOID = {"meta", "link", "input", "br", "rect"}


class Page(HTMLParser):
    """A page read strictly: its links, its labels, and whether every element is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.append((tag, dict(attrs)))
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def subjects(body: bytes, form: ox.RdfFormat) -> set[str]:
    """The subjects in an RDF document."""
    return {quad.subject.value for quad in ox.parse(body, format=form)}


# --- names and documents ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["/work/arxiv:2101.00001", ODD_PATH, "/person/ada"])
def test_a_thing_leads_to_its_document(server: Server, key: str) -> None:
    """`/id/` answers 303 to `/doc/`, the encoding kept, and the document is there."""
    answer = server.get("/id" + key)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/doc" + key
    assert server.html(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/work/doi:10.1002/1097(1999)%3C12::aid-x1%3E3.0.co;2-%23",
        "/work/doi:10.1002/1097(1999)%3c12::aid-x1%3e3.0.co;2-%23",
        "/work/doi%3A10.1002%2F1097%281999%29%3C12%3A%3Aaid-x1%3E3.0.co%3B2-%23",
    ],
)
def test_a_name_is_found_however_its_path_is_encoded(server: Server, path: str) -> None:
    """An IRI that a client encoded more or less than the graph does is still the same thing."""
    assert spellings(path[1:], BASE)[-1] == ODD
    assert server.html("/doc" + path).status_code == 200


@pytest.mark.parametrize(
    ("accept", "ending", "media_type", "form"),
    [
        ("text/turtle", ".ttl", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
        ("application/ld+json", ".jsonld", "application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ".nt", "application/n-triples", ox.RdfFormat.N_TRIPLES),
    ],
)
def test_a_document_comes_as_rdf(server: Server, accept: str, ending: str, media_type: str, form: ox.RdfFormat) -> None:
    """The same statements, those of authorships, versions and identifiers among them, by header or by ending."""
    start = "/doc/work/arxiv:2101.00001"
    asked, named = server.get(start, accept), server.get(start + ending)
    assert asked.headers["content-type"] == named.headers["content-type"] == media_type
    assert asked.content == named.content
    work = BASE + "id/work/arxiv:2101.00001"
    expected = {work, f"{work}#author-1", f"{work}#author-2", f"{work}#v-1", BASE + "id/identifier/arxiv:2101.00001"}
    assert subjects(asked.content, form) == expected
    assert server.get(start, "image/png").status_code == 406


@pytest.mark.parametrize(
    "path", ["/doc/work/none", "/doc/", "/doc/x", "/doc/work/", "/doc/work/a%00b", "/doc/%FF/%FE", "/nowhere"]
)
def test_what_is_unknown_is_404_with_a_sentence(server: Server, path: str) -> None:
    """An unknown thing or path is told in plain text to a program and on a page to a browser."""
    answer = server.get(path, "text/turtle")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.strip().endswith(".")
    assert "<h1>Not here</h1>" in server.html(path).text


def test_an_injected_iri_asks_nothing_else(server: Server) -> None:
    """A path that would close the IRI in the query is only an unknown thing."""
    assert server.get("/doc/work/x%3E%20%3Fp%20%3Fo%20%7D%20%23").status_code == 404
    assert server.get('/doc/work/x">{}`|^\\').status_code == 404


def test_a_superseded_name_leads_to_its_successor(server: Server) -> None:
    """A work with `dcterms:isReplacedBy` answers 301 to the work that took its place."""
    answer = server.html("/doc/work/old")
    assert (answer.status_code, answer.headers["location"]) == (301, "/doc/work/arxiv:2101.00001")


def test_iris_and_paths_correspond() -> None:
    """A data IRI has a local path with its encoding kept; an IRI of elsewhere has none."""
    assert path_of(ODD, BASE) == "/doc" + ODD_PATH
    assert path_of(f"{ODD}#author-3", BASE) == f"/doc{ODD_PATH}#author-3"
    assert path_of(BASE + "id/work/a?b", BASE) == "/doc/work/a%3Fb"
    assert path_of("https://example.net/id/work/1", BASE) is None
    assert path_of(BASE + "id/", BASE) is None
    assert compact("https://schema.org/name") == "schema:name"
    assert compact("https://schema.org/a/b") == "https://schema.org/a/b"
    assert tail(BASE + "id/person/ada") == "ada"


def test_terms_in_queries_cannot_break_out() -> None:
    """Neither an IRI nor a text can end before its own end in a query."""
    assert reference("a:b> ?x") == "<a:b%3E%20?x>"
    assert literal('a"b\\\n\x00c') == '"a\\"b\\\\\\nc"'


# --- pages -----------------------------------------------------------------------------------------------------------

PATHS = [
    "/", "/works", "/people", "/venues", "/works?page=9", "/works?page=-1", "/search", "/search?q=lichen", "/search?q=%22%3E%3Cscript%3E",
    "/questions", "/sparql", "/doc/work/arxiv:2101.00001", "/doc" + ODD_PATH, "/doc/person/ada", "/doc/person/eve", "/doc/venue/jol",
    "/doc/event/jol-2021", "/doc/record/0011-1", "/doc/identifier/arxiv:2101.00001",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_well_formed_safe_and_usable(server: Server, path: str) -> None:
    """A page closes its elements, runs no script, labels its fields, names its language and carries its headers."""
    answer = server.html(path)
    assert answer.status_code == 200
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    page = Page(answer.text)
    assert "script" not in page.tags
    assert {"header", "nav", "main", "footer", "h1"} <= page.tags
    assert dict(page.attributes)["html"]["lang"] == "en"
    labelled = {found["for"] for tag, found in page.attributes if tag == "label"}
    fields = [found for tag, found in page.attributes if tag in ("input", "textarea", "select")]
    assert all(found["id"] in labelled for found in fields)
    assert not any("style" in found or any(name.startswith("on") for name in found) for _, found in page.attributes)
    assert not any(link.lower().startswith("javascript:") for link in page.links)


@pytest.mark.parametrize("path", ["/", "/works", "/people", "/venues", "/doc/work/arxiv:2101.00001", "/doc/person/ada"])
def test_no_link_of_a_page_is_dead(server: Server, path: str) -> None:
    """Every link within the site leads somewhere."""
    for link in Page(server.html(path).text).links:
        if link.startswith("/"):
            assert server.html(link).status_code in (200, 301, 303), link


def test_a_works_page_says_what_the_graph_says(server: Server) -> None:
    """Authors in order with the name as printed, venue, year, abstract with its lines, comment, version, file and line."""
    page = Page(server.html("/doc/work/arxiv:2101.00001").text)
    people = [link for link in page.links if link.startswith("/doc/person/")]
    assert people[:2] == ["/doc/person/ada", "/doc/person/bo"]
    for said in (
        "printed Ada, A.",
        "Journal of Lichens",
        "2021",
        "12 pages, 3 figures",
        "accepted",
        "lists/lichens.txt",
        "2101.00001",
    ):
        assert said in re.sub(r"\s+", " ", page.text)
    assert "Lichens grow slowly.\nWe measure how slowly." in page.text
    assert "https://arxiv.org/abs/2101.00001" in page.links


def test_a_hostile_title_stays_text(server: Server) -> None:
    """A title with markup and direction marks is shown as it is printed, kept apart by `bdi`."""
    for path in ("/works", "/doc" + ODD_PATH, "/doc/person/eve", "/search?q=alert"):
        text = server.html(path).text
        assert "<script>alert" not in text
        assert "<b>Eve" not in text
        assert HOSTILE in Page(text).text
        assert "<bdi>&lt;script&gt;" in text


def test_a_persons_page_counts_works_and_coauthors(server: Server) -> None:
    """A person's works come by year, the newest first, each once, with the co-authors and how many works they share."""
    text = server.html("/doc/person/ada").text
    assert "Works (2)" in text
    assert text.index("<h3>2021</h3>") < text.index("<h3>1999</h3>")
    assert "Aalto, A." in text
    assert re.search(r'href="/doc/person/bo"><bdi>Bo Bakke</bdi></a>\s*</td><td class="number">1</td>', text)


def test_a_venues_page_has_editions_works_and_people(server: Server) -> None:
    """A venue shows its editions, each work once though versions name the venue too, and who publishes there."""
    page = Page(server.html("/doc/venue/jol").text)
    assert "Works (1)" in page.text
    assert "/doc/event/jol-2021" in page.links
    assert "/doc/person/bo" in page.links
    assert "An edition of" in Page(server.html("/doc/event/jol-2021").text).text


def test_the_start_counts_what_there_is(server: Server) -> None:
    """Works, people and venues are counted, versions and authorships are not."""
    found = re.findall(r"<dt>(\w+)</dt><dd>(?:<a [^>]*>)?([\d,]+)", server.html("/").text)
    assert dict(found)["works"] == "3"
    assert dict(found)["people"] == "3"
    assert dict(found)["venues"] == "1"


def test_search_wants_every_word_in_any_case(server: Server) -> None:
    """A search finds titles and names that hold all words, and says when there are none."""
    found = Page(server.html("/search?q=LICHENS+growth").text)
    assert "/doc/work/arxiv:2101.00001" in found.links
    assert "/doc/work/hash:77" not in found.links
    assert "/doc/person/ada" in Page(server.html("/search?q=aalto,").text).links
    assert "No title or name holds" in server.html("/search?q=zzz").text


def test_pages_are_styled_from_here_alone(server: Server) -> None:
    """Style and icon come from this server; nothing is loaded from elsewhere."""
    page = Page(server.html("/").text)
    loaded = [
        found["href"] for tag, found in page.attributes if tag == "link" and found.get("rel") in ("stylesheet", "icon")
    ]
    assert loaded
    for path in loaded:
        assert path is not None
        assert path.startswith("/static/")
        assert server.get(path).status_code == 200
    assert server.get("/static/../app.py").status_code == 404
    assert server.get("/static/%2e%2e/app.py").status_code == 404


# --- questions -------------------------------------------------------------------------------------------------------


def test_every_question_has_a_form_and_its_text(server: Server) -> None:
    """Each question's page has a labelled field for each parameter, and its SPARQL text can be fetched."""
    known = server.get("/api/questions").json()
    assert known
    for question in known:
        page = Page(server.html(f"/questions/{question['name']}").text)
        names = {found.get("name") for tag, found in page.attributes if tag == "input"}
        assert {param["name"] for param in question["params"]} <= names
        text = server.get(question["query"])
        assert text.headers["content-type"].startswith("application/sparql-query")
        assert "SELECT" in text.text


def test_a_question_is_answered_as_page_json_and_csv(server: Server) -> None:
    """The co-authors of a person come as a table with a chart, as JSON and as CSV, by name."""
    page = Page(server.html("/questions/coauthors?person=Ada+Aalto").text)
    assert {"table", "svg", "rect"} <= page.tags
    assert "<b>Eve</b>" in page.text
    rows = server.get("/api/questions/coauthors.json?person=Ada+Aalto")
    assert rows.headers["content-type"] == "application/json"
    assert sorted((row["name"], row["works"]) for row in rows.json()) == [("<b>Eve</b>", 1), ("Bo Bakke", 1)]
    table = server.get("/api/questions/coauthors.csv?person=Ada+Aalto")
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.splitlines()[0].startswith("name,works")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/questions/coauthors.json", 400),
        ("/api/questions/coauthors.json?person=Nobody+Known", 400),
        ("/api/questions/coauthors.json?person=Ada+Aalto&colour=red", 400),
        ("/api/questions/coauthors.json?person=Ada+Aalto&person=Bo+Bakke", 400),
        ("/api/questions/works-per-year.csv?from=soon", 400),
        ("/api/questions/coauthors.xml?person=Ada+Aalto", 404),
        ("/api/questions/nonsense.json", 404),
        ("/questions/nonsense", 404),
    ],
)
def test_a_question_asked_wrongly_gets_a_sentence(server: Server, path: str, status: int) -> None:
    """A missing, unknown, doubled or malformed parameter and an unknown question are each told in a sentence."""
    answer = server.get(path, "application/json, text/plain")
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert re.search(r"[.?]\s*$", answer.text)


def test_a_wrong_value_stands_in_the_form_again(server: Server) -> None:
    """The form keeps what was typed, says what is wrong with it and escapes both."""
    answer = server.html("/questions/coauthors?person=" + quote('"><script>'))
    assert answer.status_code == 400
    page = Page(answer.text)
    assert "script" not in page.tags
    assert any(found.get("value") == '"><script>' for _, found in page.attributes)
    assert 'role="alert"' in answer.text


def test_an_answer_the_client_has_is_not_sent_again(server: Server) -> None:
    """The same question of the same build has the same tag and gives 304; another question has another tag."""
    path = "/api/questions/works-per-year.json"
    tag = server.get(path).headers["etag"]
    again = server.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert server.get(path + "?from=2000", headers={"If-None-Match": tag}).status_code == 200


# --- the ontology ----------------------------------------------------------------------------------------------------


def test_the_namespace_answers_with_the_ontology(server: Server) -> None:
    """`/ns` is Turtle for a program and a list of terms for a browser."""
    answer = requests.get(server.url + "/ns#Work", headers={"Accept": "*/*"}, timeout=30)
    assert answer.headers["content-type"].startswith("text/turtle")
    assert subjects(answer.content, ox.RdfFormat.TURTLE)
    page = Page(server.html("/ns").text)
    assert "kg:Authorship" in page.text
