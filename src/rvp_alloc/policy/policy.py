"""Policy: which rules are on, with which parameters, and in which order the aims are pursued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from rvp_alloc.border import Document, FigureDocument, Name, suggestion, validated
from rvp_alloc.errors import PolicyError, Problem
from rvp_alloc.figure import Figure
from rvp_alloc.policy.aim import CLOSING_AIMS, LEADING_AIMS, all_aims
from rvp_alloc.policy.rule import Parameter, Rule, State, all_rules, rule
from rvp_alloc.telling import visible
from rvp_alloc.words import Lang

_CHANGED = ", changed"
_LONGEST_NAME = 400


@dataclass(frozen=True, slots=True)
class Setting:
    """One rule in a policy: its state and its parameters, by name within the rule."""

    state: State
    parameters: Mapping[str, Figure]


@dataclass(frozen=True)
class Policy:
    """The verdeelsystematiek: every rule with its state and parameters, and the order of the aims.

    Examples
    --------
    >>> policy = Policy.reference()
    >>> str(policy["development.total"])
    '16 fte'
    >>> changed = policy.set("development.total", 20).set("ipga.state", "off")
    >>> str(changed["development.total"]), changed.is_on("ipga")
    ('20 fte', False)
    """

    name: str
    settings: Mapping[str, Setting]
    aims: tuple[str, ...] = LEADING_AIMS
    fallback: tuple[str, ...] = ()

    @classmethod
    def reference(cls) -> "Policy":
        """Return the reference policy: the rules of the safety plan, with published values and stated assumptions."""
        from rvp_alloc.policy.rules import BUILT_IN  # rules know policies, so they are asked when needed

        settings = {
            found.id: Setting(found.reference_state, dict(found.reference_parameters()))
            for found in map(rule, BUILT_IN)  # the reference is the same whatever rules of the user's own are known
            if found.reference_state is not State.OFF or found.reference_parameters()
        }
        return cls("reference", settings)

    def __getitem__(self, parameter: str) -> Figure:
        """Return a parameter by its id, such as ``ipga.cap``."""
        rule_id, _, name = parameter.partition(".")
        try:
            return self.settings[rule_id].parameters[name]
        except KeyError:
            raise PolicyError(
                [
                    Problem(
                        "unknown_parameter",
                        f"the policy has no parameter {parameter[:80]!r}",
                        suggestion(parameter, list(self.values())),
                        field=parameter[:80],
                    )
                ]
            ) from None

    def set(
        self,
        parameter: str,
        value: Any,
        *,
        source: str = "",
        confidence: str = "assumption",
        date: str = "",
        note: str = "",
    ) -> "Policy":
        """Return a policy with one value changed.

        An optional rule (bounds, basic care, pins, one of your own) is switched on by giving it a value.

        Parameters
        ----------
        parameter
            A parameter's id such as ``development.total``, or ``<rule>.state`` with value off, hard or guiding.
        value
            The new number, exact; or None to take an optional parameter away.
        source, confidence, date, note
            Where the new value comes from. For a pin, ``source`` is its author and ``note`` its reason.

        Raises
        ------
        PolicyError
            If there is no such parameter, or the value is not allowed; with the nearest name or the range.
        """
        rule_id, _, name = str(parameter).partition(".")
        found = rule(rule_id)
        setting = self.settings.get(rule_id) or Setting(
            State.OFF, {entry.name: entry.reference for entry in found.parameters if entry.reference}
        )
        if name == "state":
            return self._with(rule_id, replace(setting, state=_state(found, value)))
        known = found.parameter(name)
        if known is None:
            raise PolicyError(
                [
                    Problem(
                        "unknown_parameter",
                        f"rule {rule_id} has no parameter {name[:80]!r}",
                        suggestion(parameter, known_parameters()),
                        subject=rule_id,
                        field=parameter[:80],
                    )
                ]
            )
        parameters = dict(setting.parameters)
        if value is None:
            parameters.pop(name, None)
        else:
            raw = {"value": value, "source": source, "confidence": confidence, "date": date, "note": note}
            figure = _read_figure(rule_id, name, known, raw)
            present = parameters.get(name)
            # A value that is what it was keeps its own source, unless another is stated.
            if present is None or present.value != figure.value or source:
                parameters[name] = figure
        state = setting.state
        if value is not None and state is State.OFF and found.reference_state is State.OFF:
            state = next(state for state in found.states if state is not State.OFF)
        return self._with(rule_id, Setting(state, parameters))

    def with_aims(self, *aims: str) -> "Policy":
        """Return a policy that pursues these aims, in this order; the closing aims follow by themselves.

        Raises
        ------
        PolicyError
            If an aim does not exist or is named twice.
        """
        _refuse("aim", "aims", "unknown_aim", aims, list(all_aims()))
        return replace(self, aims=tuple(aims))

    def with_fallback(self, *names: str) -> "Policy":
        """Return a policy in which these parameters or rules give way, in this order, where the hard rules clash.

        Raises
        ------
        PolicyError
            If one is no parameter or rule of this policy, or is named twice.

        Examples
        --------
        >>> Policy.reference().with_fallback("ipga.cap", "wijkagent_unit").fallback
        ('ipga.cap', 'wijkagent_unit')
        """
        _refuse(
            "parameter or rule of the policy", "fallback", "unknown_fallback", names, [*self.values(), *self.settings]
        )
        return replace(self, fallback=tuple(names))

    def state(self, rule_id: str) -> State:
        """Return what a rule does in this policy; a rule that the policy does not name is off."""
        setting = self.settings.get(rule_id)
        return setting.state if setting else State.OFF

    def is_on(self, rule_id: str) -> bool:
        """Say whether a rule is hard or guiding."""
        return self.state(rule_id) is not State.OFF

    def parameters(self, rule_id: str) -> tuple[str, ...]:
        """Return the names, within the rule, of a rule's parameters in this policy."""
        return tuple(self.settings[rule_id].parameters) if rule_id in self.settings else ()

    def values(self) -> dict[str, Figure]:
        """Return every parameter by its id."""
        return {
            f"{rule_id}.{name}": figure
            for rule_id, setting in self.settings.items()
            for name, figure in setting.parameters.items()
        }

    def rules_told(self) -> tuple[Rule, ...]:
        """Return the rules of the library, on or off, and those of the user's own that the policy names."""
        from rvp_alloc.policy.rules import BUILT_IN

        return tuple(found for found in all_rules() if found.id in BUILT_IN or found.id in self.settings)

    def rules_on(self) -> tuple[Rule, ...]:
        """Return the rules that are on, in the order of the registry."""
        return self._rules_on

    @cached_property
    def _rules_on(self) -> tuple[Rule, ...]:
        return tuple(found for found in all_rules() if self.is_on(found.id))

    def all_aims(self) -> tuple[str, ...]:
        """Return the aims with the closing aims that make an answer unique, in the order in which they are pursued."""
        return self.aims + tuple(aim for aim in CLOSING_AIMS if aim not in self.aims)

    def to_html(self, lang: Lang = "en") -> str:
        """Return what a notebook shows: the rules that are on, their values, and where those come from."""
        from rvp_alloc.policy.notebook import policy_html

        return policy_html(self, lang)

    def _repr_html_(self) -> str:
        return self.to_html()

    def _with(self, rule_id: str, setting: Setting) -> "Policy":
        if self.settings.get(rule_id) == setting:
            return self
        name = f"{self.name.removesuffix(_CHANGED)[:_LONGEST_NAME]}{_CHANGED}"
        return replace(self, name=name, settings={**self.settings, rule_id: setting})

    def __repr__(self) -> str:
        return f"<Policy {self.name}: {', '.join(found.id for found in self.rules_on())}>"


