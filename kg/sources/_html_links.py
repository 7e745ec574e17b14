"""What a link says of a work: an identifier where its target is that of one, else an address with its role."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urljoin

from kg import identifiers
from kg.records import Identifier

_ROLES = {
    "full-text": r"pdf|paper|full[ -]?text|preprint|postprint|manuscript|article|draft|(?:e?ps|pdf|djvu|dvi)(?:\.gz)?|[\d.,]{1,6}\s?[kKmM]i?[bB]|texte|html|download|open access|"
                 r"author(?:'s)? (?:copy|version)|camera[- ]ready|version",
    "code": r"code|source(?: code)?|github|gitlab|software|implementation|código|repo(?:sitory)?|notebook|colab|package",
    "data": r"data(?:sets?)?|corpus|models?|benchmark|weights|checkpoints",
    "slides": r"slides?|presentation|diapositives|folien|keynote",
    "poster": r"poster",
    "video": r"video|talk|vídeo|recording|youtube|teaser",
    "supplement": r"supp(?:l(?:ement\w*)?)?\.?(?: materials?)?|appendix|material|errat(?:um|a)|proofs?",
    "project-page": r"project(?: page)?|web ?(?:site|page)?|page|demo|homepage|site|blog(?: post)?",
    "press": r"press|news|media|press release|award",
    "landing-page": r"doi|arxiv|link|url|abs(?:tract)?|publisher(?:'s version)?|journal|springer|ieee(?: xplore)?|acm(?: dl)?|"
                    r"hal|openreview|acl(?: anthology)?|anthology|pubmed|pmc|dblp|proceedings|online|doi link|neurips|pmlr|"
                    r"elsevier|sciencedirect|ssrn|biorxiv|medrxiv|zenodo|semantic scholar|google scholar|reviews?|more|details|read",
    "citation": r"bib(?:tex)?|bibtex entry|cite|citation|ris|endnote|export|bookmark|share|save",
}  # fmt: skip
"""Words that are labels of links, by the role of what they lead to."""
_LABEL = {role: re.compile(rf"(?:{words})", re.IGNORECASE) for role, words in _ROLES.items()}
_AROUND = "[](){}<>|·•,;:.→↗⇩\u200b \n"
_BETWEEN = re.compile(r"\s*(?:,|/|&|\+|and|\(|\))\s*")

_OF_WORKS = frozenset(["doi", "arxiv", "pmid", "pmcid", "hal", "acl", "dblp"])
_DOI_IN_URL = re.compile(
    r"(?:https?://[^/]+)?/(?:[^?#]*/)?(?:doi|article|chapter|book)/(?:(?:abs|full|pdf|epdf|pdfdirect|epub|html)/)?(10\.\d{4,9}/[^?#\s]+)"
)
"""A DOI in an address of a publisher, which pages of its own give without the host."""
_ANTHOLOGY = re.compile(
    r"https?://(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology)/(?:papers/)?([A-Za-z0-9._-]+?)(?:\.pdf|\.bib)?/?"
)
_HOSTS = (
    ("code", re.compile(r"https?://(?:www\.)?(?:github\.com|gitlab\.|bitbucket\.org|codeberg\.org)")),
    ("video", re.compile(r"https?://(?:www\.)?(?:youtube\.com|youtu\.be|vimeo\.com)")),
    ("landing-page", re.compile(r"https?://openreview\.net/forum")),
    ("full-text", re.compile(r"https?://[^?#]*\.pdf(?:[?#]|$)|https?://openreview\.net/pdf", re.IGNORECASE)),
)
_PASSED_ON = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/url|l\.facebook\.com/l\.php|[a-z0-9]{1,9}\.safelinks\.protection\.outlook\.com/|slack-redir\.net/link)"
    r"\?(?:[^#&\s]{0,300}&(?:amp;)?){0,9}(?:q|u|url)=(?P<url>https?(?::|%3A)[^&#\s]{1,2000})",
    re.IGNORECASE,
)
"""An address by which a site, a mail program or a search engine leads on to another."""
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_LONGEST = 40


def label_role(text: str) -> str | None:
    """The role that the label of a link names ("[pdf]", "Code & Data"); None for a text that is no label."""
    bare = text.strip(_AROUND)
    return _role(bare.lower()) if bare and len(bare) <= _LONGEST else None


@lru_cache(maxsize=1 << 12)
def _role(bare: str) -> str | None:
    roles = []
    for part in filter(None, _BETWEEN.split(bare)):
        role = next((role for role, pattern in _LABEL.items() if pattern.fullmatch(part)), None)
        if role is None:
            words = part.split()
            found = [
                next((role for role, pattern in _LABEL.items() if pattern.fullmatch(word)), None) for word in words
            ]
            if None in found:
                return None
            role = found[-1]
        roles.append(role)
    return roles[0] if roles else None


def target_of(url: str) -> str:
    """Where a link leads to that goes by a site which passes on to others; the link itself where it does not."""
    passed = _PASSED_ON.match(url) if "=" in url else None
    return unquote(passed["url"]) if passed else url


_PREPRINT = re.compile(
    r"https?://(?:www\.|connect\.)?(?:bio|med)rxiv\.org/(?:content|cgi/content/short)/(10\.\d{4,9}/[\d.]*\d)(?:v\d+)?(?![\d.]*\d)"
)
"""An address of bioRxiv or medRxiv, whose DOI has the number of the version behind it."""


def identifier_of(url: str) -> Identifier | None:
    """The identifier of a work that a link leads to: by a resolver, or by a publisher's address that holds the DOI."""
    if _WEB.fullmatch(url) is None and (not url.startswith("/") or any(map(str.isspace, url))):
        return None
    if anthology := _ANTHOLOGY.fullmatch(url):
        return identifiers.parse("acl", anthology[1])
    bare = re.sub(r"[?#].*$", "", url)
    found = identifiers.recognise(bare)
    if preprint := _PREPRINT.match(bare):
        found = identifiers.parse("doi", preprint[1])
    if found is None and (doi := _DOI_IN_URL.match(url)):
        found = identifiers.parse("doi", doi[1])
    if found is None or found.scheme not in _OF_WORKS:
        return None
    return Identifier(found.scheme, found.value, url)


def person_of(url: str) -> Identifier | None:
    """The ORCID a link leads to."""
    found = identifiers.recognise(url)
    return found if found and found.scheme == "orcid" and "://" in url else None


def address_of(url: str, base: str) -> str | None:
    """A link as an absolute address; None for one within the page, a script, or one that cannot be made absolute."""
    if url.startswith("#"):
        return None
    if base and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", url):
        try:
            url = urljoin(base, url)
        except ValueError:  # a host that is no host
            return None
    if url.startswith("//"):
        url = "https:" + url
    return url if _WEB.fullmatch(url) else None


def says_nothing(url: str) -> bool:
    """Whether a link leads only to a place in the page, a script or a mail box."""
    return (
        not url or url.startswith("#") or re.match(r"(?:javascript|mailto|tel|data):", url, re.IGNORECASE) is not None
    )


def role_of(url: str, label: str) -> str:
    """The role of a link by its target and its label: the label decides, but for code and films, whose hosts say more."""
    by_host = next((role for role, pattern in _HOSTS if pattern.match(url)), "")
    by_label = label_role(label) or ""
    if by_label in ("", "landing-page") or (by_label == "full-text" and by_host in ("code", "video")):
        return by_host or by_label or "landing-page"
    return by_label
