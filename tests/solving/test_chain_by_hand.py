"""The chain on cases worked out by hand: rounds, multipliers, refusals, from a solver's basis and by exact pivots."""

import time

import pytest
from flint import fmpq

from rvp_alloc import policy_from_dict, region_from_dict
from rvp_alloc.errors import NotProvenError
from rvp_alloc.model import Column, LinearModel, Row
from rvp_alloc.policy import aim as aims
from rvp_alloc.policy.aim import Leximin, Measured, Smallest
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.solving import chain
from rvp_alloc.solving.chain import Infeasible, Round, Solved, solve_chain
from rvp_alloc.solving.duals import Multipliers
from rvp_alloc.solving.hint import Hint, Verdict
from rvp_alloc.solving.program import LEVEL, Basis, Program
from rvp_alloc.solving.waiting import Waiting

REGION = region_from_dict(
    {
        "schema_version": 1,
        "id": "by-hand",
        "name": "By hand",
        "districts": [{"id": "d", "name": "D"}],
        "teams": [
            {"id": team, "name": team.upper(), "district": "d", "formation": 10, "wijkagenten": wijkagenten}
            for team, wijkagenten in (("a", 0), ("b", 1), ("c", 0))
        ],
        "pools": [
            {"id": pool, "teams": [pool], "inhabitants": inhabitants}
            for pool, inhabitants in (("a", 5000), ("b", 5000), ("c", 10_000))
        ],
    }
)


def hard(**parameters):
    return {"state": "hard", "parameters": parameters}


def case_of(**rules):
    """Three equal teams, 5 fte, no loss, a key by formation, and what is given."""
    chosen = {
        "budget": hard(new_fte=5),
        "no_loss": hard(),
        "key": {"state": "guiding", "parameters": {"weights.formation": 1}},
        **rules,
    }
    policy = policy_from_dict({"schema_version": 1, "rules": chosen})
    return Case(REGION, policy)


NORM = {"wijkagent_area": {"state": "guiding", "parameters": {"norm": 5000}}}
CAP = {"bounds": hard(**{"cap.team.a": 1})}


class Says:
    """A session that says the same, whatever it is asked, and counts."""

    def __init__(self, hint):
        self.hint = hint

    def solve(self, program, deadline):
        return self.hint


def says(monkeypatch, verdict, basis=None):
    monkeypatch.setattr(chain, "open_session", lambda solver: Says(Hint(verdict, basis)))


def solved(case, **options):
    return solve_chain(case, formulate(case), **options)


ROUNDS = (
    Round("area_norm", fmpq(1), {}, {}, reaches_cap=True),
    Round("key", fmpq(3), {"a": fmpq(1)}, {"bounds.cap.team.a:a": fmpq(3)}),
    Round("key", fmpq(6), {"b": fmpq(1), "c": fmpq(1)}, {"budget.new_fte": fmpq(3)}),
    Round("fewest_wijkagent_posts", fmpq(3), {}, {"area_norm:a": fmpq(-1), "area_norm:c": fmpq(-2)}),
)
"""Coverage reaches 1 everywhere: a needs 1 post, c 2. Of 5 fte, a may have 1: 3 x 1; b and c share 4: 3 x 2."""
POINT = {"key:a": 1, "key:b": 2, "key:c": 2, "wijkagent_posts:a": 1, "wijkagent_posts:b": 0, "wijkagent_posts:c": 2}


def test_the_rounds_are_those_derived_by_hand():
    found = solved(case_of(**NORM, **CAP))
    assert isinstance(found, Solved)
    assert found.point == POINT
    assert found.unsettled == ()
    assert found.rounds[0] == ROUNDS[0]
    assert found.rounds[2:] == ROUNDS[2:]
    # The solver may settle a by its cap, as by hand, or by other rows that say the same.
    assert (found.rounds[1].aim, found.rounds[1].level, found.rounds[1].settled) == ("key", 3, {"a": 1})
    assert found.solves == 4


