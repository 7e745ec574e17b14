"""Lists of names as people and exports write them into one cell or one value, parted into names.

Marks of affiliations, mail addresses and what stands in brackets behind a name go; what says that there are more names is no name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.bodies import is_group
from kg.sources._claims_xml import parted

CUT = re.compile(
    r"\b(?:et al\b|u\.\s?a\.|and others\b|et autres\b|y otros\b|и др\.)|等$|…$|\.\.\.$|(?:\band|&|\+)\s?\d{1,4}(?: (?:more|others?|other authors))?$",
    re.IGNORECASE,
)
"""What says that a list of names goes on."""
_MORE = re.compile(
    r"(?:\bet al\b\.?|\bu\.\s?a\.|\b(?:and )?others|\bet autres|\by otros|\bи др\.|等|…|\.\.\.|(?:\band|&|\+)\s?\d{1,4}(?: (?:more|others?|other authors))?)$",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[(<\[]?(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,200}[)>\]]?")
_IN_BRACKETS = re.compile(r"[^\S\n]?\([^()]{0,300}\)")
_MARKS = re.compile(
    r"(?<=[^\W_])[^\S\n]?[*†‡§¶‖#¹²³⁰⁴-⁹]{1,5}|(?<=[^\W\d_])\d{1,2}(?:,\d{1,2}){0,5}(?=\s*(?:[,;&\n]|$|and\b))"
)
_BREAKS = re.compile(r"<br\s*/?>|、|；|\s?\|\s?|\s/\s|·")
_EASTERN = "々\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_EASTERN_LETTER = re.compile(f"[{_EASTERN}]")
_EASTERN_NAME = re.compile(f"[{_EASTERN}]{{2,5}}")
_SUFFIX = r"(?:Jr|Sr|2nd|3rd|III|II|IV)\b\.?"
_SUFFIX_BEHIND = re.compile(rf",?\s+({_SUFFIX})(?=\s*(?:[,;&]|$|and\b))")
_SUFFIX_LAST = re.compile(rf" ({_SUFFIX})(?=,|$)")
_ORDINALS = {"2nd": "II", "3rd": "III"}
_TURNED = re.compile(
    r"(?:and |& )?(?:[a-zß-ÿ]{1,4}['’ ] ?){0,3}[^\W\d_a-zß-ÿ][\w'’-]*(?: [^\W\d_a-zß-ÿ][\w'’-]+)? "
    rf"(?:[A-Z]{{1,4}}|[A-Z]\.(?:[ -]?[A-Z]\.){{0,3}})\.?(?: {_SUFFIX})?"
)
"""A family name with initials behind it: "van der Berg J", "Kim A.", "Roe R Jr"."""
_WORD = re.compile(r"[^\W\d_a-zß-ÿ][^\W\d_]+(?:['’-][^\W\d_]+)?")


def listed(value: str) -> list[str]:
    """The names in a text, each as it is printed, without marks; "Family, Given" keeps its comma."""
    text = _plain(value)
    found: list[str] = []
    for part in text.split(";"):
        if part := part.strip(" ,"):
            found += _of_part(part, ";" in text)
    return [_with_suffix(one) for one in found]


def _plain(value: str) -> str:
    """The text without addresses, marks and brackets, with semicolons where line breaks, bars and the like part names."""
    text = value.strip()
    if text.startswith("((") and text.endswith("))"):
        text = text[2:-2].strip()
    text = _MAIL.sub("", text)
    text = _IN_BRACKETS.sub("", text).strip() or text
    text = _MARKS.sub("", _MARKS.sub("", text))  # "Okonjo1*": digits stand before marks
    text = " ".join(_lines(text).split())
    text = _MORE.sub("", text).strip(" ,;") or text
    text = _BREAKS.sub("; ", text)
    text = text.replace("，", "; " if _EASTERN_LETTER.search(text) else ", ")
    return _SUFFIX_BEHIND.sub(lambda match: f" {_ORDINALS.get(match[1], match[1])}", text)


def _lines(text: str) -> str:
    """The text with semicolons for line breaks, where each line is a name; a line that goes on in the next one is none."""
    lines = [line.strip(" ,;") for line in text.splitlines() if line.strip(" ,;")]
    if len(lines) > 1 and all(_is_one(line) for line in lines):
        return "; ".join(lines)
    return text


def _is_one(text: str) -> bool:
    """Whether a text has the form of one name: "Ada Okonjo", "Okonjo, Ada"."""
    family, comma, given = text.partition(",")
    if comma:
        return bool(family.strip() and given.strip()) and "," not in given and len(text.split()) < 6
    return 1 < len(text.split()) < 6


def _of_part(text: str, whole: bool) -> list[str]:
    """The names between two semicolons; a name that is there alone with its comma stays `whole`."""
    commas = [one.strip() for one in text.split(",") if one.strip()]
    if len(commas) > 1 and all(map(_EASTERN_NAME.fullmatch, commas)):
        return commas
    if _TURNED.fullmatch(commas[0]) and (len(commas) == 1 or not whole or _are_turned(commas)):
        if len(commas) > 1 and _are_turned(commas):
            if "." not in commas[0]:
                commas[-1] = commas[-1].rstrip(".")  # that of the sentence
            return [one.removeprefix("and ").removeprefix("& ") for one in commas]
        if len(commas) == 1:
            return commas
    sides = [one.strip() for one in text.split("/")]
    if len(sides) > 1 and all(_is_one(one) and not is_group(one) for one in sides):
        return sides
    if len(commas) > 3 and len(commas) % 2 == 0 and all(map(_WORD.fullmatch, commas)):
        return [f"{family}, {given}" for family, given in zip(commas[::2], commas[1::2], strict=True)]
    if len(commas) == 2 and whole and "&" not in text and " and " not in text:
        return [text] if not _is_degree(commas[1]) else commas[:1]
    return [one.strip() for one in parted(text).split(";") if one.strip()]


def _are_turned(parts: Sequence[str]) -> bool:
    """Whether names have their initials behind them, but for bodies and single names among them."""
    turned = sum(_TURNED.fullmatch(one) is not None for one in parts)
    return turned * 2 > len(parts) and not any(len(one) < 3 or (one.isupper() and " " not in one) for one in parts)


def _is_degree(text: str) -> bool:
    return text.replace(".", "").lower() in {"md", "phd", "msc", "bsc", "mph", "mbbs", "rn", "dds", "dvm"}


def _with_suffix(name: str) -> str:
    """A name whose suffix stands behind a comma where the name has one: "Li, Wei, Jr."."""
    return _SUFFIX_LAST.sub(r", \1", name) if "," in name else name
