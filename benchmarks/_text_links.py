"""How well links with their role and licences are read in texts of all collections: python benchmarks/_text_links.py [--kept] [--show] [SHARED]

The gold holds ids, digests, offsets and labels, not the texts. `tests/gold/links.{look,kept}.jsonl` labels every web address in titles, abstracts and comment
lines of the collections below that is not in `abstracts.kept.jsonl`, and in the texts of SoMeSci (Schindler et al., CIKM 2021); split by a hash of the id. All were
labelled, by one hand, before the rules were written anew; the rules were written by the first half. `tests/gold/links.invented.jsonl` holds ends of invented abstracts by
seven writers who saw nothing of the rules, with texts and links; of six of them one half was never looked at. Their phrases are drawn as far apart as life has them: of the
links of the half that was not looked at .63 were read with the right role when they came. `tests/gold/licences.jsonl` labels every named licence there.

The rule of the labels: what does the link lead to?

1. The words of its sentence, or of its line in a list, next to it, say it.
   code: code, implementation, scripts, repository, software or a package, library, toolkit, binaries to download.
   data: data, data set, corpus, benchmark, annotations. model: trained models, weights, checkpoints, parameters.
   demo: what is used where it is: demo, web server, web application, interface, platform, a system that is hosted.
   project: project page, home page, web site of what is described. paper: the paper itself, another version of it, papers.
   other: videos, slides, documentation, licence texts, tutorials, leaderboards, results; pages of others that are only used or named as sources.
2. Where several are named together ("code and data are available at"), each of them is right: "code|data".
3. The host corrects the words. A host of repositories and packages (GitHub, GitLab, Bitbucket, SourceForge, Google Code, CRAN, Bioconductor, PyPI,
   Docker Hub) is never project, demo or paper; it is code where nothing says that it holds data or models alone. A page (github.io, sites.google.com,
   a path with /project/ or /projects/) and the root of a site are never code: they are the project's where the sentence speaks of code alone.
4. Where only a name is said to be there ("X is available at"), the host decides: a repository is code, another page project; but data where the text
   calls X a data set, demo where it calls X a web server, a service, a platform.
5. Host names that stand for a firm or a site in running text ("from Snopes.com") are no links; those printed as an address (www., http) are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import _identity_venues as venues
from benchmarks._text_claims import Row, records
from kg.text import Fact, comments, licences, links

ROOT = Path(__file__).resolve().parents[1]
COLLECTIONS = (
    "acl-anthology/2021.acl.xml", "acl-anthology/E17.xml", "acl-anthology/J19.xml", "acl-anthology/Q19.xml",
    "arxiv/*", "bibtex/**/*.bib", "crossref/works*", "csl-json/**/*.json", "hal/*", "openalex/*", "medline/**/*.*", "seeds/*.txt",
)  # fmt: skip
_SAME = {"project-page": "project"}
"""Roles that the reader of comment lines calls otherwise."""
_IDENTIFIER = re.compile(r"//(?:doi|arxiv)\.org/")
_Texts = dict[str, dict[str, str]]


def texts(shared: Path) -> _Texts:
    """The fields of all records by the digest of title and abstract; texts of SoMeSci have an abstract alone."""
    found: _Texts = {}
    for record in records(shared, COLLECTIONS):
        work = record.work
        fields = {"title": work.title or "", "abstract": work.abstract or ""}
        found.setdefault(
            _digest(fields), fields | {f"comments[{i}]": comment for i, comment in enumerate(work.comments)}
        )
    for path in sorted((shared / "introduces").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            fields = {"title": "", "abstract": json.loads(line)["text"]}
            found[_digest(fields)] = fields
    return found


def _digest(fields: dict[str, str]) -> str:
    return hashlib.sha256(f"{fields['title']}\n{fields['abstract']}".encode()).hexdigest()[:16]


def gold(folder: Path, name: str, known: _Texts) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """The labelled rows of a file of gold with the fields of their record; a text that has changed since is an error (KeyError)."""
    for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row, known[row["digest"]]


def invented(half: str) -> Iterator[dict[str, Any]]:
    """The rows of the invented texts of a half: each with its text and the links in it, as printed, with their roles."""
    rows = map(json.loads, (ROOT / "tests" / "gold" / "links.invented.jsonl").read_text("utf-8").splitlines())
    yield from (row for row in rows if row["half"] == half)


def places(row: dict[str, Any]) -> dict[tuple[int, int], list[str]]:
    """The roles of the links of an invented text by where they stand."""
    found, at = {}, 0
    for one in row["links"]:
        start = row["text"].index(one["printed"], at)
        at = start + len(one["printed"])
        found[start, at] = one["role"].split("|")
    return found


def _read(field: str, text: str, kind: str) -> list[Fact]:
    modules = {"link": (links, comments), "licence": (licences,)}[kind]
    name = field.partition("[")[0]
    return [fact for module in modules for fact in module.read(name, text) if fact.kind == kind]


def with_role(folder: Path, half: str, known: _Texts, show: bool = False) -> tuple[Row, Row]:
    """Links whose ends and role are right, and links whose ends are; in comment lines identifiers (doi.org, arxiv.org) are read elsewhere."""
    exact, ends = Row(f"links with role, gold {half}"), Row(f"links, gold {half}")
    for row, fields in gold(folder, f"links.{half}", known):
        labels = {
            (one["field"], one["start"], one["end"]): one["role"].split("|")
            for one in row["links"]
            if not (
                one["field"].startswith("comments")
                and _IDENTIFIER.search(fields[one["field"]], one["start"], one["end"])
            )
        }
        exact.labelled, ends.labelled = exact.labelled + len(labels), ends.labelled + len(labels)
        for field, text in fields.items():
            for fact in _read(field, text, "link"):
                roles = labels.get((field, fact.start, fact.end))
                role = fact.details.get("role", "other")
                right = roles is not None and _SAME.get(role, role) in roles
                ends.add(roles is not None, fact.confidence)
                exact.add(right, fact.confidence)
                if show and not right:
                    print(
                        f"  {row['id']} {field} {role} for {roles}: {text[max(0, fact.start - 120) : fact.end + 30]!r}"
                    )
        if show:
            read = {(f, x.start, x.end) for f, text in fields.items() for x in _read(f, text, "link")}
            for field, start, end in labels.keys() - read:
                print(f"  {row['id']} {field} missed {fields[field][start:end]!r}")
    return exact, ends


def invented_with_role(half: str) -> Row:
    """Links of the invented texts of a half whose ends and role are right."""
    exact = Row(f"links with role, invented {half}")
    for row in invented(half):
        labels = places(row)
        exact.labelled += len(labels)
        for fact in links.read("abstract", row["text"]):
            exact.add(fact.details["role"] in labels.get((fact.start, fact.end), ()), fact.confidence)
    return exact


def licensed(folder: Path, known: _Texts, show: bool = False) -> Row:
    """Licences: the words overlap and the SPDX id is the one labelled."""
    found = Row("licences, gold")
    for row, fields in gold(folder, "licences", known):
        left = list(row["licences"])
        found.labelled += len(left)
        for field, text in fields.items():
            for fact in _read(field, text, "licence"):
                hit = next(
                    (
                        one
                        for one in left
                        if one["field"] == field
                        and fact.start < one["end"]
                        and one["start"] < fact.end
                        and fact.value in one["spdx"].split("|")
                    ),
                    None,
                )
                if hit:
                    left.remove(hit)
                found.add(hit is not None, fact.confidence)
                if show and not hit:
                    print(f"  {row['id']} {fact.value}: {text[max(0, fact.start - 40) : fact.end + 30]!r}")
        if show and left:
            print(f"  {row['id']} missed {left}")
    return found


def unlabelled(folder: Path, known: _Texts, kind: str) -> int:
    """How many facts are read in texts without any label: each is wrong, for all that these texts hold was labelled."""
    names = {"link": ("links.look", "links.kept", "abstracts.kept"), "licence": ("licences", "abstracts.kept")}[kind]
    labelled = {
        json.loads(line)["digest"]
        for name in names
        for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()
    }
    return sum(
        len(_read(field, text, kind))
        for digest, fields in known.items()
        if digest not in labelled
        for field, text in fields.items()
    )


def extents(shared: Path) -> Iterator[Row]:
    """Pages, figures, tables and words of comment lines, whose gold is tests/gold/comments.*.jsonl."""
    for half in venues.HALVES:
        score = venues.together(venues.agreement(venues.gold(half, shared)), *venues.EXTENT)
        row = Row(f"extents {half}", score.right, score.right + score.wrong, score.found + score.missed)
        yield row


def rows(shared: Path, folder: Path, kept: bool, show: bool = False) -> Iterator[Row]:
    """The figures of links with role, of licences and of extents."""
    known = texts(shared)
    for half in ("look", "kept") if kept else ("look",):
        yield from with_role(folder, half, known, show and half == "look")
        yield invented_with_role(half)
    found = licensed(folder, known, show)
    found.note = f"  in texts without label: {unlabelled(folder, known, 'licence')} licences, {unlabelled(folder, known, 'link')} links"
    yield found
    yield from extents(shared)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--gold", type=Path, default=ROOT / "tests" / "gold")
    parser.add_argument("--kept", action="store_true", help="the half by which no rule was written, too")
    parser.add_argument("--show", action="store_true", help="what is wrong in the half that was looked at")
    args = parser.parse_args()
    print(*rows(args.shared, args.gold, args.kept, args.show), sep="\n")


if __name__ == "__main__":
    main()
