"""Workload: tasks, hours and agreements as a criterion of the key. Every volume, hour and weight here is made up."""

# %% [markdown]
# # A key that follows the work
#
# The key of 2020 began with the work: all tasks of the basic teams were listed and weighed, with the national agreements, the
# safety plan of then and local priorities in mind. Its weights are not published. So **every number in this story is made up**;
# what is shown is how your own numbers become a criterion, and what that moves.

# %% [markdown]
# ## 1. A table of tasks
#
# One row per task and year: hours per call, group or event, the agreement the task is under, and a column for each team with
# how many there were. The first line of the file says that all of it is made up, and so does the cell ``source`` of every row.

# %%
import tempfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from rvp_alloc import Figure, Policy, RegionError, allocate, load_region
from rvp_alloc.analysis.comparison import compare
from rvp_alloc.analysis.explanation import explain
from rvp_alloc.region.measures import with_measure
from rvp_alloc.region.tasks import Tasks
from rvp_alloc.words import theme_name

MADE_UP = "made up for this example"
ROWS = """
Calls;other;0.5;2019;55800;40600;69400;50400;18600;44300;42700;59200;24600;12400;24300;59100;17600;28400;54700;31200;21300
Calls;other;0.5;2020;53400;39600;74600;49000;17600;39600;43700;61200;23100;13500;26100;61300;16300;29900;53700;32400;21400
Calls;other;0.5;2021;60700;40400;72900;54500;18500;41600;40500;63900;24400;13100;27500;64700;16200;30900;49500;33400;21900
Neighbourhood work;other;6;2019;3700;3400;5000;3300;1700;3700;2100;3700;1800;1500;2900;2800;2500;2600;3300;2800;2500
Neighbourhood work;other;6;2020;4200;3600;5000;3300;1700;3700;2100;4100;2000;1500;2900;2700;2700;2600;3300;3000;2400
Neighbourhood work;other;6;2021;4200;3500;5300;3600;1700;3700;2000;4100;1900;1600;3200;2800;2800;2800;3300;2800;2600
Youth groups;regional.youth;60;2019;80;260;80;230;140;150;150;240;80;70;40;210;220;150;230;130;100
Youth groups;regional.youth;60;2020;70;260;80;220;140;140;150;230;80;70;50;220;240;140;250;140;100
Youth groups;regional.youth;60;2021;80;230;80;210;130;150;160;230;80;70;50;220;240;150;250;140;100
Vulnerable people;regional.vulnerable;8;2019;1900;1700;2500;1300;800;900;1100;1300;800;500;1600;1000;1800;1600;2000;1800;900
Vulnerable people;regional.vulnerable;8;2020;1900;1500;2600;1400;900;1000;1100;1300;800;600;1500;900;1700;1600;2000;2000;800
Vulnerable people;regional.vulnerable;8;2021;1800;1600;2600;1400;900;1000;1100;1300;800;600;1600;1000;1700;1600;2000;1800;900
Trafficking signals;national.trafficking;30;2019;20;10;55;35;5;5;20;25;5;20;30;25;5;10;30;25;20
Trafficking signals;national.trafficking;30;2020;20;15;55;30;5;5;20;25;5;20;25;25;5;10;30;30;15
Trafficking signals;national.trafficking;30;2021;20;15;50;30;5;5;20;25;5;20;30;25;5;10;35;25;20
Crowds and events;local.crowding;40;2019;50;45;35;10;10;40;10;10;15;25;15;25;10;65;65;65;40
Crowds and events;local.crowding;40;2020;55;50;35;10;15;45;10;10;15;25;15;25;15;75;60;65;40
Crowds and events;local.crowding;40;2021;50;50;305;10;10;45;10;10;15;25;15;25;10;75;55;65;45
Burglaries and robberies;local.high_impact;12;2019;350;380;280;330;130;500;430;640;240;290;360;180;260;240;320;300;180
Burglaries and robberies;local.high_impact;12;2020;350;370;290;340;140;480;430;630;240;290;360;210;290;220;320;280;190
Burglaries and robberies;local.high_impact;12;2021;400;420;290;320;140;470;450;700;240;300;340;190;290;230;350;320;190
"""

region = load_region("amsterdam-2022")
header = ["task", "theme", "hours", "year", *(team.name for team in region.teams), "source"]


