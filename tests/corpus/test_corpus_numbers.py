"""Numbers that the shipped documents claim, found by simulation or search; plain arithmetic is `dltutor check`'s."""

import math
from collections.abc import Callable
from itertools import pairwise, product

import numpy as np
import pytest

Says = Callable[..., None]

REG = "regularisation"
OPT = "optimisation"
BASICS = "machine-learning-basics"
INIT = "initialisation-and-normalisation"


def descend(gradient: Callable[[float], float], start: float, rate: float, steps: int = 1) -> float:
    for _ in range(steps):
        start -= rate * gradient(start)
    return start


def argmin(loss: Callable[[np.ndarray], np.ndarray]) -> float:
    grid = np.linspace(-4, 4, 800_001)
    return float(grid[np.argmin(loss(grid))])


# Regularisation


def test_bias_variance_example(says: Says) -> None:
    truth, predictions, noise = 4.0, np.array([2.0, 4.0]), 0.5
    targets = truth + math.sqrt(noise) * np.array([-1.0, 1.0])
    expected = np.mean([(y - p) ** 2 for y, p in product(targets, predictions)])
    says(
        f"{BASICS}#bias-variance",
        f"predictions 2 and 4 where the truth is {truth:g}",
        rf"\sigma^2 = {noise:g}$",
    )
    says(f"{BASICS}#bias-variance", f"expected error is {expected:g}")
    says(
        f"{BASICS}#bias-variance",
        f"variance is {predictions.var():g}",
        f"mean prediction is {predictions.mean():g}",
    )
    says(f"{BASICS}#bias-variance", f"squared bias is {(predictions.mean() - truth) ** 2:g}")


@pytest.mark.parametrize(
    ("optimum", "claim"),
    [
        (0.3, "becomes {l2:.1f} under L2 and {l1:.0f} under L1"),
        (2.0, "{l2:.2f} under L2 and {l1:.1f} under L1"),
    ],
)
def test_shrinkage_by_l1_and_l2(says: Says, optimum: float, claim: str) -> None:
    l2 = argmin(lambda w: 0.5 * (w - optimum) ** 2 + 0.25 * w**2)
    l1 = argmin(lambda w: 0.5 * (w - optimum) ** 2 + 0.5 * np.abs(w))
    says(f"{REG}#l1-vs-l2", claim.format(l2=l2, l1=abs(l1)))


def test_penalty_of_a_gaussian_prior(says: Says) -> None:
    tau, examples = 0.1, 50_000
    log_prior = [-(w**2) / (2 * tau**2) for w in (1.0, 2.0, 3.0)]
    slope = [after - before for before, after in pairwise(log_prior)]
    strength = -(slope[1] - slope[0])
    says(
        f"{BASICS}#map-estimation",
        rf"$\lambda = {strength:.0f}$",
        f"and {strength / examples:.3f} for the mean",
    )


def test_label_smoothing_targets_gap_and_entropy(says: Says) -> None:
    targets = 0.9 * np.eye(10)[0] + 0.1 / 10
    assert targets.sum() == pytest.approx(1)
    gap = argmin(lambda half: -targets[0] * 2 * half + np.log(np.exp(2 * half) + 9)) * 2
    entropy = -float(targets @ np.log(targets))
    says(f"{REG}#label-smoothing", f"gets {targets[0]:.2f}", f"class {targets[1]:.2f}")
    says(f"{REG}#label-smoothing", rf"\ln 91 \approx {gap:.2f}", f"{entropy:.2f} nats")


def test_adversarial_change_of_a_linear_unit(says: Says) -> None:
    weights = np.where(np.arange(1000) % 3 == 0, -0.1, 0.1)
    change = weights @ (0.01 * np.sign(weights))
    says(f"{REG}#adversarial-training", rf"0.01 \cdot 1000 \cdot 0.1 = {change:g}")


def test_early_stopping_with_patience(says: Says) -> None:
    losses = [0.90, 0.70, 0.60, 0.62, 0.65, 0.61]
    best, waited, ended = 0, 0, 0
    for epoch, loss in enumerate(losses, start=1):
        best, waited = (epoch, 0) if not best or loss < losses[best - 1] else (best, waited + 1)
        ended = epoch
        if waited == 3:
            break
    says(f"{REG}#early-stopping", ", ".join(f"{loss:.2f}" for loss in losses[:-1]) + f", {losses[-1]:.2f}")
    says(f"{REG}#early-stopping", f"ends after epoch {ended} and returns the parameters of epoch {best}")


