"""What is looked at about two names of venues, what is made of it, and what would have decided otherwise.

Two names become one venue by a shared ISSN, by the key of the series at DBLP, by the short form of a title (ISO 4), or because the
records of the same works give now the one and now the other. A conference and a journal, a workshop and a conference, and two series
of the table never become one.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from kg.identity.decisions import Compared, Judgement
from kg.names import fold

SUPPORT = 3
"""In so many works two names must stand for the same work's venue before they are learnt to be one."""

ALIKE = 0.5
"""Names less alike than this are not joined by an ISSN alone: it may be that of the series a volume appeared in."""


class Side(Struct, frozen=True):
    """One name: as printed, in short form, and what is known of it.

    `track` is main, workshop, findings or demo, '' for an acronym alone, which does not show it; `series` is the key in the table of series, '' when not there.
    """

    name: str
    short: str
    abbreviated: bool = False
    kind: str = ""
    track: str = "main"
    series: str = ""
    issns: tuple[str, ...] = ()
    dblp: tuple[str, ...] = ()


class Evidence(Struct, frozen=True):
    """What the rules look at about two names.

    `shared_issns` are in common; `dblp` is a series' key at DBLP that the records of both have; `rivals` are other full names with the same
    short form; `together` counts the works whose records give both names, `apart` the records that name both as two venues.

    `acronym` is what one name is no more than, or what both full names of the same words are printed with; `printed` counts the works that print
    the full name with it, `fits` says that its capitals are initials there, `initials` that they are all of them, and `namesakes` are other names with it. `edition` is a year and place of both.
    """

    left: Side
    right: Side
    likeness: float = 0.0
    shared_issns: tuple[str, ...] = ()
    dblp: str = ""
    rivals: tuple[str, ...] = ()
    together: int = 0
    apart: int = 0
    acronym: str = ""
    printed: int = 0
    fits: bool = False
    initials: bool = False
    namesakes: tuple[str, ...] = ()
    edition: str = ""

    @property
    def short_form(self) -> bool:
        """Whether one name is printed abbreviated and is the short form of the other."""
        return (
            self.left.short == self.right.short
            and " " in self.left.short
            and self.left.abbreviated != self.right.abbreviated
        )


_TRACKS = {
    "main": "a main conference or a journal",
    "workshop": "a workshop",
    "findings": "a volume of findings",
    "demo": "a demonstration track",
}


def contradiction(left: Side, right: Side) -> str:
    """Why two names cannot be one venue, as a sentence; '' when nothing is against it."""
    if left.series and right.series and left.series != right.series:
        return f"'{left.name}' and '{right.name}' are two known series."
    if left.track != right.track and left.kind and right.kind and left.track and right.track:
        return f"'{left.name}' is {_TRACKS[left.track]} and '{right.name}' is {_TRACKS[right.track]}."
    if left.kind and right.kind and left.kind != right.kind:
        return f"'{left.name}' is a {left.kind} and '{right.name}' a {right.kind}."
    return ""


def judge(evidence: Evidence) -> Judgement:
    """The verdict on two names: `same` from .9, `candidate` from .5, `different` where something contradicts, and with score 0 where nothing speaks for it."""
    found = _for(evidence)
    if found.score and (against := contradiction(evidence.left, evidence.right)):
        return Judgement("different", found.score, found.rule, found.evidence, against)
    return found


def _for(evidence: Evidence) -> Judgement:
    """What speaks for one venue, the strongest first."""
    left, right = evidence.left, evidence.right
    names = f"'{left.name}' and '{right.name}'"
    candidate = Judgement("different", 0.0, "nothing-shared", f"Nothing that was seen says that {names} are one venue.")
    if evidence.shared_issns:
        said = f"Both {names} are given with the ISSN {evidence.shared_issns[0]}."
        if evidence.likeness >= ALIKE or evidence.short_form or "journal" in (left.kind, right.kind):
            return Judgement("same", 0.97, "same-issn", said)
        unlike = "The names are unlike, and the ISSN may be that of a series in which both appeared."
        candidate = Judgement("candidate", 0.7, "same-issn", said, unlike)
    if evidence.dblp:
        return Judgement(
            "same",
            0.95,
            "same-dblp-series",
            f"All records at DBLP that say {names} belong to the series {evidence.dblp}.",
        )
    if evidence.short_form:
        short, full = (left, right) if left.abbreviated else (right, left)
        said = f"'{short.name}' is the short form of '{full.name}'"
        if not evidence.rivals:
            return Judgement("same", 0.94, "short-form", f"{said}, and of no other name that was seen.")
        others = f"It is the short form of '{evidence.rivals[0]}' too."
        candidate = (
            candidate if candidate.score > 0.6 else Judgement("candidate", 0.6, "short-form", f"{said}.", others)
        )
    if evidence.acronym and (made := _by_acronym(evidence, names)):
        if made.verdict == "same":
            return made
        candidate = candidate if candidate.score >= made.score else made
    if evidence.together >= SUPPORT:
        said = f"The records of {evidence.together} works give {names} for the same work."
        if not evidence.apart and not evidence.namesakes:
            return Judgement("same", 0.92, "learnt-alias", said)
        both = f"{evidence.acronym} is the acronym of '{min(evidence.namesakes)}' too." if evidence.namesakes else ""
        both = (
            both or f"{evidence.apart} of the records {'names' if evidence.apart == 1 else 'name'} both, as two venues."
        )
        candidate = candidate if candidate.score > 0.5 else Judgement("candidate", 0.5, "learnt-alias", said, both)
    return candidate


