"""The public names: sorted, documented, and cheap to import."""

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import rvp_alloc

SOURCE = ast.parse(Path(rvp_alloc.__file__).read_text(encoding="utf-8"))
IMPORTED = [
    alias.asname or alias.name for node in SOURCE.body if isinstance(node, ast.ImportFrom) for alias in node.names
]
PUBLIC = [getattr(rvp_alloc, name) for name in rvp_alloc.__all__]
CLASSES = [public for public in PUBLIC if inspect.isclass(public) and not issubclass(public, Exception)]
FUNCTIONS = [public for public in PUBLIC if inspect.isfunction(public)]
HEAVY = ("openpyxl", "rich.console", "rich.table", "pandas", "typer", "matplotlib", "altair", "IPython")


def test_all_is_sorted_and_holds_every_public_name_once():
    assert rvp_alloc.__all__ == sorted(set(rvp_alloc.__all__))
    assert sorted(rvp_alloc.__all__) == sorted(IMPORTED)


def test_the_package_holds_nothing_but_its_names():
    assert not [node for node in SOURCE.body if not isinstance(node, (ast.Expr, ast.ImportFrom, ast.Assign))]
    assert rvp_alloc.__doc__


@pytest.mark.parametrize("name", rvp_alloc.__all__)
def test_every_public_name_is_documented(name):
    public = getattr(rvp_alloc, name)
    text = inspect.getdoc(public)
    assert text
    assert text.splitlines()[0].rstrip().endswith((".", ":")) or "\n\n" in text
    if inspect.isclass(public):
        assert text != inspect.getdoc(public.__mro__[1]), "the text is that of the class it inherits from"


def parts_of(text):
    """Return the parts of a docstring in numpydoc form, by heading; what stands before them under an empty one."""
    start, *others = re.split(r"^(\w+)\n-+\n", text, flags=re.MULTILINE)
    return {"": start, **dict(zip(others[::2], others[1::2], strict=True))}


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_a_function_tells_what_it_takes_and_gives_and_shows_it(function):
    parts = parts_of(inspect.getdoc(function))
    signature = inspect.signature(function)
    assert parts[""].splitlines()[0].endswith(".")
    if function is rvp_alloc.register_rule:  # a decorator: its one sentence says how it is used
        return
    told = [line for line in parts["Parameters"].splitlines() if line[:1].strip()]
    assert [name.strip() for line in told for name in line.split(",")] == list(signature.parameters)
    assert ">>> " in parts["Examples"]
    assert set(parts) <= {"", "Parameters", "Returns", "Raises", "Examples", "Notes"}


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_a_class_that_is_made_with_arguments_tells_them(kind):
    parts = parts_of(inspect.getdoc(kind))
    if "Parameters" in parts:
        told = [
            name.strip() for line in parts["Parameters"].splitlines() if line[:1].strip() for name in line.split(",")
        ]
        assert set(told) <= set(inspect.signature(kind).parameters)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_every_public_function_is_typed(function):
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    for parameter in signature.parameters.values():
        assert parameter.annotation is not inspect.Parameter.empty


@pytest.mark.parametrize("error", [e for e in PUBLIC if inspect.isclass(e) and issubclass(e, Exception)])
def test_every_error_is_ours_and_has_a_code(error):
    assert issubclass(error, rvp_alloc.RvpError)
    assert error.code
    assert error.exit_code in (2, 3, 4)


def test_the_codes_of_errors_differ():
    errors = [public for public in PUBLIC if inspect.isclass(public) and issubclass(public, Exception)]
    assert len({error.code for error in errors}) == len(errors)


def test_importing_the_library_loads_nothing_heavy():
    # What PuLP loads by itself (with OR-Tools installed, all of that) is not ours to choose.
    code = "import sys, pulp; own = {*sys.modules}; import rvp_alloc; print(*(sys.modules.keys() - own))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    loaded = set(result.stdout.split())
    assert not loaded & set(HEAVY)
    assert result.stderr == ""
