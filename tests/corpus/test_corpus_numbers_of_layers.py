"""Sizes, counts and gradients in the shipped document on convolutional networks, found by enumeration."""

from collections.abc import Callable, Sequence
from itertools import pairwise, product

import numpy as np
import pytest

Says = Callable[..., None]
CNN = "convolutional-networks"


def windows(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    return sum(left + kernel <= size + padding for left in range(-padding, size + padding, stride))


def weights(inputs: int, outputs: int, kernel: int, groups: int = 1) -> int:
    return np.empty((outputs, inputs // groups, kernel, kernel), dtype=np.int8).size


def dense(inputs: tuple[int, int, int], outputs: tuple[int, int, int]) -> int:
    n_in, n_out = (int(np.prod(shape)) for shape in (inputs, outputs))
    return n_out * n_in + n_out


def receptive_field(layers: Sequence[tuple[int, int, int]]) -> int:
    # a layer is (kernel, stride, dilation); one unit is followed back to the inputs that it reads
    reads = {0}
    for kernel, stride, dilation in reversed(layers):
        reads = {unit * stride + tap * dilation for unit, tap in product(reads, range(kernel))}
    return max(reads) - min(reads) + 1


def correlate(signal: Sequence[float], kernel: Sequence[float]) -> list[float]:
    reach = range(len(signal) - len(kernel) + 1)
    return [sum(signal[at + i] * tap for i, tap in enumerate(kernel)) for at in reach]


def tuple_of(values: Sequence[float]) -> str:
    return "(" + ", ".join(f"{value:g}" for value in values) + ")"


def test_parameters_of_a_dense_layer_against_a_convolution(says: Says) -> None:
    says(f"{CNN}#key-ideas", f"needs {dense((3, 32, 32), (16, 32, 32)):,} parameters")
    says(f"{CNN}#key-ideas", f"kernels needs {weights(3, 16, 3) + 16}")


def test_one_dimensional_convolution_and_cross_correlation(says: Says) -> None:
    signal, kernel = [1.0, 2.0, 3.0, 4.0], [1.0, 2.0]
    says(
        f"{CNN}#convolution-vs-cross-correlation",
        f"{tuple_of(correlate(signal, kernel))}$ by cross-correlation",
    )
    flipped = np.convolve(signal, kernel, mode="valid").tolist()
    says(f"{CNN}#convolution-vs-cross-correlation", f"{tuple_of(flipped)}$ by convolution")


@pytest.mark.parametrize(
    ("setting", "claim"),
    [
        ((32, 5, 2, 1), "gives {}"),
        ((28, 3, 0, 2), r"gives $\lfloor 12.5 \rfloor + 1 = {}$"),
        ((224, 7, 3, 2), r"gives $\lfloor 111.5 \rfloor + 1 = {}$"),
    ],
)
def test_output_sizes(says: Says, setting: tuple[int, int, int, int], claim: str) -> None:
    size, kernel, padding, stride = setting
    named = f"$n = {size}$, $k = {kernel}$, $p = {padding}$, $s = {stride}$ "
    says(f"{CNN}#output-size", named + claim.format(windows(size, kernel, stride, padding)))


def test_rounding_up_is_called_wrong_by_the_stated_number(says: Says) -> None:
    side = windows(28, 3, stride=2)
    says(f"{CNN}#output-size", f"$n = 28$, $k = 3$, $s = 2$ gives {side}, not {side + 1}")


def test_same_padding_keeps_and_valid_padding_loses_what_is_claimed() -> None:
    for size, kernel in product(range(9, 20), (1, 3, 5, 7)):
        assert windows(size, kernel, padding=(kernel - 1) // 2) == size
        assert windows(size, kernel) == size - (kernel - 1)


def test_only_the_right_output_size_is_marked(says: Says) -> None:
    side = windows(64, 3, stride=2, padding=1)
    bare = windows(64, 3, stride=2)
    says(
        f"{CNN}#output-size-example",
        f"[x] 32×{side}×{side}",
        f"[ ] 32×{bare}×{bare}",
        f"[ ] 32×{side + 1}×{side + 1}",
    )


def test_parameter_counts(says: Says) -> None:
    says(f"{CNN}#parameter-count", f"= {weights(3, 64, 3) + 64}$ parameters")
    says(f"{CNN}#parameter-count", f"has {weights(64, 128, 5) + 128:,}")


def test_multiplications_of_a_layer(says: Says) -> None:
    positions = windows(32, 3, padding=1) ** 2
    says(f"{CNN}#parameter-count", f"multiplications, {positions * weights(3, 64, 3):,} for the first layer")


def test_three_small_kernels_see_as_far_as_a_large_one(says: Says) -> None:
    assert receptive_field([(3, 1, 1)] * 3) == receptive_field([(7, 1, 1)]) == 7
    says(
        f"{CNN}#parameter-count",
        f"have ${3 * weights(1, 1, 3)} C^2$ weights",
        f"with ${weights(1, 1, 7)} C^2$",
    )
    says(f"{CNN}#receptive-field", "layers with stride 1 reach 7")


def test_receptive_fields_layer_by_layer(says: Says) -> None:
    conv, pool = (3, 1, 1), (2, 2, 1)
    layers = [conv, pool, conv, pool, conv]
    fields = [receptive_field(layers[: depth + 1]) for depth in range(len(layers))]
    says(f"{CNN}#receptive-field", f"are {', '.join(map(str, fields[:-1]))} and {fields[-1]}")


def test_reach_of_dilated_kernels(says: Says) -> None:
    reach = {dilation: receptive_field([(3, 1, dilation)]) for dilation in (2, 4)}
    says(f"{CNN}#stride-padding-dilation", f"covers {reach[2]} with $d = 2$ and {reach[4]} with $d = 4$")
    stacked = receptive_field([(3, 1, 1), (3, 1, 2), (3, 1, 4)])
    says(f"{CNN}#stride-padding-dilation", f"field of {stacked}, against {receptive_field([(3, 1, 1)] * 3)}")


def test_the_wrong_claims_about_convolutions_are_wrong_by_the_stated_numbers(says: Says) -> None:
    side, field = windows(32, 3, stride=2), receptive_field([(3, 1, 1)] * 2)
    says(
        f"{CNN}#convolution-myths",
        f"so it is {side}×{side}",
        f"it is {field}×{field}, since the second adds {field - 3}",
    )


def test_gradients_of_max_and_average_pooling(says: Says) -> None:
    window, step = np.array([1.0, 5.0, 3.0, 2.0]), 1e-6
    nudged = window + step * np.eye(4)
    to_max = 0.7 * (nudged.max(axis=1) - window.max()) / step
    to_mean = 0.7 * (nudged.mean(axis=1) - window.mean()) / step
    assert to_max == pytest.approx([0, 0.7, 0, 0])
    says(
        f"{CNN}#max-pooling",
        f"the entry 5 receives {to_max[1]:.1f}, the others 0",
        f"give each entry {to_mean[0]:.3f}",
    )
    says(f"{CNN}#max-pooling-facts", f"so {np.mean(np.isclose(to_max, 0)):.0%} get zero")


def test_a_shifted_signal_gives_a_shifted_output_and_the_same_maximum(says: Says) -> None:
    before, after = correlate([0, 1, 0, 0, 0], [1, 2]), correlate([0, 0, 1, 0, 0], [1, 2])
    says(f"{CNN}#equivariance-vs-invariance", f"${tuple_of(before)}$", f"${tuple_of(after)}$")
    says(f"{CNN}#equivariance-vs-invariance", f"is {max(before):g} in both cases")
    assert [0, *before[:-1]] == after
    assert max(before) == max(after)


def test_bottleneck_weights(says: Says) -> None:
    parts = [weights(256, 64, 1), weights(64, 64, 3), weights(64, 256, 1)]
    says(f"{CNN}#one-by-one", f"= {weights(256, 64, 1) + 64}$ parameters")
    says(f"{CNN}#one-by-one", f"${' + '.join(map(str, parts))} = {sum(parts)}$ weights")
    full = weights(256, 256, 3)
    says(f"{CNN}#one-by-one", f"about {full / sum(parts):.1f} times fewer than the {full:,}")


def test_a_dense_layer_and_its_convolution_have_the_same_weights(says: Says) -> None:
    as_filters = weights(512, 4096, 7)
    assert as_filters == dense((512, 7, 7), (4096, 1, 1)) - 4096
    assert windows(7, 7) == 1
    says(f"{CNN}#fully-connected-as-convolution", f"same {as_filters:,} weights")


def test_the_toeplitz_matrix_slides_the_kernel(says: Says) -> None:
    kernel, signal = [2.0, 3.0, 5.0], [1.0, -1.0, 4.0, 0.5, 2.0]
    matrix = np.array([correlate(unit, kernel) for unit in np.eye(5).tolist()]).T
    assert matrix[0].tolist() == [*kernel, 0, 0]
    assert matrix @ signal == pytest.approx(correlate(signal, kernel))
    filled, free = np.count_nonzero(matrix), len(set(matrix[matrix != 0].tolist()))
    says(
        f"{CNN}#fully-connected-as-convolution",
        f"its {matrix.size} entries {filled} are non-zero, and only {free} are",
    )


def test_transposed_convolution(says: Says) -> None:
    full = np.zeros((7 - 1) * 2 + 4)
    says(
        f"{CNN}#transposed-convolution",
        f"$n = 7$, $k = 4$, $s = 2$, $p = 1$ the result is {len(full[1:-1])}, twice",
    )
    assert windows(14, 4, stride=2, padding=1) == 7
    placed = np.zeros(5)
    for at, value in enumerate([1.0, 2.0]):
        placed[2 * at : 2 * at + 3] += value
    says(f"{CNN}#transposed-convolution", f"gives ${tuple_of(placed.tolist())}$")


def test_savings_of_a_depthwise_separable_convolution(says: Says) -> None:
    separable = weights(128, 128, 3, groups=128) + weights(128, 256, 1)
    standard = weights(128, 256, 3)
    assert separable / standard == pytest.approx(1 / 256 + 1 / 3**2)
    says(f"{CNN}#depthwise-separable", f"is {separable:,} against {standard:,} weights")
    says(f"{CNN}#depthwise-separable", f"about {standard / separable:.1f} times fewer")


def test_parameters_of_batch_normalisation(says: Says) -> None:
    per_channel = {"scale": np.ones(64), "shift": np.zeros(64)}
    says(f"{CNN}#batchnorm2d-parameters", f"[x] {sum(part.size for part in per_channel.values())}")


def test_gradients_through_plain_and_residual_blocks(says: Says) -> None:
    plain = np.prod(np.full(10, 0.1))
    residual = np.prod(np.full(10, 1 + 0.1))
    assert plain == pytest.approx(1e-10)
    says(f"{CNN}#residual-connections", "$10^{-10}$ of the gradient", rf"\approx {residual:.2f}$")


def test_parameters_of_a_segmentation_network(says: Says) -> None:
    chain = [3, 16, 16, 2]
    total = sum(weights(a, b, 3) + b for a, b in pairwise(chain))
    says(f"{CNN}#fully-convolutional-segmentation", f"have {total}, while")
    says(f"{CNN}#fully-convolutional-segmentation", f"would have {dense((3, 64, 64), (2, 64, 64)):,}")
