"""Writes kg/sources/_given_names.txt: the words by which lists are told that print the family name first.

    python -m benchmarks.given_names

`[given]` holds words that people bear as a given name and seldom as a family name, written down from common knowledge of the
languages of Europe and of Japan. `[either]` holds words that are given names of people, and family names of others as well, or
names of the father that stand behind the own name as in the south of India. Both are kept as they stand in the file, to be added
to by hand; from records whose names are parted by their makers (arXiv `authors_parsed`, Crossref, the ACL Anthology, PMLR) come
further words of the second kind, and out of the first goes what is a family name there.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from kg.names import fold
from kg.sources._listing_turned import TABLE, sections

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
_WORD = re.compile(r"[^\W\d_]{3,}")
_LEAST = 2
"""So many people bear a word as a given name that is taken from the data."""

_HEAD = """\
# Words that are given names, folded to lower-case ASCII letters: facts only, a selection of our own, made by benchmarks/given_names.py.
# [given]: seldom a family name. [either]: a family name, or a father's name, as well; the counted ones are from the records
# of arXiv (CC0), Crossref, the ACL Anthology (Apache-2.0) and PMLR (CC BY 4.0) in ../shared/data.
"""


def people() -> Iterator[tuple[str, str]]:
    """Given and family names of the people in the data, as their makers parted them."""
    for line in (DATA / "arxiv" / "kaggle-snapshot-0704-first100.jsonl").read_text("utf-8").splitlines():
        yield from ((given, family) for family, given, *_ in json.loads(line)["authors_parsed"])
    for path in (DATA / "crossref" / "works-rcrossref-habanero.jsonl", *(DATA / "bibtex").glob("*.expected.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            work = json.loads(line)
            for one in [*(work.get("author") or []), *(work.get("editor") or [])]:
                yield one.get("given") or "", one.get("family") or ""
    for path in sorted((DATA / "acl-anthology").glob("*.xml")):
        for one in etree.parse(path).iter("author", "editor"):
            yield one.findtext("first") or "", one.findtext("last") or ""


def counted() -> tuple[Counter[str], Counter[str]]:
    """How many people bear each folded word within their given name, and how many within their family name."""
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for first, last in sorted(set(people())):
        given.update({fold(word) for word in _WORD.findall(first)})
        family.update({fold(word) for word in _WORD.findall(last)})
    return given, family


def main() -> None:
    """Writes the table anew and prints how many words it holds."""
    kept = sections(TABLE.read_text("utf-8"))
    given, family = counted()
    either = {fold(word) for word in kept["either"]}
    either |= {word for word in given if given[word] >= _LEAST and given[word] * 2 > family[word]}
    listed = {fold(word) for word in kept["given"]}
    # What is known to be a given name stays one unless the data shows families of it.
    common = {word for word in listed if family[word] > 1 and family[word] * 4 > given[word]}
    byhand = {fold(word) for word in kept["either"]}
    sure = listed - common - byhand
    text = _HEAD
    for name, words in (("given", sure), ("either", (either | common) - sure)):
        text += f"[{name}]\n" + textwrap.fill(" ".join(sorted(words)), 160) + "\n"
    TABLE.write_text(text, "utf-8")
    print(f"{len(sure)} given names, {len((either | common) - sure)} that are family names as well")


if __name__ == "__main__":
    main()
