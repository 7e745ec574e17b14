"""Damage done to inputs: what a disk, a mail program, a careless export or an enemy does to a file."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

LARGEST = 2_000_000
"""No damaged input has more bytes."""

TOKENS = [
    token.encode("utf-8", "surrogatepass")
    for token in (
        "\0", "\ufeff", "\ufffe", "\r", "\r\n", "\n\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u202e", "\u200b", "\ud800",
        "\U0001f600", "\t", "\x1a", "]]>", "<![CDATA[", "<!--", "-->", "<?xml version='1.0'?>", "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        "&a;", "&#0;", "&#xd800;", "&#1114112;", "<", ">", "</", "/>", "&", "{", "}", "[", "]", '"', "'", "\\", "\\u0000", "\\ud800",
        '\\"', ":", ",", ";", "@", "%", "#", "$", "~", "^", "*", "|", "---", "...", "null", "true", "NaN", "1e999", "-1", "0", "0001",
        "ER  - ", "TY  - JOUR", "%0 Journal Article", "PMID- ", "@article{", "@string{", "doi:10.1/", "arXiv:2510.13290", "et al.",
        "\\'{", "\\textbf{", "&lt;", "&amp;amp;", "!!python/object:os.system ", "&anchor ", "*anchor", "<<: ", "? ", "@prefix a: <b> .",
        "<urn:x> ", "_:b ", "10.1000/" + "9" * 400, "9" * 5000,
    )
]  # fmt: skip
OPENERS = [
    (b"{", b"}"), (b"[", b"]"), (b"(", b")"), (b"<a>", b"</a>"), (b'{"a":', b"}"), (b"[[", b"]]"), (b"\\textbf{", b"}"), (b"<!--", b"-->"),
    (b"<![CDATA[", b"]]>"), (b"- ", b""), (b"? ", b""), (b'"', b""), (b"\\", b""), (b"$", b""), (b"&", b""), (b"<", b""), (b"#", b""), (b", ", b""),
]  # fmt: skip
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "shift_jis", "koi8-r")


def _stretch(rng: random.Random, data: bytes, longest: int = 4000) -> tuple[int, int]:
    """A stretch of the data: of any length, of a few lines, or from one mark to another."""
    start = rng.randrange(len(data) + 1)
    if rng.random() < 0.5:
        start = data.rfind(b"\n", 0, start) + 1
        end = start
        for _ in range(rng.randint(1, 12)):
            end = data.find(b"\n", end) + 1 or len(data)
        return start, end
    return start, min(len(data), start + rng.randint(1, rng.choice((4, 40, longest))))


def _flip(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 3, 30)) if out else 0):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def _cut(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _stretch(rng, data)
    return data[:start] + data[end:]


def _end(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] if rng.random() < 0.7 else data[at:]


def _splice(rng: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = rng.choice(others)
    start, end = _stretch(rng, other)
    at = rng.randrange(len(data) + 1)
    return data[:at] + other[start:end] + data[at:]


def _swap(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    first, second = sorted((_stretch(rng, data), _stretch(rng, data)))
    if first[1] > second[0]:
        return data
    left, right = data[slice(*first)], data[slice(*second)]
    return data[: first[0]] + right + data[first[1] : second[0]] + left + data[second[1] :]


def _token(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(TOKENS) + data[at + rng.choice((0, 0, 1, 5)) :]
    return data


def _digits(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Numbers become others: years of 0, months of 13, pages of any size."""
    numbers = [b"0", b"13", b"-5", b"99999", b"2025.5", b"1e400", b"", b"9" * 30, "٣".encode(), "²".encode()]
    return re.sub(rb"\d+", lambda m: rng.choice(numbers) if rng.random() < 0.2 else m[0], data)


def _repeat(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """A stretch many times over, up to a megabyte."""
    start, end = _stretch(rng, data)
    many = rng.choice((2, 2, 10, 200, 10_000))
    many = min(many, rng.choice((20_000, 200_000, 1_000_000)) // max(end - start, 1))
    return data[:end] + data[start:end] * many + data[end:]


def _whole(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """The whole input many times over."""
    return data * min(rng.randint(2, 400), 1_000_000 // (len(data) + 1) + 1)


def _nest(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    opened, closed = rng.choice(OPENERS)
    many = rng.choice((60, 300, 3000, 100_000))
    start, end = _stretch(rng, data)
    return data[:start] + opened * many + data[start:end] + (closed * many if rng.random() < 0.5 else b"") + data[end:]


def _line(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """A line without end: the line breaks gone, or one mark, word or blank repeated."""
    if rng.random() < 0.3:
        return data.replace(b"\n", b" " if rng.random() < 0.5 else b"")
    mark = rng.choice(
        (b" ", b"a", b"-", b".", b"A. ", b"\t", b"a,", b"and ", b"1 ", b"(a) ", b"et al. ", b"{\\'e}", b"\xc3\xa9")
    )
    at = rng.randrange(len(data) + 1)
    return data[:at] + mark * (rng.choice((2_000, 50_000, 400_000)) // len(mark)) + data[at:]


def _recode(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    if rng.random() < 0.4:
        return data.replace(b"\n", rng.choice((b"\r\n", b"\r", b"\n\n", b"\xe2\x80\xa8", b"\n ")))
    return data.decode("utf-8", "replace").encode(rng.choice(ENCODINGS), "replace")


_SMALL: tuple[Callable[[random.Random, bytes, Sequence[bytes]], bytes], ...] = (
    _flip, _cut, _end, _splice, _swap, _token, _token, _digits, _recode,
)  # fmt: skip
_LARGE = (_repeat, _repeat, _whole, _nest, _nest, _line)


def damaged(rng: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """The data after one to four kinds of damage, at most one of them of the kind that makes it large."""
    steps = [rng.choice(_SMALL) for _ in range(rng.randint(0, 3))]
    if not steps or rng.random() < 0.4:
        steps.insert(rng.randint(0, len(steps)), rng.choice(_LARGE))
    for step in steps:
        data = step(rng, data, others)[:LARGEST]
    return data
