"""The commands ``check``, ``schema`` and ``verify``: they look at documents and divide nothing."""

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from rvp_alloc import verify as verifier
from rvp_alloc.allocation.schema import FailureSchema, ResultSchema
from rvp_alloc.cli.options import AsJson, Changes, NewFte, Plugins, PolicyFile, Source
from rvp_alloc.cli.source import request_of
from rvp_alloc.files import read_file
from rvp_alloc.planning.check import judge as judge_moves
from rvp_alloc.planning.rounding import check_rounding
from rvp_alloc.planning.years.check import judge as judge_years
from rvp_alloc.policy.check import check_inputs
from rvp_alloc.region.report import differences, remarks
from rvp_alloc.request import RequestDocument
from rvp_alloc.texts import parse_json


class SchemaName(StrEnum):
    """Which document's form to print."""

    request = "request"
    result = "result"


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


def verify(
    file: Annotated[Path, typer.Argument(help="A result as printed by allocate --json.")],
    trust_rule: Annotated[
        list[str] | None, typer.Option(help="Take the rows of this rule of your own from the document.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a result from its JSON alone, with a verifier that shares no code with the library."""
    document = parse_json(read_file(file), file.name)
    verdict = _judge(document, trust_rule or ())
    if as_json:
        print(json.dumps({"schema_version": 1, **verdict}, indent=1))
    elif verdict["accepted"]:
        print(f"accepted: {_accepted(verdict)}")
    else:
        print(f"rejected: {verdict['reason']}")
    if not verdict["accepted"]:
        raise typer.Exit(4)


def _judge(document: Any, trust_rules: Sequence[str]) -> dict[str, Any]:
    """Let the checker of its kind judge a document: of whole posts, years, a revision, a reallocation, or one division."""
    found = _object(document)
    error = _object(found.get("error"))
    if found.get("kind") == "whole_posts" or "no_rounding" in error:
        return check_rounding(error.get("no_rounding", document), trust_rules)
    if found.get("kind") == "years" or "years" in _object(error.get("conflict")):
        return judge_years(document, trust_rules)
    if found.get("kind") in ("revision", "years_revision", "reallocation"):
        return judge_moves(found, trust_rules)
    verdict: dict[str, Any] = verifier.judge(document, trust_rules=trust_rules)
    return verdict


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _accepted(verdict: dict[str, Any]) -> str:
    if "stages" in verdict:
        return f"every row holds, and {verdict['stages']} stages prove that no whole posts come nearer"
    if "rounds" not in verdict and "clashes" not in verdict:
        return "what is said not to be possible is not"
    if "clashes" in verdict:
        return f"each of {verdict['clashes']} clashes is impossible, and possible without any one of its values"
    only = "and it is the only best one" if verdict["unique"] else "but it is not the only best one"
    return f"every row holds, {verdict['rounds']} rounds prove the division, {only}"
