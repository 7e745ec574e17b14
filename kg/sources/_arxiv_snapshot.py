"""A line of arXiv's metadata snapshot: one JSON object a paper, with the authors as printed and as split by arXiv."""

from __future__ import annotations

from bisect import bisect_left

from kg.names import fold
from kg.records import Link, Piece, PieceKind, Record, Reject, Remark, Work
from kg.sources import _arxiv as arxiv
from kg.sources._json import Located, Malformed, fill

_TEXTS = {"title": "title", "abstract": "abstract", "journal-ref": "journal_ref"}


class _Draft:
    """A record in the making."""

    def __init__(self, members: dict[str, Located]) -> None:
        self.members = members
        self.work = Work(type="preprint")
        self.remarks: list[Remark] = []
        self.pieces: list[Piece] = []

    def text(self, key: str) -> str:
        """The text of a member without the white space around it; '' for null, nothing, or another kind of value."""
        value = self.members[key].value if key in self.members else None
        return value.strip() if isinstance(value, str) else ""

    def mapped(self, value: Located, target: str) -> None:
        """The content of a string went to a field; its key and quotation marks are furniture."""
        edge = 1 if isinstance(value.value, str) else 0
        self.pieces.append(Piece("mapped", target, value.start + edge, value.end - edge))

    def left(self, key: str, value: Located) -> None:
        self.pieces.append(Piece("left", key, value.key_start or value.start, value.end))


def record(line: Located) -> Record | Reject:
    """The record of a line; a reject for an object without an arXiv id or with a repeated key."""
    try:
        draft = _Draft(line.members())
    except Malformed as finding:
        return Reject(line.start, line.end, str(finding))
    printed = draft.text("id")
    if arxiv.identifier_of(printed) is None:
        return Reject(line.start, line.end, f"The object has no arXiv id; its id is {printed[:60]!r}.")
    _simple(draft)
    _subjects(draft)
    _versions(draft)
    _authors(draft)
    _leave_the_rest(draft)
    return Record(
        line.start, line.end, draft.work, fill(draft.pieces, line.start, line.end), printed, remarks=draft.remarks
    )


def _simple(draft: _Draft) -> None:
    work, members = draft.work, draft.members
    if place := arxiv.identify(work, draft.remarks, "arxiv", draft.text("id")):
        draft.mapped(members["id"], place)
    for key, target in _TEXTS.items():
        if text := draft.text(key):
            setattr(work, target, text)
            draft.mapped(members[key], target)
    if text := draft.text("comments"):
        work.comments.append(text)
        draft.mapped(members["comments"], "comments[0]")
    if (text := draft.text("doi")) and (place := arxiv.dois(work, draft.remarks, text)):
        draft.mapped(members["doi"], place)
    if (text := draft.text("report-no")) and (place := arxiv.identify(work, draft.remarks, "report", text)):
        draft.mapped(members["report-no"], place)
    if text := draft.text("license"):
        work.licences.append(Link(text))
        draft.mapped(members["license"], "licences[0]")


def _subjects(draft: _Draft) -> None:
    """Categories stand in one string with blanks between, or (in older snapshots) in a list with such a string."""
    value = draft.members.get("categories")
    strings = value.items() if value and isinstance(value.value, list) else [value] if value else []
    for one in strings:
        if isinstance(one.value, str):
            words = arxiv.subjects_in(draft.work, one.value)
            spans = one.spans([(low, high) for _, low, high in words])
            for (target, _, _), (start, end) in zip(words, spans, strict=True):
                draft.pieces.append(Piece("mapped", target, start, end))


def _versions(draft: _Draft) -> None:
    """The first version's date is the creation, the last one's the update; the days between are left."""
    value = draft.members.get("versions")
    if value is None or not isinstance(value.value, list):
        return
    try:
        entries = [item.members() for item in value.items() if isinstance(item.value, dict)]
    except Malformed:  # a version that says something twice says nothing
        return
    for i, entry in enumerate(entries):
        kind = "created" if i == 0 else "updated" if i == len(entries) - 1 else ""
        created = entry.get("created")
        place = arxiv.add_date(draft.work, kind, str(created.value)) if created and kind else None
        for key, one in entry.items():
            if one is created and place:
                draft.mapped(one, place)
            elif not (key == "version" and (i == len(entries) - 1 or kind)):
                draft.left(f"versions.{key}", one)
    if entries and "version" in entries[-1]:
        arxiv.version(draft.remarks, str(entries[-1]["version"].value))