class _Named(Document):
    """A value and the name it is given under."""

    name: Name
    figure: FigureDocument


def _read_figure(rule_id: str, name: str, known: Parameter, raw: Mapping[str, Any]) -> Figure:
    """Return a parameter's new figure, or raise with everything that is wrong with it."""
    parameter = f"{rule_id}.{name}"
    try:
        figure = validated(_Named, {"name": name, "figure": raw}, PolicyError, parameter).figure.figure(known.unit)
    except PolicyError as error:
        problems = [replace(problem, subject=rule_id, field=visible(parameter)) for problem in error.problems]
        raise PolicyError(problems) from None
    wrong = known.problem(figure.value)
    if wrong:
        what, remedy = f"{visible(raw['value'])!r} {wrong}", f"Give a number in {known.unit}"
        raise PolicyError([Problem("out_of_range", what, remedy, "", rule_id, parameter, visible(raw["value"]))])
    return figure


def _refuse(kind: str, field: str, code: str, names: Sequence[str], known: Sequence[str]) -> None:
    """Raise with every name that is not known, and every name that comes twice."""
    problems = [
        Problem(code, f"there is no {kind} {visible(name)!r}", suggestion(str(name), known), field=field)
        for name in names
        if name not in known
    ]
    double = {name for name in names if names.count(name) > 1}
    problems += [
        Problem("double", f"{name} is named twice", "Name it once", field=field) for name in sorted(double, key=str)
    ]
    if problems:
        raise PolicyError(problems)


def _state(found: Rule, value: Any) -> State:
    allowed = [str(state) for state in found.states]
    if str(value) not in allowed:
        raise PolicyError(
            [
                Problem(
                    "bad_state",
                    f"rule {found.id} cannot be {str(value)[:80]!r}",
                    f"It can be {' or '.join(allowed)}",
                    subject=found.id,
                    field=f"{found.id}.state",
                    value=str(value)[:80],
                )
            ]
        )
    return State(str(value))


def known_parameters() -> list[str]:
    """Return the ids of all parameters of all rules, families with their ``*``."""
    return [f"{found.id}.{parameter.name}" for found in all_rules() for parameter in found.parameters]
