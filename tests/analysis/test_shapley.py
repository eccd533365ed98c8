"""The Shapley value against its definition: walk through every order in which players can join."""

from fractions import Fraction
from itertools import permutations
from math import factorial

from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc.analysis.shapley import shapley


def by_every_order(players, value):
    """Average what each player adds over all orders: the definition, in another way than the library's formula."""
    gains = {player: dict.fromkeys(value(frozenset()), Fraction(0)) for player in players}
    for order in permutations(players):
        joined = frozenset()
        for player in order:
            before, joined = value(joined), joined | {player}
            for team, amount in value(joined).items():
                gains[player][team] += amount - before[team]
    orders = factorial(len(players))
    return {player: {team: gain / orders for team, gain in found.items()} for player, found in gains.items()}


@st.composite
def games(draw):
    players = "abcd"[: draw(st.integers(0, 4))]
    worth = draw(
        st.lists(st.fractions(-5, 5, max_denominator=6), min_size=2 ** len(players), max_size=2 ** len(players))
    )

    def value(taking_part):
        place = sum(2**index for index, player in enumerate(players) if player in taking_part)
        return {"one": worth[place], "two": worth[-place - 1]}

    return players, value


@given(games())
def test_it_is_the_average_over_all_orders(game):
    assert shapley(*game) == by_every_order(*game)


@given(games())
def test_what_players_bring_adds_up(game):
    players, value = game
    found = shapley(players, value)
    for team in ("one", "two"):
        together = sum((gains[team] for gains in found.values()), Fraction(0))
        assert together == value(frozenset(players))[team] - value(frozenset())[team]


@given(games())
def test_the_other_way_round_it_is_the_opposite(game):
    players, value = game
    back = shapley(players, lambda taking_part: value(frozenset(players) - taking_part))
    assert back == {player: {team: -gain for team, gain in gains.items()} for player, gains in shapley(*game).items()}


def test_one_that_adds_nothing_gets_nothing():
    assert shapley("ab", lambda on: {"team": Fraction("a" in on)})["b"] == {"team": 0}


def test_alone_it_gets_everything():
    assert shapley(["a"], lambda on: {"team": Fraction(3 * len(on))}) == {"a": {"team": 3}}
