"""An explanation in words, Dutch or English: every sentence, and every number in it, comes from the data."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rvp_alloc.allocation.results import STANDARD_LAYERS
from rvp_alloc.analysis.explanation.bindings import Binding
from rvp_alloc.analysis.explanation.changes import Limit, Step
from rvp_alloc.analysis.explanation.explanation import Explanation
from rvp_alloc.analysis.names import Names, rule_behind
from rvp_alloc.figure import Confidence
from rvp_alloc.region.workload import WORKLOAD
from rvp_alloc.words import Lang, amount_text, join_words, rule_name, signed_text, word

_FTE = 3  # decimals
_PERCENT = 1


def tell(explanation: Explanation, lang: Lang) -> str:
    """Return the whole explanation: what and why, then what would change it, then what it rests on."""
    outcome, changes, footing = told(explanation, lang)
    parts = [" ".join(outcome)]
    for heading, sentences in (("explain_changes", changes), ("explain_footing", footing)):
        lines = [f"- {sentence}" for sentence in sentences]
        parts += ["\n".join([word(heading, lang), *lines])] if lines else []
    return "\n\n".join(parts)


def told(explanation: Explanation, lang: Lang) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the sentences on what and why, on what would change it, and on what it rests on."""
    teller = Teller(explanation, lang)
    return tuple(teller.outcome()), tuple(teller.changes()), tuple(teller.footing())


