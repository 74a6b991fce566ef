"""Every regular expression of the packages, and how each is asked: from the start, or anywhere."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

PACKAGES = ("audit", "catalogue", "extract", "normalize", "oit", "schema")
OF_A_TABLE = 8  # patterns that one rule makes of the rows of a table are alike
FROM_START = frozenset({"match", "fullmatch"})
ASKED = FROM_START | {"search", "sub", "subn", "split", "findall", "finditer", "compile"}


class Found(NamedTuple):
    """A pattern and where it stands; `anywhere`: it is searched for, else tried at one place."""

    where: str
    pattern: re.Pattern[str]
    anywhere: bool

    def ask(self, text: str) -> object:
        """What the packages do with a text."""
        if self.anywhere:
            return sum(1 for _ in self.pattern.finditer(text))
        return self.pattern.match(text), self.pattern.fullmatch(text)


@cache
def all_patterns() -> tuple[Found, ...]:
    """The patterns of all modules, each once."""
    found: dict[tuple[str, int], Found] = {}
    for module in _modules():
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        methods = _methods(tree)
        for name, pattern in (*_named(module), *_written(tree)):
            if isinstance(pattern.pattern, str):
                one = Found(f"{module.__name__}.{name}", pattern, _is_searched(name, methods))
                key = (pattern.pattern, pattern.flags)
                if key not in found or one.anywhere:
                    found[key] = one
    return tuple(found.values())


def _modules() -> Iterator[ModuleType]:
    for name in PACKAGES:
        package = importlib.import_module(name)
        for told in pkgutil.walk_packages(package.__path__, f"{name}."):
            yield importlib.import_module(told.name)


def _methods(tree: ast.AST) -> dict[str, set[str]]:
    """The methods of patterns that are called on each name, or on what a function gives."""
    methods: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ASKED:
            of = node.value.func if isinstance(node.value, ast.Call) else node.value
            if isinstance(of, ast.Name):
                methods.setdefault(of.id, set()).add(node.attr)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            methods.setdefault(node.id, set())
    return methods


def _is_searched(name: str, methods: Mapping[str, set[str]]) -> bool:
    """Whether a pattern is asked for anywhere in a text, as one is of which nothing is known."""
    if name.startswith("line "):
        return not name.endswith(tuple(FROM_START))
    asked = methods.get(name.split("[")[0], set())
    return not asked or not asked <= FROM_START


def _named(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Patterns under the names of a module, in its tables, and those that a function keeps."""
    for name, value in vars(module).items():
        made = _kept(value, module) if hasattr(value, "cache_info") else value
        for number, pattern in enumerate(islice(_within(made), OF_A_TABLE)):
            yield (f"{name}[{number}]" if number else name), pattern


def _kept(function: Callable[[], object], module: ModuleType) -> object:
    """What a cached function without arguments gives, where it says that these are patterns."""
    told = inspect.signature(function)
    needed = [one for one in told.parameters.values() if one.default is inspect.Parameter.empty]
    own = function.__module__ == module.__name__
    return function() if own and not needed and "Pattern" in str(told.return_annotation) else None


def _within(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        yield from (found for one in value.values() for found in _within(one))
    elif isinstance(value, Iterable) and isinstance(value, tuple | list | set | frozenset):
        yield from (found for one in value for found in _within(one))


def _written(tree: ast.AST) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Patterns that are written where they are asked: `re.sub("…", …)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) \
                and isinstance(node.func.value, ast.Name) and node.func.value.id == "re" \
                and node.func.attr in ASKED - {"compile"}:
            text = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
            flags = next((one.value for one in node.keywords if one.arg == "flags"), node.args[-1])
            if isinstance(text, str):
                yield f"line {node.lineno}, {node.func.attr}", re.compile(text, _flags(flags))


def _flags(told: ast.expr) -> int:
    """Flags as they are written: `re.I | re.S`; 0 where the last argument is none."""
    if isinstance(told, ast.BinOp):
        return _flags(told.left) | _flags(told.right)
    return int(getattr(re, told.attr, 0)) if isinstance(told, ast.Attribute) else 0
