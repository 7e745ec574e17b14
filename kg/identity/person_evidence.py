"""What speaks for two authorships being of one person, the verdict on it, and what would have changed it.

A compatible name is never enough: equal full names alone are one person in 72 % of pairs only. Beside it stands something independent of the name: an
identifier of the person, the page of a person, co-authors, an affiliation, the topic, a circle of people who write together. What is
needed grows with how many people may bear the name, and a shared co-author counts the less, the more common that name is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from kg.identity.compatibility import Compatibility
from kg.identity.decisions import Compared, Judgement
from kg.identity.name_keys import COMMON, FEW, MANY, RARE, SOME


class CoAuthor(Struct, frozen=True):
    """A co-author of both: the name, how common it is, whether both lists give it in full, and whether both works stand on that person's page."""

    name: str
    common: int = RARE
    full: bool = True
    page: bool = False


class Evidence(Struct, frozen=True):
    """All that a rule looks at about two authorships.

    `left` and `right` are the names as printed; `common` says how many may bear the name (the rarer of two full ones). `ids` are the identifiers both
    have and `other_ids` two of one scheme that differ, as "ORCID a and b". `pages` are the people on whose page both stand, `links` the pages to which the names of both are linked. `list_share` is the share of
    sampled names two lists of more than `LONG_LIST` have in common, -1 where one is shorter. `circle` are two people who wrote together elsewhere, one
    a co-author on the left and one on the right. `fields` are subjects and repositories of one subject that hold both. `cites` says that the work of one names that of the other. `years` are 0 where not known. `body` says that both names are
    one that a single body has.
    """

    left: str
    right: str
    name: Compatibility
    common: int = RARE
    ids: tuple[str, ...] = ()
    other_ids: str = ""
    same_work: str = ""
    pages: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    co_authors: tuple[CoAuthor, ...] = ()
    long_list: bool = False
    list_share: float = -1.0
    affiliations: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    circle: tuple[str, ...] = ()
    cites: bool = False
    years: tuple[int, int] = (0, 0)
    same_given: bool = False
    body: bool = False
    compared: tuple[Compared, ...] = field(default=())

    @property
    def equal(self) -> bool:
        """Whether both names are given in full and are the same letter for letter, save diacritics and hyphens."""
        return self.name.verdict == "compatible" and self.name.likeness >= 0.98 and not self.name.initial


LONG_LIST = 60
"""A list of more authors says little by one shared name: it counts by the share of names in common."""

OVERLAP = 0.3
"""The share of a long list's sampled names that another one must have."""

NEEDED = {RARE: 0.5, FEW: 1.0, SOME: 1.5, MANY: 2.5, COMMON: 3.0}
"""What evidence must weigh, by how many people may bear the name."""

WEIGHT = {RARE: 3.0, FEW: 3.0, SOME: 2.0, MANY: 2.0, COMMON: 1.5}
"""What a shared co-author weighs, by how many people may bear that name."""

LINK, AFFILIATION, CIRCLE, CITES, FIELD, TOPIC, VENUE = 2.0, 1.5, 1.5, 1.0, 1.0, 0.5, 0.5
"""What the other kinds of evidence weigh; a topic, for each word up to four."""

SAME, CANDIDATE = 0.9, 0.5


def judge(evidence: Evidence) -> Judgement:
    """The verdict on two authorships. A score below .5 is no statement at all."""
    if veto := _veto(evidence):
        return Judgement("different", 0.95, veto[0], f"{_names(evidence)}.", veto[1])
    if not evidence.name and not evidence.ids:
        return Judgement(
            "different", 0.9, "different-names", f"{_names(evidence)}.", "The names are those of two people."
        )
    if evidence.ids:
        return _by_id(evidence)
    if evidence.body:
        return Judgement("same", 0.95, "same-body", f"{_names(evidence)}, which no two bodies have.")
    if evidence.pages and evidence.name.verdict == "compatible":
        said = f"{_names(evidence)}, and both stand on the page of {evidence.pages[0]}."
        return Judgement("same", 0.99, "page-owner", said)
    if evidence.links and evidence.name.verdict == "compatible":
        said = f"{_names(evidence)}, and both are linked to the page {evidence.links[0]}."
        return Judgement("same", 0.98, "profile-link", said)
    return _by_weight(evidence)


def _veto(evidence: Evidence) -> tuple[str, str] | None:
    if evidence.same_work:
        return "one-paper", f"Both names stand on one paper, {evidence.same_work!r}."
    if evidence.other_ids:
        return "two-identifiers", f"They have different identifiers: {evidence.other_ids}."
    return None


