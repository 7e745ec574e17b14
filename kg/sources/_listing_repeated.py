"""Bibliographies in which a dash stands for the authors of the entry above, as in the style of Chicago.

Author, Ann. "Ferries without Timetables." Harbours 12, no. 3 (2017): 1-9.
———. "Signals in the Fog." In Ports and Paper, edited by Cy Smith, 59-81. Leiden: Brill, 2020.
———, and Bo Builder. "Rust on Chains." Journal of Moorings 25 (2021): 2-3.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from operator import attrgetter

from kg.records import Furniture, Item, Piece, Record, Reject
from kg.sources import _listing_tagged as tagged

_DASHES = re.compile(
    r"[ \t]*+(?:(?:\[\d{1,4}\]|\d{1,4}[.)])[ \t]*+)?(?P<dashes>[—–―⸺⸻]{2,8}|-{3,20}|_{3,20}|[—–―](?=[,.]?\s\(?(?:19|20)\d\d|,\s)"
    r"|(?:[Ii]dem|IDEM|[Ee]ad(?:em|\.)|Id\.|[Dd](?:ers|ies|ens)\.|[Tt]he same|[Ss]ame author)(?=[\s.,:]))"
    r"(?P<more>,?\s(?:and|with|&|und|et|y|e|og|och)\s|,\s(?=[^\W\d_a-z]))?[.,:]?\s*"
)
_ALONE = re.compile(rf"[)\].,;\s]{{0,9}}{_DASHES.pattern}[\"“„«‘'(]*")
"""What stands for authors and nothing else."""
_DASHES_ANYWHERE = re.compile(
    r"[—–―⸺⸻]{2}|[⸺⸻]|---|___|(?m:^[^\w\n]{0,3}[\d\].) ]{0,6}(?:[—–―]|[IiEe]d(?:em|\.)|IDEM|[Ee]ad|[Dd](?:ers|ies|ens)\.|(?:The s|the s|S|s)ame\b))"
)
_WHOLE_LINE = re.compile(r"[^\n]*(?:\n(?!\n)(?![ \t]*(?:[—–―⸺⸻]{2}|-{3}|_{3}))[ \t]+[^\n]+)*")
_LONGEST = 1500


def repeated(items: Iterable[Item], text: str, base: int) -> Iterator[Item]:
    """The items of a page, with the authors of the entry above where a dash stands for them; what was rejected is read with them.

    Where another entry that was not read stands between, nobody knows whom a dash means.
    """
    if _DASHES_ANYWHERE.search(text) is None:
        yield from items
        return
    above: Record | None = None
    for item in items:
        dashes = _DASHES.match(text, item.start - base) if above and isinstance(item, Reject) else None
        if above and isinstance(item, Reject) and _ALONE.fullmatch(text, item.start - base, item.end - base):
            yield Furniture("repeated-authors", item.start, item.end)
        elif isinstance(item, Record):
            if not _named(item, above, text, base):  # what dashes stand for goes on to do so
                above = item if item.work.contributions else None
            yield item
        elif isinstance(item, Reject) and above and dashes:
            for one in _read(item, above, text, base):
                above = one if isinstance(one, Record) else None
                yield one
        else:
            above = above if not isinstance(item, Reject) else None
            yield item


def _named(record: Record, above: Record | None, text: str, base: int) -> bool:
    """Gives a record behind a dash the authors of the one above before its own, which a word joins to them; whether it did."""
    title = next((one for one in record.pieces if one.field == "title"), None)
    line = text.rfind("\n", 0, record.start - base) + 1
    dashes = _DASHES.match(text, line)
    if dashes is None or title is None or title.start - base < dashes.end():
        return False
    own = [one for one in record.work.contributions if one.role == "author"]
    first = next((one.start - base for one in record.pieces if one.field.startswith("contributions[")), -1)
    if own and not (dashes["more"] and first == dashes.end()):
        return False
    if above is None:
        record.work.authors_truncated = bool(own)
        return False
    many = [copy.deepcopy(one) for one in above.work.contributions if one.role == "author"] or [
        copy.deepcopy(one) for one in above.work.contributions
    ]
    record.work.contributions = [*many, *record.work.contributions]
    for number, one in enumerate([one for one in record.work.contributions if one.role == "author"], 1):
        one.position = number
    for piece in record.pieces:
        if piece.field.startswith("contributions["):
            piece.field = f"contributions[{int(piece.field[14:-1]) + len(many)}]"
    return True


def _read(item: Reject, above: Record, text: str, base: int) -> Iterator[Item]:
    """What is read of rejected entries that begin with dashes, each with the printed names of the entry above in their place."""
    at, end = item.start - base, item.end - base
    while at < end and (found := _record(above, text, at, end, base)):
        yield found
        above = found
        line = _WHOLE_LINE.match(text, at, end)
        at = line.end() if line else end
        at += len(text[at:end]) - len(text[at:end].lstrip())
    if at < end:
        yield Reject(base + at, item.end, item.reason)


def _record(above: Record, text: str, at: int, end: int, base: int) -> Record | None:
    """The record of an entry that begins with dashes at `at`; None where it is not certain."""
    places = [one for one in above.pieces if one.field.startswith("contributions[")]
    line, dashes = _WHOLE_LINE.match(text, at, end), _DASHES.match(text, at, end)
    if line is None or dashes is None or not places or line.end() - at > _LONGEST:
        return None
    names = text[places[0].start - base : places[-1].end - base].rstrip(".")
    lead, behind = len(names), dashes.end("dashes")
    found = tagged.record(names + text[behind : line.end()], 0)
    if found is None or any(one.start < lead < one.end for one in found.pieces):
        return None
    shift = base + behind - lead
    found.pieces = [
        Piece(one.kind, one.field, one.start + shift, one.end + shift) for one in found.pieces if one.start >= lead
    ]
    found.pieces.append(Piece("furniture", "repeated-authors", base + dashes.start("dashes"), base + behind))
    found.pieces.sort(key=attrgetter("start"))
    found.start, found.end = found.pieces[0].start, max(one.end for one in found.pieces)
    return found
