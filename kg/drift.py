"""A drift alarm: an input that is understood much less than it used to be has probably changed its layout.

What of an input was understood is kept between builds in `history.jsonl` of the workspace, one line for each input whose content
changed: the share of its blocks that became records, and the share of its characters that were not left over.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from kg.reading import Account

FALL = 0.1
"""An alarm is given when a share falls by more than this below the median of the builds before."""

REMEMBERED = 10
"""The median is taken over at most this many builds."""


class Understood(msgspec.Struct, frozen=True):
    """How much of one input was understood in one build; the shares are from 0 to 1."""

    file: str
    source: str
    digest: str
    blocks: int
    records: float
    characters: float


class Drift(msgspec.Struct, frozen=True):
    """An input of which less is understood than usual: which share fell, from what to what, over how many builds."""

    file: str
    what: str
    now: float
    usual: float
    builds: int

    def __str__(self) -> str:
        return (
            f"{self.file}: {self.now:.0%} of its {self.what} were understood, usually {self.usual:.0%} "
            f"({self.builds} {'build' if self.builds == 1 else 'builds'} before): its layout may have changed."
        )


def understood(account: Account) -> Understood:
    """What an account says of how much was understood."""
    blocks = account.records + account.rejects
    return Understood(
        account.file,
        account.source,
        account.digest,
        blocks,
        account.records / blocks if blocks else 0.0,
        1 - account.left / account.characters if account.characters else 1.0,
    )


def alarms(history: Path, accounts: Iterable[Account]) -> Iterator[Drift]:
    """The inputs of which clearly less is understood than in the builds before."""
    before: dict[tuple[str, str], list[Understood]] = {}
    for one in read(history):
        before.setdefault((one.file, one.source), []).append(one)
    for account in accounts:
        now = understood(account)
        past = [one for one in before.get((now.file, now.source), []) if one.digest != now.digest][-REMEMBERED:]
        if not past:
            continue
        for what, share, usual in (
            ("blocks", now.records, statistics.median(one.records for one in past)),
            ("characters", now.characters, statistics.median(one.characters for one in past)),
        ):
            if share < usual - FALL:
                yield Drift(now.file, what, share, usual, len(past))


def remember(history: Path, accounts: Iterable[Account]) -> None:
    """Adds the inputs to the history, but for those whose content stands there already."""
    known = {(one.file, one.source, one.digest) for one in read(history)}
    new = [one for one in map(understood, accounts) if (one.file, one.source, one.digest) not in known]
    with history.open("ab") as out:
        for one in new:
            out.write(msgspec.json.encode(one) + b"\n")


def read(history: Path) -> list[Understood]:
    """The history; a line that was cut off by a crash is passed over."""
    found = []
    for line in history.read_bytes().splitlines() if history.exists() else []:
        try:
            found.append(msgspec.json.decode(line, type=Understood))
        except msgspec.MsgspecError:
            continue
    return found
