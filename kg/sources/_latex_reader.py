r"""The LaTeX that bibliographies hold, read in one pass: accents, signs, styles, fractions, groups and marks of punctuation.

What a command stands for is taken from pylatexenc's tables, and the results are its results; its own parser goes from character
to character and takes ten to fifty times as long. What is not read here (most environments, references, arguments without
braces) is refused, and the parser decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, partial

from msgspec import Struct, field

from kg.sources._latex_commands import LOGOS, SHOWN, SIGNS

_TOKEN = re.compile(
    r"[^\\{}~`'!?-]+|\\(?P<name>[^\W\d_]+)(?P<white>\s*)|\\(?P<sign>[^\w\s]| )|[{}]|(?P<mark>~|---?|``|''|[!?]`)|[`'!?-]",
)
_MARKS = {"~": "\xa0", "--": "–", "---": "—", "``": "“", "''": "”", "!`": "¡", "?`": "¿"}
_ARGUMENT = re.compile(r"\s*(?:(?P<brace>\{)|(?P<letter>[^\W_])|\\(?P<name>[^\W\d_]+)(?P<white>\s*))")
_BRACE = re.compile(r"\s*\{")
_DROPPED = re.compile(r"\s*\{[^{}\\$%]*\}")
_STARRED = re.compile(r"\s*[*\[]|\s*\Z")
_FORMULA = re.compile(
    r"[^\\{}$%&#]+|\\frac\s*[0-9]\s*[0-9]|\\(?P<name>[^\W\d_]+)\s*(?P<opening>\{)?|\\[,;:! {}]|(?P<brace>[{}])"
)
_CLOSING = {"(": r"\)", "[": r"\]"}
_LIST = re.compile(r"\{(itemize|enumerate)\}(?!\s*\[)")
_DISPLAYED = re.compile(r"\{((?:equation|align|gather|multline)\*?)\}")
_OPTION = re.compile(r"\s*\[")
_ITEM = "\n  * "

_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307", "u": "\u0306",
    "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_DOTLESS = str.maketrans("ıȷ", "ij")
_STYLES = {
    "mathbf": "bold", "mathit": "italic", "mathsf": "sans", "mathbb": "doublestruck", "mathtt": "monospace",
    "mathcal": "script", "mathscr": "script", "mathfrak": "fraktur",
}  # fmt: skip
_AS_IT_STANDS = ("mathrm", "emph", "textrm", "textit", "textbf", "textsc", "textsl", "text", "url")
_FORMS = ("{", "{{", "[{")
_CHANGING = frozenset(["ensuremath", "today"])
"""Commands that read their argument in another way, or say another thing each day."""


class NotRead(Exception):  # noqa: N818  # a finding about a text
    """A text with something that is not read here."""


class _Group(Struct, gc=False):
    """A group that is open: what has been read of it, and the arguments before it and behind it of the command it belongs to.

    One that an environment makes has the name of that, and is closed by it.
    """

    finish: Callable[..., str] | None
    before: list[str] = field(default_factory=list)
    behind: int = 0
    parts: list[str] = field(default_factory=list)
    environment: str = ""


class _Tables(Struct, frozen=True):
    """What pylatexenc knows: signs by command, what stands for commands whose argument is not shown, commands with a number of
    arguments, and the names of all commands, of those with arguments and of those that take them in a way of their own.
    """

    signs: dict[str, str]
    hidden: dict[str, str]
    commands: dict[str, tuple[int, Callable[..., str]]]
    names: frozenset[str]
    arguments: frozenset[str]
    special: frozenset[str]


def read(text: str) -> str | None:
    """The text that LaTeX stands for; None where a command is unknown. Raises `NotRead`.

    `%`, `&`, `#` and `$` stand for themselves.
    """
    return _Reader(text).run()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._open = [_Group(None)]
        self._unknown = False

    def run(self) -> str | None:
        text, at, match = self._text, 0, _TOKEN.match
        while at < len(text):
            if self._unknown and len(self._open) == 1:  # whatever follows, one command is unknown
                return None
            token = match(text, at)
            if token is None:
                raise NotRead
            kind, at = token.lastgroup, token.end()
            if kind is None:
                at = self._plain(token[0], at)
            elif kind == "mark":
                self._open[-1].parts.append(_MARKS[token[0]])
            elif kind == "sign":
                at = self._sign(token["sign"], at)
            else:
                at = self._command(token["name"], token["white"], at)
        if len(self._open) > 1:
            raise NotRead
        return None if self._unknown else "".join(self._open[0].parts)

    def _plain(self, text: str, at: int) -> int:
        if text == "{":
            self._open.append(_Group(None))
        elif text == "}":
            return self._close(at)
        else:
            self._open[-1].parts.append(text)
        return at

    def _close(self, at: int) -> int:
        """The group ends; of a command that takes another one, that begins."""
        if len(self._open) == 1 or self._open[-1].environment:
            raise NotRead
        group = self._open.pop()
        inner = "".join(group.parts)
        if group.behind:
            return self._group(_Group(group.finish, [*group.before, inner], group.behind - 1), at)
        self._open[-1].parts.append(group.finish(*group.before, inner) if group.finish else inner)
        return at

    def _group(self, group: _Group, at: int) -> int:
        found = _BRACE.match(self._text, at)
        if found is None or "\n\n" in found[0]:
            raise NotRead
        self._open.append(group)
        return found.end()

    def _sign(self, sign: str, at: int) -> int:
        """A command whose name is no letter."""
        if sign in _ACCENTS:
            return self._accent(_ACCENTS[sign], at)
        if sign in _CLOSING:
            return self._formula(_CLOSING[sign], at, at - 2)
        if sign == "\\" and _STARRED.match(self._text, at):
            raise NotRead
        printed = "%" if sign == "%" else "\n" if sign == "\\" else _tables().signs.get(sign)
        if printed is None:
            raise NotRead
        self._open[-1].parts.append(printed)
        return at

    def _command(self, name: str, white: str, at: int) -> int:
        if "\n\n" in white or not name.isalpha():
            raise NotRead
        if accent := _ACCENTS.get(name):
            return self._accent(accent, at)
        tables = _tables()
        if name in LOGOS:
            self._open[-1].parts.append(LOGOS[name] + white)
        elif name == "item" and not _OPTION.match(self._text, at):
            self._open[-1].parts.append(_ITEM)
        elif name == "begin" and not white:
            return self._begin(at)
        elif name == "end" and not white:
            return self._end(at)
        elif (sign := tables.signs.get(name)) is not None:
            self._open[-1].parts.append(sign)
        elif name in tables.commands:
            number, finish = tables.commands[name]
            return self._group(_Group(finish, behind=number - 1), at)
        elif name in tables.hidden and (found := _DROPPED.match(self._text, at)) and "\n\n" not in found[0]:
            self._open[-1].parts.append(tables.hidden[name])
            return found.end()
        elif name in tables.names or name in tables.special:
            raise NotRead
        else:
            self._unknown = True
        return at

    def _begin(self, at: int) -> int:
        """An environment begins: a list, or a displayed formula, which stays as it stands."""
        if found := _DISPLAYED.match(self._text, at):
            return self._formula(f"\\end{found[0]}", found.end(), at - len(r"\begin"))
        if found := _LIST.match(self._text, at):
            self._open.append(_Group(None, environment=found[1]))
            return found.end()
        raise NotRead

    def _end(self, at: int) -> int:
        """The environment ends that was begun last."""
        group = self._open[-1]
        if not group.environment or not self._text.startswith(f"{{{group.environment}}}", at):
            raise NotRead
        self._open.pop()
        self._open[-1].parts.append("".join(group.parts))
        return at + len(group.environment) + 2

    def _accent(self, accent: str, at: int) -> int:
        found = _ARGUMENT.match(self._text, at)
        if found is None or "\n\n" in found[0]:
            raise NotRead
        if found["brace"]:
            self._open.append(_Group(partial(_accented, accent)))
            return found.end()
        letter = found["letter"] or _tables().signs.get(found["name"])
        if letter is None:
            raise NotRead
        self._open[-1].parts.append(_accented(accent, letter))
        return found.end()

    def _formula(self, closing: str, at: int, start: int) -> int:
        """A formula from `start` whose inside begins at `at` stays as it stands."""
        end = self._text.find(closing, at)
        depth, inside = 0, at
        while inside < end:
            found = _FORMULA.match(self._text, inside, end)
            if found is None or (found["name"] in _tables().arguments and not found["opening"]):
                raise NotRead
            depth += (found["opening"] or found["brace"]) == "{"
            depth -= found["brace"] == "}"
            if depth < 0 or found["name"] in _tables().special:
                raise NotRead
            inside = found.end()
        if end < 0 or depth:
            raise NotRead
        stop = end + len(closing)
        # One that is displayed stands on lines of its own.
        edge = "" if closing == r"\)" else "\n"
        self._open[-1].parts.append(f"{edge}{self._text[start:stop]}{edge}")
        return stop


def _accented(accent: str, text: str) -> str:
    return "".join(unicodedata.normalize("NFC", sign + accent) for sign in text.strip().translate(_DOTLESS))


def _formatted(form: str, text: str) -> str:
    return form.replace("%(2)s", text).replace("%s", text) if "%%" not in form else form % text


def _fraction(above: str, below: str) -> str:
    return f"{above}/{below}"


@cache
def _tables() -> _Tables:
    from pylatexenc import latex2text, latexwalker

    parser, writer = latexwalker.get_default_latex_context_db(), latex2text.get_default_latex_context_db()
    signs: dict[str, str] = {}
    hidden: dict[str, str] = {}
    commands: dict[str, tuple[int, Callable[..., str]]] = dict.fromkeys(_AS_IT_STANDS, (1, str))
    commands |= dict.fromkeys(("frac", "nicefrac"), (2, _fraction))
    for name, style in _STYLES.items():
        commands[name] = 1, partial(latex2text.fmt_math_text_style, style=style)
    shapes = {one.macroname: getattr(one.args_parser, "argspec", "?") for one in parser.iter_macro_specs()}
    names = frozenset(one.macroname for one in writer.iter_macro_specs())
    for one in writer.iter_macro_specs():
        name, form = one.macroname, one.simplify_repl
        if not isinstance(form, str) or not form or name in _CHANGING or name in commands:
            continue
        if name not in shapes and ("%" not in form or form == "%"):
            signs[name] = form
        elif shapes.get(name, "")[-1:] == "{" and "%" not in form:
            hidden[name] = form
        elif shapes.get(name) in _FORMS and form.count("%") == 1 and ("%s" in form or "%(2)s" in form):
            commands[name] = 1, partial(_formatted, form)
    signs |= SIGNS
    commands |= {name: (1, shown) for name, shown in SHOWN.items()}
    special = frozenset({"begin", "end", *(name for name, shape in shapes.items() if shape not in ("", *_FORMS))})
    return _Tables(signs, hidden, commands, names, frozenset(name for name, shape in shapes.items() if shape), special)
