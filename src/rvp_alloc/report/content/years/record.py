"""Record: with what a plan was made, the rounds of its proof, how to check it, and every figure that was used."""

from collections import Counter

from rvp_alloc.report.content.division.record import aim_name, figures
from rvp_alloc.report.content.made import made
from rvp_alloc.report.content.years.matter import Matter
from rvp_alloc.report.parts import Column, Command, Fold, Items, Part, Row, Section, Table, Text
from rvp_alloc.words import word


def record(matter: Matter, verify: str = "years_verify", file: str = "plan.json") -> Section:
    """Return the section for auditors; ``verify`` says how a plan, or what it is part of, is checked from which file."""
    form, plan = matter.form, matter.plan
    entry = plan.to_dict()["record"] | {"policy": plan.task.policy.name}
    parts: list[Part] = [
        Text(form.say("years_record_intro")),
        made(matter.imprint, plan.region, entry),
        Text(form.say(verify)),
        Command(f"python -m rvp_alloc verify {file}"),
        Text(form.say("years_rounds_intro", rounds=str(len(plan.solved.rounds)))),
        _rounds(matter),
    ]
    if plan.unsettled:
        parts += [Text(form.say("years_unsettled")), Items(plan.unsettled)]
    parts.append(Fold(form.say("figures"), (figures(matter.at_the_end),)))
    return Section("record", form.say("record_heading"), tuple(parts))


def _rounds(matter: Matter) -> Table:
    """Return how many rounds prove each aim, over all years, in the order in which aims are pursued."""
    form = matter.form
    sums = Counter(entry.aim.rpartition("@")[0] for entry in matter.plan.solved.rounds)
    columns = (Column(form.say("round_aim"), number=False), Column(form.say("years_rounds")))
    rows = [Row((form.start(aim_name(matter.at_the_end, aim)), str(count))) for aim, count in sums.items()]
    rows.append(Row((word("together", matter.lang), str(sum(sums.values()))), "strong"))
    return Table(form.say("years_rounds_table"), columns, tuple(rows))
