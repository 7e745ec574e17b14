"""Whether a text begins as works with keys: answers and lists in JSON, lists and front matter in YAML."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator

from kg.sources._json import Located, objects
from kg.sources._keyed import parts_of
from kg.sources._yaml import Broken, Node, documents

PATHS: tuple[tuple[str, ...], ...] = (
    (), ("data",), ("results",), ("response", "docs"), ("resultList", "result"), ("hits", "hits"), ("collection",), ("notes",), ("records",),
    ("publications",), ("papers",), ("articles",), ("works",), ("items",), ("entries",), ("references",), ("docs",), ("result",), ("documents",),
)  # fmt: skip
"""Where the works stand in an answer or a file: at its top, or in the array to which keys lead."""
_MARK = re.compile(r"(?m)^\ufeff?(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)")
_LONGEST_FRONT = 30_000
_BEGINS = re.compile(
    r"\A\ufeff?(?:#[^\n]*\n|\s*\n|---[ \t]*\r?\n|%YAML[^\n]*\n){0,40}[ \t]{0,8}(?:-[ \t]+)?[\"']?[A-Za-z][\w -]{0,40}[\"']?:(?=\s)"
)
_OF_WORKS = frozenset("venue doi publication citation arxiv pmid isbn volume pages".split())
"""Parts that a page about anything else does not have."""
_OF_OTHERS = frozenset("medium artist album tracks ingredients platform platforms recipeingredient".split())
_LOOKED = 5
_WORKS = re.compile(
    r"(?m)^(?:collection:\s*[\"']?publications|publication_types:|publication:|paperurl:|venue:|journal:|citation:|doi:|booktitle:)"
)


def shows_work(value: object) -> bool:
    """Whether an object has a title and two more parts of a work, of which one is no part of a page or a post."""
    parts = parts_of(value)
    return (
        "title" in parts
        and len(parts - {"url", "type", "key", "comment", "known", "subjects", "abstract"}) > 2
        and not _is_other(value)
        and (bool(parts & _OF_WORKS) or ({"authors", "year"} <= parts and _names_authors(value)))
    )


def _names_authors(value: object) -> bool:
    """Whether a key says that there are authors: songs, posts and recipes have at most one."""
    return isinstance(value, dict) and any(str(key).lower() == "authors" for key in value)


def _is_other(value: object) -> bool:
    """Whether a key tells that an object is a picture, a song, a game or a recipe."""
    return isinstance(value, dict) and not _OF_OTHERS.isdisjoint(str(key).lower() for key in value)


def path_of(head: str) -> tuple[str, ...] | None:
    """Where in a JSON text works stand; None where none of the first objects is one."""
    if not head.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return None
    for path in PATHS:
        if all(f'"{key}"' in head for key in path) and any(shows_work(one.value) for one in _first(head, path)):
            return path
    return None


def _first(head: str, path: tuple[str, ...]) -> list[Located]:
    """The first objects that stand there; those behind the place where a head is cut are none."""
    found = (one for one in objects(io.StringIO(head), path) if isinstance(one, Located))
    return list(itertools.islice(found, _LOOKED))


def front_matter(text: str) -> Iterator[tuple[int, int]]:
    """From where to where the front matter of a page stands that a text begins with, and that of pages behind it; nothing where it begins otherwise."""
    marks = list(_MARK.finditer(text))
    if not marks or text[: marks[0].start()].strip("\ufeff \r\n"):
        return
    ends = [(mark.start(), True) for mark in marks[1:]] + [(len(text), False)]
    for mark, (end, closed) in zip(marks, ends, strict=True):
        low = mark.end()
        if end - low > _LONGEST_FRONT:
            if mark is marks[0]:
                return
        elif (mark is marks[0] and closed) or (mark is not marks[0] and _is_of_work(text[low:end])):
            yield low, end


def _is_of_work(text: str) -> bool:
    """Whether what stands between two lines of a page is the front matter of one more work, and no text between horizontal rules."""
    return _WORKS.search(text) is not None and any(shows_work(one.value) for one in parsed(text))


def is_yaml(head: str) -> bool:
    """Whether a text is a page whose front matter tells a work, or YAML whose first objects are works."""
    if not _BEGINS.match(head) or "cff-version" in head:
        return False
    if span := next(front_matter(head), None):
        nodes = parsed(head[slice(*span)])
        if _WORKS.search(head, *span) is not None and any(shows_work(one.value) for one in nodes):
            return True
        return any(shows_work(one.value) for one in works_in(nodes))  # a list between two lines, as pandoc writes it
    return any(shows_work(one.value) for one in works_in(parsed(_whole(head))))


def _whole(head: str) -> str:
    """A head that may be cut, up to the last item of its list that is surely whole."""
    begins = [match.start() for match in re.finditer(r"(?m)^[ \t]{0,4}-[ \t]", head)]
    return head[: begins[-1]] if len(begins) > 2 and len(head) > _LONGEST_FRONT else head


def parsed(text: str) -> list[Node]:
    """The documents of a text of YAML; none where it is broken."""
    try:
        return documents(text)
    except Broken:
        return []


def works_of_page(nodes: list[Node]) -> Iterator[Node]:
    """The objects that front matter describes: the works it lists, or else itself."""
    for node in nodes:
        listed = [one for one in works_in([node]) if shows_work(one.value)]
        yield from listed or ([node] if isinstance(node.inner, dict) else [])


def works_in(nodes: list[Node]) -> Iterator[Node]:
    """The objects that may be works: the items of a list, or of the lists that an object holds."""
    for node in nodes:
        if isinstance(node.inner, list):
            yield from (one for one in node.inner if isinstance(one.inner, dict))
        elif isinstance(node.inner, dict):
            lists = [
                one
                for one in node.inner.values()
                if isinstance(one.inner, list) and any(isinstance(each.inner, dict) for each in one.inner)
            ]
            for one in lists if not shows_work(node.value) else ():
                yield from works_in([one])