def test_exact_pivots_reach_the_same_levels(monkeypatch):
    """That a's coverage is at most 1 follows from its cap too, so the first round may settle a instead of reaching the cap."""
    says(monkeypatch, Verdict.UNCLEAR)
    found = solved(case_of(**NORM, **CAP))
    assert found.point == POINT
    assert found.unsettled == ()
    levels = {(entry.aim, entry.level) for entry in found.rounds}
    assert {("area_norm", 1), ("key", 6)} <= levels <= {(entry.aim, entry.level) for entry in ROUNDS}


def test_weights_are_scaled_to_1():
    """Two aims of the key alone: a, b and c are raised together, by thirds of the budget; each weighs 1."""
    found = solved(case_of())
    assert found.rounds == (Round("key", fmpq(5), dict.fromkeys("abc", fmpq(1)), {"budget.new_fte": fmpq(3)}),)
    assert found.point == dict.fromkeys(("key:a", "key:b", "key:c"), fmpq(5, 3))
    assert found.solves == 1


def test_an_aim_whose_measures_are_all_known_has_no_round():
    pins = {name: {"value": value, "source": "a mayor", "note": "a reason"} for name, value in (("a", 1), ("b", 1))}
    found = solved(case_of(pins=hard(**pins)))
    assert found.rounds == ()
    assert found.point == {"key:a": 1, "key:b": 1, "key:c": 3}
    assert found.solves == 0


# ---- what solvers say


@pytest.mark.parametrize("verdict", [Verdict.UNCLEAR, Verdict.OPTIMAL, Verdict.INFEASIBLE])
def test_without_a_basis_exact_pivots_find_the_same(verdict, monkeypatch):
    says(monkeypatch, verdict)
    assert solved(case_of(**NORM, **CAP)).point == POINT


def test_time_that_is_up_is_told(monkeypatch):
    says(monkeypatch, Verdict.OUT_OF_TIME)
    with pytest.raises(NotProvenError, match=r"^not proven: the time limit passed$"):
        solved(case_of())


def test_a_time_limit_is_a_deadline_from_now(monkeypatch):
    """The session hears a moment so many seconds from now, or none."""
    heard = []

    class Listens:
        def solve(self, program, deadline):
            heard.append(deadline)
            return Hint(Verdict.UNCLEAR)

    monkeypatch.setattr(chain, "open_session", lambda solver: heard.append(solver) or Listens())
    start = time.monotonic()
    solved(case_of(), solver="any", time_limit=1000)
    end = time.monotonic()
    assert heard[0] == heard[2] == "any"
    assert start + 1000 <= heard[1] == heard[3] <= end + 1000
    heard.clear()
    solved(case_of())
    assert heard == ["HiGHS", None, "HiGHS", None]


def test_exact_pivots_keep_the_time_limit(monkeypatch):
    says(monkeypatch, Verdict.UNCLEAR)
    with pytest.raises(NotProvenError, match="during exact pivots"):
        solved(case_of(), time_limit=-1)
    with pytest.raises(NotProvenError, match="during exact pivots"):
        solved(case_of(bounds=hard(**{f"cap.team.{team}": 1 for team in "abc"})), time_limit=-1)


# ---- no division


CLASH = {"bounds": hard(**{f"cap.team.{team}": 1 for team in "abc"})}
SHORT = {"budget.new_fte": -1, **{f"bounds.cap.team.{team}:{team}": 1 for team in "abc"}}


@pytest.mark.parametrize(
    "hint",
    [
        None,
        (Verdict.INFEASIBLE, None),
        (Verdict.UNCLEAR, None),
        (Verdict.INFEASIBLE, Basis(["key:a", LEVEL], [0, 1, 99])),
        (Verdict.OPTIMAL, Basis(["key:a", LEVEL], [0, 1, 99])),
    ],
)
def test_no_division_is_proven_by_rows_of_rules(hint, monkeypatch):
    """The caps add up to 3, the budget asks 5."""
    if hint:
        # Rows of aims and the level's column are no part of the proof; they are passed over.
        basis = hint[1] and Basis(hint[1].columns, hint[1].tight_rows[:2])
        says(monkeypatch, hint[0], basis)
    found = solved(case_of(**CLASH))
    assert isinstance(found, Infeasible)
    scale = -found.multipliers["budget.new_fte"]
    assert scale > 0
    assert {label: multiplier / scale for label, multiplier in found.multipliers.items()} == SHORT


