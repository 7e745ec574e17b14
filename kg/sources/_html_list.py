"""The entries of a marked-up page, judged together: what one entry alone does not show for certain, its neighbours may."""

from __future__ import annotations

from collections import Counter

from kg.names import fold
from kg.records import NameAsPrinted, Record, Reject
from kg.sources._html_anchors import WEAK
from kg.sources._html_entry import TRIED, Candidate, Parts, by_order
from kg.sources._html_record import record
from kg.sources._listing_entries import ORDERS


def judged(entries: list[Candidate], base: str) -> list[Record | Reject]:
    """A record or a reject for each entry, in order: the order of parts that most show is that of those which show none.

    An entry lets go of its texts here, so that a long page is not held twice.
    """
    order = _order(entries)
    plans = Counter(one.readings[0].kind for one in entries if one.readings)
    sure = _Sure(entries)
    found: list[Record | Reject] = []
    owners = _Owners()
    for one in entries:
        parts = _chosen(one, order, plans, sure)
        if parts is None:
            found.append(Reject(one.start, one.end, _TRIED))
        else:
            made = record(one, parts, base)
            enough = _says_enough(made, parts) or (one.pending and parts.kind not in WEAK and parts.names is not None)
            if enough:
                owners.see(made, one)
            found.append(made if enough else Reject(one.start, one.end, _REASON))
        one.release()
    if owner := owners.owner():
        for item in found:
            if isinstance(item, Record):
                item.owner = owner
    return found


_AS_ORDER = {"after names": "authors first", "before names": "title first", "after tag": "title first"}
_TRIED = f"not understood: {TRIED}"
_REASON = "not understood: the entry has neither a year nor an identifier nor a venue"
REASONS = (_TRIED, _REASON)
"""Why entries that marks show are no records."""


def _order(entries: list[Candidate]) -> str | None:
    """The order of parts that several entries with more than one name show, where the other order is shown by few.

    Entries whose title their mark-up shows have a say where those without are too few.
    """
    plain = _shown(entries, {})
    return plain or _shown(entries, _AS_ORDER) or _agreed(entries)


def _agreed(entries: list[Candidate]) -> str | None:
    """The order in which nearly every entry can be read, two at least of which one has several names, where few can in the other."""
    if len(entries) < 2 or not any(parts.strong for one in entries for parts in one.readings):
        return None
    fitting = {order: sum(_reads(one, order) for one in entries) for order in ORDERS}
    best, other = sorted(fitting, key=lambda order: -fitting[order])
    clear = fitting[best] * 5 >= 4 * len(entries) and fitting[other] * 5 <= 2 * len(entries)
    return best if clear and fitting[best] > 1 else None


def _reads(one: Candidate, order: str) -> bool:
    """Whether an entry can be read in an order when its list is known to have that."""
    plans = {_AS_ORDER.get(parts.plan.partition(" ")[2], parts.plan) for parts in one.readings}
    return order in plans or by_order(one.flow, order, one.headed, sure=True) is not None


def _shown(entries: list[Candidate], names: dict[str, str]) -> str | None:
    only: Counter[str] = Counter()
    both = 0
    for one in entries:
        shown = [names.get(parts.plan.partition(" ")[2], parts.plan) for parts in one.readings if parts.strong]
        shown = [plan for plan in shown if plan in ORDERS]
        only.update(shown if len(shown) == 1 else [])
        both += len(shown) > 1
    ranked = only.most_common(2)
    if not ranked or ranked[0][1] + both < 2 or both > 2 * ranked[0][1]:
        return None
    other = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if other * 5 <= ranked[0][1] + both else None


class _Sure:
    """What the entries with a title beyond doubt show: where names stand beside it, and whose they are."""

    def __init__(self, entries: list[Candidate]) -> None:
        self._sides: Counter[str] = Counter()
        self._names: set[str] = set()
        for one in entries:
            parts = one.readings[0] if one.readings else None
            if parts and parts.names and parts.plan not in ORDERS and parts.kind not in WEAK:
                self._sides[_side(parts)] += 1
                self._names.update(fold(name.printed) for name, _, _ in parts.names.names)

    def confirm(self, parts: Parts) -> bool:
        """Whether an entry whose emphasis alone shows the title has its names where all others have them, and one of them among them."""
        if not parts.names or len(self._sides) != 1 or self._sides[_side(parts)] < 2:
            return False
        return any(fold(name.printed) in self._names for name, _, _ in parts.names.names)


def _side(parts: Parts) -> str:
    return parts.plan.partition(" ")[2]


def _chosen(one: Candidate, order: str | None, plans: Counter[str], sure: _Sure) -> Parts | None:
    marked = next((parts for parts in one.readings if parts.plan not in ORDERS), None)
    if marked is not None and (marked.kind not in WEAK or plans[marked.kind] > 1 or sure.confirm(marked)):
        return marked
    if order is None:
        return None
    return next((parts for parts in one.readings if parts.plan == order), None) or by_order(
        one.flow, order, one.headed, sure=True
    )


def _says_enough(made: Record, parts: Parts) -> bool:
    work = made.work
    told = parts.kind not in WEAK and bool(work.venues or (work.pages and parts.names))
    return bool(work.dates or work.identifiers or told or parts.kind == "title")


class _Owners:
    """Who may be the owner of a page: the one author whose name is emphasised in half of the entries."""

    def __init__(self) -> None:
        self._names: Counter[str] = Counter()
        self._printed: dict[str, NameAsPrinted] = {}
        self._records = 0

    def see(self, made: Record, entry: Candidate) -> None:
        """Counts the authors of an entry whose names are emphasised in it."""
        self._records += 1
        text = entry.flow.text
        strong = {fold(text[run.start : run.end]) for run in entry.flow.runs if run.kind in ("strong", "em")}
        if not strong:
            return
        for contribution in made.work.contributions:
            key = fold(contribution.name.printed)
            if key and key in strong:
                self._names[key] += 1
                self._printed.setdefault(key, contribution.name)

    def owner(self) -> NameAsPrinted | None:
        """The owner, where one author stands out."""
        ranked = self._names.most_common(2)
        if not ranked or ranked[0][1] < 2 or ranked[0][1] * 2 < self._records:
            return None
        alone = len(ranked) == 1 or ranked[1][1] * 3 < ranked[0][1]
        return self._printed[ranked[0][0]] if alone else None
