"""Dublin Core of repositories and journals: answers of OAI-PMH (`oai_dc`), and single descriptions as XML.

Sources: "The Open Archives Initiative Protocol for Metadata Harvesting", version 2.0, and its XML schema `oai_dc`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Furniture, Item, Record, Reject
from kg.sources import TextStream, _dublin_core, arxiv
from kg.sources._claims_xml import record
from kg.sources._xml import Element, subtrees

_NAMESPACE = re.compile(
    r"""(?:["']https?://(?:www\.openarchives\.org/OAI/2\.0/oai_dc|dublincore\.org/documents/dcmi-namespace)/?["'])|<(?:oai_dc|oai_qdc|dcx?|qdc):(?:dc|qualifieddc|dublincore)[\s>]"""
)
_OTHERS = re.compile(r"<!DOCTYPE html|<html[\s>]", re.IGNORECASE)
_OTHER_FORMS = re.compile(r"datacite\.org/schema/kernel-|crossref\.org/schema")
_FORMS = ("dc", "qualifieddc", "dublincore")
"""The elements that hold a description, plain or qualified."""


def sniff(name: str, head: str) -> bool:
    """Whether a text is XML with the namespace of `oai_dc` or an element of it; arXiv's answers are another source's."""
    start = head.lstrip()
    if not start.startswith("<") or _OTHERS.match(start) or _OTHER_FORMS.search(head):
        return False
    return bool(_NAMESPACE.search(head)) and not arxiv.sniff(name, head)


def read(stream: TextStream) -> Iterator[Item]:
    """The described works in the order of the text."""
    for part in subtrees(stream, ("record", *_FORMS)):
        yield _item(part) if isinstance(part, Element) else part


def _item(root: Element) -> Record | Reject | Furniture:
    header = root.first("header") if root.name == "record" else None
    key = header.get("identifier") if header is not None else ""
    if header is not None and header.attributes.get("status") == "deleted":
        return Reject(root.start, root.end, f"The record {key} is marked as deleted.")
    form = root if root.name in _FORMS else _described(root)
    if form is None:
        return Reject(
            root.start, root.end, f"The record {key or 'here'} has no description in Dublin Core.".replace("  ", " ")
        )
    claims = _dublin_core.claims_of([one for one in form.children if one is not header])
    if not any(claim.field == "title" for claim in claims):
        return Reject(root.start, root.end, f"The description {key} has no title.".replace("  ", " "))
    return record(root, claims, key, [header] if header is not None else [])


def _described(root: Element) -> Element | None:
    """The description within a record, at whatever depth; harvesters put elements of their own around it."""
    for child in root.children:
        if child.name == "header":
            continue
        if child.name in _FORMS:
            return child
        if found := _described(child):
            return found
    return root if root.first("title") is not None else None