def test_early_stopping_acts_like_an_l2_penalty_of_the_claimed_strength(says: Says) -> None:
    curvature = 1e-6  # the correspondence is exact as the curvature goes to zero
    reached = descend(lambda w: curvature * (w - 1), 0.0, 0.01, steps=1000)
    penalty = curvature * (1 - reached) / reached
    says(f"{REG}#early-stopping", rf"\lambda \approx {penalty:.1f}$ after 1000 steps")


def test_variance_of_an_ensemble_mean(says: Says) -> None:
    members = 5
    covariance = np.full((members, members), 0.2) + 0.8 * np.eye(members)
    mean = np.full(members, 1 / members)
    says(
        f"{REG}#bagging",
        f"$v = 1$, $c = 0.2$ and $k = {members}$ the result is {mean @ covariance @ mean:.2f}",
    )


def test_share_of_distinct_examples_in_a_bootstrap_sample(says: Says) -> None:
    size = 200_000
    share = np.unique(np.random.default_rng(0).integers(size, size=size)).size / size
    says(f"{REG}#bagging", f"about {share:.0%} of the distinct examples")


def test_share_of_pseudo_labels_above_the_threshold(says: Says) -> None:
    confidences = [0.99, 0.97, 0.80, 0.60]
    words = ["none", "one", "two", "three", "four"]
    count = words[sum(confidence >= 0.95 for confidence in confidences)]
    listed = ", ".join(f"{confidence:.2f}" for confidence in confidences[:-1])
    says(
        f"{REG}#fixmatch",
        r"\tau = 0.95$",
        f"probabilities {listed} and 0.60, {count} of the four images contribute",
    )


# Optimisation


@pytest.mark.parametrize(
    ("rate", "claim"),
    [(0.1, "0.1$ gives {:g}"), (0.5, "minimum at {:g}"), (1.0, "jumps to ${:g}$"), (1.1, "goes to ${:g}$")],
)
def test_one_step_down_the_parabola(says: Says, rate: float, claim: str) -> None:
    says(f"{OPT}#gradient-descent", claim.format(descend(lambda x: 2 * x, 1.0, rate)))


def test_only_the_marked_rate_jumps_between_two_points(says: Says) -> None:
    ends = {rate: descend(lambda x: 4 * x, 1.0, rate) for rate in (0.1, 0.25, 0.5, 0.6)}
    cycles = [rate for rate, end in ends.items() if end == -1]
    assert cycles == [0.5]
    says(f"{OPT}#step-size-example", "[x] 0.5", f"it goes to {ends[0.1]:g}", f"factor is ${ends[0.6]:g}$")
    assert ends[0.25] == 0


def test_updates_in_an_epoch(says: Says) -> None:
    updates = len(range(0, 50_000, 128))
    says(f"{OPT}#mini-batch", f"takes {updates} updates")


def test_momentum_lengthens_steps_under_a_constant_gradient(says: Says) -> None:
    velocity = 0.0
    for _ in range(1000):
        velocity = 0.9 * velocity - 1.0
    says(f"{OPT}#momentum", f"the steps become {-velocity:.0f} times as long")


def test_adagrad_and_rmsprop_under_a_constant_gradient(says: Says) -> None:
    summed = decayed = 0.0
    for _ in range(100):
        summed += 1.0**2
        decayed = 0.9 * decayed + 0.1 * 1.0**2
    says(f"{OPT}#adagrad-rmsprop", rf"the 100th step has length $\alpha / {math.sqrt(summed):g}$")
    says(f"{OPT}#adagrad-rmsprop", f"mean levels off at {decayed:.0f}")


def test_first_steps_of_adam(says: Says) -> None:
    first, second = 0.1 * 1.0, 0.001 * 1.0**2
    corrected = (first / (1 - 0.9)) / math.sqrt(second / (1 - 0.999))
    assert corrected == pytest.approx(1)
    says(f"{OPT}#adam", rf"\approx {first / math.sqrt(second):.2f}$ times as long", f"m_1 = {first:g} g_1")
    says(
        f"{OPT}#adam",
        f"is {1 - math.prod([0.9] * 10):.2f} at step 10",
        f"only {1 - math.prod([0.999] * 10):.2f}",
    )


def test_learning_rate_schedules(says: Says) -> None:
    cosine = [0.1 * math.cos(math.pi * t / 2) ** 2 for t in (0, 0.5, 0.75)]
    assert cosine[0] == pytest.approx(0.1)
    says(f"{OPT}#learning-rate-schedule", f"gives {cosine[1]:.2f} at half time", f"about {cosine[2]:.4f} after")
    says(f"{OPT}#learning-rate-schedule", f"step 250 uses {np.linspace(0, 0.001, 1001)[250]:.5f}")


def test_share_of_minima_among_random_critical_points(says: Says) -> None:
    share = np.prod(np.full(20, 0.5))
    assert share == pytest.approx(1e-6, rel=0.05)
    says(f"{OPT}#saddle-points", "about one in a million for $n = 20$")


