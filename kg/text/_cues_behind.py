"""The words behind a name that say whether it is new: what it is called, what it does; and how a title begins with it.

Every look takes some words of one sentence or of the title; nothing here reads further.
"""

from __future__ import annotations

import re

from kg.text._cue_words import CITED, NEW, NOVEL, PREPOSITIONS, RESULTS, SMALL, Kinds, first_preposition
from kg.text._kinds import KINDS, PAIRS, kind_of
from kg.text._statements import hinted

_SERIES = frozenset(["open problem", "position paper", "survey", "tutorial", "extended abstract", "proceedings"])
"""What begins a title and is the kind of paper."""


def titled(title: str, outer: tuple[int, int], short: bool, kinds: Kinds) -> set[str]:
    """Features of a name in the title; `short` says whether it stands there itself, not its long form."""
    follows = title[outer[1] : outer[1] + 3]
    if title[: outer[1]].lower() in _SERIES:
        return {"in-title"}
    if outer[0] and title[: outer[0]] not in ("The ", "Introducing ", "Introducing the "):
        return {"in-title"} | _later(title, outer)
    if not (
        follows[:1] in (":", "?", ",") or follows[:2] in (" –", " —", " -", "--", "—", "–") or follows.startswith(" :")
    ):
        return {"in-title", "title-first"} | ({"title-whole"} if len(follows) < 2 else set())
    words = [word.strip("(),.:;-–—") for word in title[outer[1] :].lower().split()]
    words = [word for word in words if word]
    if words and not words[0].endswith("ing"):
        kinds["title"] = kind_of(words[: first_preposition(words)])
    signs = {"in-title", "title-comma" if follows[:1] == "," else "title-colon" if short else "title-long"}
    if words[:1] in (["a"], ["an"]) and "title-comma" in signs:
        signs.add("title-appos")
    if words:
        signs.add("title-a" if words[0] in ("a", "an") else "title-ing" if words[0].endswith("ing") else "title-other")
    return signs


def _later(title: str, outer: tuple[int, int]) -> set[str]:
    """Features of a name that does not begin the title: whether it stands behind a colon, what leads to it, whether the title ends with it."""
    lead = title[max(0, outer[0] - 20) : outer[0]].removesuffix("the ").removesuffix("The ").rstrip(" ")
    rest = title[outer[1] : outer[1] + 40].split()
    signs: set[str] = set()
    if lead.endswith((":", "?", " -", "–", "—")):
        signs.add("title-behind")
    elif lead.endswith((" with", " via", " through", " by", " using", " and", " Introducing")):
        signs.add("title-led")
    if not rest or (len(rest) == 1 and rest[0].lower() in KINDS):
        signs.add("title-ends")
    return signs


_BRACKET = re.compile(r"[\s'’\"”}]{0,4}\(([^()]{1,120})\)")
_APPOS = re.compile(
    r"['’\"”})]{0,3}\s?(?:[,:]\s{1,3}|(?:–|—|-{1,3})\s{0,3})((?:an?|the|our|one of|two|three|four|several)\s(?:[a-z-]{2,20},\s){0,3}[^,.;:()]{1,160})",
    re.IGNORECASE,
)
_DASHED = ("-a ", "-an ", "-the ")
"""A dash that stands as a hyphen, as programs leave it that take texts out of pages."""
_NOUNS_AFTER = re.compile(r"['’\"”})]{0,3}\s([a-z][a-z-]{1,20}(?:\s[a-z][a-z-]{1,20}){0,2})")
_AS = re.compile(r"['’\"”})]{0,3}\sas\s(?:an?|the)\s([^,.;:()]{1,100})")
_IS = re.compile(r"['’\"”})]{0,3}\s(?:is|are)\s(?:an?|the)\s([^,.;:()]{1,160})")
_PASSIVE = re.compile(
    r"['’\"”})]{0,3}\s(?:[a-z-]{1,20}\s)?(?:is|are|was|has been|have been)\s(?:then\s|also\s|further\s|here\s|freely\s|publicly\s|first\s)?"
    r"(introduced|proposed|presented|developed|described|designed|released|created|available|built|constructed|formulated|implemented|open-source)\b"
)
_YEAR = re.compile(r"[\s(](?:19|20)\d\d[)\]]")
_RENAMED = re.compile(r"[^.;()]{0,60}?,?\s(?:namely|called|named|dubbed|termed|coined|which we call|titled)\s")
_AS_WE_CALL = re.compile(r"['’\"”})]{0,3},\sas\swe\s(?:shall\s|will\s)?(?:call|term|name|dub)\b")
_RENAMED_SIGNS = ("amely", "alled", "amed", "ubbed", "ermed", "oined", " we call", "itled")
"""What stands in every match of the pattern above: looked for first."""
_FAR = re.compile(r"[^,.;:]{0,90}?\s(?:is|are)\s(?:[a-z]{2,12}\s)?(?:proposed|introduced|presented|developed)\b")
_WINS = frozenset(
    "outperforms outperform achieves improves significantly consistently surpasses obtains yields reduces performs substantially beats sets".split()
)
_UNTIL = frozenset(
    "that which for to with where of in from on by using based whose designed consisting containing built".split()
)


