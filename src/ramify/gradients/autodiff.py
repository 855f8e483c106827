"""The exact Jacobian, computed by the task."""

from jaxtyping import Array, Float, Key

from ramify.core import AbstractGradient, Evaluation, Query


class Autodiff(AbstractGradient[None]):
    """Takes the Jacobian at theta from the task.

    It is exact for any JAX function (`ramify.Function`).
    """

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> None:
        return None

    def probe(self, state: None, theta: Float[Array, " n"], key: Key[Array, ""]) -> Query:
        return Query(theta[None, :], offered=1, wants_jacobian=True)

    def jacobian(
        self, state: None, query: Query, evaluation: Evaluation | None
    ) -> Float[Array, "r n"]:
        assert evaluation is not None and evaluation.jacobian is not None  # checked by `validate`
        return evaluation.jacobian[0]
