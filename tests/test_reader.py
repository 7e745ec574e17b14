"""A language model as reader of last resort: a stand-in server on loopback answers well, wrongly, slowly and not at all."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg import reader
from kg.commands.build import command
from kg.errors import InputError
from kg.records import Record, Work
from kg.text import Fact

TITLE = "Counting pebbles under water"
ABSTRACT = (
    "Nobody counts pebbles well. Zephyrine (zonal pebble heuristics) does it in the dark.\nZephyrine needs no lamp."
)

Answer = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


def good(*items: dict[str, str]) -> str:
    """An answer of the schema asked for."""
    return json.dumps({"introduces": list(items)})


def thing(name: str, field: str = "abstract", kind: str = "method", expansion: str = "") -> dict[str, str]:
    """One introduced thing as a model says it."""
    return {"field": field, "name": name, "type": kind, "expansion": expansion}


def completion(content: object, tokens: int | None = 100) -> bytes:
    """A chat completion with a message."""
    answer: dict[str, Any] = {"choices": [{"message": {"role": "assistant", "content": content}}]}
    if tokens is not None:
        answer["usage"] = {"total_tokens": tokens}
    return json.dumps(answer).encode()


class Quiet(ThreadingHTTPServer):
    """A server that says nothing when the reader has hung up."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Errors of a connection that was given up are what the test is about."""