def _head(phrase: str) -> list[str]:
    """The words of a noun phrase up to its first preposition or clause, in small letters."""
    words = phrase.lower().split()
    return words[: next((i for i, word in enumerate(words) if word in _UNTIL), len(words))]


def after(text: str, at: int, stop: int, kinds: Kinds) -> set[str]:
    """What the words of a sentence after a name say; the noun of kind among them goes to `kinds`."""
    signs: set[str] = set()
    if text[at : at + 1] in (")", "]"):
        at += 1
    elif text[at : at + 2] == " (" and (bracket := _BRACKET.match(text, at, stop)):
        if CITED.search(bracket[1]):
            signs.add("cited")
        at = bracket.end()
    right = text[at : min(stop, at + 180)]
    if right[:1] == "-" and not right.startswith(_DASHED):
        signs.add("word-after")
    if right.startswith(("-based", " based ")):
        signs.add("based-after")
    if "et al" in right or (")" in right and _YEAR.search(right)):
        signs.add("cite-near")
    if not right:
        return signs | {"closes"}
    if match := _APPOS.match(right):
        _says("appos", _head(match[1]), signs, kinds)
        signs.add("appos-the" if match[1][:4].lower() == "the " else "appos")
    elif match := _IS.match(right):
        _says("is", _head(match[1]), signs, kinds)
        signs.add("is-a")
    elif match := _PASSIVE.match(right):
        signs.add("available" if match[1] in ("available", "open-source") else "passive")
        if match[0].find(" is ") + match[0].find(" are ") > -2 and not right.startswith(" by ", match.end()):
            signs.add("passive-now")
    elif (" is " in right or " are " in right) and _FAR.match(right):
        signs.add("passive-far")
    if right[:1] != "," and hinted(_RENAMED_SIGNS, right[:80]) and _RENAMED.match(right):
        signs.add("renamed")
    _followed(right, signs, kinds)
    return signs


def _followed(right: str, signs: set[str], kinds: Kinds) -> None:
    """Notes the noun or verb right after a name, the sign of possession, and that it is called so."""
    if right.startswith(("'s ", "’s ")):
        signs.add("possessive")
    if "as we " in right[:30] and _AS_WE_CALL.match(right):
        signs |= {"own-called", "we-call"}
    if right.startswith(" of "):
        signs.add("of-after")
    if match := _AS.match(right):
        kinds["appos"] = kind_of(_head(match[1]))
    elif match := _NOUNS_AFTER.match(right):
        nouns = match[1].split()
        if (
            nouns[0] in KINDS
            or " ".join(nouns[:2]) in PAIRS
            or (len(nouns) > 1 and nouns[1] in KINDS and nouns[0] not in PREPOSITIONS and nouns[0] not in RESULTS)
        ):
            signs.add("kind-after")
            kinds["after"] = kind_of(
                nouns[:2] if nouns[0] not in KINDS or (len(nouns) > 1 and nouns[1] in KINDS) else nouns[:1]
            )
        elif nouns[0] in RESULTS:
            signs.add("wins" if nouns[0] in _WINS else "acts")
        elif nouns[0].endswith("ing") or (nouns[0].endswith("ed") and len(nouns) > 1 and nouns[1] in PREPOSITIONS):
            signs.add("clause-after")
        elif nouns[0] not in PREPOSITIONS and nouns[0] not in SMALL:
            signs.add("word-after")


def _says(where: str, head: list[str], signs: set[str], kinds: Kinds) -> None:
    """Notes the kind and the newness that an apposition or a definition says."""
    if kind := kind_of(head):
        signs.add(f"{where}-kind")
        kinds[where] = kind
    if NEW & set(head):
        signs.add(f"{where}-new")
    if NOVEL & set(head):
        signs.add(f"{where}-novel")
