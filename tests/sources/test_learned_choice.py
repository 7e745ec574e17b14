"""Which stretch of an entry is its title: what is weighed, and what a choice changes."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest

from kg.sources import _learned_choice, _learned_tagger
from kg.sources._learned_choice import Chosen, Found, Model, Weighing, chosen, model, save
from kg.sources._learned_features import Page
from kg.sources._learned_tagger import LABELS, Entry, Part, _set_title
from kg.sources._listing_lines import joined, lines_of

TEXT = """Okonjo, B. Ferries without timetables. Harbour Review. 12 (2019), 3-19.
Brix, A. Salt in the mortar of piers. Harbour Review. 14 (2021), 5-28.
Aalto, M. What the pilots know. Coastal Economics. 9 (2022), 44-61.
"""
WHOLE = {"authors": "Okonjo", "title": "Ferries without timetables", "venue": "Harbour Review"}


def _weighing(certain: float, text: str = TEXT) -> tuple[Weighing, Page]:
    """The entries of a text, each segment labelled by its place on its line, all with one probability."""
    lines = list(lines_of(text.splitlines(keepends=True)))
    page = Page(lines)
    parts = ("authors", "title", "venue", "rest")
    likely = np.full((len(page.segments), len(LABELS)), (1 - certain) / (len(LABELS) - 1), np.float32)
    found = []
    for row in sorted({one.row for one in page.segments}):
        its = [number for number, one in enumerate(page.segments) if one.row == row]
        title = next(number for number in its if page.segments[number].text[0] in "FSW" and number > its[0])
        for number in its:
            part = "title" if number == title else parts[0] if number < title else parts[2 + (number > title + 1)]
            begin = "E" if number == its[0] else "B"
            likely[number, LABELS.index(f"{begin}-{part}")] = certain
        others = [
            ("authors", [n for n in its if n < title]),
            ("venue", [title + 1]),
            ("rest", [n for n in its if n > title + 1]),
        ]
        found.append(Found(title, title, others, ("authors", "title", "rest"), False))
    return Weighing(found, likely, page.segments, joined(lines), lines[0].start), page


def test_there_is_a_weight_for_each_feature() -> None:
    weighing, _ = _weighing(0.9)
    features = weighing.features(0, *weighing.stretches(0)[0])
    assert len(features) == len(model().mean) == len(model().scale) == model().first.shape[0]
    assert np.isfinite(features).all()


def test_of_a_sure_title_no_other_stretch_is_weighed() -> None:
    assert len(_weighing(0.999)[0].stretches(0)) == 1
    weighing, page = _weighing(0.8)
    every = weighing.stretches(1)
    assert every[0] == (weighing.found[1].first, weighing.found[1].last)
    assert len(every) > 3
    titles = {one.first for one in weighing.found}
    assert all(0 <= first <= last < len(page.segments) for first, last in every)
    assert all(not titles & set(range(first, last + 1)) - {weighing.found[1].first} for first, last in every)


def test_titles_between_the_same_marks_are_likelier_than_one_alone() -> None:
    """Three entries of one form: each is likelier the title with the others beside it than on a page of its own."""
    together = [one.certainty for one in chosen(_weighing(0.91)[0])]
    alone = chosen(_weighing(0.91, TEXT.splitlines(keepends=True)[0])[0])[0].certainty
    assert all(0 <= one <= 1 for one in [*together, alone])
    assert min(together) > alone


def test_another_stretch_is_taken_only_where_it_is_much_likelier() -> None:
    weighing, _ = _weighing(0.8)
    own = weighing.stretches(0)

    def chances(better: float) -> list[Chosen]:
        def told(_: Model, rows: np.ndarray) -> np.ndarray:
            found = np.full(len(rows), 0.2, np.float32)
            found[0], found[1] = 0.5, 0.5 + better
            return found

        with patch.object(Model, "chances", told):
            return chosen(weighing)

    assert chances(0.05)[0][:2] == own[0]
    assert chances(0.2)[0][:2] == own[1]


@pytest.mark.parametrize(
    ("first", "last", "parts"),
    [
        (1, 1, {"authors": "B. Okonjo", "title": "Ferries", "venue": "Harbour"}),
        (1, 2, {"authors": "B. Okonjo", "title": "Ferries Harbour"}),
        (0, 1, {"title": "B. Okonjo Ferries", "venue": "Harbour"}),
    ],
)
def test_a_choice_takes_segments_from_the_parts_beside_a_title(first: int, last: int, parts: dict[str, str]) -> None:
    entry, numbers, segments = _entry("B. Okonjo\tFerries\tHarbour", ("authors", "title", "venue"))
    _set_title(entry, Chosen(first, last, 0.7), numbers, segments)
    assert {part.name: " ".join(one.text for one in part.segments) for part in entry.parts} == parts
    assert entry.certainty == 0.7


@pytest.mark.parametrize(
    ("text", "first", "last", "names"),
    [
        ("Ferries\tHarbour Review\t2019", 0, 0, ["title", "venue", "rest"]),
        ("B. Okonjo\tFerries\t2019", 1, 1, ["authors", "title", "rest"]),
        ("in the matter of\tFerries\t2019", 1, 1, ["rest", "title", "rest"]),
    ],
)
def test_what_a_choice_leaves_of_a_title_is_names_or_tells_where_it_appeared(
    text: str, first: int, last: int, names: list[str]
) -> None:
    entry, numbers, segments = _entry(text, ("title", "title", "rest"))
    _set_title(entry, Chosen(first, last, 0.7), numbers, segments)
    assert [part.name for part in entry.parts] == names


def _entry(text: str, names: tuple[str, ...]) -> tuple[Entry, dict[int, int], list[_learned_tagger.Segment]]:
    """An entry whose segments tabs part, each of a part."""
    segments = Page(list(lines_of([text]))).segments
    entry = Entry()
    for name, one in zip(names, segments, strict=True):
        if entry.parts and entry.parts[-1].name == name:
            entry.parts[-1].segments.append(one)
        else:
            entry.parts.append(Part(name, [one]))
    return entry, {id(one): number for number, one in enumerate(segments)}, segments


def test_weights_are_kept_in_a_file(tmp_path: Path) -> None:
    save(tmp_path / "weights.npz", model())
    rows = np.array([_weighing(0.9)[0].features(0, 1, 1)], np.float32)
    again = model(tmp_path / "weights.npz")
    assert np.allclose(again.chances(rows), model().chances(rows), atol=1e-3)
    assert _learned_choice.MODEL.stat().st_size < 20_000