def _authors(draft: _Draft) -> None:
    """Pairs arXiv's split of each name with the name as it is printed in the list."""
    printed = draft.members.get("authors")
    parsed = draft.members.get("authors_parsed")
    text = printed.value if printed and isinstance(printed.value, str) else ""
    names, asides, cut = arxiv.names_in(text)
    draft.work.authors_truncated = cut
    split = [item for item in parsed.items() if _is_name(item)] if parsed and isinstance(parsed.value, list) else []
    if not split:
        for i, (low, high) in enumerate(names):
            draft.work.contributions.append(arxiv.contribution(arxiv.person(text[low:high]), i + 1))
        if printed:
            _place(draft, printed, list(enumerate(names)), asides)
        return
    pairs = _paired([item.value[0] for item in split], [text[low:high] for low, high in names])
    for i, item in enumerate(split):
        family, given, suffix, *rest = [*item.value, "", ""][: max(3, len(item.value))]
        at = pairs[i]
        name = arxiv.person_of(family, given, suffix, text[slice(*names[at])] if at is not None else "")
        draft.work.contributions.append(arxiv.contribution(name, i + 1, rest))
        draft.pieces.append(Piece("mapped", f"contributions[{i}]", item.start, item.end))
    found = [(i, names[at]) for i, at in enumerate(pairs) if at is not None]
    if len(found) != max(len(split), len(names)):
        message = f"The printed list has {len(names)} names, the split one {len(split)}; the split one is kept."
        draft.remarks.append(Remark("authors-differ", message, "authors"))
    if printed:
        used = {at for at in pairs if at is not None}
        _place(draft, printed, found, [*asides, *(span for i, span in enumerate(names) if i not in used)])


def _is_name(item: Located) -> bool:
    value = item.value
    strings = isinstance(value, list) and len(value) >= 2 and all(isinstance(part, str) for part in value)
    return strings and any(sign.isalpha() for sign in value[0] + value[1])


def _paired(families: list[str], printed: list[str]) -> list[int | None]:
    """For each family name the printed name it belongs to: by place when the lists are equally long, else by the name."""
    if len(families) == len(printed):
        return list(range(len(families)))
    folded = [fold(arxiv.clean(name)) for name in printed]
    pairs: list[int | None] = []
    at = 0
    for family in families:
        wanted = fold(arxiv.clean(family))
        # The lists run in the same order and differ by little, so a name is looked for nearby only.
        here = next((i for i in range(at, min(at + 20, len(folded))) if wanted and wanted in folded[i]), None)
        pairs.append(here)
        at = at if here is None else here + 1
    return pairs


def _place(
    draft: _Draft, printed: Located, names: list[tuple[int, tuple[int, int]]], asides: list[tuple[int, int]]
) -> None:
    """Pieces for the names of the printed list, and for what stands there beside names."""
    for (i, _), (start, end) in zip(names, printed.spans([span for _, span in names]), strict=True):
        draft.pieces.append(Piece("mapped", f"contributions[{i}]", start, end))
    # What is printed in parentheses is mostly an affiliation that the split list gives its author.
    bodies = {body.name: i for i, one in enumerate(draft.work.contributions) for body in one.affiliations}
    for (low, high), (start, end) in zip(asides, printed.spans(asides), strict=True):
        owner = bodies.get(arxiv.clean(printed.value[low:high].strip("()")))
        kind: PieceKind = "left" if owner is None else "mapped"
        target = "authors" if owner is None else f"contributions[{owner}]"
        draft.pieces.append(Piece(kind, target, start, end))


def _leave_the_rest(draft: _Draft) -> None:
    """Members that gave nothing are left over, unless they hold nothing."""
    starts = sorted(piece.start for piece in draft.pieces)
    for key, value in draft.members.items():
        at = bisect_left(starts, value.start)
        used = at < len(starts) and starts[at] < value.end
        if not used and value.value not in (None, "", [], {}):
            draft.left(key, value)
