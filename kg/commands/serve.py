"""`kg serve`: the SPARQL endpoint, the pages and the saved questions on one address."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.web.graph import Graph


@click.command()
@click.argument("g", type=click.Path())
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all networks.")
@click.option(
    "--port", default=8010, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="SPARQL queries answered at a time."
)
@click.option("--deadline", type=click.FloatRange(0.1, 3600), help="Seconds a query may take.  [default: 30]")
def command(g: str, host: str, port: int, workers: int, deadline: float | None) -> None:
    """Serve a graph: a SPARQL endpoint, pages and questions.

    Runs until Ctrl-C. When a new build is made of the graph, it is served from the next request on.
    """
    from kg import config
    from kg.web.app import application
    from kg.web.graph import Graph
    from kg.workspace import Workspace

    settings = config.load(deadline=deadline)
    workspace = Workspace.open(g)
    with _listening(host, port) as listener:
        graph = Graph(workspace, workers=workers, deadline=settings.deadline)
        queries = Path(settings.queries) if settings.queries else None
        app = application(graph, workers=workers, queries=queries)
        graph.named_graphs()  # a store that cannot be opened is said now, not at the first request
        address = f"[{host}]" if ":" in host else host
        click.echo(f"Serving {g} on http://{address}:{listener.getsockname()[1]}/ (Ctrl-C ends)")
        _run(app, listener, graph)


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens on an address. Raises `KgError` where that cannot be."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(128)
        except OSError:
            listener.close()
            raise
    except (OSError, UnicodeError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise KgError(
            f"{host}:{port} cannot be listened on: {reason}. Name another with --port or --host.", host=host, port=port
        ) from error
    return listener


def _run(app: object, listener: socket.socket, graph: Graph) -> None:
    """Answers until SIGINT or SIGTERM."""
    import asyncio
    import contextlib
    import signal

    import anyio
    import anyio.to_thread
    import uvicorn

    class Server(uvicorn.Server):
        """Ends the queries first: whoever waits for an answer is told so at once."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            await anyio.to_thread.run_sync(_end, graph, limiter=anyio.CapacityLimiter(1))
            await super().shutdown(sockets)

    settings = uvicorn.Config(
        app,  # type: ignore[arg-type]  # an ASGI application
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    # The server raises the signal that ended it once more; by then the work is done and there is nothing left to end.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(Server(settings).serve(sockets=[listener]))


def _end(graph: Graph) -> None:
    """Ends the workers, killing those that are in the middle of a query."""
    import multiprocessing
    import threading

    closing = threading.Thread(target=graph.close)
    closing.start()
    while closing.is_alive():
        for worker in multiprocessing.active_children():
            worker.kill()
        closing.join(0.1)