def _by_acronym(evidence: Evidence, names: str) -> Judgement | None:
    """What an acronym says: that a source prints it with the full name, or that its letters fit and something else speaks for it."""
    left, right, acronym = evidence.left, evidence.right, evidence.acronym
    if fold(acronym) not in (fold(left.name), fold(right.name)):
        said = f"Both {names} are printed with the acronym {acronym}, and have the same words but for their order and what kind of meeting it is."
        return Judgement("same", 0.93, "same-acronym", said)
    full = right if fold(left.name) == fold(acronym) else left
    if evidence.printed >= (1 if evidence.fits else SUPPORT):
        works = "one work" if evidence.printed == 1 else f"{evidence.printed} works"
        said = f"The records of {works} print '{full.name}' with the acronym {acronym}."
        if not evidence.namesakes:
            return Judgement("same", 0.93, "printed-acronym", said)
        return Judgement(
            "candidate", 0.6, "printed-acronym", said, f"{acronym} is the acronym of '{min(evidence.namesakes)}' too."
        )
    if not evidence.initials or evidence.together >= SUPPORT or not (evidence.together or evidence.edition):
        return None
    said = f"{acronym} are the initials of '{full.name}'"
    said += (
        f", and both took place in {evidence.edition}."
        if evidence.edition
        else ", and a work is said to have appeared in both."
    )
    return Judgement("candidate", 0.55, "initials", said, "No record that was seen prints the two together.")


def compared(evidence: Evidence) -> Iterator[Compared]:
    """The values of both sides, for the decision."""
    left, right = evidence.left, evidence.right
    yield Compared("name", left.name, right.name, round(evidence.likeness, 3))
    yield Compared(
        "kind", _kind(left), _kind(right), float(not contradiction(left, right)) if left.kind and right.kind else -1.0
    )
    if left.issns or right.issns:
        likeness = float(bool(evidence.shared_issns)) if left.issns and right.issns else -1.0
        yield Compared("issn", ", ".join(left.issns), ", ".join(right.issns), likeness)
    if evidence.acronym:
        yield Compared(
            "acronym",
            evidence.acronym if left.abbreviated else left.name,
            evidence.acronym if right.abbreviated else right.name,
            float(evidence.initials),
        )
    if evidence.together:
        yield Compared("works with both", str(evidence.together), str(evidence.together), 1.0)


def _kind(side: Side) -> str:
    return side.kind if side.track in ("main", "") else side.track


def changes(evidence: Evidence) -> Iterator[tuple[str, Evidence]]:
    """The single changes that could decide otherwise, the smallest first, each with a phrase."""
    change = msgspec.structs.replace
    left, right = evidence.left, evidence.right
    if evidence.apart:
        yield "if no record named both as two venues", change(evidence, apart=0)
    if evidence.rivals:
        yield "if no other name had the same short form", change(evidence, rivals=())
    if 0 < evidence.together < SUPPORT:
        yield f"if the records of {SUPPORT} works gave both names", change(evidence, together=SUPPORT)
    yield from _of_acronym(evidence)
    if left.track != right.track and left.track and right.track:
        yield f"if both were {_TRACKS[left.track]}", change(evidence, right=change(right, track=left.track))
    if left.kind != right.kind and left.kind and right.kind:
        yield f"if both were a {left.kind}", change(evidence, right=change(right, kind=left.kind))
    elif left.kind == right.kind == "journal":
        yield "if the one were a conference", change(evidence, right=change(right, kind="conference"))
    if evidence.shared_issns:
        yield "if they shared no ISSN", change(evidence, shared_issns=())
    else:
        yield "if both were given with the same ISSN", change(evidence, shared_issns=("the same",), likeness=1.0)
    if evidence.dblp:
        yield "if their records at DBLP belonged to two series", change(evidence, dblp="")
    if evidence.short_form:
        yield "if the one were not the short form of the other", change(evidence, right=change(right, short=""))
    if evidence.together >= SUPPORT:
        yield f"if the records of fewer than {SUPPORT} works gave both names", change(evidence, together=0)


def _of_acronym(evidence: Evidence) -> Iterator[tuple[str, Evidence]]:
    """The changes of what an acronym says."""
    change = msgspec.structs.replace
    left, right = evidence.left, evidence.right
    if evidence.namesakes:
        yield "if no other name had the same acronym", change(evidence, namesakes=())
    if evidence.acronym and left.abbreviated != right.abbreviated:
        if evidence.printed:
            yield f"if no record printed the full name with {evidence.acronym}", change(evidence, printed=0)
        else:
            yield f"if {SUPPORT} works printed the full name with {evidence.acronym}", change(evidence, printed=SUPPORT)
    elif evidence.acronym:
        yield "if they were not printed with the same acronym", change(evidence, acronym="")
