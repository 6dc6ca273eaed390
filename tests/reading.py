"""Reads what a module imports and opens, without running it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module: its first name, the line, and whether only the type checker sees it."""

    name: str
    line: int
    for_types: bool


def imports(tree: ast.AST, *, for_types: bool = False) -> Iterator[Import]:
    """All imports under a node. Relative ones stay within their package and are left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name.split(".")[0], node.lineno, for_types)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield Import(node.module.split(".")[0], node.lineno, for_types)
        elif isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            yield from imports(ast.Module(node.body, []), for_types=True)
            yield from imports(ast.Module(node.orelse, []), for_types=for_types)
        else:
            yield from imports(node, for_types=for_types)


def opens(tree: ast.AST) -> Iterator[int]:
    """The lines that call the built-in `open`."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "open"
        ):
            yield node.lineno
