"""Inputs from the web: fetched once, kept in a cache, within limits of time and size, with an agent that says who asks."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import kg
from kg.errors import InputError

if TYPE_CHECKING:
    import requests

TIMEOUT = (10.0, 60.0)
"""Seconds to wait for a connection, and for each piece of the answer."""

LARGEST = 2 << 30
"""Bytes of the largest answer that is read."""

KEPT = 24 * 3600
"""Seconds after which a cached answer is asked for again."""


def download(url: str, folder: Path) -> Path:
    """Fetches a web address into a file in `folder`. Raises `InputError` when that fails, with the reason and what to do."""
    import requests

    target = folder / f"download-{hashlib.sha256(url.encode()).hexdigest()[:16]}"
    try:
        with _session() as session, session.get(url, timeout=TIMEOUT, stream=True) as answer:
            if answer.status_code != 200:
                raise InputError(
                    f"{url} answered {answer.status_code} {answer.reason}; it was not read.",
                    url=url,
                    status=answer.status_code,
                )
            _keep(answer, target, url)
    except requests.Timeout as error:
        raise InputError(f"{url} did not answer in time; try again, or give the file itself.", url=url) from error
    except requests.RequestException as error:
        raise InputError(f"{url} could not be fetched: {_reason(error)}.", url=url) from error
    return target


def _session() -> requests.Session:
    """A session with a cache in the user's cache folder and an agent with a contact (KG_CONTACT: an e-mail or a web address)."""
    from requests_cache import CachedSession

    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kg"
    cache.mkdir(parents=True, exist_ok=True)
    session = CachedSession(str(cache / "http.sqlite"), backend="sqlite", expire_after=KEPT, allowable_codes=(200,))
    contact = os.environ.get("KG_CONTACT", "no contact given")
    session.headers["User-Agent"] = f"kg/{kg.__version__} ({contact})"
    return session


def _keep(answer: requests.Response, target: Path, url: str) -> None:
    size = 0
    with target.open("wb") as out:
        for chunk in answer.iter_content(1 << 16):
            size += len(chunk)
            if size > LARGEST:
                raise InputError(
                    f"{url} is larger than {LARGEST >> 20:,} MiB; fetch it yourself and give the file.", url=url
                )
            out.write(chunk)


def _reason(error: Exception) -> str:
    """The innermost cause of an error of requests, which wraps it several times."""
    cause: BaseException = error
    while cause.__cause__ or cause.__context__:
        cause = cause.__cause__ or cause.__context__ or cause
    return str(getattr(cause, "strerror", None) or cause).rstrip(".")
