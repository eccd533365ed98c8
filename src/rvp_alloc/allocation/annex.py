"""The new Bijlage 1: formation and "of which wijkagenten" per team, district and unit, old and new."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.region.region import District, Line
from rvp_alloc.words import word

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """One line, in fte; ``shared_out`` where a pool's new wijkagent posts are shown on its teams in proportion to new fte.

    ``printed`` is the total printed in the source where it differs from the sum of its lines: the new total is the
    printed one plus what is new, so that the old document and the new one can be laid side by side.
    """

    kind: Literal["unit", "district", "team", "line"]
    name: str
    formation: Fraction
    new_formation: Fraction
    wijkagenten: Fraction | None = None
    new_wijkagenten: Fraction | None = None
    shared_out: bool = False
    difference: Fraction = Fraction(0)


def annex_lines(plan: Allocation) -> Iterator[AnnexLine]:
    """Yield the lines in the order of Bijlage 1: the unit, each district with its lines, then the services."""
    posts = _posts_by_team(plan)
    added = {team.id: team.new_fte for team in plan.teams}
    districts = [list(_district_lines(plan, district, added, posts)) for district in plan.region.districts]
    services = [_other(line) for line in plan.region.lines]
    whole = [lines[0] for lines in districts] + [_other(line) for line in plan.region.lines if not line.part_of]
    summed = sum((line.formation for line in whole), Fraction(0))
    printed = plan.region.printed_formation.value if plan.region.printed_formation else summed
    wijkagenten = sum((team.wijkagenten.value for team in plan.region.teams), Fraction(0))
    yield AnnexLine(
        "unit",
        plan.region.name,
        printed,
        printed + plan.total,
        wijkagenten,
        wijkagenten + sum(posts.values()),
        difference=printed - summed,
    )
    for lines in districts:
        yield from lines
    yield from services


def _district_lines(
    plan: Allocation, district: District, added: dict[str, Fraction], posts: dict[str, Fraction]
) -> Iterator[AnnexLine]:
    teams = plan.region.teams_of(district.id)
    pooled = {team for pool in plan.region.pools if len(pool.teams) > 1 for team in pool.teams}
    lines = [_other(line) for line in district.lines]
    lines += [
        AnnexLine(
            "team",
            team.name,
            team.formation.value,
            team.formation.value + added[team.id],
            team.wijkagenten.value,
            team.wijkagenten.value + posts[team.id],
            shared_out=team.id in pooled and posts[team.id] != 0,
        )
        for team in teams
    ]
    summed = sum((line.formation for line in lines), Fraction(0))
    wijkagenten = sum((team.wijkagenten.value for team in teams), Fraction(0))
    printed = district.printed_formation.value if district.printed_formation else summed
    yield AnnexLine(
        "district",
        district.name,
        printed,
        printed + sum(added[team.id] for team in teams),
        wijkagenten,
        wijkagenten + sum(posts[team.id] for team in teams),
        difference=printed - summed,
    )
    yield from lines


def _other(line: Line) -> AnnexLine:
    return AnnexLine("line", line.name, line.formation.value, line.formation.value)


def _posts_by_team(plan: Allocation) -> dict[str, Fraction]:
    """Show a pool's new wijkagent posts on its teams, in proportion to their new fte."""
    added = {team.id: team.new_fte for team in plan.teams}
    result: dict[str, Fraction] = {}
    for pool in plan.pools:
        together = sum(added[team] for team in pool.teams)
        for team in pool.teams:
            result[team] = pool.new_wijkagent_posts * added[team] / together if together else Fraction(0)
    return result


def annex_frame(plan: Allocation, lang: Literal["nl", "en"] = "nl") -> "pd.DataFrame":
    """Return the new Bijlage 1 as a frame, in floats rounded to four decimals, with its headings in Dutch or English."""
    import pandas as pd

    def shown(value: Fraction | None) -> float | None:
        return None if value is None else round(float(value), 4)

    headings = (
        "line",
        "formation_old",
        "formation_new",
        "formation_added",
        "wijkagenten_old",
        "wijkagenten_new",
        "remark",
    )
    rows = []
    for line in annex_lines(plan):
        remark = word("shared_out", lang) if line.shared_out else ""
        if line.difference:
            remark = word("printed_differs", lang).format(
                difference=f"{float(line.difference):.1f}".replace(".", "," if lang == "nl" else ".")
            )
        indent = {"unit": "", "district": "", "team": "  ", "line": "  "}[line.kind]
        rows.append(
            (
                f"{indent}{line.name}",
                shown(line.formation),
                shown(line.new_formation),
                shown(line.new_formation - line.formation),
                shown(line.wijkagenten),
                shown(line.new_wijkagenten),
                remark,
            )
        )
    return pd.DataFrame(rows, columns=[word(heading, lang) for heading in headings])
