"""Errors as values: whole again when they come out of another process."""

import pickle

import pytest

from rvp_alloc.errors import MissingPackageError, NotProvenError, Problem, RegionError, RequestError, SolverError

PROBLEM = Problem("not_a_number", "'x' is no number", "Give a number", field="formation", value="x")


@pytest.mark.parametrize(
    "error",
    [
        RegionError([PROBLEM, PROBLEM], "teams.csv"),
        RequestError([PROBLEM]),
        SolverError("solver X is not installed"),
        MissingPackageError("altair", "report"),
        NotProvenError("the time limit passed"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_from_another_process_says_the_same(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert again.to_dict() == error.to_dict()
    assert vars(again) == vars(error)
