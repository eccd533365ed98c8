"""The commands ``explain`` and ``compare``: why each team gets what it gets, and what two divisions do not have in common."""

from pathlib import Path
from typing import Annotated, Any

import typer

from rvp_alloc.allocation.document import to_json
from rvp_alloc.analysis.comparison import compare as compare_plans
from rvp_alloc.analysis.explanation import Explanations
from rvp_alloc.analysis.explanation.notebook import effect_cells
from rvp_alloc.cli.divide import divide
from rvp_alloc.cli.options import AsJson, Changes, Lang, NewFte, Plugins, PolicyFile, Source, print_rich
from rvp_alloc.cli.source import request_of
from rvp_alloc.words import join_words, rule_name, word


def explain(
    source: Source,
    team: Annotated[str | None, typer.Argument(help="A team's id or name; a table of all teams if none.")] = None,
    policy: PolicyFile = None,
    changes: Changes = None,
    new_fte: NewFte = None,
    lang: Annotated[Lang, typer.Option(help="Language of the explanation.")] = Lang.en,
    plugin: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Tell why a team gets what it gets: what the key alone would give, and what each rule adds or takes."""
    request = request_of(source, policy, changes or (), new_fte, plugin or ())
    found = Explanations(divide(request, lang, as_json=as_json))
    if team:
        explanation = found.team(team)
        print(to_json(explanation.to_dict()) if as_json else explanation.text(lang.value))
    elif as_json:
        print(to_json({"schema_version": 1, "teams": [explanation.to_dict() for explanation in found.teams]}))
    else:
        print_rich(_table(found, lang))
        names = [explanation.name for explanation in found.below_key_alone]
        if names:
            print(f"{word('explain_below', lang.value)}: {join_words(names, lang.value)}.")


def _table(found: Explanations, lang: Lang) -> Any:
    """Return what the key alone gives each team, what each rule makes of that, and the result."""
    from rich.table import Table
    from rich.text import Text

    rules = found.rules
    table = Table()
    headings = [word("team", lang.value), word("explain_key_alone", lang.value)]
    headings += [*(rule_name(rule, lang.value) for rule in rules), word("explain_result", lang.value)]
    rows = [effect_cells(explanation, rules, lang.value) for explanation in found.teams]
    for place, heading in enumerate(headings):
        table.add_column(
            Text(heading), justify="right" if place else "left", no_wrap=not place, max_width=14 if place else None
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def compare(
    first: Source,
    second: Annotated[str, typer.Argument(help="The other: a region, a request, or a result of allocate --json.")],
    first_policy: Annotated[Path | None, typer.Option(help="Policy file of the first.")] = None,
    second_policy: Annotated[Path | None, typer.Option(help="Policy file of the second.")] = None,
    first_set: Annotated[list[str] | None, typer.Option(help="Change one value of the first.")] = None,
    second_set: Annotated[list[str] | None, typer.Option(help="Change one value of the second.")] = None,
    first_new_fte: Annotated[str | None, typer.Option(help="How many fte to divide in the first.")] = None,
    second_new_fte: Annotated[str | None, typer.Option(help="How many fte to divide in the second.")] = None,
    lang: Annotated[Lang, typer.Option(help="Language of the comparison.")] = Lang.en,
    plugin: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Tell how two divisions differ, and which difference moves how much of each team's change."""
    one = request_of(first, first_policy, first_set or (), first_new_fte, plugin or ())
    other = request_of(second, second_policy, second_set or (), second_new_fte, ())
    comparison = compare_plans(divide(one, lang, as_json=as_json), divide(other, lang, as_json=as_json))
    print(to_json(comparison.to_dict()) if as_json else comparison.text(lang.value))
