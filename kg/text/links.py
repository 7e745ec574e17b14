"""Links in titles and abstracts, and what they lead to: code, data, a model, a project page, a demo, a paper.

A link is a web address as printed, also without scheme ("github.com/x/y"), in LaTeX's `\\url{}` or broken over a line; full stops, brackets and
quotation marks of the sentence are no part of it. Links of comment lines are read by `kg.text.comments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import identifiers
from kg.text import Fact
from kg.text._link_roles import Said, role, said
from kg.text._statements import anycase, hinted

FIELDS = ("title", "abstract")
VERSION = "2"

_SIGNS = ("://", ": //", "www.")
_ENDS = ("com", "org", "io", "net", "edu", "ai", "dev", "app", "gov", "info", "co/", "ly/", "gl/")
"""A text without any of the signs and without a full stop before any of the ends holds no link."""
_BARE = re.compile(r"[a-z]\.[a-z]{2,6}(?::\d{2}|/\w)")
"""A host with a port or a path, whatever it ends with."""
_WITHIN = re.compile(r"[./](?:(?<=\.)[^\W\d_]|(?<=/)/|(?<=[wW]\.)\w)")
"""What every link holds within its first `_LEAD` characters: it is found faster than the link itself."""
_LEAD = 170

_TILDE = r"\\~\{\}|\$\\sim\$|\{?\\textasciitilde(?:\{\}|\}|\s)?"
_REST = r"(?:[^\s<>\"{}|\\^`“”$]|\$(?!\\sim)|" + _TILDE + r"|\\[_%#&~]){1,800}"
_LINK = re.compile(
    r"(?:(?<![A-Za-z0-9@/])(?:https?|s?ftp|git|svn|rsync):\s?//(?:\s{1,2}(?=(?:www|github|gitlab|bitbucket)\.))?|(?<![\w@/.])www\.(?=\w))" + _REST
    # A bare host has a path, or is one of a few that hold code and pages.
    + r"|(?<![\w@/.:-])(?:[a-z0-9-]{1,40}\.){0,3}(?:github|gitlab|huggingface|bitbucket|sourceforge|zenodo|figshare|kaggle)\."
    r"(?:com|org|co|io|net)/" + _REST
    # A host with a port, or of a country and with a path, is no word either.
    + r"|(?<![\w@/.:-])(?:[a-z0-9-]{2,40}\.){1,5}[a-z]{2,6}:\d{2,5}(?:/" + _REST + r"|(?![\d\w]))"
    + r"|(?<![\w@/.:-])(?:[a-z0-9-]{2,40}\.){2,4}[a-z]{2}/" + _REST
    + r"|(?<![\w@/.:-])(?:[a-z0-9-]{1,40}\.){1,4}(?:io|ai|org|edu|net|com|dev|info|gov|co|gl|ly)(?:/" + _REST + r"|(?=[\s,;)]|\.(?:\s|$)|$))",
    re.IGNORECASE,
)  # fmt: skip
_SCHEME = re.compile(r"(?:https?|s?ftp|git|svn|rsync):", re.IGNORECASE)
_HOST = re.compile(
    r"(?:[a-z0-9][a-z0-9.-]{0,80}\.[a-z]{2,12}|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?(?:[/?#]|$)", re.IGNORECASE
)
_ENDS_THERE = re.compile(r"[.,;:!]?(?:[)\]}]|\s|$)")
_FILE = re.compile(r"^[\w-]{1,60}(?:\.(?:html?|php|pdf|zip|gz)|-[\w-]{1,40})\.?$")
_CONTINUED = re.compile(r"\s{1,8}(?P<more>[\w.~%&=?#+-]{1,80}(?:/[\w.~%&=?#+-]{0,80}){0,8})")
_SET_BEHIND = re.compile(r"https?://" + _REST)
_RUN_ON = re.compile(r"[^/=?&]https?://")
_NAMES_A_SITE = anycase(r"\b(?:at|see|visit|url|site|website|page|available|address|hosted)\W{0,4}(?:the\s)?$")

CONFIDENCE = {"words": 0.95, "named": 0.93, "host": 0.93, "thing": 0.88, "path": 0.9, "site": 0.75, "unknown": 0.6}
"""How often each rule is right, in real texts and in those that are written to be as various as they come."""


def read(field: str, text: str) -> Iterator[Fact]:
    """The links of a title or an abstract in the order of the text; nothing for other fields."""
    if field not in FIELDS or not _may_hold(text):
        return
    last = 0
    words: Said | None = None
    for start, end, url in addresses(text):
        words = said(text, last, start, end, words)
        to, rule = role(text, last, start, end, url, words)
        if to == "other" and _is_a_name(text, start, end):
            words = None
            continue  # "Amazon.com products" names a firm
        last = end
        sure = CONFIDENCE[rule]
        yield Fact("link", url, start, end, text[start:end], f"links/{rule}/{VERSION}", sure, {"role": to})


def addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """What has the form of a web address in a text, in order: where it begins and ends, and the address with its scheme."""
    last = at = 0
    while match := _next(text, at):
        at = match.end()
        if match.start() < last or (found := _address(text, match)) is None:
            continue
        end, url = found
        at = last = end
        yield match.start(), end, url


def _may_hold(text: str) -> bool:
    return (
        hinted(_SIGNS, text)
        or any(part.startswith(_ENDS) for part in text.split(".")[1:])
        or _BARE.search(text) is not None
    )


def _is_a_name(text: str, start: int, end: int) -> bool:
    """Whether a host without scheme only names a firm or a site."""
    printed = text[start:end].lower()
    if _SCHEME.match(printed) or printed.startswith("www.") or "/" in printed or printed.count(".") > 1:
        return False
    return not _NAMES_A_SITE.search(text[max(0, start - 40) : start])


def _next(text: str, at: int) -> re.Match[str] | None:
    """The next link; one that is set right behind another one begins at its scheme."""
    if at and (behind := _SET_BEHIND.match(text, at)):
        return behind
    within = _WITHIN.search(text, at)
    return _LINK.search(text, max(at, within.start() - _LEAD)) if within else None


def _address(text: str, match: re.Match[str]) -> tuple[int, str] | None:
    """Where a link ends and its address with scheme; None where the host has not the form of one."""
    whole = given = match[0]
    if run_on := _RUN_ON.search(whole, 8):  # one link set right behind the other
        whole = whole[: run_on.start() + 1]
    printed = identifiers.trim(identifiers.trim(whole).rstrip("$*").removesuffix("!" if whole.endswith("/!") else ""))
    end = match.start() + len(printed)
    if whole == given and given[len(printed) :].strip("$") == "":
        end = _continued(text, printed, end)
        printed = identifiers.trim(text[match.start() : end])
        end = match.start() + len(printed)
    url = re.sub(r"\\([_%#&~])", r"\1", re.sub(r"\s", "", re.sub(_TILDE, "~", printed)))
    if not _SCHEME.match(url):
        url = f"https://{url}"
    host = url.partition("://")[2]
    if not _HOST.match(host) or host.lower().startswith("www.w3.org/19"):
        return None  # name spaces of mark-up are no links
    return end, url


def _continued(text: str, printed: str, end: int) -> int:
    """The end of a link that is broken after a slash, hyphen or underscore; a plain word after it is the sentence's."""
    more = _CONTINUED.match(text, end) if printed[-1] in "/-_~" else None
    if more is None:
        return end
    closes = _ENDS_THERE.match(text, more.end()) is not None and not _plain(more["more"])
    whole = printed[-1] in "_~" or (printed[-1] == "/" and (more["more"][:1].islower() or printed.count("/") > 3))
    if closes and whole and ("\n" in more[0] or printed[-1] == "~"):
        return more.end()
    if closes and _FILE.search(more["more"]):
        return more.end()
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
