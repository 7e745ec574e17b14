"""Works copied from a page of a search or profile site, with words of its interface between them.

    2                                            Ferries Without Timetables
    Cite                                         Ann Author; Bo Builder
    Share                                        Journal of Harbours
    Ferries without timetables.                  Year: 2019 | Volume: 12, Issue: 3 | Journal Article
    Author A, Builder BC.                        Cited by: Papers (4)
    J Harb Stud. 2019 Mar 4;12(3):1-9.           Abstract

What is of the interface, numbers and kinds of works part the lines into runs. A run that holds a title and names is a work; which
line of a run holds the names, and whether it stands behind the title, is what most runs with several names show.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.records import Furniture, Item
from kg.sources._listing_copied_fields import Facts
from kg.sources._listing_interface import class_of, is_interface, kind_of, names_in
from kg.sources._listing_lines import Draft, Layout, Line, is_heading, is_title, may_be_title, reject
from kg.sources._listing_signs import YEAR

_FEWEST = 2
_MOST_LINES = 400
_LONGEST_NAMES = 20_000
_TEXTS = "NTV"
_PARTS = "IO"
_ASIDE = "IOKDF"


@dataclass(frozen=True)
class Plan:
    """How the lines of a work stand: whether names come first, on which line of text behind the title they may stand, behind a line of
    which classes, how many lines of text or date stand behind them at least, whether blank lines part works, whether lines
    with labels end them, and who is named with others."""

    names_first: bool
    places: tuple[int, ...]
    behind: frozenset[str]
    least: int
    gaps: bool
    ended: bool
    named: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Seen:
    """A line and its class."""

    line: Line
    kind: str


def _merged(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, those of names that end with a separator made one with the next."""
    held: Line | None = None
    for line in lines:
        if held is not None:
            blank = len(held.raw) - len(held.raw.lstrip())
            if not line.gap and not is_interface(line.text) and names_in(line.text.rstrip(" ,;")):
                line = Line(held.start, held.gap, held.raw[blank:] + line.raw)
            else:
                yield held
        open_end = line.text.endswith((",", ";")) and len(line.text) < _LONGEST_NAMES
        held = line if open_end and names_in(line.text.rstrip(" ,;")) else None
        if held is None:
            yield line
    if held is not None:
        yield held


def _seen(lines: Iterable[Line]) -> Iterator[Seen]:
    for line in _merged(lines):
        kind = class_of(line.text)
        heads = kind in "TNP" and is_heading(line) and not line.text[-4:].isdigit()
        yield Seen(line, "O" if heads else kind)


def _runs(seen: Iterable[Seen], gaps: bool, ended: bool) -> Iterator[list[Seen]]:
    """Stretches of lines that are of the interface, or that are not; parted too by blank lines and lines with labels where those part works."""
    run: list[Seen] = []
    for one in seen:
        turns = bool(run) and (one.kind in _PARTS) != (run[-1].kind in _PARTS)
        after = ended and bool(run) and run[-1].kind == "L" and one.kind in "TK" and len(_texts(run)) > 1
        if run and (turns or after or (gaps and one.line.gap) or len(run) >= _MOST_LINES):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _texts(run: Sequence[Seen]) -> list[int]:
    return [i for i, one in enumerate(run) if one.kind in _TEXTS]


def _strong(run: Sequence[Seen], texts: Sequence[int]) -> int | None:
    """Which line of text of a run is the first with several names."""
    return next((at for at, i in enumerate(texts) if run[i].kind == "N"), None)


def recognises(lines: Sequence[Line]) -> Plan | None:
    """The plan of the works where two at least have several names, and words of an interface or kinds of works stand between."""
    if sum(is_interface(line.text) or kind_of(line.text) != "" for line in lines) < _FEWEST:
        return None  # cheap to see, and most texts are told by it
    seen = list(_seen(lines))
    aside = sum(one.kind in "IK" for one in seen)
    gaps = sum(bool(one.line.gap) for one in seen) * 10 < len(seen) * 8
    ended = not any(one.kind == "L" and after.kind == "N" for one, after in itertools.pairwise(seen))
    aside += ended and sum(one.kind == "L" and after.kind == "T" for one, after in itertools.pairwise(seen))
    runs = [(run, _texts(run)) for run in _runs(seen, gaps, ended)]
    plan = _plan([(run, texts) for run, texts in runs if len(texts) > 1], gaps, ended)
    if plan is None:
        return None
    works = sum(_parts(run, plan) is not None for run, _ in runs)
    if any(len(texts) == 1 and run[-1].kind == "K" for run, texts in runs):
        return None  # titles with a kind of work below, and the names further off: see `_listing_screens`
    known = sum(len(run) for run, _ in runs if run[0].kind in _PARTS or _parts(run, plan) is not None)
    known += sum(one.kind in "KDFP" for run, _ in runs if _parts(run, plan) is None for one in run)
    return plan if works >= _FEWEST and aside >= works and known * 10 >= len(seen) * 7 else None


