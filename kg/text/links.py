"""Links in titles and abstracts, and what they lead to: code, data, a model, a project page, a demo, a paper.

A link is a web address as printed, also without scheme ("github.com/x/y"), in LaTeX's `\\url{}` or broken over a line; full stops, brackets and
quotation marks of the sentence are no part of it. Links of comment lines are read by `kg.text.comments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import identifiers
from kg.text import Fact
from kg.text._statements import anycase, hinted

FIELDS = ("title", "abstract")
VERSION = "1"

_SIGNS = (
    "://",
    ": //",
    "www.",
    ".com",
    ".org",
    ".io",
    ".net",
    ".edu",
    ".ai",
    ".co/",
    ".ly/",
    ".gl/",
    ".dev",
    ".app",
    ".gov",
    ".info",
)
"""A text without any of these holds no link."""

_MAY_BE = re.compile(r"[./](?:(?<=\.)[a-z]|(?<=/)/|(?<=w\.))")
"""What every text with one of these signs holds: looked for first, because it is one look."""

_TOP = r"(?:com|org|io|net|edu|ai|co|dev|app|gov|info|ly|gl|gle|ac\.[a-z]{2}|edu\.[a-z]{2}|[a-z]{2})"
_REST = r"(?:[^\s<>\"{}|\\^`“”]|\\[_%#&~]){1,800}"
_LINK = re.compile(
    r"(?:(?<![A-Za-z0-9@/])(?:https?|ftp):\s?//|(?<![\w@/.])www\.(?=\w))" + _REST
    # A bare host has a path, or is one of a few that hold code and pages.
    + r"|(?<![\w@/.:-])(?:[a-z0-9-]{1,40}\.){0,3}(?:github|gitlab|huggingface|bitbucket|sourceforge|zenodo|figshare|kaggle)\."
    r"(?:com|org|co|io|net)/" + _REST
    + r"|(?<![\w@/.:-])(?:[a-z0-9-]{1,40}\.){1,3}(?:io|ai|org|edu|net|com|dev|info|gov|co|gl|ly)(?:/" + _REST + r"|(?=[\s,;)]|\.(?:\s|$)|$))",
    re.IGNORECASE,
)  # fmt: skip
_SCHEME = re.compile(r"(?:https?|ftp):", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9][a-z0-9.-]{0,80}\.[a-z]{2,12}(?::\d{1,5})?(?:[/?#]|$)", re.IGNORECASE)
_CONTINUED = re.compile(r"\s{1,8}(?P<more>[\w.~%&=?#+-]{1,80}(?:/[\w.~%&=?#+-]{0,80}){0,8})")
_RUN_ON = re.compile(r"[^/=?&]https?://")
_SENTENCE = re.compile(r"[.;?!](?:\s|(?=[A-Z][a-z]))")
_BEHIND = re.compile(
    r"\)?,?\s(?P<for>for (?:the |our |an? )?)?\(?(?:\w[\w-]{0,20}\s){0,3}?(?:\w[\w-]{0,20}\s)?\w{1,20}"
)
_SUBJECT = re.compile(r"(?P<name>[A-Z][\w-]{1,30})\s(?:is|are|was|will be|can be)\s(?:\w{1,15}\s){0,4}$")
_NAMES_A_SITE = anycase(r"\b(?:at|see|visit|url|site|website|page|available|address|hosted)\W{0,4}(?:the\s)?$")

ROLE_WORDS = anycase(
    r"\b(?:(?P<demo>demos?|demonstrations?|playground|live system|demo (?:web ?site|page)|interface|web app(?:lication)?|server|platform|online (?:tool|system|service)|hosted)"
    r"|(?P<other>videos?|screencast|slides?|poster|leaderboard|tutorials?|documentation|appendix|supplementary|survey form)"
    r"|(?P<project>project(?:'s)? (?:page|site|website|web ?page|home ?page)|(?:web ?site|web ?page|home ?page|project))"
    r"|(?P<code>codes?|source codes?|implementations?|repo(?:sitory|sitories)?|scripts?|notebooks?|software|toolkit|library|package|plugin|(?:python|R) package)"
    r"|(?P<data>data ?sets?|data|corpus|corpora|benchmarks?|annotations|treebanks?|lexicons?|resources?|test suites?|collection)"
    r"|(?P<model>models?|weights|checkpoints?)"
    r"|(?P<paper>full (?:paper|version)|paper|article|preprint|technical report))\b"
)
"""The first of these words in the sentence of a link says what it leads to."""

_CODE = anycase(r"(?:github|gitlab|bitbucket)\.(?:com|org)/|sourceforge\.net|pypi\.org|cran\.r-project\.org|git\.io/")
_VIDEO = anycase(r"(?:youtu\.be|youtube\.com|vimeo\.com)/")
_BELOW_CODE = frozenset(["paper", "demo", "project", "other"])
"""What a host of code is not, whatever the sentence speaks of."""

HOSTS = (
    ("paper", anycase(r"(?:doi\.org|arxiv\.org|aclanthology\.org|aclweb\.org/anthology|openreview\.net|biorxiv\.org|hal\.science)")),
    ("data", anycase(r"huggingface\.co/datasets/|zenodo\.org|figshare\.com|kaggle\.com/datasets|dataverse|datadryad\.org")),
    ("demo", anycase(r"huggingface\.co/spaces/|\bdemos?\b")),
    ("model", anycase(r"huggingface\.co/[^/]{1,80}/|huggingface\.co/[a-z]")),
    ("code", _CODE),
    ("project", anycase(r"\.github\.io|sites\.google\.com|/projects?/")),
)  # fmt: skip
"""What a link leads to by its host, where no word says it; an earlier role wins."""

CONFIDENCE = {"words": 0.97, "host": 0.95, "bare": 0.9, "unknown": 0.6}


def read(field: str, text: str) -> Iterator[Fact]:
    """The links of a title or an abstract in the order of the text; nothing for other fields."""
    if field not in FIELDS or not _MAY_BE.search(text) or not hinted(_SIGNS, text):
        return
    last = 0
    for match in _LINK.finditer(text):
        if match.start() < last or (found := _address(text, match)) is None:
            continue
        end, url = found
        role, rule = _role(text, last, match.start(), end, url)
        bare = not _SCHEME.match(match[0])
        if bare and rule == "unknown" and not _NAMES_A_SITE.search(text[max(0, match.start() - 40) : match.start()]):
            continue  # "Amazon.com products" names a firm
        last = end
        yield Fact(
            "link",
            url,
            match.start(),
            end,
            text[match.start() : end],
            f"links/{rule}/{VERSION}",
            CONFIDENCE[rule],
            {"role": role},
        )


def _address(text: str, match: re.Match[str]) -> tuple[int, str] | None:
    """Where a link ends and its address with scheme; None where the host has not the form of one."""
    whole = given = match[0]
    if run_on := _RUN_ON.search(whole, 8):  # one link set right behind the other
        whole = whole[: run_on.start() + 1]
    printed = identifiers.trim(identifiers.trim(whole).rstrip("$*"))
    end = match.start() + len(printed)
    if whole == given and given[len(printed) :].strip("$") == "":
        end = _continued(text, printed, end)
        printed = identifiers.trim(text[match.start() : end])
        end = match.start() + len(printed)
    url = re.sub(r"\\([_%#&~])", r"\1", re.sub(r"\s", "", printed))
    if not _SCHEME.match(url):
        url = f"https://{url}"
    host = url.partition("://")[2]
    if not _HOST.match(host) or host.lower().startswith("www.w3.org/19"):
        return None  # name spaces of mark-up are no links
    return end, url


def _continued(text: str, printed: str, end: int) -> int:
    """The end of a link that is broken after a slash, hyphen or underscore; a plain word after it is the sentence's."""
    more = _CONTINUED.match(text, end) if printed[-1] in "/-_" else None
    if more is None:
        return end
    token = more["more"]
    broken = "\n" in more[0]
    looks = "/" in token or "_" in token or "-" in token or any(c.isdigit() for c in token)
    if (looks and (broken or "/" in token)) or (
        broken and printed.count("/") == 3 and token.rstrip(".,").islower() and not _plain(token)
    ):
        return more.end()
    return end


