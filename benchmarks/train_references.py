"""Trains the tagger of reference strings and writes its model: python benchmarks/train_references.py LABELLED.xml

LABELLED.xml holds references whose pieces are elements of a `sequence` (author, title, date ...). Only the half that a hash
of the string picks is trained on; references made from invented metadata are added. The same input gives the same model.

The model that ships was trained on half of the core data set of AnyStyle (anystyle.io, Sylvester Keil, BSD-2-Clause).
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.sources._references_features import Token, features, tokens_of
from kg.sources._references_tagger import MODEL, tags
from tests.reference_strings import Pieces, references

MADE = 300
"""How many invented references are added."""
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL)
    given = parser.parse_args()
    seen = [pieces for pieces in labelled(given.labelled) if not unseen(text_of(pieces))]
    made = [made.pieces for _, made in references(MADE)]
    train([*seen, *made], given.out)
    print(
        f"{len(seen)} labelled and {len(made)} invented references; {given.out.stat().st_size:,} bytes in {given.out}"
    )


if __name__ == "__main__":
    main()
