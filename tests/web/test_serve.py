"""`kg serve` as a program: how it begins, follows a new build, and ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.web.conftest import Server, make_build, serving
from tests.web.test_sparql import SLOW


def kg(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The outcome of a run of the program."""
    path = os.pathsep.join([str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": path},
        check=False,
    )


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A workspace with one build."""
    make_build(tmp_path / "g", 1)
    return tmp_path / "g"


def test_a_new_build_is_served_without_a_restart(built: Path) -> None:
    """When another build becomes current, pages, counts and queries show it at once."""
    with serving(built) as server:
        assert "A second look at lichens" in server.html("/works").text
        tag = server.get("/api/questions/works-per-year.json").headers["etag"]
        make_build(built, 2, second=True)
        assert "A third building" in server.html("/works").text
        assert "A third building" in server.get("/sparql", params={"query": "SELECT ?o { ?s ?p ?o }"}).text
        assert server.get("/api/questions/works-per-year.json", headers={"If-None-Match": tag}).status_code == 200


def test_a_page_does_not_wait_for_slow_queries(built: Path) -> None:
    """While all workers are busy with slow queries, a page comes at once."""
    with serving(built, "--workers", "1", "--deadline", "6") as server:
        slow = [
            threading.Thread(target=server.get, args=("/sparql",), kwargs={"params": {"query": SLOW}}) for _ in range(2)
        ]
        for one in slow:
            one.start()
        time.sleep(0.5)
        assert server.html("/doc/person/ada").status_code == 200
        assert all(one.is_alive() for one in slow)
        for one in slow:
            one.join()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server_at_once_even_in_the_middle_of_a_query(built: Path, number: signal.Signals) -> None:
    """Ctrl-C and SIGTERM end the server within seconds, with exit code 0 and nothing on standard error."""

    def ask(server: Server) -> None:
        try:
            server.get("/sparql", params={"query": SLOW})
        except OSError:
            return  # the server went away, as it should

    with serving(built, "--deadline", "60") as server:
        asking = threading.Thread(target=ask, args=(server,))
        asking.start()
        time.sleep(1)
        began = time.monotonic()
        server.process.send_signal(number)
        assert server.process.wait(15) == 0
        assert time.monotonic() - began < 10
        asking.join()


def test_a_port_in_use_is_said_in_one_sentence(built: Path) -> None:
    """A port that another program listens on ends the run with exit code 2."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        outcome = kg("serve", str(built), "--port", str(taken.getsockname()[1]), cwd=built.parent)
    assert outcome.returncode == 2
    assert outcome.stderr.count("\n") == 1
    assert "cannot be listened on" in outcome.stderr


def test_a_host_nobody_knows_is_said_in_one_sentence(built: Path) -> None:
    """A host name that does not resolve ends the run with exit code 2."""
    outcome = kg("serve", str(built), "--host", "no.such.host.invalid", "--port", "0", cwd=built.parent)
    assert outcome.returncode == 2
    assert outcome.stderr.count("\n") == 1


def test_a_folder_without_a_graph_is_said_in_one_sentence(tmp_path: Path) -> None:
    """What is not a workspace ends the run with exit code 2, and so does a build whose store is gone."""
    outcome = kg("serve", str(tmp_path), cwd=tmp_path)
    assert outcome.returncode == 2
    assert "is not a workspace" in outcome.stderr
    make_build(tmp_path / "g", 1)
    for file in (tmp_path / "g" / "current" / "store").iterdir():
        file.unlink()
    outcome = kg("serve", str(tmp_path / "g"), "--port", "0", cwd=tmp_path)
    assert outcome.returncode == 2
    assert outcome.stderr.count("\n") == 1
