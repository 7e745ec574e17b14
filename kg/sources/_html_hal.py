"""References as HAL prints them on pages of people and laboratories: names, title and the rest as sentences, "⟨hal-01234567⟩" at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.sources._html_flow import Flow
from kg.sources._html_names import only_people
from kg.sources._listing_names import NameList

_LINK = re.compile(
    r"https?://(?:[\w-]+\.)*hal\.(?:science|archives-ouvertes\.fr)/(?P<id>[a-z]{2,12}-\d{6,9})|https?://theses\.hal\.science/(?P<thesis>tel-\d{6,9})"
)
_SIGN = re.compile(r"⟨(?:NNT : )?[\w.:/() -]{6,60}⟩")
_STOP = re.compile(r"[.?!]\s+(?=[^\W\d_a-z]|\d)")
_TITLE = re.compile(r"(?:[^.?!\n]|[.?!](?!\s)|[?!]\s(?=[a-z:])){8,400}[?!]?(?=\.\s)")
_EDITORS = re.compile(r"\.\s+(?P<editors>[^().]{4,200})\s\((?:dir|[ée]ds?|coord|[ée]diteurs?)\.?\)\.?")
_SUBJECT = re.compile(r"\.\s+[^.\d]{3,60}\.\s(?=[^.]{3,120},\s(?:19|20)\d\d\.)")
_DATED = re.compile(r",\s(?:19|20)\d\d(?=\.)")
_MOST_STOPS = 40


@dataclass
class HalReference:
    """Where names and title of a reference stand, and where what is left begins and ends; whether it is that of a thesis."""

    names: NameList
    names_at: tuple[int, int]
    title: tuple[int, int]
    rest: int
    end: int
    thesis: bool


def reference(flow: Flow) -> HalReference | None:
    """An entry that ends with its sign in HAL, taken apart; None for any other. What editors and the subject of a thesis are is passed over."""
    links = [found for link in flow.links if (found := _LINK.match(link.url))]
    text = flow.text
    sign = _SIGN.search(text)
    if not links or sign is None:
        return None
    for i, stop in enumerate(_STOP.finditer(text)):
        if i > _MOST_STOPS:
            return None
        if names := only_people(text[: stop.start()]):
            title = _TITLE.match(text, stop.end())
            if title is None:
                return None
            thesis = any(found["thesis"] or found["id"].startswith("tel-") for found in links)
            skip = (_SUBJECT if thesis else _EDITORS).match(text, title.end())
            rest, end = skip.end() if skip else title.end(), sign.start()
            if thesis and (dated := _DATED.search(text, rest, end)):
                end = dated.end()  # behind it stands the language
            return HalReference(names, (0, stop.start()), title.span(), rest, end, thesis)
    return None