class Server:
    """A stand-in for an endpoint: says what the test tells it, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.script: list[tuple[int, bytes, float]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                outer.headers.append(dict(self.headers))
                status, body, delay = outer.script[min(len(outer.asked), len(outer.script)) - 1]
                time.sleep(delay)
                try:
                    self.send_response(status)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:  # the reader has gone
                    pass

            def log_message(self, *args: object) -> None:
                pass

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def says(self, *answers: tuple[int, bytes] | tuple[int, bytes, float]) -> None:
        """The answers in order; the last one is given from then on."""
        self.script = [(one[0], one[1], one[2] if len(one) == 3 else 0.0) for one in answers]

    def close(self) -> None:
        """Ends the server and its thread; a second time does nothing."""
        if not self._thread.is_alive():
            return
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)


@pytest.fixture
def server() -> Iterator[Server]:
    """A stand-in server, ended after the test."""
    one = Server()
    yield one
    one.close()


def record(key: str = "r-1", abstract: str | None = ABSTRACT, title: str = TITLE) -> Record:
    """A record with a title and an abstract."""
    return Record(source="test", key=key, file="f", start=0, end=1, work=Work(title=title, abstract=abstract))


def asking(server: Server, folder: Path, **changes: Any) -> reader.Reader:
    """A reader of the stand-in server."""
    return reader.Reader(replace(reader.Settings(server.url, "stand-in", pause=0.0, timeout=5.0), **changes), folder)


def test_a_good_answer_gives_candidates_at_their_places(server: Server, tmp_path: Path) -> None:
    """A name that stands in the text becomes a candidate with offsets, type and expansion; the rule names the model."""
    server.says((200, completion(good(thing("Zephyrine", expansion="zonal pebble heuristics")))))
    one = asking(server, tmp_path)
    (fact,) = one.read(record(), [])
    assert (fact.kind, fact.value, fact.field, fact.record) == ("introduces", "Zephyrine", "abstract", "r-1")
    assert ABSTRACT[fact.start : fact.end] == fact.quote == "Zephyrine"
    assert fact.start == ABSTRACT.index("Zephyrine")
    place = slice(int(fact.details["expansion_start"]), int(fact.details["expansion_end"]))
    assert ABSTRACT[place] == fact.details["expansion"] == "zonal pebble heuristics"
    assert fact.rule == "reader/stand-in"
    assert 0.5 <= fact.confidence < 0.9
    assert (one.tally.asked, one.tally.kept, one.tally.dropped, one.tally.failed) == (1, 1, 0, 0)


def test_what_is_asked(server: Server, tmp_path: Path) -> None:
    """The request holds the text as JSON, the schema and the model; the key goes into the header only."""
    server.says((200, completion(good())))
    asking(server, tmp_path, key="secret").read(record(), [])
    (body,) = server.asked
    assert json.loads(body["messages"][1]["content"]) == {"title": TITLE, "abstract": ABSTRACT}
    assert body["response_format"]["json_schema"]["schema"] == reader.SCHEMA
    assert body["model"] == "stand-in"
    assert server.headers[0]["Authorization"] == "Bearer secret"
    assert "secret" not in json.dumps(body)
    assert all("secret" not in path.read_text("utf-8") for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    "item",
    [
        thing("Zephyr"),  # only a part of a word
        thing("zephyrine"),  # another spelling
        thing("Hydrangea"),
        thing("Zephyrine", field="title"),
        thing("Zephyrine", field="comments"),
        thing("Zephyrine", kind="miracle"),
        thing("Zephyrine", expansion="zonal pebble heuristic"),
        thing("Zephyrine", expansion="Zephyrine (zonal"),
        thing(" Zephyrine"),
        thing(""),
        {"name": "Zephyrine"},
        {"field": "abstract", "name": ["Zephyrine"], "type": "method", "expansion": ""},
    ],
)
def test_a_value_that_cannot_be_checked_is_dropped(server: Server, tmp_path: Path, item: dict[str, Any]) -> None:
    """What does not stand in its field, or is not of the schema, is dropped, counted and a remark of the record."""
    server.says((200, completion(good(item))))
    one, said = asking(server, tmp_path), record()
    assert one.read(said, []) == []
    assert (one.tally.kept, one.tally.dropped, one.tally.failed) == (0, 1, 0)
    assert [remark.code for remark in said.remarks] == ["reader-dropped"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no JSON",
        "[1, 2]",
        "{}",
        '{"introduces": {}}',
        '{"introduces": [1]}',
        good(*[thing("Zephyrine")] * 9),
        "[" * 9000,
    ],
)
def test_an_answer_of_another_form_is_dropped(server: Server, tmp_path: Path, content: str) -> None:
    """Text that is no JSON, or JSON of another schema, loses nothing but itself."""
    server.says((200, completion(content)))
    one, said = asking(server, tmp_path), record()
    assert one.read(said, []) == []
    assert one.tally.dropped == 1
    assert len(said.remarks) == 1


@pytest.mark.parametrize(
    "body", [b"<html>busy</html>", b"{}", b'{"choices": []}', b"[]", b"\xff\xfe", completion(None), completion(["x"])]
)
def test_an_answer_that_is_no_completion_is_a_failure(server: Server, tmp_path: Path, body: bytes) -> None:
    """An answer without a message is a failure and is not remembered."""
    server.says((200, body))
    one = asking(server, tmp_path)
    assert one.read(record(), []) == []
    assert (one.tally.failed, one.tally.dropped) == (1, 0)
    assert not list(tmp_path.iterdir())


def test_a_huge_answer_is_not_read_to_its_end(server: Server, tmp_path: Path) -> None:
    """An answer above the limit is a failure."""
    server.says((200, completion("x" * (2 * reader.LARGEST))))
    one = asking(server, tmp_path)
    assert one.read(record(), []) == []
    assert one.tally.reason == "the answer is too long"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_endpoint_is_asked_again(server: Server, tmp_path: Path, status: int) -> None:
    """After 429 and 5xx the request is made again, and each try counts."""
    server.says((status, b"busy"), (200, completion(good(thing("Zephyrine")))))
    one = asking(server, tmp_path)
    assert [fact.value for fact in one.read(record(), [])] == ["Zephyrine"]
    assert (one.tally.asked, one.tally.failed) == (2, 0)


def test_a_refusal_is_not_repeated(server: Server, tmp_path: Path) -> None:
    """A wrong key is no reason to ask again."""
    server.says((401, b"no"))
    one = asking(server, tmp_path)
    assert one.read(record(), []) == []
    assert (one.tally.asked, one.tally.failed, one.tally.reason) == (1, 1, "the endpoint answered 401")


def test_a_redirect_is_not_followed(server: Server, tmp_path: Path) -> None:
    """An endpoint that sends elsewhere is a failure: the key goes nowhere else."""
    server.says((307, b""))
    one = asking(server, tmp_path)
    one.read(record(), [])
    assert one.tally.failed == 1


def test_a_slow_endpoint_is_given_up(server: Server, tmp_path: Path) -> None:
    """An answer that does not come in time is a failure; after some in a row nothing more is asked."""
    server.says((200, completion(good()), 3.0))
    one = asking(server, tmp_path, timeout=0.2)
    for i in range(6):
        assert one.read(record(f"r-{i}", f"{ABSTRACT} {i}"), []) == []
    assert (one.tally.failed, one.tally.unasked) == (reader.PATIENCE, 6 - reader.PATIENCE)
    assert one.tally.asked == reader.PATIENCE * reader.TRIES
    assert "did not answer in time" in one.tally.sentence("m")


def test_an_endpoint_that_is_not_there(server: Server, tmp_path: Path) -> None:
    """A refused connection is a failure."""
    server.close()
    one = asking(server, tmp_path)
    assert one.read(record(), []) == []
    assert one.tally.reason == "the endpoint cannot be reached"


def test_an_answer_between_failures_takes_them_back(server: Server, tmp_path: Path) -> None:
    """Only failures in a row stop the asking."""
    server.says(
        (400, b""),
        (400, b""),
        (200, completion(good())),
        (400, b""),
        (400, b""),
        (200, completion(good(thing("Zephyrine")))),
    )
    one = asking(server, tmp_path)
    kept = [one.read(record(f"r-{i}", f"{ABSTRACT} {i}"), []) for i in range(6)]
    assert [len(facts) for facts in kept] == [0, 0, 0, 0, 0, 1]


def test_the_budget_of_requests_and_of_tokens(server: Server, tmp_path: Path) -> None:
    """Nothing is asked beyond the budget, and how many were not asked is said."""
    server.says((200, completion(good(), tokens=700)))
    by_requests = asking(server, tmp_path / "a", requests=2)
    by_tokens = asking(server, tmp_path / "b", tokens=1400)
    for i in range(5):
        by_requests.read(record(f"r-{i}", f"{ABSTRACT} {i}"), [])
        by_tokens.read(record(f"r-{i}", f"{ABSTRACT} {i}"), [])
    assert (by_requests.tally.asked, by_requests.tally.unasked) == (2, 3)
    assert (by_tokens.tally.asked, by_tokens.tally.unasked) == (2, 3)


def test_retries_stay_within_the_budget(server: Server, tmp_path: Path) -> None:
    """A retry is a request."""
    server.says((500, b""))
    one = asking(server, tmp_path, requests=2)
    one.read(record(), [])
    assert len(server.asked) == one.tally.asked == 2


def test_an_answer_is_remembered(server: Server, tmp_path: Path) -> None:
    """The same record is not asked for again, and gives the same facts and the same remarks."""
    server.says((200, completion(good(thing("Zephyrine"), thing("Hydrangea")))))
    first, again = record(), record()
    facts = asking(server, tmp_path).read(first, [])
    second = asking(server, tmp_path, requests=0)
    assert second.read(again, []) == facts
    assert again.remarks == first.remarks
    assert (second.tally.asked, second.tally.remembered) == (0, 1)
    assert len(server.asked) == 1
    asking(server, tmp_path, model="another").read(record(), [])
    assert len(server.asked) == 2


def test_a_damaged_memory_is_asked_anew(server: Server, tmp_path: Path) -> None:
    """A file of the memory that cannot be read counts as none."""
    server.says((200, completion(good(thing("Zephyrine")))))
    asking(server, tmp_path).read(record(), [])
    (path,) = tmp_path.iterdir()
    for damaged in ("", "[]", '{"content": 3}'):
        path.write_text(damaged, "utf-8")
        assert len(asking(server, tmp_path).read(record(), [])) == 1
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("confidence", "kind", "abstract", "asked"),
    [
        (0.5, "introduces", ABSTRACT, 0),
        (0.4, "introduces", ABSTRACT, 1),
        (0.9, "claim", ABSTRACT, 1),
        (0.4, "claim", None, 0),
    ],
)
def test_it_is_asked_only_where_the_rules_abstain(
    server: Server, tmp_path: Path, confidence: float, kind: str, abstract: str | None, asked: int
) -> None:
    """A candidate of the rules is enough to ask nobody, and so is the lack of an abstract."""
    server.says((200, completion(good())))
    asking(server, tmp_path).read(record(abstract=abstract), [Fact(kind, "x", 0, 1, "x", "r", confidence)])
    assert len(server.asked) == asked


@pytest.mark.parametrize(
    ("url", "model", "budget", "offline"),
    [
        ("ftp://x/v1", "m", 1, False), ("x", "m", 1, False), ("http://", "m", 1, False), ("http://key@x/v1", "m", 1, False),
        ("http://x/v1", None, 1, False), ("http://x/v1", "m", -1, False), ("http://x/v1", "m", 1, True),
    ],
)  # fmt: skip
def test_settings_that_cannot_be(
    url: str, model: str | None, budget: int, offline: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address that is none, a missing model and a negative budget are one sentence before anything is read."""
    monkeypatch.delenv("KG_READER_MODEL", raising=False)
    with pytest.raises(InputError):
        reader.settings(url, model, budget, offline=offline)


