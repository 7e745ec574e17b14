"""A person as an object with keys: which of its members are the parts of the name, the affiliations, the ORCID and the role."""

from __future__ import annotations

from collections.abc import Iterator

from kg import identifiers
from kg.sources._json import Located
from kg.sources._table_columns import plain

_NAMED = ("name", "person", "author", "creator")
"""Members that may be objects with the name in them."""
_FULL = ("full name", "fullname", "name", "display name", "author name", "raw author name", "literal", "value", "collective name", "collectivename", "creator", "author")  # fmt: skip
_FAMILY = ("family", "last", "lastname", "last name", "family name", "surname", "familyname")
_GIVEN = ("given", "first", "firstname", "first name", "given name", "givenname", "forename")
_MIDDLE = ("middle", "middle name", "middlename")
_PARTICLE = ("dropping particle", "non dropping particle")
_AFFILIATIONS = ("affiliation", "affiliations", "institution", "institutions", "organization", "aff", "author affiliation details list", "author affiliation")  # fmt: skip
_ORCID = ("orcid", "orcid id", "orcidid", "author id")
_ROLES = {"editor": "editor", "translator": "contributor", "illustrator": "contributor", "advisor": "advisor"}

Part = tuple[str, str, Located]
"""What a member says ("name", "affiliation", "orcid", "" for nothing known), its value, and its place."""


def parts_of_person(members: dict[str, Located]) -> tuple[str, list[Part]]:
    """The role of a person ("" where none is said) and what its members say, the name first; keys are in plain words."""
    members = dict(members)
    for one in _NAMED:
        if one in members and isinstance(members[one].value, dict):
            members = {key: value for key, value in members.items() if key != one} | _members(members[one])
    texts = {
        key: " ".join(value.value.split())
        for key, value in members.items()
        if isinstance(value.value, str) and value.value.strip()
    }
    name, used = _name(texts)
    found: list[Part] = [("name", name, members[one]) for one in used]
    for key, value in members.items():
        if key in used or value.value in (None, True, False, "", [], {}):
            continue
        if name and key in _AFFILIATIONS:
            found += _places(value)
        elif name and key in _ORCID:
            found += _orcid(value)
        elif key == "role" and texts.get(key, "").lower() in _ROLES:
            found.append(("known", texts[key], value))
        else:
            found.append(("", "…", value))
    return _ROLES.get(texts.get("role", "").lower(), ""), found


def _members(value: Located) -> dict[str, Located]:
    from kg.sources._keyed import words

    return {plain(words(key)): one for key, one in value.members().items()}


def _name(texts: dict[str, str]) -> tuple[str, list[str]]:
    """The name and the members that make it; a full name that ends as the family name does is said again."""
    family, given, middle, full = (
        next((one for one in names if one in texts), "") for names in (_FAMILY, _GIVEN, _MIDDLE, _FULL)
    )
    if not family:
        return (texts[full], [full]) if full else ("", [])
    particles = [one for one in _PARTICLE if one in texts]
    before = [texts[one] for one in particles]
    behind = [texts[one] for one in (given, middle) if one]
    suffix = [texts[one] for one in ("suffix",) if one in texts]
    name = ", ".join(filter(None, [" ".join([*before, texts[family]]), *suffix, " ".join(behind)]))
    again = [full] if full and texts[family] in texts[full] else []
    return name, [family, *particles, *filter(None, (given, middle)), *(["suffix"] if suffix else []), *again]


def _places(value: Located) -> Iterator[Part]:
    """The affiliations in a text, a list or an object."""
    if isinstance(value.value, str):
        yield "affiliation", value.value.strip(), value
    elif isinstance(value.value, list):
        for one in value.items():
            yield from _places(one)
    elif isinstance(value.value, dict):
        for key, one in _members(value).items():
            if key in ("name", "value", "text", "display name", "raw affiliation string") or key in _AFFILIATIONS:
                yield from _places(one)
            elif one.value not in (None, "", [], {}):
                yield "", "…", one
    elif value.value is not None:
        yield "", "…", value


def _orcid(value: Located) -> Iterator[Part]:
    """The ORCID in a text or in an object with the scheme; anything else is nothing known."""
    inner = value
    if isinstance(value.value, dict):
        members = _members(value)
        kind = members.get("type")
        if "value" in members and kind is not None and str(kind.value).lower() == "orcid":
            inner = members["value"]
    if isinstance(inner.value, str) and identifiers.parse("orcid", inner.value.strip()):
        yield "orcid", inner.value.strip(), inner
    else:
        yield "", "…", value
