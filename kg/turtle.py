"""Deterministic Turtle from N-Triples: the same triples in any order, from any number of files, give the same bytes.

Three steps, each a generator: `statements` reads N-Triples lines and brings every term into the canonical form of
N-Triples (https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples); `arrange` sorts and de-duplicates in bounded
memory, on disk where need be; `body` writes. The order is by code points: subjects (a number at the end counts as a
number, so that author 10 follows author 9), predicates with `a` first, objects.
"""

from __future__ import annotations

import heapq
import io
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Protocol

from kg import assets
from kg.errors import WorkspaceError

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD = "http://www.w3.org/2001/XMLSchema#"
KINDS = ("work", "person", "venue", "event", "identifier", "record", "file", "decision", "fact")
"""The kinds of things whose IRIs stand below `{base}id/`; each gets its own name as a prefix."""

Statement = tuple[str, str, str]
"""Subject, predicate and object as canonical N-Triples terms; IRIs in subject and predicate without their brackets."""


class Out(Protocol):
    """What is written to: a binary stream, or anything that takes bytes."""

    def write(self, data: bytes, /) -> object: ...


class Names:
    """Shortens IRIs by a table of prefixes and remembers which of them were used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = dict(prefixes)
        self.used: set[str] = set()
        self._by_namespace = {iri: name for name, iri in sorted(prefixes.items(), reverse=True)}
        self.short: Callable[[str], str | None] = lru_cache(1 << 14)(self._short)

    def _short(self, iri: str) -> str | None:
        """`prefix:local`, or None where no prefix fits or the local name is not allowed beyond doubt."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        name = self._by_namespace.get(iri[:cut])
        if name is None or _LOCAL.fullmatch(iri, cut) is None:
            return None
        self.used.add(name)
        return f"{name}:{iri[cut:]}"

    def table(self) -> dict[str, str]:
        """The prefixes used so far, by name."""
        return {name: self.prefixes[name] for name in sorted(self.used)}


def prefixes(base: str = "") -> dict[str, str]:
    """The prefixes of the ontology's JSON-LD context and, for a base of data IRIs, one for each kind of thing."""
    import json

    context = json.loads((assets.folder("ontology") / "context.jsonld").read_text("utf-8"))["@context"]
    found = {
        name: value
        for name, value in context.items()
        if isinstance(value, str) and _PREFIX.fullmatch(name) and value.endswith(("/", "#")) and "://" in value
    }
    if base:
        for kind in KINDS:
            found.setdefault(kind, f"{base}id/{kind}/")
    return found


def text(ntriples: str, table: Mapping[str, str]) -> str:
    """The Turtle of N-Triples in memory. Raises `WorkspaceError` for what is not N-Triples."""
    out = io.BytesIO()
    write(statements(ntriples.encode().split(b"\n"), "text"), out, table)
    return out.getvalue().decode()


def write(triples: Iterable[Statement], out: Out, table: Mapping[str, str], folder: Path | None = None) -> int:
    """Writes triples as Turtle and returns how many different ones there were; `folder` takes what memory does not.

    The body is written aside first: only then is it known which prefixes it uses.
    """
    names = Names(table)
    count = 0
    with tempfile.TemporaryFile(dir=folder) as aside:
        for chunk, size in body(arrange(map(key, triples), folder), names):
            aside.write(chunk.encode())
            count += size
        out.write(header(names).encode())
        aside.seek(0)
        while block := aside.read(1 << 20):
            out.write(block)
    return count


