"""The engine for bounds on any sets of teams, nested or not: one proven division settles all scenarios that it is like.

A certificate (see :mod:`.certificates`) of one scenario, settled by ``allocate``, is tried on all others. Those for which the
division that it determines keeps every bound, with levels that do not fall, are settled; of the rest one goes to
``allocate`` and brings a new certificate, and so on. Conflicts likewise, by the multipliers that prove them.

Not for policies with basic care beside IPGA, where heads change what multiplies a team's new fte. And a scenario in which the
norm per area cannot be reached everywhere, or a team has no share in the key, is left open.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from rvp_alloc.analysis.sweep.bounds import NotNestedError
from rvp_alloc.analysis.sweep.certificates import Certificate, certificate_of, contradiction_of
from rvp_alloc.analysis.sweep.engine import tape_arrays, traced_case
from rvp_alloc.analysis.sweep.plan import LOWER, SIDES, Bits, before_the_key, judged, places_of
from rvp_alloc.analysis.sweep.structure import bounds_of
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region

SETTLED, CONFLICT, OPEN, NOT_HERE = 0, 1, 2, 3
MOST_CERTIFICATES = 256
_CLOSE, _EXACT = 1e-9, 1e-12

type Floats = NDArray[np.float64]


class GeneralEngine:
    """Certificates gathered so far for a policy, and the numbers they are tried on.

    Raises
    ------
    NotNestedError
        If the rows are no bounds on sets of teams.
    MissingPackageError
        If numba is not installed.
    """

    def __init__(
        self, region: Region, policy: Policy, varying: Sequence[str], maybe_negative: Iterable[str] = ()
    ) -> None:
        traced, case = traced_case(region, policy, varying, maybe_negative)
        tape = traced.tape
        found = bounds_of(case, formulate(case), tape)
        if found.left:
            raise NotNestedError("heads have a second limit beside their room")
        needs = [(teams, needed - present) for teams, (needed, present) in before_the_key(case, found).items()]
        margins, equalities = judged(found)
        bits = Bits([*(bound.parameters for bound in found.bounds), *(m.parameters for m in (*margins, *equalities))])
        sets = [*(bound.teams for bound in found.bounds), *(teams for teams, _ in needs)]
        self.parameters = bits.names
        self.sides = np.array([*(SIDES[bound.sense] for bound in found.bounds), *(LOWER for _ in needs)])
        self.members = np.array([[team in teams for team in case.teams] for teams in sets], dtype=float)
        self._hard = len(found.bounds)
        self._bits = [*(bits.of(bound.parameters) for bound in found.bounds), *(0 for _ in needs)]
        self._judged_bits = [bits.of(entry.parameters) for entry in (*margins, *equalities)]
        self._parts = np.cumsum([len(sets), len(case.teams), len(case.teams), len(margins)])
        numbers = (
            *(bound.amount for bound in found.bounds),
            *(amount for _, amount in needs),
            *(found.fixed[team] for team in case.teams),
            *(case.key_shares[team] for team in case.teams),
            *(entry.amount for entry in (*margins, *equalities)),
        )
        self._places = places_of(tape, numbers)
        self._used = np.array([place for place, path in enumerate(varying) if path in tape.inputs], dtype=np.intp)
        self._tape = tape_arrays(tape, [varying[place] for place in self._used])
        self._certificates: list[Certificate] = []
        self._contradictions: list[Floats] = []
        self._uses: Counter[tuple[int, int]] = Counter()
        self._lock = Lock()

    @property
    def full(self) -> bool:
        """Whether no more certificates are kept."""
        return len(self._certificates) + len(self._contradictions) >= MOST_CERTIFICATES

    def begin(self, figures: Floats) -> "Scenarios":
        """Compute all amounts of some scenarios, and judge what needs no certificate."""
        from rvp_alloc.analysis.sweep.nested import replay

        found = np.empty((len(self._places), figures.shape[1]))
        replay(self._tape, self._places, np.ascontiguousarray(figures[self._used]), found)
        amounts, fixed, shares, margins, equalities = np.split(found, self._parts)
        return Scenarios(self, amounts, np.concatenate([fixed, shares]), margins, equalities)

    def used(self, number: int, verdict: int, count: int) -> None:
        """Count how often a certificate held, so that the most useful are tried first."""
        self._uses[verdict, number] += count

    def blamed(self, contradiction: Floats) -> int:
        """Return the parameters of the bounds that contradict each other, as bits."""
        found = 0
        for row in np.flatnonzero(contradiction):
            found |= self._bits[row]
        return found

    def judged_bits(self, place: int) -> int:
        """Return the parameters of one margin or equality, as bits."""
        return self._judged_bits[place]

    def keep(self, certificate: Certificate | None, contradiction: Floats | None) -> None:
        """Keep a new certificate, or a contradiction."""
        with self._lock:
            if certificate is not None:
                self._certificates.append(certificate)
            if contradiction is not None:
                self._contradictions.append(contradiction)

    def ordered(self) -> tuple[list[int], list[int]]:
        """Return the numbers of the certificates and of the contradictions, the most used first."""
        with self._lock:
            counts = (len(self._certificates), len(self._contradictions))

        def by_use(kind: int, count: int) -> list[int]:
            return sorted(range(count), key=lambda number: (-self._uses[kind, number], number))

        return by_use(SETTLED, counts[0]), by_use(CONFLICT, counts[1])

    def certificate(self, number: int) -> Certificate:
        """Return one certificate."""
        return self._certificates[number]

    def contradiction(self, number: int) -> Floats:
        """Return one contradiction."""
        return self._contradictions[number]

    def learn_division(self, scenarios: "Scenarios", place: int, new_fte: Floats) -> Certificate | None:
        """Make the certificate of a division that ``allocate`` gave."""
        fixed, shares = np.split(scenarios.numbers[:, place], 2)
        levels = (new_fte - fixed) / shares
        found = certificate_of(self.members, self.sides.tolist(), scenarios.amounts[:, place], new_fte, levels)
        self.keep(found, None)
        return found

    def learn_conflict(self, scenarios: "Scenarios", place: int) -> Floats | None:
        """Make the contradiction of a conflict that ``allocate`` found; what is only guiding takes no part."""
        amounts = scenarios.amounts[:, place].copy()
        amounts[self._hard :] = -np.inf
        found = contradiction_of(self.members, self.sides.tolist(), amounts)
        self.keep(None, found)
        return found


class Scenarios:
    """Some scenarios, which certificates are tried on."""

    def __init__(
        self, engine: GeneralEngine, amounts: Floats, numbers: Floats, margins: Floats, equalities: Floats
    ) -> None:
        self.engine, self.amounts, self.numbers = engine, amounts, numbers
        count, teams = amounts.shape[1], len(numbers) // 2
        self.new_fte = np.full((count, teams), np.nan)
        self.verdicts = np.full(count, OPEN, dtype=np.int8)
        self.which = np.zeros(count, dtype=np.int64)
        self.blamed = np.zeros(count, dtype=np.int64)
        shares = numbers[teams:]
        odd = ~(shares > 0).all(axis=0) | ~(np.abs(shares.sum(axis=0) - 1) <= _CLOSE) | np.isnan(amounts).any(axis=0)
        for place, margin in enumerate((*margins, *-np.abs(equalities))):
            equal = place >= len(margins)
            wrong = (margin < -_CLOSE) & (self.verdicts != CONFLICT)
            self.verdicts[wrong], self.blamed[wrong] = CONFLICT, engine.judged_bits(place)
            odd |= ~(margin >= -_EXACT) if equal else ~(margin > _CLOSE)
        self.verdicts[odd & (self.verdicts == OPEN)] = NOT_HERE

    def try_all(self) -> None:
        """Try every certificate on every scenario that is open."""
        first, second = self.engine.ordered()
        self._try(
            [self.engine.certificate(n) for n in first], [self.engine.contradiction(n) for n in second], first, second
        )

    def try_new(self, certificate: Certificate | None, contradiction: Floats | None) -> None:
        """Try one new certificate or contradiction."""
        if certificate is not None or contradiction is not None:
            numbers = [[len(kind) - 1] for kind in self.engine.ordered()]
            self._try(
                [] if certificate is None else [certificate], [] if contradiction is None else [contradiction], *numbers
            )

    def _try(
        self,
        certificates: Sequence[Certificate],
        contradictions: Sequence[Floats],
        first: Sequence[int],
        second: Sequence[int],
    ) -> None:
        from rvp_alloc.analysis.sweep.certified import try_certificates

        engine = self.engine
        was_open = self.verdicts == OPEN
        packed = _packed(certificates, engine.members, engine.sides)
        refuting = np.array(contradictions).reshape(len(contradictions), len(engine.sides))
        bounds = (engine.members, engine.sides)
        try_certificates(packed, refuting, bounds, self.amounts, self.numbers, self.new_fte, self.verdicts, self.which)
        for verdict, numbers in ((SETTLED, first), (CONFLICT, second)):
            found = was_open & (self.verdicts == verdict)
            for place, count in enumerate(np.bincount(self.which[found], minlength=1)):
                if count:
                    engine.used(numbers[place], verdict, int(count))
                    if verdict == CONFLICT:
                        self.blamed[found & (self.which == place)] = engine.blamed(contradictions[place])


def _packed(certificates: Sequence[Certificate], members: Floats, sides: NDArray[np.int64]) -> tuple[object, ...]:
    """Put certificates side by side in arrays."""
    most = max((len(found.rounds) for found in certificates), default=1)
    rounds = np.zeros((len(certificates), most, len(sides)))
    for place, found in enumerate(certificates):
        rounds[place, : len(found.rounds)] = found.rounds
    counts = np.array([len(found.rounds) for found in certificates], dtype=np.int64)
    settled = np.array([found.settled for found in certificates], dtype=np.int64).reshape(-1, members.shape[1])
    tight = (rounds != 0).any(axis=1) | (sides == SIDES["=="])
    return rounds, counts, settled, rounds @ members, tight
