"""Trains the taggers of reference strings and writes their models: python benchmarks/train_references.py LABELLED.xml WORKS.jsonl

LABELLED.xml holds references whose pieces are elements of a `sequence` (author, title, date ...). Only the half that a hash
of the string picks is trained on. To these are added, for one model, references made from invented metadata; for the other, references
made of the words of the labelled ones and of Crossref works (WORKS.jsonl, one a line), each in a style put together at random. The same
input gives the same models.

The models that ship were trained on half of the core data set of AnyStyle (anystyle.io, Sylvester Keil, BSD-2-Clause) and on names and
titles of the works that rcrossref and habanero test with.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.reference_styles import styled
from benchmarks.reference_words import Words
from kg.sources._references_features import Token, features, tokens_of
from kg.sources._references_tagger import MODELS, tags
from tests.reference_strings import Pieces, references

MADE = 300
"""How many references from invented metadata one model has."""
STYLED, OTHERS = 2500, 150
"""How many references in styles of their own the other has, and how many from invented metadata."""
SETTINGS = {"c1": 0.1, "c2": 0.02, "max_iterations": 100}


def labelled(path: Path) -> Iterator[Pieces]:
    """The pieces of each labelled reference, white space as single blanks."""
    from lxml import etree

    for sequence in etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot():
        pieces = [(str(part.tag), " ".join((part.text or "").split())) for part in sequence]
        if pieces := [(tag, text) for tag, text in pieces if text]:
            yield pieces


def text_of(pieces: Pieces) -> str:
    """The reference its pieces make."""
    return " ".join(text for _, text in pieces)


def unseen(text: str) -> bool:
    """Whether a reference is of the half that is never looked at and only counted."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 2 == 1


def sequence(pieces: Pieces) -> tuple[list[Token], list[str]]:
    """The tokens of a reference and the part each is of."""
    tokens = tokens_of(text_of(pieces))
    names = [tag for tag, text in pieces for _ in text.split()]
    assert len(tokens) == len(names)
    return tokens, names


def train(corpus: Sequence[Pieces], path: Path) -> None:
    """Trains on references with known pieces and writes the model."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for pieces in corpus:
        tokens, names = sequence(pieces)
        trainer.append(features(tokens), tags(names))
    trainer.train(str(path))


def styled_too(corpus: Sequence[Pieces], works: Path) -> list[Pieces]:
    """The references that the second model has besides some labelled ones."""
    words = Words()
    words.add_labelled(corpus)
    words.add_crossref(works)
    return [*invented(OTHERS), *styled(words.tidy(), STYLED)]


def invented(count: int) -> list[Pieces]:
    """References from invented metadata."""
    return [made.pieces for _, made in references(count)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("works", type=Path)
    parser.add_argument("--out", type=Path, default=MODELS[0].parent, help="the folder of the models")
    given = parser.parse_args()
    seen = [pieces for pieces in labelled(given.labelled) if not unseen(text_of(pieces))]
    for model, added in zip(MODELS, (invented(MADE), styled_too(seen, given.works)), strict=True):
        path = given.out / model.name
        train([*seen, *added], path)
        print(f"{len(seen)} labelled and {len(added)} made references; {path.stat().st_size:,} bytes in {path}")


if __name__ == "__main__":
    main()
