"""Whole posts in words, Dutch or English: every number comes from the data."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from rvp_alloc.analysis.names import Names, rule_behind
from rvp_alloc.planning.rounding.none import NoRounding
from rvp_alloc.planning.rounding.results import Outside, PoolRounding, TeamRounding
from rvp_alloc.planning.rounding.rounded import Rounded
from rvp_alloc.planning.rounding.shares import Shares
from rvp_alloc.planning.rounding.whole import NO_LOSS, TOTAL
from rvp_alloc.policy.formulate import FACTS
from rvp_alloc.words import Lang, amount_text, fixed_text, join_words, rule_name, signed_text, word

_MOST_NAMED = 4  # teams by name in a sentence; the data has all of them


def tell(rounded: Rounded, lang: Lang) -> str:
    """Return what rounding does: who gains, who loses, what becomes of norm and heads, and how it was chosen."""
    return _Teller(rounded, lang).text()


def tell_none(none: NoRounding, lang: Lang) -> str:
    """Return that no whole posts meet every hard rule, with those in the way and what can be done."""
    names = Names(none.plan.region, lang)
    rows = "; ".join(rows_told(none.rows, names, lang))
    fte, step = (amount_text(amount, "fte", lang) for amount in (none.plan.total, none.step))
    told = word("rounding_none", lang).format(fte=fte, step=step, rules=rows)
    steps = [amount_text(step, "fte", lang) for step in none.smaller_steps]
    if not steps:
        return f"{told} {word('rounding_none_rules', lang)}"
    either = steps[0] if len(steps) == 1 else f"{', '.join(steps[:-1])} {word('or', lang)} {steps[-1]}"
    return f"{told} {word('rounding_none_steps', lang).format(steps=either)}"


def rows_told(rows: Iterable[str], names: Names, lang: Lang) -> list[str]:
    """Return what rows are called, rule by rule; where a rule is about many, only how many."""
    about: dict[str, list[str]] = {}
    for row in rows:
        rule, subject = _parts(row, names, lang)
        about.setdefault(rule, []).extend([subject] if subject and subject not in about.get(rule, ()) else [])
    told = []
    for rule, subjects in about.items():
        key = "rounding_none_row_many" if len(subjects) > _MOST_NAMED else "rounding_none_row_about"
        places = {"rule": rule, "subject": join_words(subjects, lang), "count": str(len(subjects))}
        told.append(word(key, lang).format(**places) if subjects else rule)
    return told


def _parts(row: str, names: Names, lang: Lang) -> tuple[str, str]:
    """Return what the rule of a row is called, and whom the row is about, if anybody."""
    label, _, about = row.partition(":")
    if label == TOTAL:
        return word("rounding_total", lang), ""
    if rule_behind(row) == FACTS:
        return word("rounding_posts", lang), names.subject(about)
    if label == NO_LOSS:
        return rule_name("no_loss", lang), names.subject(about)
    return names.rule_of(row), names.subject(row.removeprefix("pins.") if row.startswith("pins.") else about)


def tell_shares(shares: Shares, lang: Lang) -> str:
    """Return what a method that knows no rules gives each team, and what that breaks."""
    names = Names(shares.plan.region, lang)
    title = word("shares_title", lang).format(
        method=word(f"shares_{shares.method}", lang),
        fte=amount_text(shares.total, "fte", lang),
        step=amount_text(shares.step, "fte", lang),
    )
    lines = [f"- {names.subject(team)}: {amount_text(amount, 'fte', lang)}" for team, amount in shares.new_fte.items()]
    broken = []
    for row in shares.broken:
        (told,) = rows_told([row.label], names, lang)
        broken.append("- " + word("shares_broken_row", lang).format(rule=told, by=amount_text(row.by, "fte", lang)))
    rules = [f"{word('shares_broken', lang)}:", *broken] if broken else [word("shares_kept", lang)]
    return "\n\n".join("\n".join(part) for part in ([f"{title}.", *lines], rules))


class _Teller:
    def __init__(self, rounded: Rounded, lang: Lang) -> None:
        self.rounded, self.lang = rounded, lang
        self.names = Names(rounded.plan.region, lang)

    def text(self) -> str:
        """Return all of it, part by part."""
        rounded = self.rounded
        title = self.say(
            "rounding_title",
            fte=self.fte(rounded.total),
            step=self.fte(rounded.step),
            teams=str(len(rounded.teams)),
            unit=rounded.plan.region.name,
        )
        moved = any(team.change for team in rounded.teams)
        parts = [
            [f"{title}.", self.say("rounding_within") if rounded.within_one_step else self.say("rounding_outside")],
            [] if moved else [self.say("rounding_unchanged")],
            [f"- {self.outside(outside)}" for outside in rounded.outside],
            self.listed("rounding_gains", (self.team(team) for team in rounded.gains)),
            self.listed("rounding_losses", (self.team(team) for team in rounded.losses)),
            self.listed("rounding_norm", (self.pool(pool) for pool in rounded.pools if pool.change)),
            list(self.heads()),
            [self.say("rounding_kept", fte=self.fte(rounded.total))],
            [self.say("rounding_method")] if moved else [],
        ]
        return "\n\n".join("\n".join(lines) for lines in parts if lines)

    def listed(self, heading: str, lines: Iterable[str]) -> list[str]:
        """Return lines below a heading, or nothing where there are none."""
        found = [f"- {line}" for line in lines]
        return [f"{self.say(heading)}:", *found] if found else []

    def team(self, team: TeamRounding) -> str:
        """Return what changes for one team."""
        key = "rounding_team" if team.change_share is None else "rounding_team_share"
        return self.say(
            key,
            team=team.name,
            exact=self.fte(team.exact),
            fte=self.fte(team.new_fte),
            change=signed_text(team.change, self.lang),
            share=signed_text((team.change_share or Fraction(0)) * 100, self.lang, 1),
        )

    def pool(self, pool: PoolRounding) -> str:
        """Return what changes for the wijkagenten of one pool."""
        places = {
            "pool": self.names.subject(pool.id),
            "exact": self.fte(pool.posts_exact),
            "posts": self.fte(pool.posts),
            "change": signed_text(pool.change, self.lang),
        }
        if pool.coverage_exact is None or pool.coverage is None:
            return self.say("rounding_pool", **places)
        before, after = (fixed_text(share * 100, self.lang, 1) for share in (pool.coverage_exact, pool.coverage))
        return self.say("rounding_pool_norm", **places, before=before, after=after)

    def heads(self) -> Iterator[str]:
        """Yield how many heads there are for IPGA, where that rule is on."""
        if self.rounded.plan.policy.is_on("ipga"):
            heads, regisseurs = (
                sum((getattr(team, post) for team in self.rounded.teams), Fraction(0))
                for post in ("interventieplegers", "regisseurs")
            )
            yield self.say("rounding_heads", heads=self.fte(heads), regisseurs=self.fte(regisseurs))

    def outside(self, outside: Outside) -> str:
        """Return who lies how far off, and what is in the way."""
        rules = "; ".join(rows_told(outside.rows, self.names, self.lang))
        key = "rounding_outside_one_step" if abs(outside.steps) == 1 else "rounding_outside_one"
        subject = self.names.subject(outside.subject)
        if outside.family in ("interventieplegers", "regisseurs"):
            subject = f"{subject} ({outside.family})"
        return self.say(key, subject=subject, steps=str(abs(outside.steps)), rules=rules)

    def fte(self, amount: Fraction) -> str:
        """Return an amount in fte."""
        return amount_text(amount, "fte", self.lang)

    def say(self, key: str, **places: str) -> str:
        """Return a sentence with its places filled in."""
        return word(key, self.lang).format(**places)