def _plan(runs: Sequence[tuple[list[Seen], list[int]]], gaps: bool, ended: bool) -> Plan | None:
    """What the runs with several names show of the order of lines."""
    first: Counter[bool] = Counter()
    places: Counter[int] = Counter()
    behind: set[str] = set()
    least: list[int] = []
    named: Counter[str] = Counter()
    for run, texts in runs:
        at = _strong(run, texts)
        if at is None or at > 3:
            continue
        first[at == 0] += 1
        if found := names_in(run[texts[at]].line.text):
            named.update(name.printed for name, _, _ in found[0].names)
        if at:
            places[at] += 1
            behind.add(run[texts[at] - 1].kind)
            least.append(sum(one.kind in "TVDL" for one in run[texts[at] + 1 :]))
    if first.total() < _FEWEST or max(first.values()) * 10 < first.total() * 8:
        return None
    if first[True] > first[False]:
        return Plan(True, (0,), frozenset(), 0, gaps, ended)
    known = frozenset(name for name, times in named.items() if times > 1)
    return Plan(False, tuple(at for at, _ in places.most_common()), frozenset(behind), min(least), gaps, ended, known)


def _parts(run: Sequence[Seen], plan: Plan) -> tuple[int, int] | None:
    """Which lines of a run are its title and its names; None where it is no work."""
    texts = _texts(run)
    if len(texts) < 2:
        return None
    if plan.names_first:
        return (texts[1], texts[0]) if names_in(run[texts[0]].line.text) and _may_be(run[texts[1]]) else None
    if not _may_be(run[texts[0]]):
        return None
    at = next((i for i in texts[1:4] if run[i].kind == "N"), None)
    if at is None:
        at = next((texts[p] for p in plan.places if p < len(texts) and _is_single(run, texts[p], plan)), None)
    return None if at is None else (texts[0], at)


def _may_be(one: Seen) -> bool:
    text = one.line.text
    return one.kind in "TN" and may_be_title(text) and is_title(text.rstrip("."))


def _is_single(run: Sequence[Seen], at: int, plan: Plan) -> bool:
    """Whether a line that stands where names stand in other works is one name."""
    found = names_in(run[at].line.text)
    if found is None or found[0].names[0][0].literal or run[at - 1].kind not in plan.behind:
        return False
    return (
        found[0].names[0][0].printed in plan.named or sum(one.kind in "TVDL" for one in run[at + 1 :]) >= plan.least
    ) and any(one.kind in "DKLV" or YEAR.search(one.line.text) for one in run)


# --- records ---------------------------------------------------------------------------------------------------------


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The works of a page in order, the interface as furniture; what is no work is rejected or left over in the work above it."""
    assert isinstance(plan, Plan)
    work: list[list[Seen]] = []
    lead: list[Seen] = []
    number = 1
    for run in _runs(_seen(lines), plan.gaps, plan.ended):
        if _parts(run, plan) is not None:
            yield from _work(work, plan)
            work, lead = [[*_led(lead, number), *run]], []
            number += 1
        elif all(one.kind in _ASIDE for one in run) or (not _texts(run) and _counts(lead, number)):
            lead += run
        elif work and (run[0].kind == "P" or len(_texts(run)) < 2):
            work += [_led(lead, 0), run]
            lead = []
        else:
            yield from _work(work, plan)
            yield from _furniture(lead)
            work, lead = [], []
            yield reject([one.line for one in run], "no title with names below it, as this page has them elsewhere")
    yield from _work(work, plan)
    yield from _furniture(lead)


def _counts(lead: Sequence[Seen], number: int) -> bool:
    """Whether the next number of the works stands among some lines."""
    return any(one.kind == "O" and one.line.text.strip("[(#.:)]") == str(number) for one in lead)


def _led(lead: Sequence[Seen], number: int) -> list[Seen]:
    """The lines between two works, as those of the second: a date there is of that only if it stands behind its number, or if
    nothing of the interface parts them; elsewhere it is not taken."""
    at = next((i for i, one in enumerate(lead) if one.kind in "O" and _counts([one], number)), len(lead))
    near = next((i for i in range(len(lead)) if all(one.kind not in _PARTS for one in lead[i:])), len(lead))
    first = min(at, near)
    return [one if i >= first or one.kind not in "DL" else Seen(one.line, "F") for i, one in enumerate(lead)]


def _furniture(lead: Sequence[Seen]) -> Iterator[Item]:
    for one in lead:
        yield Furniture("interface", one.line.start, one.line.end)


def _work(runs: Sequence[list[Seen]], plan: Plan) -> Iterator[Item]:
    """The record of a work and of what stands behind it."""
    if not runs:
        return
    whole = runs[0]
    cut = next(i for i in range(len(whole)) if all(one.kind not in _PARTS for one in whole[i:]))
    found = _parts(whole[cut:], plan)
    assert found is not None
    facts = Facts(Draft("article"))
    for one in whole[:cut]:
        facts.aside(one.line, one.kind)
    title, names = found
    run = whole[cut:]
    for i, one in enumerate(run):
        if i == title:
            facts.title(one.line)
        elif i == names:
            facts.names(one.line)
        elif one.kind in "TNV":
            facts.text(one.line, venue=title < i < names or i > names)
        else:
            facts.aside(one.line, one.kind)
    before = ""
    for more in runs[1:]:
        for one in more:
            if one.kind in "TNVP":
                facts.behind(one.line, before)
            else:
                facts.aside(one.line, one.kind)
            before = one.line.text.lower()
    if run[names].kind != "N":
        facts.draft.confidence["title"] = facts.draft.confidence["contributions"] = 0.9
    yield facts.draft.record()


LAYOUT = Layout("copied-page", recognises, read, whole=True)
