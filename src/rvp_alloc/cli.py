"""The command line: ``rvp-alloc`` or ``python -m rvp_alloc``."""

import contextlib
import io
import json
import logging
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from rvp_alloc import verify as verifier
from rvp_alloc.allocation.document import to_json
from rvp_alloc.allocation.schema import FailureSchema, ResultSchema
from rvp_alloc.cli_input import request_of
from rvp_alloc.errors import InfeasibleError, InputError, RvpError
from rvp_alloc.files import read_file, write_file
from rvp_alloc.policy.check import check_inputs
from rvp_alloc.region.report import differences, remarks
from rvp_alloc.request import RequestDocument
from rvp_alloc.solving.pulp_backend import DEFAULT_SOLVER
from rvp_alloc.texts import parse_json

app = typer.Typer(
    name="rvp-alloc",
    help="Divide new fte over the basic teams of a police unit: exact, unique, proven.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


# Typer brings its own copy of click; this is the base of every error in how a command was called.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]


class Lang(StrEnum):
    """Language of what people read."""

    nl = "nl"
    en = "en"


class SchemaName(StrEnum):
    """Which document's form to print."""

    request = "request"
    result = "result"


Source = Annotated[
    str,
    typer.Argument(
        help="A packaged region (amsterdam-2022), or a file: .csv, .xlsx or .json with a region or a request."
    ),
]
PolicyFile = Annotated[
    Path | None, typer.Option("--policy", help="A policy file, .toml or .json; the reference policy if none.")
]
Changes = Annotated[
    list[str] | None, typer.Option("--set", help="Change one value: --set development.total=20, --set ipga.state=off.")
]
NewFte = Annotated[str | None, typer.Option("--new-fte", help="How many fte to divide.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document, whatever the outcome.")]
Plugins = Annotated[
    list[str] | None, typer.Option("--plugin", help="Import a Python module that registers rules of your own.")
]


@app.command()
def allocate(
    source: Source,
    policy: PolicyFile = None,
    changes: Changes = None,
    new_fte: NewFte = None,
    solver: Annotated[str, typer.Option(help="PuLP's name of a solver for linear programmes.")] = DEFAULT_SOLVER,
    time_limit: Annotated[float | None, typer.Option(help="Seconds; no limit if not given.")] = None,
    output: Annotated[Path | None, typer.Option(help="Write the JSON document to this file as well.")] = None,
    overwrite: Annotated[bool, typer.Option(help="Let --output replace a file that exists.")] = False,
    annex: Annotated[bool, typer.Option(help="Print the new Bijlage 1 below the table.")] = False,
    lang: Annotated[Lang, typer.Option(help="Language of the table, or of the conflict.")] = Lang.en,
    plugin: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Divide new fte: a proven division as a table, or as JSON."""
    request = request_of(source, policy, changes or (), new_fte, plugin or ())
    try:
        plan = request.allocate(solver=solver, time_limit=time_limit)
    except InfeasibleError as error:
        if as_json:
            raise
        print(f"rvp-alloc: {error.conflict.text(lang.value)}", file=sys.stderr)
        raise typer.Exit(error.exit_code) from None
    if output:
        write_file(output, (plan.to_json() + "\n").encode(), overwrite=overwrite)
    if as_json:
        print(plan.to_json())
        return
    _print_rich(plan.table(lang.value))
    if annex:
        print(plan.annex(lang.value).to_string(index=False, na_rep=""))
    for relaxation in plan.relaxed:
        print(f"gave way: {relaxation}")
    for pin in plan.pins:
        alone = "no division" if pin.rules_alone is None else f"{float(pin.rules_alone):.3f}"
        print(
            f"pinned: {pin.team} at {float(pin.pinned):g} by {pin.author} ({pin.reason}); the rules alone give {alone}"
        )


@app.command()
def check(
    source: Source,
    policy: PolicyFile = None,
    changes: Changes = None,
    new_fte: NewFte = None,
    plugin: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Check a region and a policy without dividing anything."""
    request = request_of(source, policy, changes or (), new_fte, plugin or ())
    chosen = request.policy if request.new_fte is None else request.policy.set("budget.new_fte", request.new_fte)
    check_inputs(request.region, chosen)
    found = [str(difference) for difference in differences(request.region)]
    told = list(remarks(request.region))
    if as_json:
        document = {
            "schema_version": 1,
            "status": "valid",
            "region": request.region.id,
            "policy": chosen.name,
            "teams": len(request.region.teams),
            "differences": found,
            "remarks": told,
        }
        print(json.dumps(document, indent=1, ensure_ascii=False))
        return
    region = request.region
    print(
        f"{region.name}: {len(region.teams)} teams in {len(region.districts)} districts, valid; policy {chosen.name}: valid"
    )
    for line in (*found, *told):
        print(f"  note: {line}")


@app.command()
def schema(name: Annotated[SchemaName, typer.Argument(help="request or result")], as_json: AsJson = False) -> None:
    """Print the JSON schema of a request or a result."""
    if name is SchemaName.request:
        document = RequestDocument.model_json_schema()
    else:
        document = {
            "anyOf": [
                ResultSchema.model_json_schema(ref_template="#/anyOf/0/$defs/{model}"),
                FailureSchema.model_json_schema(),
            ]
        }
    print(json.dumps(document, indent=1))


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="A result as printed by allocate --json.")],
    trust_rule: Annotated[
        list[str] | None, typer.Option(help="Take the rows of this rule of your own from the document.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a result from its JSON alone, with a verifier that shares no code with the library."""
    document = parse_json(read_file(file), file.name)
    verdict = verifier.judge(document, trust_rules=trust_rule or ())
    if as_json:
        print(json.dumps({"schema_version": 1, **verdict}, indent=1))
    elif verdict["accepted"]:
        print(f"accepted: {_accepted(verdict)}")
    else:
        print(f"rejected: {verdict['reason']}")
    if not verdict["accepted"]:
        raise typer.Exit(4)


def _accepted(verdict: dict[str, Any]) -> str:
    if "clashes" in verdict:
        return f"each of {verdict['clashes']} clashes is impossible, and possible without any one of its values"
    only = "and it is the only best one" if verdict["unique"] else "but it is not the only best one"
    return f"every row holds, {verdict['rounds']} rounds prove the division, {only}"


def _print_rich(table: Any) -> None:
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 110)
    console.print(table)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; ends the process with an exit code per outcome."""
    _prepare_streams()
    words = sys.argv[1:] if arguments is None else arguments
    code = _run(words)
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
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
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
