"""The road has one direction: a module imports only what stands before it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STAGES = [
    ["errors", "config", "assets", "progress", "download", "office", "inputs"],
    ["records", "bodies", "months", "identifiers", "names", "formats", "venues", "iris"],
    ["sources", "reading", "text", "tables"],
    ["engines", "workspace", "reader"],
    ["identity", "mapping", "shacl"],
    ["guard", "store", "questions", "turtle", "explain"],
    ["exports", "triplestores", "web", "build", "curate", "drift", "sample"],
    ["commands"],
    ["cli"],
]
STAGE = {name: number for number, names in enumerate(STAGES) for name in names}
MODULES = sorted(
    p for p in (ROOT / "kg").rglob("*.py") if p.name not in ("__main__.py",) and p.parent.name != "_assets"
)


def place(path: Path) -> str:
    """The room of a file: the module or package directly below `kg`."""
    parts = path.relative_to(ROOT / "kg").with_suffix("").parts
    return parts[0]


def imported(path: Path) -> set[str]:
    """The rooms a file imports, whether at its top or inside a function."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "kg":
            parts = node.module.split(".")
            rooms |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names if alias.name in STAGE}
        elif isinstance(node, ast.Import):
            rooms |= {a.name.split(".")[1] for a in node.names if a.name.startswith("kg.")}
    return rooms


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if p.name != "__init__.py" or p.parent.name != "kg"],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_a_module_imports_only_what_stands_before_it(path: Path) -> None:
    """Imports lead to an earlier stage, to the same stage, or stay in the room; none leads ahead."""
    room = place(path)
    assert room in STAGE, f"{room} has no place in the order of stages"
    ahead = {other for other in imported(path) if STAGE[other] > STAGE[room]}
    assert not ahead


def test_the_check_sees_imports_of_all_forms(tmp_path: Path) -> None:
    """The three ways of importing a room are all seen."""
    file = tmp_path / "x.py"
    file.write_text("from kg import web\nfrom kg.store import Workers\ndef f():\n    import kg.cli\n", "utf-8")
    assert imported(file) == {"web", "store", "cli"}
