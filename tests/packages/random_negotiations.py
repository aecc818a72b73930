"""Small random negotiations for property tests: ties, zeros, negatives, odd fractions."""

from fractions import Fraction

from hypothesis import strategies as st

from goodoffices.case.nouns import CaseIssue, IssueValue, Pair, RedLine, Worth
from goodoffices.packages.negotiation import Negotiation

small = st.integers(-3, 9).map(Fraction)
odd = st.fractions(min_value=-5, max_value=5, max_denominator=12)
huge = st.integers(-(10**25), 10**25).map(lambda n: Fraction(n, 10**9))


@st.composite
def negotiations(draw):
    number = draw(st.sampled_from([small, odd, huge]))
    ids = tuple(f"p{k}" for k in range(draw(st.integers(2, 5))))
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    issues = tuple(
        CaseIssue(
            id=f"i{k}",
            name=f"Issue {k}",
            values=tuple(IssueValue(f"v{j}", f"V{j}") for j in range(size)),
        )
        for k, size in enumerate(sizes)
    )

    def worth():
        weights = {issue.id: abs(draw(number)) for issue in issues}
        values = {issue.id: {v.id: draw(number) for v in issue.values} for issue in issues}
        return Worth(
            weights=weights,
            values=values,
            walk_away=draw(number),
            pairs=draw(pairs),
            red_lines=draw(lines),
        )

    def choices(least, most):
        count = st.integers(min(least, len(issues)), min(most, len(issues)))
        return count.flatmap(
            lambda n: st.permutations(issues).flatmap(
                lambda mixed: st.tuples(*(st.sampled_from(i.values) for i in mixed[:n])).map(
                    lambda values: {i.id: v.id for i, v in zip(mixed[:n], values, strict=True)}
                )
            )
        )

    pair = st.builds(Pair, choices(2, 2), number)
    pairs = st.lists(pair, max_size=2).map(tuple) if len(issues) > 1 else st.just(())
    lines = st.lists(st.builds(RedLine, choices(1, 3)), max_size=2).map(tuple)

    today = {issue.id: draw(st.sampled_from(issue.values)).id for issue in issues}
    return Negotiation(
        name="random",
        parties=ids,
        party_names=ids,
        issues=issues,
        worths={p: worth() for p in ids},
        today=today,
    )
