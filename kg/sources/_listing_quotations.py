"""Where a title stands in quotation marks: marks of several languages, single ones, and apostrophes that are none."""

from __future__ import annotations

from kg.sources._listing_taken import Span

_QUOTES = (("“", "”"), ("«", "»"), ("„", "“”"), ('"', '"'), ("``", "''"), ("‘", "’"), ("'", "'"), ("《", "》"))


def quotation(text: str, begin: int) -> Span | None:
    """What stands between the first quotation marks that hold a title, without them."""
    best: Span | None = None
    for opens, closes in _QUOTES:
        at = text.find(opens, begin)
        if (
            at < 0
            or (best and at >= best[0])
            or (opens == "‘" and at > begin)
            or (opens == "'" and not _opens_single(text, begin, at))
        ):
            continue
        ends = [
            end
            for mark in ([closes] if len(opens) == 2 else closes)
            if (end := _closing(text, mark, at + len(opens))) > 0
        ]
        if ends:
            best = at + len(opens), min(ends)
    return best


def _opens_single(text: str, begin: int, at: int) -> bool:
    """Whether an apostrophe opens a quotation: it stands first, or behind a comma and a blank."""
    opens = text[at + 1 : at + 2].isalnum() or (at == begin and text[at + 1 : at + 2] in ('"', "“"))
    return opens and (at == begin or text[at - 2 : at] in (", ", ") "))


def _closing(text: str, mark: str, start: int) -> int:
    """Where a closing mark stands that is no apostrophe."""
    at = text.find(mark, start)
    while at > 0 and mark in "’'" and text[at + 1 : at + 2].isalpha():
        at = text.find(mark, at + 1)
    return at