def _by_id(evidence: Evidence) -> Judgement:
    shown = evidence.ids[0]
    rule = "same-orcid" if shown.startswith("ORCID") else "same-identifier"
    said = f"{_names(evidence)}, and both have {'' if rule == 'same-orcid' else 'the '}{shown}."
    if evidence.name:
        return Judgement("same", 1.0, rule, said)
    if evidence.same_given:
        return Judgement("same", 0.95, "other-family-name", said)
    return Judgement(
        "candidate", 0.5, rule, said, "The names are those of two people; the identifier may be misplaced."
    )


def _by_weight(evidence: Evidence) -> Judgement:
    co_authors = _co_weight(evidence)
    found = co_authors + _other_weight(evidence)
    missing = needed(evidence) - found
    said = f"{_names(evidence)}, and {_shared(evidence)}."
    if missing <= 0 and (co_authors > 0 or _independent(evidence)):
        rule = "name-and-co-author" if co_authors > 0 else "name-and-context"
        return Judgement("same", min(0.98, 0.92 + 0.02 * -missing), rule, said)
    conflict = _lacking(evidence)
    if evidence.equal or (missing <= 1.5 and found > 0):
        return Judgement(
            "candidate",
            max(0.5, 0.8 - 0.1 * max(missing, 0)),
            "same-name" if evidence.equal else "like-name",
            said,
            conflict,
        )
    return Judgement("candidate", 0.3, "like-name", said, conflict)


def needed(evidence: Evidence) -> float:
    """What the evidence beside the name must weigh: more for common names, and for names that are not the same in full."""
    asked = NEEDED[evidence.common]
    if evidence.name.verdict == "weak":
        asked = max(asked, 2.0) + 2.0
    elif evidence.name.initial:
        asked = max(asked, NEEDED[SOME]) + 1.0
        if evidence.common == COMMON and any(one.page for one in evidence.co_authors):
            asked += 1.0  # several of such a name write with one and the same person
    elif not evidence.equal:
        asked += 0.5
    if all(evidence.years) and abs(evidence.years[0] - evidence.years[1]) > 40:
        asked += 1.0
    return asked


def weight(evidence: Evidence) -> float:
    """What the evidence beside the name weighs."""
    return _co_weight(evidence) + _other_weight(evidence)


def _other_weight(evidence: Evidence) -> float:
    """What all but the co-authors weighs."""
    total = LINK if evidence.links else 0.0
    total += AFFILIATION if evidence.affiliations else 0.0
    total += CIRCLE if evidence.circle else 0.0
    total += CITES if evidence.cites else 0.0
    total += FIELD if evidence.fields else 0.0
    total += TOPIC * min(len(evidence.words), 4)
    return total + (VENUE if evidence.venues else 0.0)


def _co_weight(evidence: Evidence) -> float:
    if evidence.list_share >= 0:
        return 6.0 if evidence.list_share >= OVERLAP else 0.0
    if not evidence.co_authors:
        return 0.0
    full = sorted((WEIGHT[one.common] - (0 if one.full else 0.5) for one in evidence.co_authors), reverse=True)
    return min(full[0], 1.0) if evidence.long_list else min(sum(full), 6.0)


def _independent(evidence: Evidence) -> bool:
    """Whether something beside co-authors, field, venue and topic speaks for one person; they alone do for a full name that hardly two in a field bear."""
    if evidence.links or evidence.affiliations or evidence.circle or evidence.cites:
        return True
    return evidence.common <= SOME and evidence.name.verdict == "compatible" and not evidence.name.initial


# --- in words --------------------------------------------------------------------------------------------------------


def _names(evidence: Evidence) -> str:
    if evidence.left == evidence.right:
        return f"Both names are {evidence.left!r}"
    if not evidence.name:
        return f"The names are {evidence.left!r} and {evidence.right!r}"
    return f"The names are {evidence.left!r} and {evidence.right!r}" + (
        f" ({'; '.join(evidence.name.reasons)})" if evidence.name.reasons else ""
    )


def _shared(evidence: Evidence) -> str:
    said = []
    if evidence.list_share >= OVERLAP:
        said.append(
            "the long lists they stand in have most names in common"
            if evidence.list_share > 0.5
            else "the long lists they stand in have many names in common"
        )
    elif evidence.co_authors:
        page = ", on whose page both works stand" if any(one.page for one in evidence.co_authors) else ""
        said.append(f"both wrote with {_listed([one.name for one in evidence.co_authors])}{page}")
    if evidence.links:
        said.append(f"both are linked to the page {evidence.links[0]}")
    if evidence.affiliations:
        said.append(f"both give the affiliation {evidence.affiliations[0]!r}")
    if evidence.circle:
        said.append(f"their co-authors {evidence.circle[0]} and {evidence.circle[1]} wrote together elsewhere")
    if evidence.cites:
        said.append("the work of one refers to that of the other")
    if evidence.words:
        said.append(f"both speak of {_listed([repr(word) for word in evidence.words])}")
    if evidence.fields and not evidence.venues:
        said.append(f"both are works of {evidence.fields[0]}")
    if evidence.venues:
        said.append(f"both appeared at {evidence.venues[0]}")
    return "; ".join(said) if said else "nothing else is known to connect them"