class Teller:
    """Tells one explanation in a language, sentence by sentence, for who wants to arrange them otherwise."""

    def __init__(self, explanation: Explanation, lang: Lang) -> None:
        self.explanation = explanation
        self.lang = lang
        self.names = Names(explanation.plan.region, lang)

    def outcome(self) -> Iterator[str]:
        """Yield what the team gets, in which layers, what the key alone would give, and what makes the difference."""
        found, result = self.explanation, self.explanation.result
        yield self.say(
            "explain_gets" if result.new_fte >= 0 else "explain_loses",
            team=result.name,
            fte=self.fte(abs(result.new_fte)),
            formation=self.fte(result.formation),
            growth=self.percent(abs(result.new_fte) / result.formation),
        )
        layers = [(name, amount) for name, amount in result.layers.items() if amount != 0]
        if layers:
            parts = [self.say("explain_layer", fte=self.fte(fte), layer=self.layer(name)) for name, fte in layers]
            yield self.say("explain_layers", parts=join_words(parts, self.lang))
        yield from self.beside_the_key()
        yield from self.decided()
        if not found.bindings and found.common_fulfilment is not None and result.key_fulfilment is not None:
            yield self.say("explain_common", part=self.percent(found.common_fulfilment))
            if found.common_fulfilment != 1:
                yield self.say("explain_common_less" if found.common_fulfilment < 1 else "explain_common_more")

    def beside_the_key(self) -> Iterator[str]:
        """Yield what the key alone would give, and which rules make the difference."""
        difference = self.explanation.difference
        if difference == 0 and not any(self.explanation.effects.values()):
            yield self.say("explain_key_same")
            return
        key = "explain_key_more" if difference >= 0 else "explain_key_less"
        alone = self.fte(self.explanation.key_alone)
        yield self.say(key, alone=alone, difference=self.fte(abs(difference)))
        parts = [
            self.say("explain_effect", rule=rule_name(rule, self.lang), fte=signed_text(fte, self.lang, _FTE))
            for rule, fte in self.explanation.effects.items()
            if fte != 0
        ]
        yield self.say("explain_effects", parts=join_words(parts, self.lang))

    def decided(self) -> Iterator[str]:
        """Yield what binds the team, each rule and subject once."""
        told = dict.fromkeys(self.binding(binding) for binding in self.explanation.bindings)
        yield from told
        pool = self.explanation.pool
        if pool.coverage is not None and pool.new_wijkagent_posts != 0:
            before = pool.coverage * pool.wijkagenten / (pool.wijkagenten + pool.new_wijkagent_posts)
            yield self.say(
                "explain_coverage",
                area=self.names.subject(pool.id),
                wijkagenten=self.fte(pool.wijkagenten),
                inhabitants=amount_text(pool.inhabitants, "inhabitants", self.lang),
                before=self.percent(before),
                posts=self.fte(pool.new_wijkagent_posts),
                after=self.percent(pool.coverage),
            )

    def binding(self, binding: Binding) -> str:
        """Return what one requirement does."""
        rule = rule_name(binding.rule, self.lang)
        return self.say(f"explain_{binding.direction}", rule=rule, subject=self.about(binding.label))

    def changes(self) -> Iterator[str]:
        """Yield what a step of each figure would do, and where something else begins to decide."""
        for step in self.explanation.steps:
            if step.fte != 0:
                yield self.step(step)
        for limit in self.explanation.limits:
            yield self.limit(limit)

    def step(self, step: Step) -> str:
        """Return what a step of one figure would do."""
        return self.say(
            "explain_step_more" if step.fte > 0 else "explain_step_less",
            figure=self.names.variable(step.parameter),
            now=amount_text(step.now, step.unit, self.lang),
            then=amount_text(step.then, step.unit, self.lang),
            team=self.explanation.name,
            fte=self.fte(abs(step.fte)),
        )

    def limit(self, limit: Limit) -> str:
        """Return where something else begins to decide, and what."""
        return self.say(
            "explain_limit_above" if limit.above else "explain_limit_below",
            figure=self.names.variable(limit.parameter),
            value=amount_text(limit.value, limit.unit, self.lang),
            now=amount_text(limit.now, limit.unit, self.lang),
            causes=self.causes(limit),
        )

    def causes(self, limit: Limit) -> str:
        """Return what begins or ceases to decide beyond a limit."""
        if limit.clash:
            rules = dict.fromkeys(self.names.rule_of(cause) for cause in limit.clash)
            return self.say("explain_clash", rules=join_words(list(rules), self.lang))
        told = [
            *self.deciding("explain_cause_stops", limit.ceases),
            *self.deciding("explain_cause_starts", limit.begins),
        ]
        return join_words(told, self.lang)

    def deciding(self, key: str, labels: Sequence[str]) -> Iterator[str]:
        """Yield which rules begin or cease to decide, each with all for whom."""
        for rule in dict.fromkeys(self.names.rule_of(label) for label in labels):
            subjects = dict.fromkeys(self.about(label) for label in labels if self.names.rule_of(label) == rule)
            yield self.say(key, rule=rule, subject=join_words(list(subjects), self.lang))

    def footing(self) -> Iterator[str]:
        """Yield which figures and parameters behind the team's share are inferred or assumed."""
        yield from self.figures()
        yield from self.parameters()

    def figures(self) -> Iterator[str]:
        """Yield which figures behind the team's share are inferred or assumed."""
        figures = self.explanation.figures
        for path, figure in figures.items():
            if path.startswith(f"{WORKLOAD}.") and figure.note:
                yield self.say("explain_composed", figure=self.names.variable(path), parts=figure.note)
        for confidence, key in ((Confidence.INFERRED, "explain_inferred"), (Confidence.ASSUMPTION, "explain_assumed")):
            told = [self.figure(path) for path, figure in figures.items() if figure.confidence is confidence]
            if told:
                yield self.say(key, figures=join_words(told, self.lang))

    def parameters(self) -> Iterator[str]:
        """Yield which parameters of the rules behind the team's share are assumed."""
        policy = self.explanation.plan.policy
        moving = {rule for rule, fte in self.explanation.effects.items() if fte != 0 and rule != "pins"} | {"key"}
        told = [
            self.names.variable(path)
            for path, figure in policy.values().items()
            if figure.confidence is Confidence.ASSUMPTION and rule_behind(path) in moving and self.concerns(path)
        ]
        if told:
            yield self.say("explain_rules_assumed", figures=join_words(told, self.lang))

    def concerns(self, path: str) -> bool:
        """Say whether a parameter is one for all, or one of those that decide for this team."""
        if rule_behind(path) not in ("bounds", "pins"):
            return True
        return any(binding.label.partition(":")[0] == path for binding in self.explanation.bindings)

    def figure(self, path: str) -> str:
        """Return a figure with its amount."""
        figure = self.explanation.figures[path]
        amount = amount_text(figure.value, figure.unit, self.lang)
        return self.say("explain_figure_in", figure=self.names.variable(path), amount=amount)

    def about(self, label: str) -> str:
        """Return what a row or measure is about; the unit where it names nothing."""
        return self.names.subject_of(label) or word("explain_unit", self.lang)

    def layer(self, layer: str) -> str:
        """Return what a layer is for; a layer of a rule of the user's own goes by its own name."""
        return word(f"explain_layer_{layer}", self.lang) if layer in STANDARD_LAYERS else layer

    def fte(self, amount: Fraction) -> str:
        """Return an amount in fte."""
        return amount_text(amount, "fte", self.lang, _FTE)

    def percent(self, share: Fraction) -> str:
        """Return a share as a percentage."""
        return amount_text(share, "share", self.lang, _PERCENT)

    def say(self, key: str, **places: str) -> str:
        """Return a sentence with its places filled in."""
        return word(key, self.lang).format(**places)
