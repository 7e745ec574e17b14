"""Licences named in titles, abstracts and comment lines: the SPDX id, and what is licensed.

A name stands for a licence only where words say so: "released under Apache 2.0", "MIT License", "CC BY-SA 4.0". "MIT" the institute and
"Apache Spark" are none. The ids are those of the SPDX licence list (https://spdx.org/licenses/). A GPL without version is
`GPL-1.0-or-later`: its section 9 (GPL 3: section 14) gives the choice of any version then. Where a name leaves open which of several licences is meant (BSD, CC BY
without version), the most used one is given with a confidence below .9.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.text import Fact
from kg.text._sentences import capitalised
from kg.text._statements import W, anycase, hinted, is_plain

FIELDS = ("title", "abstract", "comments")
VERSION = "1"

_SMALL_SIGNS = ("icen", "creative commons", "ublic domain", "ublic Domain")
_SIGNS = ("icen".upper(), "CC", "GPL", "Creative Commons", "MIT", "BSD", "Apache", "ODbL", "EUPL", "MPL")
"""A text without any of these, and of those in words with capitals, names no licence."""

_LICENCE = r"licen[sc]e(?:[sd]?\b)"
_GNU_VERSION = (
    rf"(?:[,\s-]{{0,3}}\(?(?:v|version|ver\.?|v\.){{0,1}}[\s.]{{0,2}}(?P<version>[123](?:\.[01])?)(?![\d.]*\d)\)?)?"
    rf"(?P<later>\+|{W}(?:or|and){W}(?:any{W})?(?:later|above|newer)(?:{W}version)?|-or-later)?"
)


@dataclass(frozen=True)
class Licence:
    """A named pattern and the function from its match to the SPDX id and the confidence; `bare` names need words that say that it is a licence."""

    name: str
    pattern: re.Pattern[str]
    spdx: Callable[[re.Match[str]], tuple[str, float]]
    bare: bool = False


def _gnu(prefix: str, match: re.Match[str]) -> tuple[str, float]:
    version = match["version"]
    if not version:
        return {"GPL": "GPL-1.0-or-later", "LGPL": "LGPL-2.0-or-later", "AGPL": "AGPL-1.0-or-later"}[prefix], 0.92
    version = version if "." in version else f"{version}.0"
    return f"{prefix}-{version}-{'or-later' if match['later'] else 'only'}", 0.96


_CC_PARTS = (
    ("NC", anycase(r"nc|non[- ]?commercial")),
    ("ND", anycase(r"nd|no[- ]?deriv")),
    ("SA", anycase(r"sa|share[- ]?alike")),
)


def _creative_commons(match: re.Match[str]) -> tuple[str, float]:
    terms = match["terms"] or ""
    parts = [name for name, form in _CC_PARTS if form.search(terms)]
    order = [name for name in ("NC", "SA", "ND") if name in parts]
    version = match["version"]
    spdx = "-".join(["CC-BY", *order, version or "4.0"])
    return spdx, 0.97 if version else 0.6


def _always(spdx: str, confidence: float) -> Callable[[re.Match[str]], tuple[str, float]]:
    return lambda match: (spdx, confidence)


def _bsd(match: re.Match[str]) -> tuple[str, float]:
    which = (match["before"] or match["which"] or match["behind"] or "").lower()
    for signs, spdx in (
        (("2", "two", "simplified", "freebsd"), "BSD-2-Clause"),
        (("4", "four", "original"), "BSD-4-Clause"),
    ):
        if any(sign in which for sign in signs):
            return spdx, 0.96
    return "BSD-3-Clause", 0.96 if which else 0.6


_TERM = r"(?:nc|sa|nd|non[- ]?commercial|share[- ]?alike|no[- ]?deriv(?:ative|ation)?s?(?:[- ]works)?)"
_CC_VERSION = (
    rf"(?:[\s-]{{0,2}}(?:v|version)?[\s.]{{0,1}}(?P<version>[1234]\.0|2\.5)(?:{W}(?:international|unported|generic))?)?"
)
LICENCES = (
    Licence(
        "apache",
        anycase(rf"\bApache(?:{W}Software)?[\s-]{{1,8}}(?:{_LICENCE})?(?:[,\s-]{{0,3}}(?:v|version)?[\s.]{{0,2}}(?P<version>2(?:\.0)?)(?![\d.]*\d))?(?:{W}{_LICENCE})?"),
        lambda match: ("Apache-2.0", 0.97 if match["version"] else 0.9),
        bare=True,
    ),
    Licence("mit", anycase(rf"\bMIT(?:[\s-]style)?(?:{W}(?:open[- ]source{W})?{_LICENCE})?"), _always("MIT", 0.97), bare=True),
    Licence(
        "bsd",
        anycase(
            rf"(?:\((?P<before>[234][\s-]clause|(?:two|three|four)[\s-]clause)\){W}|\b(?P<which>(?:[234]|two|three|four)[\s-]clause|new|revised|modified|simplified|original){W})?\b(?:free)?BSD(?!\w)"
            rf"(?:[\s-]style)?(?:[\s-]{{0,2}}\(?(?P<behind>[234][\s-]clause|(?:two|three|four)[\s-]clause)\)?)?(?:{W}{_LICENCE})?"
        ),
        _bsd,
        bare=True,
    ),
    Licence("agpl", anycase(rf"\b(?:GNU[\s-]{{1,3}})?(?:AGPL|Affero{W}General{W}Public{W}{_LICENCE}(?:{W}\(AGPL\))?)(?!\w*[a-uw-z]){_GNU_VERSION}(?:{W}{_LICENCE})?"), lambda m: _gnu("AGPL", m)),
    Licence("lgpl", anycase(rf"\b(?:GNU[\s-]{{1,3}})?(?:LGPL|(?:Lesser|Library){W}General{W}Public{W}{_LICENCE}(?:{W}\(LGPL\))?)(?!\w*[a-uw-z]){_GNU_VERSION}(?:{W}{_LICENCE})?"), lambda m: _gnu("LGPL", m)),
    Licence("gpl", anycase(rf"\b(?:GNU[\s-]{{1,3}})?(?:GPL|(?<!lesser )(?<!library )(?<!affero )General{W}Public{W}{_LICENCE}(?:{W}\(GPL\))?)(?!\w*[a-uw-z]){_GNU_VERSION}(?:{W}{_LICENCE})?"), lambda m: _gnu("GPL", m)),
    Licence("mpl", anycase(rf"\b(?:MPL|Mozilla{W}Public{W}{_LICENCE})(?:[,\s-]{{0,3}}(?:v|version)?[\s.]{{0,2}}(?P<version>[12]\.[01]|2))?(?:{W}{_LICENCE})?"), lambda m: (f"MPL-{'1.1' if m['version'] == '1.1' else '1.0' if m['version'] == '1.0' else '2.0'}", 0.96 if m["version"] else 0.9)),
    Licence("cc0", anycase(rf"\b(?:CC[- ]?0|Creative{W}Commons{W}(?:Zero|0))(?:[\s-]{{0,2}}(?:v|version{W})?1\.0)?(?:{W}(?:universal|public{W}domain{W}dedication|{_LICENCE})){{0,2}}"), _always("CC0-1.0", 0.96)),
    Licence("cc", anycase(rf"\b(?:CC[\s-]{{1,3}}BY|Creative{W}Commons{W}\(?(?:CC[\s-]BY|BY|Attribution))(?P<terms>(?:[\s/,–-]{{1,4}}{_TERM}){{0,3}}){_CC_VERSION}(?:{W}{_LICENCE})?"), _creative_commons),
    Licence("odbl", anycase(rf"\b(?:ODbL|Open{W}(?:Data{W}Commons{W}Open{W})?Database{W}{_LICENCE})(?:[\s-]{{0,2}}(?:v|version{W})?1\.0)?(?:{W}{_LICENCE})?"), _always("ODbL-1.0", 0.95)),
    Licence("eupl", anycase(rf"\b(?:EUPL|European{W}Union{W}Public{W}{_LICENCE})(?:[,\s-]{{0,3}}(?:v|version)?[\s.]{{0,2}}1\.[012])?"), lambda m: (f"EUPL-{m[0][-3:] if m[0][-1].isdigit() else '1.2'}", 0.95)),
    Licence("unlicense", re.compile(r"\bUnlicense\b"), _always("Unlicense", 0.93)),
)  # fmt: skip

_SAID_BEFORE = anycase(
    rf"(?:\b(?:under|licen[sc]ed?|licen[sc]ing|terms{W}of|with)(?:{W}as)?[:,]?{W}(?:(?:the|an?|open[- ]source|open|permissive|free|liberal|GNU|terms|of|software|conditions){W}){{0,5}}|licen[sc]e:\s{{0,3}})\(?$"
)
_NOT_IT = anycase(r"-?(?:licen[sc]ed|(?:in)?compatible)")
_IS_LICENCE = anycase(_LICENCE)
_GOES_ON = re.compile(
    r"\s?(?:[.,;:/)\]]|$|\s(?:and|or|at|on|for|in|from|to|with|as|which|that|through|via|by|license|licence|v\d|\())"
)
_RELEASED = anycase(
    r"\b(?P<verb>released|licen[sc]ed|distributed|available|published|provided|shared|offered|open[- ]sourced|covered|made|accessible|downloadable|hosted|redistributed|placed|issued)\b"
)
_BE = anycase(r"\s(?:is|are|was|were|has been|have been|will be|can be|being)\s")
_RELEASE_OF = anycase(
    rf"\b(?:release|publish|provide|share|distribute|make){W}(?P<of>[^.;:()]{{2,80}}?)(?:{W}(?:publicly|freely|available|openly)){{0,3}}{W}under\b"
)
_DETERMINER = anycase(
    rf"(?:(?:both|all|the|our|this|these|its|their|an?|we|and|of|that|while|where|finally|furthermore){W}){{1,4}}"
)
_CLAUSE = re.compile(r"[.;:!?]\s|\s(?:and|which|that|while|where)\s|,\s")


def read(field: str, text: str) -> Iterator[Fact]:
    """The licences named in a text in its order; nothing for other fields."""
    if field not in FIELDS or is_plain(text) or not (hinted(_SMALL_SIGNS, text) or hinted(_SIGNS, capitalised(text))):
        return
    found = [(match, one) for one in LICENCES for match in one.pattern.finditer(text)]
    last = 0
    for match, one in sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end())):
        listed = last and re.fullmatch(r"\s?(?:/|,|and|or|,\sand)\s?", text[last : match.start()])
        if match.start() < last or _NOT_IT.match(text, match.end()) or not (listed or _is_meant(text, match, one)):
            continue
        end = match.start() + len(match[0].rstrip(" \t\r\n,-("))
        last = end
        spdx, sure = one.spdx(match)
        details: dict[str, str] = {}
        if of := _of(text, match.start()):
            details = {"of": " ".join(text[slice(*of)].split()), "of_start": str(of[0]), "of_end": str(of[1])}
        yield Fact(
            "licence",
            spdx,
            match.start(),
            end,
            text[match.start() : end],
            f"licences/{one.name}/{VERSION}",
            sure,
            details,
        )


def _is_meant(text: str, match: re.Match[str], one: Licence) -> bool:
    """Whether a name that means other things too (an institute, a foundation, a system) names a licence here."""
    if not one.bare or _IS_LICENCE.search(match[0]):
        return True
    before = text[max(0, match.start() - 60) : match.start()]
    return (
        bool(_SAID_BEFORE.search(before))
        and (not before.rstrip().endswith("with") or one.name != "mit")
        and bool(_GOES_ON.match(text, match.end()) or match[0][-1].isdigit())
    )


def _of(text: str, start: int) -> tuple[int, int] | None:
    """What is licensed: the subject of "is released under", or the object of "we release X under"."""
    begin = max(0, start - 200)
    window = text[begin:start]
    sentence = max(
        (m.end() for m in re.finditer(r"[.!?]\s{1,8}(?=[A-Z])|\n\s{0,8}(?:\n|(?=[A-Z]))", window)), default=0
    )
    verb = _RELEASED.search(window, sentence)
    if match := _RELEASE_OF.search(text, begin + sentence, start):
        return _phrase(text, *match.span("of"), last=False)
    if verb and (be := _BE.search(window, sentence, verb.end())) and be.start() < verb.start():
        return _phrase(text, begin + sentence, begin + be.start())
    return None


def _phrase(text: str, start: int, end: int, last: bool = True) -> tuple[int, int] | None:
    """The noun phrase of a stretch without article and what stands before it in the sentence."""
    if last:
        for cut in _CLAUSE.finditer(text, start, end):
            if cut[0].strip() != "and":
                start = cut.end()
    if match := _DETERMINER.match(text, start, end):
        start = match.end()
    while start < end and text[start].isspace():
        start += 1
    end = start + len(text[start:end].rstrip(" ,"))
    phrase = text[start:end]
    whole = (
        phrase.count("(") == phrase.count(")") and "://" not in phrase and any(letter.isalpha() for letter in phrase)
    )
    return (start, end) if whole and len(phrase) <= 80 else None