def test_a_basis_with_rows_of_aims_serves_as_a_start(monkeypatch):
    """The programme has four hard rows; 4 is the first row of the key, 6 the last."""
    says(monkeypatch, Verdict.INFEASIBLE, Basis([LEVEL, "key:a", "key:b"], [0, 1, 4, 5, 6]))
    assert set(solved(case_of(**CLASH)).multipliers) == set(SHORT)


@pytest.mark.parametrize(
    "rules",
    [
        {"pins": hard(a={"value": 6, "source": "a mayor", "note": "why"}, b={"value": 0, "source": "m", "note": "w"})},
        {
            "pins": hard(
                a={"value": 2, "source": "a mayor", "note": "why"}, b={"value": 1, "source": "m", "note": "w"}
            ),
            **CAP,
        },
    ],
)
def test_equations_that_clash_are_never_shown_to_a_solver(rules, monkeypatch):
    """Pinned at 6 and 0 of 5, c would have -1; and a pinned at 2 is above its cap of 1."""

    class Refuses:
        def solve(self, program, deadline):
            raise AssertionError("the solver is asked")

    monkeypatch.setattr(chain, "open_session", lambda solver: Refuses())
    found = solved(case_of(**rules))
    assert isinstance(found, Infeasible)
    assert "pins.a" in found.multipliers


def test_a_solver_that_says_infeasible_is_not_believed(monkeypatch):
    says(monkeypatch, Verdict.INFEASIBLE, Basis([], []))
    assert solved(case_of(**CAP)).point == {"key:a": 1, "key:b": 2, "key:c": 2}


class Repeats:
    """A session that gives one answer after the other, and then none."""

    def __init__(self, hints):
        self.hints = hints

    def solve(self, program, deadline):
        return self.hints.pop(0) if self.hints else Hint(Verdict.UNCLEAR)


def settles(team, place):
    """Say that a team's cap stops it: its row of bounds and, after four hard rows, its row of the key are tight."""
    return Hint(Verdict.OPTIMAL, Basis([LEVEL, f"key:{team}"], [place + 1, place + 4]))


@pytest.mark.parametrize(
    ("caps", "reason"),
    [
        # c is left with 5 - 9 - 1
        ((1, 9, 9), "that no column is below its bound"),
        # c is left with 5 - 3 - 1, above its cap of 1/2
        ((1, 3, "1/2"), "that bounds.cap.team.c:c holds"),
        # 3 x 3 for b is no level to begin with, if a can have 3 x 1 only
        ((1, 3, 2), "the levels of key"),
    ],
)
def test_a_bound_that_is_proven_but_not_reached_is_found_out(caps, reason, monkeypatch, caplog):
    """A basis may prove that b's cap bounds the level, though a's bounds it lower; the end shows it."""
    caplog.set_level("INFO")
    monkeypatch.setattr(chain, "open_session", lambda solver: Repeats([settles("b", 1), settles("a", 0)]))
    limits = {f"cap.team.{team}": cap for team, cap in zip("abc", caps, strict=True)}
    case = case_of(bounds=hard(**limits))
    truth = Repeats([])
    found = solved(case, solver="HiGHS")
    monkeypatch.setattr(chain, "open_session", lambda solver: truth)
    assert found == solved(case)
    assert f"the basis of HiGHS did not prove {reason}: exact pivots follow" in caplog.messages


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        (Verdict.UNCLEAR, "a round of key"),
        (Verdict.OPTIMAL, "a round of key"),
        (Verdict.INFEASIBLE, "that key cannot hold"),
    ],
)
def test_why_exact_pivots_are_needed_is_in_the_log(verdict, reason, monkeypatch, caplog):
    caplog.set_level("INFO")
    says(monkeypatch, verdict)
    solved(case_of(**CAP), solver="any")
    assert caplog.messages == [f"the basis of any did not prove {reason}: exact pivots follow"]


