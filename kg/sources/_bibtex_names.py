"""Lists of names as BibTeX writes them: separated by `and`, each with given name, particle, family name and suffix."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

from kg.bodies import is_group
from kg.names import SUFFIXES
from kg.records import NameAsPrinted
from kg.sources._latex import has_latex, to_unicode

# The run of white space is taken whole from its first character: a search from each of them would cost its square.
_AND = re.compile(r"[{}]|(?<!\s)\s+and(?=\s)|^and(?=\s)", re.IGNORECASE)
_ET_AL = re.compile(r"(?:^|[\s,])et\.?\s{1,9}al\.?\}?$", re.IGNORECASE)
_KEYED = re.compile(r"\s*(given|family|prefix|suffix)\s*=\s*", re.IGNORECASE)


def split(text: str) -> Iterator[tuple[int, int]]:
    """Where the names of a list stand: between the words `and` that are outside braces. Empty ones are left out."""
    depth = begin = 0
    for mark in _AND.finditer(text):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            yield from _trimmed(text, begin, mark.start())
            begin = mark.end()
    yield from _trimmed(text, begin, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    bare = text[start:end].strip()
    if bare.strip("{}, "):
        begin = text.index(bare, start)
        yield begin, begin + len(bare)


def is_others(name: str) -> bool:
    """Whether a member of the list is the word that stands for further names."""
    return name.strip("{} ").lower() in ("others", "et al", "et al.")


def without_et_al(name: str) -> str:
    """The name before an "et al." that was written into it; the name itself when there is none."""
    found = _ET_AL.search(name) if "al" in name[-4:].lower() else None
    return name[: found.start()].rstrip(" ,\n\t") if found else name


@lru_cache(maxsize=1 << 14)
def person(printed: str) -> NameAsPrinted:
    """One name in its parts, decoded, with the printed text as it stands.

    What stands in braces as a whole, reads as a body, or has more commas than a name can have is a literal: its printed
    text is then the decoded one, because it is what is shown.
    """
    inner = _braced(printed)
    if (
        inner is not None
        or (printed.count(",") > 2 and _commas(printed) > 2)
        or (is_group(printed) and "," not in printed)
    ):
        return _literal(printed if inner is None else inner)
    if plain := _plain(printed):
        given, particle, family, suffix = plain[0], "", plain[1], ""
    elif _KEYED.match(printed):
        given, particle, family, suffix = _keyed(printed)
    else:
        parts = _parser()(printed, strict=False)
        given, particle, family, suffix = (_clean(" ".join(p)) for p in (parts.first, parts.von, parts.last, parts.jr))
    if given.lower() in SUFFIXES and " " in family and not suffix:
        # "Martin Luther King, Jr." is by BibTeX's rules a person called Jr.; its writer meant a suffix.
        whole = person(printed.rpartition(",")[0])
        given, particle, family, suffix = whole.given, whole.particle, whole.family, given
    if not family:
        return _literal(printed)
    return NameAsPrinted(printed, given, particle, family, suffix)


def _plain(printed: str) -> tuple[str, str] | None:
    """Given and family name of "Family, Given" or "Given Family" where each word has a capital, so that none is a particle.

    Most names are of this kind; the others, and those with LaTeX, are left to bibtexparser, which goes from sign to sign.
    """
    # Other white space than blanks is not printable; an equals sign is that of BibLaTeX's extended form.
    if has_latex(printed) or "=" in printed or not printed.isprintable():
        return None
    family, comma, given = printed.partition(",")
    words = family.split()
    if not words or not all(word[0].isupper() and word[0].isalpha() for word in words):
        return None
    if not comma:
        return " ".join(words[:-1]), words[-1]
    if "," in given or not (first := given.split()):
        return None
    return " ".join(first), " ".join(words)


def _literal(text: str) -> NameAsPrinted:
    return NameAsPrinted(_clean(text) or text, literal=True)


def _clean(text: str) -> str:
    return " ".join((to_unicode(text) if has_latex(text) else text).split())


def _braced(text: str) -> str | None:
    """The inside of a name that is one group in braces; None for any other."""
    if not (text.startswith("{") and text.endswith("}")) or text.startswith("{\\"):
        return None
    depth = 0
    for i, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return text[1:-1] if i == len(text) - 1 else None
    return None


def _commas(text: str) -> int:
    depth = count = 0
    for sign in text.rstrip(", "):
        depth += (sign == "{") - (sign == "}")
        count += sign == "," and depth <= 0
    return count


def _keyed(text: str) -> tuple[str, str, str, str]:
    """BibLaTeX's extended form: `family=Beethoven, given=Ludwig, prefix=van`."""
    parts: dict[str, str] = {}
    for part in text.split(","):
        if match := _KEYED.match(part):
            parts[match[1].lower()] = _clean(part[match.end() :])
    return parts.get("given", ""), parts.get("prefix", ""), parts.get("family", ""), parts.get("suffix", "")


@cache
def _parser() -> Callable[..., Any]:
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parser: Callable[..., Any] = parse_single_name_into_parts
    return parser
