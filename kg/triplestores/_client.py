"""Talks to a triple store over HTTP: queries, updates and graphs, and a sentence for everything that goes wrong."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import kg
from kg.errors import InputError, LoadError

if TYPE_CHECKING:
    import requests

CONNECT = 10.0
"""Seconds to wait for a connection."""
ANSWER = 600.0
"""Seconds to wait for an answer: a store may sort and write a whole graph before it says anything."""

_NTRIPLES = {"Content-Type": "application/n-triples"}
_UPDATE = {"Content-Type": "application/sparql-update"}
_QUERY = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}


class Client:
    """A connection to one store. `url` is its address without a user and password that stood in it."""

    def __init__(self, url: str, user: str | None = None, password: str | None = None, timeout: float = ANSWER) -> None:
        """Raises `InputError` for what is not an http or https URL."""
        import requests

        self.url, found = _parted(url)
        self._timeout = (CONNECT, timeout)
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"kg-bib/{kg.__version__}"
        given = (user, password or "") if user else found
        if given:
            self._session.auth = _basic(*given)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def answers(self, url: str) -> bool:
        """Whether SPARQL queries are answered at a URL."""
        with self._send("POST", url, data=b"ASK {}", headers=_QUERY) as response:
            if not _absent(response):
                self._check(response)
            return "boolean" in _json(response)

    def count(self, url: str, graph: str | None) -> int:
        """How many triples a graph holds there; None is the default graph."""
        pattern = "?s ?p ?o" if graph is None else f"GRAPH <{graph}> {{ ?s ?p ?o }}"
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
        with self._send("POST", url, data=query.encode(), headers=_QUERY) as response:
            self._check(response)
            try:
                return int(_json(response)["results"]["bindings"][0]["n"]["value"])
            except (KeyError, IndexError, TypeError, ValueError) as error:
                raise LoadError(f"{url} answered a count with something else: {response.text[:200]!r}.") from error

    def takes_graphs(self, url: str) -> bool:
        """Whether a URL speaks the Graph Store Protocol: shown by adding no triples to the default graph."""
        with self._send("POST", graph_url(url, None), data=b"", headers=_NTRIPLES) as response:
            if not _absent(response):
                self._check(response)
            return response.ok

    def put(self, url: str, graph: str | None, triples: bytes, replace: bool) -> None:
        """Sends N-Triples to a graph, in the place of what it holds or in addition to it."""
        method = "PUT" if replace else "POST"
        with self._send(method, graph_url(url, graph), data=triples, headers=_NTRIPLES) as response:
            self._check(response)

    def update(self, url: str, text: str) -> None:
        """Runs a SPARQL update."""
        with self._send("POST", url, data=text.encode(), headers=_UPDATE) as response:
            self._check(response)

    def refused(self, response: requests.Response) -> LoadError:
        """The sentence for an answer that is not the one hoped for."""
        status, url = response.status_code, response.request.url
        if status in (401, 403):
            advice = "give a user and password by KG_STORE_USER and KG_STORE_PASSWORD"
            return LoadError(f"{url} refuses ({status} {response.reason}); {advice}.", status=status)
        if "location" in response.headers:
            to = response.headers["location"]
            return LoadError(f"{url} sends on to {to} ({status}); give that address.", status=status)
        said = " ".join(response.text[:300].split()).rstrip(".")
        return LoadError(f"{url} answered {status} {response.reason}{f': {said}' if said else ''}.", status=status)

    def _check(self, response: requests.Response) -> None:
        if not 200 <= response.status_code < 300:
            raise self.refused(response)

    @contextmanager
    def _send(self, method: str, url: str, *, data: bytes, headers: Mapping[str, str]) -> Iterator[requests.Response]:
        """A request and its answer. Redirects are not followed: a PUT or POST would come out as a GET."""
        import requests

        try:
            with self._session.request(
                method, url, data=data, headers=headers, timeout=self._timeout, allow_redirects=False
            ) as response:
                yield response
        except requests.Timeout as error:
            raise LoadError(f"{url} did not answer in time; try again, or send less at once.", url=url) from error
        except requests.RequestException as error:
            raise LoadError(f"No answer from {url} ({_reason(error)}); is the store running?", url=url) from error


def graph_url(url: str, graph: str | None) -> str:
    """The URL of a graph, indirectly named (SPARQL 1.1 Graph Store HTTP Protocol, section 4.2)."""
    return f"{url}?default" if graph is None else f"{url}?graph={quote(graph, safe='')}"


def _parted(url: str) -> tuple[str, tuple[str, str] | None]:
    """A URL without user and password, and these."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InputError(f"{url} is not a URL: {error}.", url=url) from error
    if parts.scheme not in ("http", "https") or not host:
        raise InputError(f"{url} is not the http or https address of a store.", url=url)
    place = f"[{host}]" if ":" in host else host
    bare = urlunsplit((parts.scheme, f"{place}:{port}" if port else place, parts.path, "", ""))
    if not parts.username:
        return bare, None
    return bare, (unquote(parts.username), unquote(parts.password or ""))


def _basic(user: str, password: str) -> Callable[[requests.PreparedRequest], requests.PreparedRequest]:
    """Signs requests by the Basic scheme in UTF-8 (RFC 7617); the library's own takes Latin-1 only."""
    value = "Basic " + b64encode(f"{user}:{password}".encode()).decode()

    def sign(request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = value
        return request

    return sign


def _absent(response: requests.Response) -> bool:
    """Whether an answer says that what was asked for is not offered there, rather than that it failed or is not allowed."""
    status = response.status_code
    return status == 501 or (400 <= status < 500 and status not in (401, 403, 408, 429))


def _json(response: requests.Response) -> Any:
    """The JSON object of an answer; an empty one for anything else."""
    try:
        found = response.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _reason(error: BaseException) -> str:
    """The innermost cause of an error, in a few words."""
    seen = [error]
    while (inner := seen[-1].__cause__ or seen[-1].__context__) is not None and inner not in seen:
        seen.append(inner)
    system = next((one.strerror for one in reversed(seen) if isinstance(one, OSError) and one.strerror), None)
    return system or type(error).__name__
