"""Names by their shape: capitals or digits within a word, LaTeX letters, capitalised words in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.text._kinds import KINDS
from kg.text._sentences import WordTable, capitals

_LEAD = "([{<\"'“‘`*,;:–—~"
_TRAIL = ")]}>\"'”’.,;:!?*~"
_COMMON = frozenset(
    "we i in the a an this our it these here to for on by as at with from however while despite although recent recently existing "
    "most many our experiments results experimental english chinese german french japanese arabic hindi spanish italian russian czech "
    "finnish dutch korean turkish portuguese romanian indian european american asian african western january february march april may "
    "june july august september october november december twitter wikipedia facebook reddit google internet web covid covid-19 "
    "bayesian gaussian markov euclidean riemannian hilbert lipschitz markovian hamiltonian lagrangian boolean latin greek fermi bose "
    "figure table section et al no code data sota nlp ai ml dl gpu gpus cpu f1 bleu rouge auc url http https pp "
    "i.i.d iid 2d 3d qa nlu nlg mt nmt ner lm lms rl pos".split()
)
_SUFFIX = re.compile(
    r"-(?:based|enhanced|style|like|trained|tuned|related|authored|driven|aware|specific|only|free|augmented|generated|guided|level|wise|oriented|"
    r"powered|type|family|shaped|derived|inspired|equipped|compatible|annotated|parsed|pretrained|encoded|to|and|an?|the)$"
)
_FUNCTION = frozenset(
    "We The In This Our However, To It I A An These For On As By At With From While Despite Although Recent Recently, Existing Most Many Specifically, "
    "Moreover, Furthermore, Experimental Experiments Extensive Empirical Finally, First, Second, Additionally, Besides, Here, Here There They When Using "
    "Based Further, Then, Thus, Therefore, Instead, Unlike Such Since Results Compared Previous Given Also, After If Both Each".split()
)
"""Words that begin sentences and are in no name."""
_NO_NAME = re.compile(r"\d[\d.,]{0,8}[KMBTkx]?[%+]?$")
_AUTHOR = re.compile(r",?\s(?:et al\.?|(?:and|&)\s[A-Z][\w-]{1,20})?,?\s?\(?(?:19|20)\d\d|(?:\s&|,)\s(?:19|20)\d\d")
"""What follows the name of an author in a citation."""
_COMMAND = re.compile(r"\\[a-zA-Z]{2,12}\{")


@lru_cache(maxsize=8192)  # the same words come again and again
def shaped(token: str) -> str:
    """The shape of a token as a name: "strong" with capitals or digits within, "weak" with a capital first, "" otherwise."""
    first = token[0]
    rest = token[1:]
    if rest != rest.lower() or (first.isdigit() and token != token.lower()):
        return "strong"
    if first.isupper():
        return "strong" if len(rest) and any(map(str.isdigit, rest)) else "weak"
    return "strong" if token.startswith(("$\\", "\\")) and token != token.lower() else ""


def _cut(raw: str, title_case: bool) -> tuple[int, int]:
    """Where the name in a token begins and ends: without brackets, quotation marks, LaTeX commands, possessive and "-based" (which stays before a capital)."""
    token = raw.lstrip(_LEAD)
    start = len(raw) - len(token)
    if token.startswith("\\") and (match := _COMMAND.match(token)):
        start, token = start + match.end(), token[match.end() :]
    cut = token.find("(", 1)
    if cut < 0 and "\\cite" in token:
        cut = token.find("\\cite")
    if cut < 0:
        cut = token.find("—", 1)
    if cut > 0:
        token = token[:cut]
    bare = token.rstrip(_TRAIL)
    if bare.endswith(("'s", "’s")) and not title_case:
        bare = bare[:-2]
    if "-" in bare and not title_case and (match := _SUFFIX.search(bare)):
        bare = bare[: match.start()]
    if bare.count("$") == 1 and token[len(bare) :].startswith("$"):
        bare += "$"
    return start, start + len(bare)


Named = tuple[int, int, str]
"""Where the name in a token begins and ends, and its shape."""


def _in_token(raw: str, title_case: bool) -> Named | None:
    """The name in a token, if it has the shape of one."""
    start, end = (0, len(raw)) if raw.isalnum() else _cut(raw, title_case)
    name = raw[start:end]
    if not name or name in ("A", "I") or "://" in raw or len(raw) >= 80:
        return None
    return (start, end, shape) if (shape := shaped(name)) else None


_BEFORE_SMALL = WordTable(lambda raw: _in_token(raw, title_case=False))
_BEFORE_CAPITAL = WordTable(lambda raw: _in_token(raw, title_case=True))
"""The name in a token by itself, where the next word is in small letters and where it begins with a capital."""


def _tokens(text: str) -> Iterator[Named]:
    """The tokens of a text that hold a capital: begin and end of the name in it, and its shape."""
    at = 0
    for raw in capitals(text):
        if raw in _FUNCTION:
            continue
        begin = text.find(raw, at)
        at = begin + len(raw)
        if named := (_BEFORE_CAPITAL if text[at + 1 : at + 2].isupper() else _BEFORE_SMALL)[raw]:
            start, end, shape = named
            yield begin + start, begin + end, shape


def phrases(text: str, bounds: tuple[tuple[int, int], ...], title: bool = False) -> Iterator[tuple[int, int]]:
    """Names by their shape: strong tokens, and capitalised words in a row that do not begin a sentence alone (a title may)."""
    run: list[Named] = []
    firsts = {start for start, _ in bounds} if not title else set()
    dated = "19" in text or "20" in text  # most texts cite no author with a year
    for start, end, shape in _tokens(text):
        if run and not (start - run[-1][1] == 1 and text[run[-1][1]].isspace() and start not in firsts):
            if name := _name(text, run, firsts, dated):
                yield name
            run = []
        run.append((start, end, shape))
    if run and (name := _name(text, run, firsts, dated)):
        yield name


def _name(text: str, run: list[Named], firsts: set[int], dated: bool) -> tuple[int, int] | None:
    """The name in a run of tokens with capitals, without common words at its ends."""
    if len(run) > 1 and not (run := _trimmed(text, run, firsts)):
        return None
    first, end, shape = run[0]
    if len(run) == 1:
        if shape == "weak" and first in firsts:
            return None
        word = text[first:end].lower()
        if word in _COMMON or (word[:1].isdigit() and _NO_NAME.match(word)):
            return None
    elif len(run) > 7:
        return None
    _, end, shape = run[-1]
    # Few names have a version behind them: that a digit stands there is asked first.
    if shape == "strong" and text[end + 1 : end + 2].isdigit() and (version := _VERSION.match(text, end)):
        end = version.end()
    return None if dated and _AUTHOR.match(text, end) else (first, end)


def _trimmed(text: str, run: list[Named], firsts: set[int]) -> list[Named]:
    """A run of several tokens without common words at its ends."""
    words = [text[start:end].lower() for start, end, _ in run]
    while run and (
        words[0] in _COMMON or (run[0][0] in firsts and run[0][2] == "weak" and len(run) > 1 and run[1][2] == "strong")
    ):
        run, words = run[1:], words[1:]
    while run and words[-1] in _COMMON and run[-1][2] == "weak":
        run, words = run[:-1], words[:-1]
    return run


_VERSION = re.compile(r" [1-9]\.\d(?![\d.]*[\d%])(?! (?:points?|BLEU|times|percent)\b)")
"""The number of a version behind a name: "SQuAD 2.0"."""
_SHORT = re.compile(r"[^.,;:()]{0,70}?\s\(((?=[^()\s]{0,20}[A-Z])[A-Za-z][\w-]{1,20})\)")


def adjective(term: str) -> bool:
    """Whether a term begins with a word like "WebView-specific" and goes on in small letters: it describes and names nothing."""
    first, blank, rest = term.partition(" ")
    return bool(blank) and rest == rest.lower() and first != first.lower() and _SUFFIX.search(first) is not None


def leading(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the name begins and ends that a phrase begins or ends with, when it is a strong one: "OntoGUM publicly available", "training objective MiSAD"."""
    first, blank, rest = text[start:end].partition(" ")
    if blank and rest == rest.lower() and shaped(first) == "strong":
        return start, start + len(first)
    head, blank, last = text[start:end].rpartition(" ")
    if blank and head == head.lower() and head.rpartition(" ")[2] in KINDS and shaped(last) == "strong":
        return end - len(last), end
    return start, end


def bracketed(text: str, at: int) -> tuple[int, int] | None:
    """The short name in a bracket that closes the phrase in which something is named: "called Learned Exit for BERT (LeeBERT)"."""
    if text.find("(", at, at + 73) < 0:  # so far the pattern reaches
        return None
    match = _SHORT.match(text, at)
    return match.span(1) if match and shaped(match[1]) == "strong" else None
