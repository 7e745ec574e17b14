"""What a user can set: defaults, overridden by `kg.toml` in the current folder, overridden by options of a command."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from kg.errors import InputError

NAMESPACE = "https://w3id.org/kg-bib/ns#"
"""The namespace of the ontology's own terms."""


@dataclass(frozen=True)
class Config:
    """The settings of a build.

    `base` is the beginning of all data IRIs and ends in a slash; `mapping`, `shapes` and `queries` name a file or folders
    used instead of (mapping) or beside (shapes, queries) the ones that ship; `decisions` is the curator's file, by default
    `decisions.tsv` in the workspace; `link` says whether a model is fitted to find further candidates (Splink); `deadline` is in seconds; `offline` forbids inputs from the web.
    """

    base: str = "https://example.org/kg/"
    mapping: str = ""
    shapes: str = ""
    queries: str = ""
    decisions: str = ""
    link: bool = False
    deadline: float = 30.0
    offline: bool = False


def load(path: Path | None = None, **overrides: Any) -> Config:
    """The configuration of `path` (default: `kg.toml` here, if there is one) with the overrides that are not None.

    Raises `InputError` for a file that is missing, is not TOML or holds an unknown key or a wrong value.
    """
    file = path or Path("kg.toml")
    values: dict[str, Any] = {}
    if file.is_file():
        try:
            values = tomllib.loads(file.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise InputError(f"{file} is not well-formed TOML: {error}.", file=str(file)) from error
    elif path is not None:
        raise InputError(f"There is no configuration file {file}.", file=str(file))
    known = {field.name: field for field in fields(Config)}
    if unknown := sorted(values.keys() - known.keys()):
        raise InputError(f"{file} sets {unknown[0]!r}, which is not a setting; there are {', '.join(known)}.")
    values |= {name: value for name, value in overrides.items() if value is not None}
    return _checked(Config(**values))


def _checked(config: Config) -> Config:
    from urllib.parse import urlsplit

    parts = urlsplit(config.base)
    bad = not parts.scheme or any(c in config.base for c in ' <>"{}|^`\\') or parts.fragment or parts.query
    if bad or (parts.scheme in ("http", "https") and not parts.netloc):
        raise InputError(f"The base {config.base!r} is not an absolute IRI without query and fragment.")
    base = config.base if config.base.endswith(("/", ":")) else config.base + "/"
    return replace(config, base=base, deadline=float(config.deadline))
