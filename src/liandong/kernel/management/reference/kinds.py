"""Of what kind a value in an action is, told from the annotations and fields of the house."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Self

from liandong.kernel.management.reference.reading import called, rooms, trees

TEXTS = {"CharField", "TextField", "SlugField", "EmailField"}
NUMBERS = {"len": "int", "sum": "int", "min": "int", "max": "int"}


class UnknownKindError(ValueError):
    """A detail whose kind cannot be told: annotate what it comes from."""


@dataclass
class Kinds:
    """What the fields of each class are, and what each function gives back."""

    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    returns: dict[str, str] = field(default_factory=dict)

    @classmethod
    @cache
    def of_house(cls) -> Self:
        """Read every file of every room once."""
        kinds = cls()
        for room in rooms():
            for tree in trees(room):
                for node in ast.walk(tree):
                    if isinstance(node, ast.ClassDef):
                        kinds.fields.setdefault(node.name, {}).update(_fields(node))
                    elif isinstance(node, ast.FunctionDef) and node.returns is not None:
                        kinds.returns.setdefault(node.name, _plain(node.returns))
        return kinds

    def of(self, node: ast.expr, inside: ast.FunctionDef) -> str:
        """The name of the kind of an expression in a function: "str", "int", "Obstacle".

        Raises `UnknownKindError` when nothing says it.
        """
        kind = self._kind(node, inside)
        if not kind:
            where = f"{inside.name}, line {node.lineno}"
            raise UnknownKindError(f"{where}: what is {ast.unparse(node)}?")
        return kind

    def _kind(self, node: ast.expr, inside: ast.FunctionDef) -> str:
        match node:
            case ast.IfExp(body=part) | ast.BoolOp(values=[part, *_]) | ast.Subscript(value=part):
                return self._kind(part, inside)
            case ast.Call():
                return self._of_call(node, inside)
            case ast.Attribute():
                return self._of_attribute(node, inside)
            case ast.Name():
                return self._of_name(node.id, inside)
        return _written(node)

    def _of_call(self, node: ast.Call, inside: ast.FunctionDef) -> str:
        name = called(node)
        if isinstance(node.func, ast.Attribute) and name == "join":
            return "str"
        if name in {"get", "create", "first"}:
            return ast.unparse(node.func).partition(".objects")[0]
        return NUMBERS.get(name) or (name if name in self.fields else self.returns.get(name, ""))

    def _of_attribute(self, node: ast.Attribute, inside: ast.FunctionDef) -> str:
        if node.attr == "pk" or node.attr.endswith("_id"):
            return "int"
        owner = self._kind(node.value, inside)
        if owner in self.fields:
            return self.fields[owner].get(node.attr, "")
        alike = [fields[node.attr] for fields in self.fields.values() if node.attr in fields]
        agreed = len({kind == "str" for kind in alike}) == 1
        return alike[0] if agreed else ""

    def _of_name(self, name: str, inside: ast.FunctionDef) -> str:
        given = inside.args
        for argument in [*given.args, *given.kwonlyargs]:
            if argument.arg == name and argument.annotation is not None:
                return _plain(argument.annotation)
        return next(filter(None, (self._kind(node, inside) for node in _given(name, inside))), "")


def _written(node: ast.expr) -> str:
    """The kind of what is written out on the spot."""
    if isinstance(node, ast.Constant):
        return type(node.value).__name__
    if isinstance(node, ast.JoinedStr):
        return "str"
    return "bool" if isinstance(node, ast.Compare | ast.UnaryOp) else ""


def _given(name: str, inside: ast.FunctionDef) -> Iterator[ast.expr]:
    """What a name is given in a function, or loops over; never by what it was itself."""
    for node in ast.walk(inside):
        if isinstance(node, ast.Assign):
            given = list(_pairs(node.targets[0], node.value))
        elif isinstance(node, ast.AugAssign):
            given = [(node.target, node.value)]
        elif isinstance(node, ast.For):
            given = [(node.target, node.iter)]
        else:
            continue
        for target, value in given:
            names = {part.id for part in ast.walk(value) if isinstance(part, ast.Name)}
            if ast.unparse(target) == name and name not in names:
                yield value


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Each target with its own value: two pairs for `a, b = 1, 2`."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        yield from zip(target.elts, value.elts, strict=True)
    else:
        yield target, value


def _fields(node: ast.ClassDef) -> dict[str, str]:
    """Annotated fields, columns of a table, and properties."""
    found: dict[str, str] = {}
    for line in node.body:
        if isinstance(line, ast.AnnAssign):
            found[ast.unparse(line.target)] = _plain(line.annotation)
        elif isinstance(line, ast.Assign) and isinstance(line.value, ast.Call):
            found[ast.unparse(line.targets[0])] = _column(line.value)
        elif isinstance(line, ast.FunctionDef) and line.returns is not None:
            found[line.name] = _plain(line.returns)
    return found


def _column(call: ast.Call) -> str:
    """The kind of a column; that of a foreign key is the row that it leads to."""
    kind = called(call)
    if kind in {"ForeignKey", "OneToOneField"}:
        return ast.unparse(call.args[0]).strip("'\"")
    return "str" if kind in TEXTS else kind


def _plain(annotation: ast.expr) -> str:
    """The first name of an annotation: "Place" for `Place | None`, "Day" for `list[Day]`."""
    if isinstance(annotation, ast.BinOp):
        return _plain(annotation.left)
    if isinstance(annotation, ast.Subscript):
        inner = annotation.slice
        return _plain(inner.elts[0] if isinstance(inner, ast.Tuple) else inner)
    return ast.unparse(annotation).strip("'\"").rpartition(".")[2]
