"""A real Oxigraph server, and a stand-in before it that can be told to misbehave."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Local servers are asked directly, and no password of the user's is used."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("KG_STORE_USER", raising=False)
    monkeypatch.delenv("KG_STORE_PASSWORD", raising=False)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Oxigraph server that runs while the tests do."""
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.is_file() else shutil.which("oxigraph")
    if program is None:
        pytest.skip("the oxigraph server is not installed")
    port = free_port()
    folder = tmp_path_factory.mktemp("oxigraph")
    arguments = [program, "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    with (folder / "log").open("wb") as log, subprocess.Popen(arguments, stdout=log, stderr=log) as process:
        try:
            _wait(f"http://127.0.0.1:{port}/", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        try:
            requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the oxigraph server did not start")


@pytest.fixture
def oxigraph(server: str) -> str:
    """The same server, emptied."""
    update(server, "CLEAR ALL")
    return server


def update(server: str, text: str) -> None:
    """Runs an update on the server itself."""
    headers = {"Content-Type": "application/sparql-update"}
    requests.post(f"{server}/update", data=text.encode(), headers=headers, timeout=30).raise_for_status()


def dump(server: str, graph: str | None = None) -> set[str]:
    """The lines of N-Triples of one graph on the server."""
    url = f"{server}/store?default" if graph is None else f"{server}/store?graph={graph}"
    answer = requests.get(url, headers={"Accept": "application/n-triples"}, timeout=30)
    answer.raise_for_status()
    return {line for line in answer.content.decode().split("\n") if line}


@dataclass
class StandIn:
    """A server that hands requests on to another, save where it is told what to answer.

    `answers` maps a path to a status; `lose` is a text: lines that hold it are taken out of what is sent on; `user` is the
    `Authorization` it wants; with a `delay` in seconds it says nothing for so long and then hangs up.
    """

    url: str = ""
    behind: str = ""
    answers: dict[str, int] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"as told"
    lose: bytes = b""
    user: str = ""
    delay: float = 0
    seen: list[tuple[str, str]] = field(default_factory=list)

    def handler(self) -> type[BaseHTTPRequestHandler]:
        """The class that answers for this stand-in."""
        told = self

        class Handler(BaseHTTPRequestHandler):
            def do(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                path = self.path.partition("?")[0]
                told.seen.append((self.command, self.path))
                if told.delay:
                    return time.sleep(told.delay)
                if told.user and self.headers.get("Authorization") != told.user:
                    return self.say(401, b"who are you?", {})
                if path in told.answers:
                    return self.say(told.answers[path], told.body, told.headers)
                if told.lose:
                    body = b"".join(line + b"\n" for line in body.split(b"\n") if told.lose not in line)
                sent = {name: self.headers[name] for name in ("Content-Type", "Accept") if name in self.headers}
                answer = requests.request(self.command, told.behind + self.path, data=body, headers=sent, timeout=30)
                return self.say(
                    answer.status_code, answer.content, {"Content-Type": answer.headers.get("Content-Type", "")}
                )

            do_GET = do_POST = do_PUT = do  # noqa: N815 - the library looks for these names

            def say(self, status: int, body: bytes, headers: dict[str, str]) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
                """Says nothing."""

        return Handler


@pytest.fixture
def stand_in(oxigraph: str) -> Iterator[StandIn]:
    """A stand-in before the emptied server."""
    one = StandIn(behind=oxigraph)
    with ThreadingHTTPServer(("127.0.0.1", 0), one.handler()) as http:
        one.url = f"http://127.0.0.1:{http.server_address[1]}"
        http.daemon_threads = False
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield one
        http.shutdown()
        thread.join()
