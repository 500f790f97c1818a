"""The rules of the house that a machine can check; each returns the offences it finds below a folder."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from config.messages import missing

CHECKOUT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", ".local", "node_modules", "dist", "__pycache__"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
FLOORS = ["editorial", "handovers", "attacks", "analysis", "dashboard", "exchange", "config"]


def files(root: Path, *suffixes: str) -> Iterator[Path]:
    """Our own files below the folder."""
    for path in sorted(root.rglob("*")):
        if path.suffix in suffixes and not NOT_OURS & set(path.relative_to(root).parts) and path.is_file():
            yield path


def long_files(root: Path) -> list[str]:
    """Files of code over the cap; migrations are written by a machine and read by none of us."""
    ours = [path for path in files(root, ".py", ".ts", ".mjs", ".css") if "migrations" not in path.parts]
    lengths = {path: len(path.read_text().splitlines()) for path in ours}
    return [f"{path.relative_to(root)}: {lines}" for path, lines in lengths.items() if lines > LONGEST_FILE]


def long_functions(root: Path) -> list[str]:
    """Python functions over the cap, their decorators not counted."""
    return [
        f"{path.relative_to(root)}:{node.lineno} {node.name}: {length}"
        for path, node in nodes(root)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]


def modules_without_a_first_line(root: Path) -> list[str]:
    """Modules that hold something and do not say what."""
    return [
        str(path.relative_to(root))
        for path in files(root, ".py")
        if "migrations" not in path.parts
        if (tree := ast.parse(path.read_text())).body and not ast.get_docstring(tree)
    ]


def migrations_named_by_the_machine(root: Path) -> list[str]:
    return [str(path.relative_to(root)) for path in files(root, ".py") if re.search(r"/\d+_auto_", str(path))]


def model_links_upwards(root: Path) -> list[str]:
    """Links between models, given as strings, from a lower floor to a higher: import-linter cannot see those."""
    return [
        f"{path.relative_to(root)}:{node.lineno} {target}"
        for path, node in nodes(root)
        if (app := path.relative_to(root).parts[0]) in FLOORS and "migrations" not in path.parts
        if isinstance(node, ast.Call) and name_of(node.func) in {"ForeignKey", "OneToOneField", "ManyToManyField"}
        for target in linked(node)
        if "." in target and FLOORS.index(target.split(".")[0]) > FLOORS.index(app)
    ]


def linked(call: ast.Call) -> list[str]:
    """The models that a link names by a string."""
    values = [*call.args[:1], *(word.value for word in call.keywords if word.arg in {"to", "through"})]
    return [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]


def inline_code_in_templates(root: Path) -> list[str]:
    """Scripts, styles and handlers written into pages, which the content policy refuses."""
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE
    )
    return [
        f"{path.relative_to(root)}:{number}"
        for path in files(root, ".html", ".svg")
        if "templates" in path.parts
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if inline.search(line)
    ]


def addresses_in_lock_files(root: Path) -> list[str]:
    """Lock files carry digests, and no address that ties them to one place."""
    locks = [*(root / "requirements").glob("*.txt"), *root.glob("static/package-lock.json")]
    return [
        f"{path.relative_to(root)}:{number}"
        for path in locks
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"--(extra-)?index-url|--find-links|\"resolved\"|file://", line)
    ]


def nodes(root: Path) -> Iterator[tuple[Path, ast.AST]]:
    for path in files(root, ".py"):
        for node in ast.walk(ast.parse(path.read_text())):
            yield path, node


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


OUTWARD = {
    "socket",
    "ssl",
    "http.client",
    "urllib.request",
    "urllib3",
    "requests",
    "httpx",
    "aiohttp",
    "ftplib",
    "asyncio",
}
MAY_TALK = (
    "editorial/fetching.py",
    "config/embedded/",
    "config/launch/",
    "config/operations/connections.py",
    "benchmarks/",
    "tests/",
)
"""The one module that asks other hosts; what starts, measures and tries our own servers; what cuts the database's."""


def talk_with_other_hosts(root: Path) -> list[str]:
    """Modules that could open a connection by themselves."""
    return [
        f"{path.relative_to(root)}:{node.lineno}"
        for path, node in nodes(root)
        if not str(path.relative_to(root)).startswith(MAY_TALK)
        if isinstance(node, ast.Import | ast.ImportFrom) and OUTWARD & set(imported(node))
    ]


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Every module that an import may name, and each module that holds it."""
    if isinstance(node, ast.ImportFrom):
        names = [node.module or "", *(f"{node.module}.{each.name}" for each in node.names)]
    else:
        names = [each.name for each in node.names]
    return [".".join(name.split(".")[:parts]) for name in names for parts in range(1, name.count(".") + 2)]


def words_in_no_catalogue(root: Path) -> list[str]:
    """Texts of the code that translators never see; `make messages` shows them."""
    return list(missing(root, root / "locale/ar/LC_MESSAGES/django.po"))