def test_a_proof_that_there_is_none_keeps_the_time_limit(monkeypatch):
    says(monkeypatch, Verdict.INFEASIBLE)
    with pytest.raises(NotProvenError, match="during exact pivots"):
        solved(case_of(**CLASH), time_limit=-1)
    assert set(solved(case_of(**CLASH), time_limit=1000).multipliers) == set(SHORT)


def test_a_sum_that_is_settled_takes_part_in_later_proofs():
    """The unit asks 3 more wijkagenten. c's coverage v_c / 2 stops at its 5/3 fte; a and b share the other 4/3 posts.

    v_a = 1 + v_b = 7/6, and their sum is the fewest posts less c's, which are known.
    """
    found = solved(case_of(wijkagent_unit=hard(norm=5000)))
    assert [(entry.aim, entry.level, entry.settled) for entry in found.rounds] == [
        ("key", 5, dict.fromkeys("abc", 1)),
        ("fewest_wijkagent_posts", 3, {}),
        ("even_coverage", fmpq(5, 6), {"c": 1}),
        ("even_coverage", fmpq(7, 6), {"a": 1, "b": 1}),
    ]
    assert found.rounds[1].multipliers == {"wijkagent_unit.norm": -1}
    assert found.rounds[3].multipliers["fewest_wijkagent_posts"] == 1


def test_a_basis_that_proves_its_answer_is_enough(monkeypatch):
    """Exact pivots are not even tried."""
    monkeypatch.setattr(chain, "pivot_to_end", None)
    assert solved(case_of(**NORM, **CAP)).point == POINT


@pytest.mark.parametrize("proof", [None, Multipliers({}, {}, fmpq(4))])
def test_an_optimum_without_its_proof_is_a_fault_of_ours(proof, monkeypatch):
    """The level of the key is 5; a proof of 4 is none."""
    says(monkeypatch, Verdict.UNCLEAR)
    monkeypatch.setattr(chain, "as_proof", lambda program, rows: proof)
    with pytest.raises(AssertionError, match=r"^exact pivots ended without a proof$"):
        solved(case_of())


def test_exact_pivots_have_the_last_word(monkeypatch):
    def proves_nothing(self, *asked):
        raise chain._BasisProvesNothingError

    monkeypatch.setattr(chain._Chain, "run", proves_nothing)
    with pytest.raises(AssertionError, match=r"^exact pivots always end in a proof$"):
        solved(case_of())


# ---- aims of one's own


class Aim:
    def __init__(self, *objectives):
        self.found = objectives

    def objectives(self, case, known):
        return iter(self.found)


def with_aims(monkeypatch, *objectives):
    """Replace the key's aim by objectives, and leave all others out."""
    nothing = Aim()
    monkeypatch.setattr(
        chain, "all_aims", lambda: {name: Aim(*objectives) if name == "key" else nothing for name in aims.all_aims()}
    )


def test_a_sum_is_made_small_and_kept(monkeypatch):
    """2a + b of a + b + c = 5 can be 0, so c has all; a sum that is known by then has no round."""
    sums = Smallest("first", {"key:a": 2, "key:b": 1}), Smallest("second", {"key:c": 1})
    with_aims(monkeypatch, *sums)
    found = solved(case_of())
    assert found.point == {"key:a": 0, "key:b": 0, "key:c": 5}
    assert found.rounds == (Round("first", fmpq(0), {}, {}),)


def test_a_sum_that_cannot_be_0(monkeypatch):
    """With at most 1 for a, 2 for b: of 5 fte c has 2 at least, so 3c is 6; then a and b are full, for nothing else is left."""
    with_aims(monkeypatch, Smallest("first", {"key:c": 3}))
    found = solved(case_of(bounds=hard(**{"cap.team.a": 1, "cap.team.b": 2})))
    assert found.point == {"key:a": 1, "key:b": 2, "key:c": 2}
    multipliers = {"budget.new_fte": -3, "bounds.cap.team.a:a": 3, "bounds.cap.team.b:b": 3}
    assert found.rounds == (Round("first", fmpq(6), {}, multipliers),)
    assert found.unsettled == ()


