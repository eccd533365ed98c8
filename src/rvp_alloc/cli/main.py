"""The command line as a whole: its commands, its streams, its exit codes."""

import contextlib
import io
import logging
import os
import sys
from typing import Any

import typer

from rvp_alloc.allocation.document import to_json
from rvp_alloc.cli.allocate import allocate
from rvp_alloc.cli.check import check, schema, verify
from rvp_alloc.cli.explain import compare, explain
from rvp_alloc.cli.new import new
from rvp_alloc.cli.reallocation import reallocate
from rvp_alloc.cli.report import report
from rvp_alloc.cli.revision import revise, revise_years
from rvp_alloc.cli.rounding import round_
from rvp_alloc.cli.years import years
from rvp_alloc.errors import InputError, RvpError

app = typer.Typer(
    name="rvp-alloc",
    help="Divide new fte over the basic teams of a police unit: exact, unique, proven.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
_COMMANDS = (
    new,
    check,
    allocate,
    explain,
    compare,
    report,
    round_,
    years,
    revise,
    revise_years,
    reallocate,
    verify,
    schema,
)
for command in _COMMANDS:
    app.command(command.__name__.rstrip("_").replace("_", "-"))(command)

# Typer brings its own copy of click; this is the base of every error in how a command was called.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; ends the process with an exit code per outcome."""
    _prepare_streams()
    words = sys.argv[1:] if arguments is None else arguments
    try:
        code = _run(words)
    except BrokenPipeError:  # whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.exit(code)


def _prepare_streams() -> None:
    """Log to stderr, and write UTF-8 whatever the locale: that is what JSON is, and names have accents."""
    level = logging.getLevelNamesMapping().get(os.environ.get("RVP_ALLOC_LOG", "").upper(), logging.WARNING)
    logging.basicConfig(stream=sys.stderr, level=level)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(words: list[str]) -> int:
    as_json = "--json" in words
    try:
        result = app(args=words, standalone_mode=False, prog_name="rvp-alloc")
    except RvpError as error:
        status = "bad_input" if isinstance(error, InputError) else error.code
        return _fail(status, error.to_dict(), str(error), error.exit_code, as_json=as_json)
    except _UsageError as error:
        message = error.format_message().replace("Value error, ", "")  # type: ignore[attr-defined]  # typer's own click has no public name
        return _fail("bad_input", {"code": "usage", "message": message}, f"{message} (try --help)", 2, as_json=as_json)
    except BrokenPipeError:
        raise
    except Exception as error:
        logging.getLogger(__name__).exception("unexpected error")
        return _fail(
            "error",
            {"code": "unexpected", "message": f"{type(error).__name__}: {error}"},
            f"unexpected: {error}",
            4,
            as_json=as_json,
        )
    return result if isinstance(result, int) else 0


def _fail(status: str, error: dict[str, Any], message: str, code: int, *, as_json: bool) -> int:
    if as_json:
        print(to_json({"schema_version": 1, "status": status, "error": error}))
    else:
        print(f"rvp-alloc: {message}", file=sys.stderr)
    return code