def test_settings_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Model and key may stand in the environment; the key is not shown with the settings."""
    monkeypatch.setenv("KG_READER_MODEL", "m")
    monkeypatch.setenv("KG_READER_KEY", "secret")
    given = reader.settings("http://127.0.0.1:1/v1/", None, 5, offline=True)
    assert (given.url, given.model, given.key, given.requests) == ("http://127.0.0.1:1/v1", "m", "secret", 5)
    assert "secret" not in repr(given)


BIB = """@article{{a{n},
  title = {{{title}}},
  author = {{Quill, Ada}},
  year = {{2021}},
  abstract = {{Nobody counts pebbles well number {n}. Zephyrine does it.}}
}}
"""


def test_a_build_asks_once_and_gives_the_same_again(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`kg build --reader` says what was asked, keeps what it got, and a rebuild without a budget gives the same facts."""
    monkeypatch.setenv("KG_READER_MODEL", "stand-in")
    server.says((200, completion(good(thing("Zephyrine"), thing("Hydrangea")))))
    source = tmp_path / "a.bib"
    source.write_text("".join(BIB.format(n=n, title=f"On pebbles, part {n}") for n in range(3)), "utf-8")
    out = tmp_path / "g"
    arguments = [str(source), "--out", str(out), "--no-check", "--reader", server.url]
    run = CliRunner()
    first = run.invoke(command, arguments)
    assert first.exit_code == 0, first.output
    assert "stand-in was asked 3 times (0 answers were remembered): 3 facts kept, 3 dropped, 0 failed." in first.output
    facts = {path.name: path.read_bytes() for path in (out / "current" / "records").iterdir()}
    assert sum(data.count(b'"rule":"reader/stand-in"') for data in facts.values()) == 3
    second = run.invoke(command, [*arguments, "--reader-budget", "0"])
    assert "stand-in was asked 0 times (3 answers were remembered)" in second.output
    assert {path.name: path.read_bytes() for path in (out / "current" / "records").iterdir()} == facts
    assert len(server.asked) == 3


def test_a_build_goes_on_without_the_endpoint(server: Server, tmp_path: Path) -> None:
    """An endpoint that only fails costs the build nothing but its facts."""
    server.says((401, b"who are you"))
    source = tmp_path / "a.bib"
    source.write_text("".join(BIB.format(n=n, title=f"On pebbles, part {n}") for n in range(5)), "utf-8")
    arguments = [str(source), "--out", str(tmp_path / "g"), "--no-check", "--reader", server.url, "--reader-model", "m"]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    assert (
        "m was asked 3 times (0 answers were remembered): 0 facts kept, 0 dropped, 3 failed (the last: the endpoint answered 401); 2 records were not asked."
        in result.output
    )
    assert "read 5 records" in result.output
