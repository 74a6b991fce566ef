"""The layout and the direction of imports, as DECISIONS.md gives them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "schema": set[str](),
    "extract": {"schema"},
    "catalogue": {"schema"},
    "normalize": {"schema", "catalogue"},
    "audit": {"schema", "catalogue"},
    "oit": {"schema", "extract", "catalogue", "normalize", "audit"},
}
FOLDERS = {*MAY_IMPORT, "samples", "output", "benchmarks", "docs", "tests"}
MODULES = [path for package in MAY_IMPORT for path in sorted((ROOT / package).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    """The top-level names that a module imports, wherever in the module it does."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
            assert node.level == 0, f"{path}: relative import"
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_point_one_way(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        wrong = imported(path) & (MAY_IMPORT.keys() - MAY_IMPORT[package] - {package})
        assert not wrong, f"{path.relative_to(ROOT)} imports {wrong}"


def test_every_folder_is_there() -> None:
    assert {folder for folder in FOLDERS if not (ROOT / folder).is_dir()} == set()


def test_packages_hold_a_docstring_only() -> None:
    for path in MODULES:
        if path.name == "__init__.py":
            [only] = ast.parse(path.read_text(encoding="utf-8")).body
            assert isinstance(only, ast.Expr), path


def test_any_exception_is_caught_once_at_the_boundary_of_a_worker() -> None:
    def catches_all(node: ast.AST) -> bool:
        kind = node.type if isinstance(node, ast.ExceptHandler) else ast.Pass()
        return kind is None or (isinstance(kind, ast.Name) and kind.id == "Exception")

    found = [path.relative_to(ROOT).as_posix() for path in MODULES
             for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if catches_all(node)]
    assert found == ["oit/batch.py"]