def read(rows: str) -> Tasks:
    """Return the tasks of a file with these rows, which is removed again."""
    lines = [f"{row};{MADE_UP}" for row in rows.strip().splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made_up_tasks.csv"
        first = f"# {MADE_UP}: no figure in this table is real"
        path.write_text("\n".join([first, ";".join(header), *lines]), encoding="utf-8")
        return Tasks.read(path)


tasks = read(ROWS)
for theme in dict.fromkeys(task.theme for task in tasks.tasks):
    print(f"{theme:22} {theme_name(theme, 'en')} ({theme_name(theme, 'nl')})")

# %% [markdown]
# ## 2. From hours to fte
#
# Volume x hours x weight / the hours that one fte works in a year. Those hours are stated, like every assumption. The workload
# of a team is the exact sum of its tasks, and says of which. The mean of three years keeps one busy year from moving posts.

# %%
productive = Figure(Fraction(1400), "hours per fte per year", MADE_UP)
workload = tasks.workload(productive_hours=productive, years=3)
print(workload.text("Centrum-Burgwallen", "en"))
print(workload.text("Centrum-Burgwallen", "nl"))
parts = workload.of("Centrum-Burgwallen")
print(
    f"exactly: {workload.figure('Centrum-Burgwallen')}, confidence {workload.figure('Centrum-Burgwallen').confidence}"
)

# %% [markdown]
# ## 3. In the key
#
# As a measure of the region it can have a weight beside others. Half of the key by workload, a quarter by safety, a quarter by
# growth: the comparison tells what that moves.

# %%
worked = with_measure(region, workload.measure)
policy = Policy.reference()
for criterion, weight in (("workload", "1/2"), ("safety", "1/4"), ("growth", "1/4")):
    policy = policy.set(f"key.weights.{criterion}", weight, source=MADE_UP)
reference, plan = allocate(region), allocate(worked, policy)
for team in sorted(plan.teams, key=lambda team: team.new_fte - reference.team(team.id).new_fte):
    before = float(reference.team(team.id).new_fte)
    print(f"{team.name:22} {before:6.3f} fte, with workload {float(team.new_fte):6.3f}")
told = explain(plan, "Centrum-Burgwallen").sentences("en")
print(next(sentence for sentence in told if "is made of" in sentence))

# %% [markdown]
# ## 4. Agreements as weights
#
# The safety plan has four national priorities, six regional themes and local themes. A weight can be given to one of them, or to
# a whole kind. If work for youth counts half again as much, the teams with much of it get more; nothing else moves.

# %%
weighed = tasks.workload(productive_hours=productive, years=3, themes={"regional.youth": "1.5"})
for_youth = allocate(with_measure(region, weighed.measure), policy)
youth = compare(plan, for_youth)
print(youth.parts)
for team in sorted(youth.teams, key=lambda team: -team.change)[:3]:
    print(f"{team.name:22} {float(team.change):+.3f} fte")

# %% [markdown]
# ## 5. One busy year
#
# In 2021 of this made-up table, Centrum-Burgwallen had nine times as many crowds as before. By that year alone it would get more
# posts for years to come; the mean over three years follows a third of the swing. Years can also have weights of their own.

# %%
for years in (1, 3, {2019: "0.25", 2020: "0.25", 2021: "0.5"}):
    measure = tasks.workload(productive_hours=productive, years=years).measure
    fte = allocate(with_measure(region, measure), policy).team("Centrum-Burgwallen").new_fte
    print(f"{measure.name}: {float(fte):.3f} fte")

# %% [markdown]
# ## 6. What a task's hours move, and what they do not
#
# Twice the hours for one task moves fte in a way that can be worked out on paper: the key by workload goes by each team's part of
# all hours. Twice the *productive* hours moves nothing: everybody's workload halves.

# %%
doubled = tuple(
    replace(task, hours=replace(task.hours, value=task.hours.value * 2)) if task.name == "Youth groups" else task
    for task in tasks.tasks
)
twice = Tasks(doubled, tasks.groups).workload(productive_hours=productive, years=3)
twice_plan = allocate(with_measure(region, twice.measure), policy)
same = allocate(with_measure(region, tasks.workload(productive_hours=2800, years=3).measure), policy)
print(f"Zuid-de Pijp: {float(twice_plan.team('Zuid-de Pijp').new_fte - plan.team('Zuid-de Pijp').new_fte):+.3f} fte")

# %% [markdown]
# ## 7. A mistake
#
# A theme that does not exist, a volume that is a word: all told at once, with the task, the team and what to do.

# %%
try:
    read(ROWS.replace("regional.youth;60;2021", "regional.yuoth;60;2021").replace("55800", "many"))
except RegionError as error:
    mistake = error
    print(error)

# %%
total = sum((workload.figure(team.name).value for team in region.teams), Fraction(0))
youth_fte = {part.task: part.fte for part in workload.of("Zuid-de Pijp")}["Youth groups"]
all_youth = sum(part.fte for team in region.teams for part in workload.of(team.name) if part.task == "Youth groups")
by_work = workload.figure("Zuid-de Pijp").value
expected = (by_work + youth_fte) / (total + all_youth) - by_work / total
target = {answer: answer.team("Zuid-de Pijp").key_target for answer in (plan, twice_plan)}
assert sum(part.fte for part in parts) == workload.figure("Centrum-Burgwallen").value
assert target[twice_plan] - target[plan] == Fraction("32.959") / 2 * expected
assert youth.parts == ("figures.workload",)
assert [team.new_fte for team in same.teams] == [team.new_fte for team in plan.teams]
assert "Calls, Boven IJ: 'many' is text, not a number" in str(mistake)
assert "Did you mean regional.youth?" in str(mistake)
assert all(task.hours.source == MADE_UP for task in tasks.tasks)