def test_what_aims_leave_open_is_told_and_a_point_is_given_all_the_same(monkeypatch):
    with_aims(monkeypatch, Smallest("first", {"key:a": 1}))
    found = solved(case_of())
    assert found.unsettled == ("key:b", "key:c")
    assert found.point["key:a"] == 0
    assert found.point["key:b"] + found.point["key:c"] == 5
    assert min(found.point.values()) >= 0
    assert found.solves == 1


def test_no_more_is_settled_than_is_wanted(monkeypatch):
    """The first aim settles a, and that is all that is asked; the second would settle b and c."""
    with_aims(monkeypatch, Smallest("first", {"key:a": 1}), Smallest("second", {"key:b": 1}))
    found = solved(case_of(), wanted=["key:a"])
    assert found.unsettled == ("key:b", "key:c")
    assert [entry.aim for entry in found.rounds] == ["first"]
    assert sum(found.point.values()) == 5
    assert solved(case_of(), wanted=["key:b"]).unsettled == ()
    assert solved(case_of(), wanted=[]).rounds == ()


def test_without_an_aim_there_is_a_division_or_a_proof_that_there_is_none(monkeypatch):
    with_aims(monkeypatch)
    says(monkeypatch, Verdict.UNCLEAR)
    found = solved(case_of(**CAP), time_limit=1000)
    assert found.unsettled == ("key:a", "key:b", "key:c")
    assert sum(found.point.values()) == 5
    found = solved(case_of(**CLASH))
    assert isinstance(found, Infeasible)
    assert set(found.multipliers) == set(SHORT)
    with pytest.raises(NotProvenError, match="during exact pivots"):
        solved(case_of(**CAP), time_limit=-1)


def test_an_aim_without_an_end_is_told(monkeypatch):
    """Without no-loss, a can lose without end as far as the model goes, if nothing holds it: the level of -a rises."""
    with_aims(monkeypatch, Leximin("first", {"x": Measured({"wijkagent_posts:a": -1, "key:a": 0}, 0)}))
    assert solved(case_of(**NORM)).point["wijkagent_posts:a"] == 0
    model = LinearModel((Column("key:a", None),), ())
    with_aims(monkeypatch, Leximin("first", {"x": Measured({"key:a": 1}, 0)}))
    with pytest.raises(NotProvenError, match=r"^not proven: aim first can be raised without end$"):
        solve_chain(case_of(), model)
    with_aims(monkeypatch, Smallest("second", {"key:a": 1}))
    with pytest.raises(NotProvenError, match=r"^not proven: aim second can be raised without end$"):
        solve_chain(case_of(), model)


def test_a_cap_ends_a_leximin_and_is_gone_for_the_next(monkeypatch):
    """All can have 1, so the cap of 1 is reached; the next aim raises a to what b and c leave at 1 each: 3."""
    measures = {team: Measured({f"key:{team}": 1}, fmpq(0)) for team in "abc"}
    with_aims(monkeypatch, Leximin("first", measures, cap=1), Leximin("second", {"a": measures["a"]}))
    found = solved(case_of())
    assert found.point == {"key:a": 3, "key:b": 1, "key:c": 1}
    assert found.rounds[0] == Round("first", fmpq(1), {}, {}, reaches_cap=True)
    assert found.rounds[1] == Round(
        "second", fmpq(3), {"a": fmpq(1)}, {"budget.new_fte": fmpq(1), "first:b": fmpq(-1), "first:c": fmpq(-1)}
    )


def test_a_measures_constant_counts(monkeypatch):
    """A has 2 already and weighs double: 2a + 2 = b = c with a + b + c = 5 at a = 1/5, b = c = 12/5.

    Half of a's row and the whole of the others make the budget: weights 1/2, 1 and 1, so 2 x 1/2 of each column; the sum
    a + 1 + b + c = 6 = 5/2 levels.
    """
    measures = {
        "a": Measured({"key:a": 2}, fmpq(2)),
        "b": Measured({"key:b": 1}, fmpq(0)),
        "c": Measured({"key:c": 1}, fmpq(0)),
    }
    with_aims(monkeypatch, Leximin("first", measures))
    found = solved(case_of())
    assert found.point == {"key:a": fmpq(1, 5), "key:b": fmpq(12, 5), "key:c": fmpq(12, 5)}
    weights = {"a": fmpq(1, 2), "b": fmpq(1), "c": fmpq(1)}
    assert found.rounds == (Round("first", fmpq(12, 5), weights, {"budget.new_fte": fmpq(1)}),)


