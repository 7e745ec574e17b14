"""The report of a check: findings with the place they come from, as JSON lines and as a W3C validation report in Turtle."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from kg.config import NAMESPACE
from kg.errors import WorkspaceError

SEVERITIES = ("violation", "warning", "info")
"""The severities of SHACL from the gravest, as they are named in a finding."""

_SH = "http://www.w3.org/ns/shacl#"


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One result of a shape: what is wrong with which node, and the line of the input that said it.

    `shape`, `component` and `focus` are IRIs; `path` is an IRI, or a path as SPARQL writes it, or empty; `value` is a term as
    N-Triples writes it, or empty. `file` is empty where nothing says where the node came from.
    """

    severity: str
    shape: str
    message: str
    focus: str
    path: str = ""
    value: str = ""
    name: str = ""
    remedy: str = ""
    file: str = ""
    line: int = 0
    component: str = ""

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts by severity, shape and place, so that a report has the same order in every run."""
        return (SEVERITIES.index(self.severity), self.shape, self.file, self.line, self.focus, self.value, self.message)


@dataclass(frozen=True)
class Report:
    """All findings of a check, in order, what was checked (`counts`) and by what (`engine`).

    `notes` are the engine's own remarks, such as a constraint it could not load. `seconds` is not part of what is written.
    """

    findings: tuple[Finding, ...]
    base: str
    engine: str
    counts: dict[str, int]
    notes: tuple[str, ...] = ()
    seconds: float = field(default=0.0, compare=False)

    @classmethod
    def of(cls, findings: Iterable[Finding], base: str, engine: str, counts: dict[str, int], **more: Any) -> Report:
        """A report of these findings, each once and in order, with their number per severity added to the counts."""
        unique = tuple(sorted(set(findings), key=lambda finding: finding.order))
        found = {severity: sum(f.severity == severity for f in unique) for severity in SEVERITIES}
        return cls(unique, base, engine, counts | found, **more)

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings and remarks do not count."""
        return not any(finding.severity == "violation" for finding in self.findings)

    def at_least(self, severity: str) -> list[Finding]:
        """The findings of a severity and of the graver ones."""
        kept = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return [finding for finding in self.findings if finding.severity in kept]

    @property
    def summary(self) -> dict[str, Any]:
        """What `summary.json` holds: everything but the findings."""
        return {
            "conforms": self.conforms,
            "engine": self.engine,
            "base": self.base,
            "counts": self.counts,
            "notes": list(self.notes),
        }


def write(report: Report, folder: Path) -> None:
    """Writes `findings.jsonl`, `report.ttl` and `summary.json` into a folder, which is made if need be.

    The bytes depend on the findings alone. Raises `OSError` where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lines = b"".join(msgspec.json.encode(finding) + b"\n" for finding in report.findings)
    (folder / "findings.jsonl").write_bytes(lines)
    (folder / "summary.json").write_bytes(msgspec.json.format(msgspec.json.encode(report.summary)) + b"\n")
    (folder / "report.ttl").write_text(turtle(report), "utf-8")


def read(folder: Path) -> Report:
    """The report a folder holds. Raises `WorkspaceError` when it is missing or damaged."""
    try:
        lines = (folder / "findings.jsonl").read_bytes().splitlines()
        findings = tuple(msgspec.json.decode(line, type=Finding) for line in lines)
        said = msgspec.json.decode((folder / "summary.json").read_bytes())
        return Report(findings, said["base"], said["engine"], said["counts"], tuple(said["notes"]))
    except (OSError, KeyError, TypeError, msgspec.MsgspecError) as error:
        raise WorkspaceError(f"{folder} holds no readable report: {error}. Build it anew.", path=str(folder)) from error


def turtle(report: Report, findings: Iterable[Finding] | None = None) -> str:
    """The W3C validation report (SHACL, section 3) in Turtle, of all findings or of those given, without blank nodes.

    `sh:conforms` is what SHACL says: true only when there is no result at all, of whatever severity.
    """
    listed = report.findings if findings is None else tuple(findings)
    names = [_name(report.base, finding) for finding in listed]
    lines = [
        f"@prefix sh: <{_SH}> .",
        f"@prefix kg: <{NAMESPACE}> .",
        "",
        f"<{report.base}report> a sh:ValidationReport ;",
        *(f"  sh:result {name} ;" for name in names),
        f"  sh:conforms {'false' if listed else 'true'} .",
    ]
    for name, finding in zip(names, listed, strict=True):
        lines += ["", f"{name} a sh:ValidationResult ;", *_result(report.base, finding)]
    return "\n".join(lines) + "\n"


def _name(base: str, finding: Finding) -> str:
    """The IRI of a result: of what is found, not of the place, so that it is the same in the next build."""
    key = "\n".join((finding.shape, finding.focus, finding.path, finding.value, finding.message, finding.component))
    return f"<{base}id/finding/{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}>"


def _result(base: str, finding: Finding) -> Iterable[str]:
    yield f"  sh:resultSeverity sh:{finding.severity.capitalize()} ;"
    yield f"  sh:sourceShape <{finding.shape}> ;"
    yield f"  sh:sourceConstraintComponent <{finding.component}> ;"
    yield f"  sh:focusNode {_term(base, finding.focus)} ;"
    # A path that is more than a property would need blank nodes; the shape shows it.
    if finding.path and not set("<^|*+?") & set(finding.path):
        yield f"  sh:resultPath <{finding.path}> ;"
    if finding.value:
        yield f"  sh:value {_term(base, finding.value)} ;"
    if finding.file:
        yield f"  kg:file {_quoted(finding.file)} ;"
        yield f"  kg:line {finding.line} ;"
    yield f"  sh:resultMessage {_quoted(finding.message)} ."


def _term(base: str, text: str) -> str:
    """A term of a finding as Turtle: an IRI without brackets gets them, a blank node of the data gets an IRI."""
    if text.startswith("_:"):
        return f"<{base}.well-known/genid/{text[2:]}>"
    return text if text[0] in '<"' else f"<{text}>"


def _quoted(text: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(c) or (c if c >= " " else f"\\u{ord(c):04X}") for c in text) + '"'