def _listed(names: list[str]) -> str:
    if len(names) > 3:
        return f"{', '.join(names[:2])} and {len(names) - 2} others"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _lacking(evidence: Evidence) -> str:
    if evidence.name.verdict == "weak":
        return "The names differ more than names of one person usually do."
    if evidence.name.initial:
        return "An initial fits many names."
    if evidence.common <= SOME:
        return "Nothing beside the name says enough."
    return "Many people bear this name, and too little beside it says that these are one."


def compared(evidence: Evidence) -> list[Compared]:
    """The values a decision states: the names, and one of each kind of thing both have."""
    rows = [Compared("name", evidence.left, evidence.right, evidence.name.likeness)]
    rows += [Compared("contributions.identifiers", one, one, 1.0) for one in evidence.ids[:1]]
    rows += [Compared("contributions.links", one, one, 1.0) for one in evidence.links[:1]]
    rows += [Compared("owner", one, one, 1.0) for one in evidence.pages[:1]]
    rows += [Compared("contributions", one.name, one.name, 1.0) for one in evidence.co_authors[:1]]
    rows += [Compared("affiliations", one, one, 1.0) for one in evidence.affiliations[:1]]
    rows += [Compared("title", one, one, 1.0) for one in evidence.words[:1]]
    rows += [Compared("venues", one, one, 1.0) for one in evidence.venues[:1]]
    return rows


# --- what would have changed it --------------------------------------------------------------------------------------


def changes(evidence: Evidence) -> Iterator[tuple[str, Evidence]]:
    """The single changes of the evidence that could decide otherwise, the smallest first, each in words."""
    yield from _without(evidence)
    if not evidence.co_authors:
        yield "if they shared a co-author whose name many bear", replace(evidence, co_authors=(CoAuthor("", COMMON),))
    if not evidence.affiliations:
        yield "if both gave the same affiliation", replace(evidence, affiliations=("",))
    if evidence.list_share < 0:
        yield (
            "if they shared a co-author whose name hardly anybody else bears",
            replace(evidence, co_authors=(*evidence.co_authors, CoAuthor("")), long_list=False),
        )
    yield "if the names were printed in full and the same", replace(evidence, name=Compatibility("compatible", 1.0))
    if not evidence.links:
        yield "if both names were linked to the same page of a person", replace(evidence, links=("",))
    if not evidence.ids:
        yield "if both gave the same ORCID", replace(evidence, ids=("ORCID",), other_ids="")
    if not evidence.other_ids:
        yield "if they gave two different ORCIDs", replace(evidence, other_ids="two ORCIDs")
    yield "if the names were those of two people", replace(evidence, name=Compatibility("conflicting", 0.0), ids=())


def _without(evidence: Evidence) -> Iterator[tuple[str, Evidence]]:
    """Each thing that speaks for one person, or against it, taken away."""
    empty: dict[str, tuple[str, Any]] = {
        "body": ("if the name were one that several bodies have", False),
        "venues": ("if they had not appeared at one venue", ()),
        "words": ("if they did not speak of the same", ()),
        "fields": ("if they were not of one field", ()),
        "cites": ("if the work of one did not refer to that of the other", False),
        "circle": ("if their co-authors had not written together", ()),
        "affiliations": ("if they had no affiliation in common", ()),
        "links": ("if they were not linked to the same page", ()),
        "pages": ("if they did not stand on one person's page", ()),
        "co_authors": ("if they had no co-author in common", ()),
        "ids": ("if they did not have the same identifier", ()),
        "other_ids": ("if they did not have different identifiers", ""),
        "same_work": ("if the names did not stand on one paper", ""),
    }
    if len(evidence.co_authors) > 1:
        last = max(evidence.co_authors, key=lambda one: (-one.common, one.full, one.name))
        rest = tuple(one for one in evidence.co_authors if one != last)
        yield f"if {last.name} were not a co-author of both", replace(evidence, co_authors=rest)
    for name, (words, nothing) in empty.items():
        if getattr(evidence, name):
            yield words, replace(evidence, **{name: nothing})
    if evidence.list_share >= OVERLAP:
        yield "if the long lists had few names in common", replace(evidence, list_share=0.0)