# ---- the measures of a leximin


def waiting_of(cap=None, known=()):
    """Two measures, a + 2 and 3b; the programme has one row already."""
    model = LinearModel((Column("a"), Column("b")), (Row("r", "r", {"a": 1, "b": 1}, "<=", fmpq(9)),))
    program = Program.of(model)
    for column, value in dict(known).items():
        program.knowledge.settle(column, fmpq(value))
    measures = {"A": Measured({"a": 1}, fmpq(2)), "B": Measured({"b": 3}, fmpq(0))}
    return Waiting(Leximin("aim", measures, cap), program), program


def row(name, terms, sense, bound):
    return Row("aim", f"aim{name}", terms, sense, fmpq(bound))


def proof(**multipliers):
    return Multipliers({int(place[1:]): fmpq(number) for place, number in multipliers.items()}, {}, fmpq(0))


def test_each_measure_has_a_row_against_the_level():
    waiting, program = waiting_of()
    assert program.rows[1:] == [
        row(":A", {"a": 1, LEVEL: -1}, ">=", -2),
        row(":B", {"b": 3, LEVEL: -1}, ">=", 0),
    ]
    assert waiting.reaches_cap(proof(_1=-1)) is False
    assert waiting.at_level(proof(_1=-2, _2=-3)) == {"A": 2, "B": 3}
    assert waiting.at_level(proof(_0=1, _2=-3)) == {"B": 3}
    assert waiting.at_level(proof(_2=0)) == {}
    before = list(program.rows)
    waiting.drop_cap()
    assert program.rows == before


def test_a_cap_has_a_row_of_its_own_that_is_dropped():
    waiting, program = waiting_of(cap=1)
    assert program.rows[3] == row(".cap", {LEVEL: 1}, "<=", 1)
    assert waiting.reaches_cap(proof(_3=1)) is True
    assert waiting.at_level(proof(_1=-1, _3=1)) == {}
    assert waiting.reaches_cap(proof(_1=-1)) is False
    assert waiting.reaches_cap(proof(_3=0)) is False
    assert waiting.at_level(proof(_1=-1)) == {"A": 1}
    waiting.drop_cap()
    assert program.rows[3] == row(".cap", {}, "<=", 0)


def test_measures_that_are_known_do_not_wait():
    waiting, program = waiting_of(cap=1, known={"a": 1, "b": 1})
    assert (waiting.measures, waiting.cap, len(program.rows)) == ({}, None, 1)
    waiting, program = waiting_of(cap=1, known={"a": 1})
    assert list(waiting.measures) == ["B"]
    assert waiting.cap == 2
    assert program.rows[1] == row(":B", {"b": 3, LEVEL: -1}, ">=", 0)


def test_what_is_settled_is_fixed_and_what_follows_is_let_go():
    """A + 2 = 5, so a is 3; 3b waits on."""
    waiting, program = waiting_of()
    waiting.settle(["A"], fmpq(5))
    assert program.rows[1] == row(":A", {"a": 1}, "==", 3)
    assert program.known == {"a": 3}
    assert list(waiting.measures) == ["B"]
    assert program.rows[2] == row(":B", {"b": 3, LEVEL: -1}, ">=", 0)
    program.knowledge.settle("b", fmpq(4))
    waiting.settle([], fmpq(6))
    assert waiting.measures == {}
    assert program.rows[2] == row(":B", {"b": 3}, ">=", 6)


def test_all_are_kept_at_the_cap():
    waiting, program = waiting_of(cap=1)
    waiting.keep_all(fmpq(1))
    assert waiting.measures == {}
    assert program.rows[1:3] == [row(":A", {"a": 1}, ">=", -1), row(":B", {"b": 3}, ">=", 1)]