def test_rates_of_an_ill_conditioned_quadratic(says: Says) -> None:
    curvatures = np.array([1.0, 100.0])
    rate = 2 / curvatures.sum()
    start = np.array([1.0, 1.0])
    point, steps = start, 0
    while np.linalg.norm(point) > np.linalg.norm(start) / 10:
        point = point - rate * curvatures * point
        steps += 1
    factor = np.abs(1 - rate * curvatures).max()
    says(f"{OPT}#ill-conditioning", rf"$\kappa = {curvatures.max() / curvatures.min():g}$ the factor is")
    says(f"{OPT}#ill-conditioning", rf"99/101 \approx {factor:.3f}", f"{steps} steps may be needed")


def test_rate_of_tuned_momentum(says: Says) -> None:
    beta = (9 / 11) ** 2  # the best settings of heavy-ball descent for curvatures from 1 to 100
    rate = (2 / (1 + 10)) ** 2
    modes = [np.array([[1 + beta - rate * curvature, -beta], [1, 0]]) for curvature in (1.0, 30.0, 100.0)]
    slowest = max(np.abs(np.linalg.eigvals(mode)).max() for mode in modes)
    says(f"{OPT}#ill-conditioning", rf"9/11 \approx {slowest:.3f}")


def test_products_of_slopes(says: Says) -> None:
    grid = np.linspace(-10, 10, 20_001)
    sigmoid = 1 / (1 + np.exp(-grid))
    slope = float((sigmoid * (1 - sigmoid)).max())
    says(f"{OPT}#vanishing-exploding", f"at most {slope:g}", rf"\approx {slope**10 * 1e7:.1f} \cdot 10^{{-7}}")
    says(f"{OPT}#vanishing-exploding", rf"about ${math.prod([1.5] * 50) / 1e8:.1f} \cdot 10^8$")


def test_clipped_gradients(says: Says) -> None:
    gradient = np.array([6.0, 8.0])
    norm = np.linalg.norm(gradient)
    by_norm = gradient * min(1, 5 / norm)
    by_value = gradient.clip(-5, 5)
    says(
        f"{OPT}#gradient-clipping",
        f"$g = (6, 8)$ with norm {norm:g} and",
        f"({by_norm[0]:g}, {by_norm[1]:g})",
    )
    says(f"{OPT}#gradient-clipping", f"({by_value[0]:g}, {by_value[1]:g})")


@pytest.mark.parametrize(
    ("curvatures", "claim"),
    [((1.0, 100.0), "leads to $({:g}, {:g})$"), ((2.0, -2.0), "on the saddle $({:g}, {:g})$")],
)
def test_newton_steps(says: Says, curvatures: tuple[float, float], claim: str) -> None:
    hessian = np.diag(curvatures)
    after = np.ones(2) - np.linalg.solve(hessian, hessian @ np.ones(2))
    says(f"{OPT}#newton", claim.format(*after))


def test_memory_of_a_hessian(says: Says) -> None:
    says(f"{OPT}#newton", f"fill {np.dtype(np.float32).itemsize * 10**6 * 10**6 / 1e12:g} terabytes")


def test_initial_variances(says: Says) -> None:
    variance = 1 / np.mean([300, 100])
    bound = math.sqrt(3 * variance)
    says(
        f"{INIT}#initialisation",
        f"300 inputs and 100 outputs Xavier gives a variance of {variance:g} and",
    )
    says(f"{INIT}#initialisation", f"bound of about {bound:.3f}")
    says(
        f"{INIT}#initialisation",
        f"512 inputs He gives a standard deviation of {math.sqrt(2 / 512):g}",
        f"{np.empty((64, 3, 3)).size} for 64",
    )
    assert np.linspace(-bound, bound, 100_001).var() == pytest.approx(variance, rel=1e-3)


def test_relu_halves_the_mean_square_of_a_symmetric_signal() -> None:
    signal = np.linspace(-3, 3, 10_001)
    assert np.mean(np.maximum(signal, 0) ** 2) == pytest.approx(np.mean(signal**2) / 2)


def test_batch_normalised_values(says: Says) -> None:
    values = np.array([1.0, 3.0, 5.0, 7.0])
    scaled = (values - values.mean()) / values.std()
    says(
        f"{INIT}#batch-norm",
        f"For the values {', '.join(f'{value:g}' for value in values)} the mean is",
    )
    says(f"{INIT}#batch-norm", f"mean is {values.mean():g} and the variance {values.var():g}")
    says(f"{INIT}#batch-norm", f"becomes {scaled[-1]:.3f}, and {2 * scaled[-1] + 1:.3f}")