def header(names: Names) -> str:
    """The `@prefix` lines of the prefixes used."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in names.table().items())


# --- reading ---------------------------------------------------------------------------------------------------------

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.:-]*[A-Za-z0-9_-])?")
_PREFIX = re.compile(r"[A-Za-z](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
_IRI = r'<([A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`]*)>'
_BLANK = r"_:[A-Za-z0-9]+"
_LITERAL = r'"([^"\\\n\r]*+(?>(?:\\.[^"\\\n\r]*+)*))"(?:\^\^' + _IRI + r"|@([A-Za-z]+(?:-[A-Za-z0-9]+)*))?"
_LINE = re.compile(
    rf"[ \t]*(?:{_IRI}|({_BLANK}))[ \t]*{_IRI}[ \t]*(?:{_IRI}|({_BLANK})|{_LITERAL})[ \t]*\.[ \t]*(?:#.*)?\r?"
)
_EMPTY = re.compile(r"[ \t]*(?:#.*)?\r?")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_LETTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_CONTROLS = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
_ESCAPES = _CONTROLS | {ord(character): "\\" + letter for letter, character in _LETTERS.items() if letter != "'"}
_NOT_IN_IRIS = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def read(files: Iterable[Path]) -> Iterator[Statement]:
    """The triples of N-Triples files. Raises `WorkspaceError` for a file that is gone or a line that is not N-Triples."""
    for file in files:
        try:
            with file.open("rb") as lines:
                yield from statements(lines, str(file))
        except OSError as error:
            raise WorkspaceError(f"{file} cannot be read: {error.strerror or error}.", path=str(file)) from error


def statements(lines: Iterable[bytes], name: str) -> Iterator[Statement]:
    """The triples of N-Triples lines in canonical form, in their order.

    Raises `WorkspaceError` with the name and the number of a line that is not N-Triples in UTF-8.
    """
    for number, raw in enumerate(lines, 1):
        try:
            line = raw.decode().removesuffix("\n")
            if (found := _LINE.fullmatch(line)) is not None:
                yield _statement(line, found)
            elif _EMPTY.fullmatch(line) is None:
                raise ValueError("neither a triple nor a comment")
        except ValueError as error:
            sentence = f"Line {number} of {name} is not N-Triples ({error}); build the graph anew."
            raise WorkspaceError(sentence, file=name, line=number) from error


def _statement(line: str, found: re.Match[str]) -> Statement:
    subject, blank, predicate, iri, other, value, datatype, language = found.groups()
    # What is printable holds no control characters: most lines are canonical and need no second look.
    if "\\" in line or not line.isprintable():
        subject, predicate, iri, datatype = (part and _iri(part) for part in (subject, predicate, iri, datatype))
        value = value and unescape(value).translate(_ESCAPES)
    if iri is not None:
        term = f"<{iri}>"
    elif other is not None:
        term = other
    elif language is not None:
        term = f'"{value}"@{language}'
    else:
        term = f'"{value}"' if datatype in (None, XSD + "string") else f'"{value}"^^<{datatype}>'
    return subject or blank, predicate, term


def unescape(text: str) -> str:
    """The characters an escaped N-Triples string stands for. Raises `ValueError` for an escape there is not."""

    def plain(found: re.Match[str]) -> str:
        digits = found[1] or found[2]
        character = chr(int(digits, 16)) if digits else _LETTERS.get(found[3], "")
        if not character or "\ud800" <= character <= "\udfff":
            raise ValueError(f"{found[0]} is no escape of N-Triples")
        return character

    return _ESCAPE.sub(plain, text) if "\\" in text else text


def _iri(text: str) -> str:
    """An IRI whose escapes are resolved, save those of characters that cannot stand in one."""
    return _NOT_IN_IRIS.sub(lambda found: f"\\u{ord(found[0]):04X}", unescape(text))


def parts(term: str) -> tuple[str, str, str]:
    """A canonical literal's text (no longer escaped), its datatype's IRI and its language; '' for what it has not."""
    end = term.rindex('"')
    rest = term[end + 1 :]
    value = unescape(term[1:end])
    return (value, "", rest[1:]) if rest.startswith("@") else (value, rest[3:-1], "")


# --- sorting ---------------------------------------------------------------------------------------------------------

_NUMBER = re.compile(r"(?<=\D)([1-9][0-9]{0,8})\Z")
_LENGTHS = dict.fromkeys(range(0x0F, 0x18))
_RUN_BYTES = 48 << 20
_RUN_LINES = 400_000
_RUNS = 64


def key(triple: Statement) -> bytes:
    """The bytes a triple is sorted by, from which `triple_of` gets it back.

    No control character stands in a canonical term, so they can divide the parts; one before a number at the end of a
    subject tells the number's length. The predicate `rdf:type` is empty here and so comes first.
    """
    subject, predicate, term = triple
    return f"{_counted(subject)}\x01{'' if predicate == RDF_TYPE else predicate}\x01{term}".encode()


@lru_cache(1 << 10)
def _counted(subject: str) -> str:
    """The subject with the length of the number at its end before that number; triples of a subject often come together."""
    return _NUMBER.sub(lambda found: chr(0x0E + len(found[1])) + found[1], subject)


def triple_of(line: bytes) -> Statement:
    """The triple of a sort key."""
    subject, predicate, term = line.decode().split("\x01")
    return _uncounted(subject), predicate or RDF_TYPE, term


@lru_cache(8)
def _uncounted(subject: str) -> str:
    return subject.translate(_LENGTHS)


def arrange(lines: Iterable[bytes], folder: Path | None = None) -> Iterator[bytes]:
    """The lines sorted by their bytes, each once. Holds some 100 MB; what is more lies in files in `folder`."""
    runs: list[BinaryIO] = []
    try:
        held: list[bytes] = []
        size = 0
        for line in lines:
            held.append(line)
            size += len(line)
            if len(held) >= _RUN_LINES or size >= _RUN_BYTES:
                runs.append(_run(sorted(set(held)), folder))
                held, size = [], 0
                if len(runs) == _RUNS:
                    merged = _run(_merged(runs, []), folder)
                    _close(runs)
                    runs.append(merged)
        yield from _merged(runs, sorted(set(held)))
    finally:
        _close(runs)


def _run(lines: Iterable[bytes], folder: Path | None) -> BinaryIO:
    """A file of sorted lines that goes away when it is closed."""
    file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - the caller closes it when all runs are merged
    try:
        file.writelines(line + b"\n" for line in lines)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


def _merged(runs: list[BinaryIO], held: list[bytes]) -> Iterator[bytes]:
    if not runs:
        yield from held
        return
    files = [(line[:-1] for line in run) for run in runs]
    last = None
    for line in heapq.merge(*files, held):
        if line != last:
            yield line
            last = line


def _close(runs: list[BinaryIO]) -> None:
    for run in runs:
        run.close()
    runs.clear()


# --- writing ---------------------------------------------------------------------------------------------------------

_INTEGER = re.compile(r"-?[1-9][0-9]*|0")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.(?:0|[0-9]*[1-9])")
_IN_LONG = {code: escape for code, escape in _ESCAPES.items() if chr(code) not in '\n"'}
_CROWDED = re.compile(r'"(?="|\Z)')  # a quotation mark that would run into another or into those at the end
_BARE = {XSD + "integer": _INTEGER, XSD + "decimal": _DECIMAL, XSD + "boolean": re.compile("true|false")}


def body(lines: Iterable[bytes], names: Names, indent: str = "") -> Iterator[tuple[str, int]]:
    """The Turtle of sorted keys, a subject at a time, each with its number of triples; an empty line before each."""
    for subject, group in groupby(map(triple_of, lines), key=lambda triple: triple[0]):
        written: list[str] = []
        last = None
        count = 0
        for _, predicate, term in group:
            count += 1
            if predicate == last:
                written.append(f",\n{indent}        {_object(term, names)}")
                continue
            verb = "a" if predicate == RDF_TYPE else resource(predicate, names)
            written.append(f"{' ;' if last else ''}\n{indent}    {verb} {_object(term, names)}")
            last = predicate
        yield f"\n{indent}{resource(subject, names)}{''.join(written)} .\n", count


def resource(iri: str, names: Names) -> str:
    """An IRI as a prefixed name or in brackets; a blank node as it is."""
    return iri if iri.startswith("_:") else names.short(iri) or f"<{iri}>"


def _object(term: str, names: Names) -> str:
    if not term.startswith('"'):
        return resource(term.removeprefix("<").removesuffix(">"), names)
    end = term.rindex('"') + 1
    quoted, rest = term[:end], term[end:]
    datatype = rest[3:-1] if rest.startswith("^^") else ""
    if datatype in _BARE and _BARE[datatype].fullmatch(quoted, 1, end - 1):
        return quoted[1:-1]
    return (_long(quoted) if "\\n" in quoted else quoted) + (f"^^{resource(datatype, names)}" if datatype else rest)


def _long(quoted: str) -> str:
    """A literal with line ends between three quotation marks; a carriage return stays an escape, lest it be lost."""
    value = unescape(quoted[1:-1])
    if "\n" not in value:
        return quoted
    spaced = _CROWDED.sub(lambda _: '\\"', value.translate(_IN_LONG))
    return f'"""{spaced}"""'
