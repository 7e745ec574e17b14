"""How far a work is on its way to print, where an entry says so outside its other parts: "(submitted)", "in press", "im Druck", "à paraître"."""

from __future__ import annotations

import re
from operator import attrgetter

from kg.records import Piece, Work

_WORDS = (
    r"(?:re)?submitted(?:\sfor\spublication)?|under\s(?:review|revision)|in\s(?:review|revision|press|print|preparation)|forthcoming|to\sappear|accepted(?:\sfor\spublication)?"
    r"|im\s(?:druck|erscheinen)|erscheint|eingereicht|angenommen|sous\spresse|à\sparaître|soumis|accepté|en\sprensa|aceptado|enviado|no\sprelo|submetido|aceite|in\sstampa|accettato|w\sdruku|v\stisku|painossa|в\sпечати"
)
_SAID = re.compile(rf"(?<![^\s(\[,;:.–—-])(?P<note>{_WORDS})(?![^\s)\],;:.–—-])", re.IGNORECASE)
BEHIND = re.compile(rf"[\s,.;–-]{{0,4}}[(\[]?(?P<note>{_WORDS})[)\]]?\.?(?=\s|$)", re.IGNORECASE)
"""The words right behind an entry."""
_LONGEST = 3000


def take_status(work: Work, pieces: list[Piece], text: str, base: int, within: tuple[int, int]) -> None:
    """Takes such words of an entry that are of none of its parts as a comment; `text` stands at `base`, and the entry `within` it.

    Changes the work and its pieces; what was left over there is parted.
    """
    if work.comments or within[1] - within[0] > _LONGEST:
        return
    taken = [(one.start, one.end) for one in pieces if one.kind == "mapped"]
    for found in _SAID.finditer(text, within[0] - base, within[1] - base):
        start, end = base + found.start("note"), base + found.end("note")
        if not any(a < end and start < b for a, b in taken):
            add_status(work, pieces, found["note"], start, end)
            return


def add_status(work: Work, pieces: list[Piece], note: str, start: int, end: int) -> None:
    """Adds words as a comment of a work, with the place where they stand."""
    kept: list[Piece] = []
    for one in pieces:
        if one.end <= start or end <= one.start:
            kept.append(one)
            continue
        kept += [Piece(one.kind, one.field, a, b) for a, b in ((one.start, start), (end, one.end)) if a < b]
    kept.append(Piece("mapped", f"comments[{len(work.comments)}]", start, end))
    pieces[:] = sorted(kept, key=attrgetter("start"))
    work.comments.append(note)
