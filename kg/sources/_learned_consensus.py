"""What a page shows as a whole once its segments are labelled: how those at the same place of other entries are.

A list prints its entries in one form. What a first pass of the tagger said tells a second, for each segment, how the others are labelled that stand
between the same marks, at the same place of a block or of a line, and which parts in which order most entries have (stacked learning: W. W. Cohen,
V. R. Carvalho, "Stacked Sequential Learning", IJCAI 2005; Z. Kou, W. W. Cohen, "Stacked Graphical Models", SDM 2007).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

OTHER = "O"
"""The label of what belongs to no work; other labels are a part of an entry behind `E-`, `B-` or `I-`."""
PARTS = (OTHER, "title", "authors", "venue", "rest")
_SHARES = (0.2, 0.5, 0.8)
_BEGINS = "begins"
Places = tuple[Hashable, ...]
"""What the places of a segment are, of the same number for each: two segments with the same first one stand at the same place in one sense, and so on."""


def features(places: Sequence[Places], labels: Sequence[str]) -> list[list[str]]:
    """The names of what holds of each segment of a page, by the places and the labels of all."""
    senses = range(len(places[0])) if places else ()
    seen = [Counter(zip((one[sense] for one in places), labels, strict=True)) for sense in senses]
    counts = [_by_place(one) for one in seen]
    found = _of_entries(labels)
    for i, (its, label) in enumerate(zip(places, labels, strict=True)):
        found[i].append(f"said:{label}")
        for step in (-2, -1, 1, 2):
            found[i].append(f"said{step}:{labels[i + step] if 0 <= i + step < len(labels) else 'edge'}")
        for sense, place in enumerate(its):
            found[i] += _of_place(sense, counts[sense][place], label)
    return found


def part_of(label: str) -> str:
    """The part of an entry that a label names."""
    return label if label == OTHER else label[2:]


def _by_place(seen: Counter[tuple[Hashable, str]]) -> dict[Hashable, Counter[str]]:
    """How many segments at each place are labelled as each part, and how many begin an entry."""
    counts: dict[Hashable, Counter[str]] = {}
    for (place, label), number in seen.items():
        here = counts.setdefault(place, Counter())
        here[part_of(label)] += number
        here[_BEGINS] += number * label.startswith("E-")
    return counts


def _of_place(sense: int, counts: Counter[str], label: str) -> Iterator[str]:
    """How the other segments at a place are labelled: as what most of them, and how large the share of each part is."""
    own = part_of(label)
    others = {part: counts[part] - (part == own) for part in PARTS}
    others[_BEGINS] = counts[_BEGINS] - label.startswith("E-")
    total = sum(others[part] for part in PARTS)
    if not total:
        yield f"place{sense}:alone"
        return
    most = max(PARTS, key=lambda part: others[part])
    share = _step(others[most] / total)
    yield f"place{sense}:{most}{share}|{min(total, 4) // 2}"
    yield f"place{sense}:{most}{share}|{own}"
    for part, number in others.items():
        yield f"place{sense}:{part}:{_step(number / total)}"


def _step(share: float) -> int:
    return sum(share >= edge for edge in _SHARES)


def _of_entries(labels: Sequence[str]) -> list[list[str]]:
    """Of each segment which form most entries of the page have, and how many have that of its own."""
    forms: list[list[str]] = []
    number = []
    for label in labels:
        if label == OTHER:
            number.append(-1)
            continue
        if label.startswith("E-") or not forms:
            forms.append([])
        if not forms[-1] or forms[-1][-1] != label[2:]:
            forms[-1].append(label[2:])
        number.append(len(forms) - 1)
    counts = Counter(map(tuple, forms))
    top = counts.most_common(1)[0][0] if counts else ()
    few = f"form:{'-'.join(part[0] for part in top[:5])}|{min(len(forms), 4)}"
    found = []
    for label, at in zip(labels, number, strict=True):
        found.append([few])
        if at >= 0:
            own = tuple(forms[at])
            found[-1] += [f"form:{_step(counts[own] / len(forms))}|{label[2:]}", f"form:same{int(own == top)}"]
    return found