def _plain(token: str) -> bool:
    """Whether a word after a link that ends in a slash more likely goes on with the sentence."""
    return token.rstrip(".,;:)") in (
        "and",
        "or",
        "for",
        "to",
        "the",
        "with",
        "in",
        "which",
        "as",
        "where",
        "under",
        "is",
        "are",
        "that",
        "on",
        "by",
    )


def _role(text: str, last: int, start: int, end: int, url: str) -> tuple[str, str]:
    """What a link leads to and what said so: "for the data" after it, the words of its sentence before it, what a name was called, its host."""
    begin = max(last, start - 160)
    before = _SENTENCE.split(text[begin:start])[-1]
    found = None
    behind = _BEHIND.match(text, end, end + 80)
    if behind and behind["for"]:
        found = ROLE_WORDS.search(text, behind.start(), behind.end() + 12)
    if found is None:
        for found in ROLE_WORDS.finditer(before):
            if found.lastgroup != "paper" and not _is_passing(before, found):
                break
    if found is None and behind:
        found = ROLE_WORDS.search(behind[0])
    if found is None and (subject := _SUBJECT.search(before)):
        named = re.compile(
            rf"\b{re.escape(subject['name'])}\b(?:\)|,|:|\sis)\s(?:\w[\w-]{{0,20}}\s){{0,5}}?(?P<what>{ROLE_WORDS.pattern})",
            re.IGNORECASE,
        )
        found = (said := named.search(text[max(0, start - 4000) : start])) and ROLE_WORDS.search(said["what"])
    if _VIDEO.search(url):
        return "other", "host"
    if found is not None and not (found.lastgroup in _BELOW_CODE and _CODE.search(url)):
        return str(found.lastgroup), "words"
    role = next((name for name, form in HOSTS if form.search(url)), "")
    return (role, "host") if role else ("other", "unknown")


def _is_passing(before: str, found: re.Match[str]) -> bool:
    """Whether a word of the sentence is not what the link is for: "the code for our models"."""
    return bool(re.search(r"\b(?:for|of|to|with|on|using)\s(?:\w[\w-]{0,20}\s){0,2}$", before[: found.start()]))
