import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dltutor.grading.exact.formula import judge_formula

ATTENTION = r"\text{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V"
STEP = r"$\theta_{t+1} = \theta_t - \alpha \nabla_\theta J(\theta_t)$"
PLAIN_STEP = r"$w^{(t)} = w^{(t-1)} - \eta \cdot g^{(t)}$"
SIGMOID = r"$\frac{\partial \sigma(x)}{\partial x} = \sigma(x)(1 - \sigma(x))$"
TANH = r"$\frac{\partial \tanh(x)}{\partial x} = 1 - \tanh^2(x)$"
MSE = r"$MSE = \frac{1}{n} \sum_{i=1}^n (y_i - \hat{y}_i)^2$"
NEWTON = r"$x_{k+1} = x_k - \frac{f'(x_k)}{f''(x_k)}$"
NORMAL = r"$(X^T X)^{-1} X^T y$"
SIDE = r"$\left\lfloor \frac{n + 2p - k}{s} \right\rfloor + 1$"
COUNT = r"$P = C_{\text{out}}(C_{\text{in}} k_h k_w + 1)$"
ENTROPY = r"$-\sum_i y_i \log \hat{y}_i$"
NORMED = r"$y = \gamma \hat{x} + \beta$"
CHAIN = r"$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial y} \cdot \frac{\partial y}{\partial w}$"
KL = r"$D_{KL}(q \| p) = \sum_x q(x) \log \frac{q(x)}{p(x)}$"
BAYES = r"$P(A|B) = \frac{P(B|A) P(A)}{P(B)}$"
ELBO = r"$\log p(x) \geq \mathbb{E}_{q(z|x)} [\log p(x|z)] - KL(q(z|x) || p(z))$"
RNN = r"$h_t = \tanh(W_h h_{t-1} + W_x x_t + b)$"
SOFTMAX = r"$\frac{e^{z_i}}{\sum_j e^{z_j}}$"
LOGISTIC = r"$\frac{1}{1+e^{-x}}$"
MOMENTUM = r"$m_t = \beta m_{t-1} + (1 - \beta) g_t, w_t = w_{t-1} - \eta m_t$"

RIGHT = [
    (ATTENTION, "softmax(QK^T/sqrt(dk))V"),
    (ATTENTION, "softmax(Q K^T / sqrt(d_k)) * V"),
    (ATTENTION, "Attention(Q,K,V) = softmax(QK^T/√d_k)V"),
    (ATTENTION, "softmax((QKᵀ)/√dₖ)V"),
    (ATTENTION, "softmax(qk^T/sqrt(dk))v"),
    (ATTENTION, "softmax(Q*K.T/d_k^0.5)*V"),
    (ATTENTION, "softmax(1/sqrt(dk) * QK^T)V"),
    ("softmax(QK^T/sqrt(d_k))V", "softmax(QK^T/sqrt(dk))V"),
    (STEP, "w <- w - lr*grad"),
    (STEP, "theta_{t+1} = theta_t - alpha * nabla J"),
    (STEP, "θ = θ − α∇J(θ)"),
    (STEP, "theta = theta - lr * dJ/dtheta"),
    (STEP, "w_new = w_old - lr * dL/dw"),
    (STEP, "w -= lr*grad"),
    (STEP, "θ_t = θ_{t-1} - η ∇L(θ_{t-1})"),
    (STEP, "w_{k+1} = w_k - eta * g_k"),
    (STEP, "w := w - learning rate * gradient"),
    (STEP, "The update is w <- w - lr*grad"),
    (STEP, r"\theta_{t+1} = \theta_t - \eta \nabla L(\theta_t)"),
    (PLAIN_STEP, "w_t = w_{t-1} - lr * g_t"),
    (PLAIN_STEP, "w^(t) = w^(t-1) - eta*g^(t)"),
    (PLAIN_STEP, "w = w - lr*grad"),
    (SIGMOID, "sigma(x)*(1-sigma(x))"),
    (SIGMOID, "sigmoid(x)(1-sigmoid(x))"),
    (SIGMOID, "sigma' = sigma(1-sigma)"),
    (SIGMOID, "σ'(x) = σ(x) - σ(x)^2"),
    (SIGMOID, "dσ/dx = σ(x)(1−σ(x))"),
    (TANH, "1 - tanh(x)^2"),
    (TANH, "tanh'(x) = 1 - tanh²(x)"),
    (TANH, "(1-tanh x)(1+tanh x)"),
    (MSE, "1/n sum (y-yhat)^2"),
    (MSE, "1/n * sum_i (y_i - y_hat_i)^2"),
    (MSE, "mean((y - yhat)^2)"),
    (MSE, "1/N Σ (ŷ_i - y_i)²"),
    (NEWTON, "x_k+1 = x_k - f'(x_k)/f''(x_k)"),
    (NEWTON, "x - f'/f''"),
    (NORMAL, "(X^T X)^-1 X^T y"),
    (NORMAL, "w = inv(X^T X) X^T y"),
    (SIDE, "floor((n-k+2p)/s)+1"),
    (SIDE, "⌊(n - k + 2p)/s⌋ + 1"),
    (COUNT, "Cout*(Cin*kh*kw+1)"),
    (COUNT, "C_in*C_out*k_h*k_w + C_out"),
    (ENTROPY, "-sum y log(yhat)"),
    (ENTROPY, "-Σ y_k ln ŷ_k"),
    (NORMED, "gamma*x_hat + beta"),
    (CHAIN, "dL/dy dy/dw"),
    (KL, "sum_x q(x) log(q(x)/p(x))"),
    (BAYES, "P(A|B) = P(B|A)P(A)/P(B)"),
    (ELBO, "log p(x) >= E_q(z|x)[log p(x|z)] - KL(q(z|x)||p(z))"),
    (RNN, "h_t = tanh(Wh*h_t-1 + Wx*x_t + b)"),
    (RNN, "tanh(Wx xt + Wh h(t-1) + b)"),
    (SOFTMAX, "exp(z_i)/sum_j exp(z_j)"),
    (SOFTMAX, "e^z_i / sum(e^z_j)"),
    (LOGISTIC, "1/(1+exp(-x))"),
    (LOGISTIC, "e^x/(1+e^x)"),
    (LOGISTIC, "sigma(x) = 1/(1+e^-x)"),
    (MOMENTUM, "m = beta*m + (1-beta)*g, w = w - eta*m"),
    (r"$\mathbf{w}^\top \mathbf{x} + b$", "b + x^T w"),
    (r"$\mathbf{w}^\top \mathbf{x} + b$", "wx + b"),
    (r"$\|w\|_2^2$", "||w||^2"),
    (r"$\lambda \sum_i |w_i|$", "lambda * sum |w|"),
    (r"$E = mc^2$", "m = E/c^2"),
    (r"$\frac{x-\mu}{\sqrt{\sigma^2+\epsilon}}$", "(x - mu)/sqrt(sigma^2 + eps)"),
    (r"$\lambda \|w\|_1$", "lambda*||w||_1"),
    (r"$z = \mu + \sigma \odot \epsilon$", "mu + sigma * epsilon, eps ~ N(0,1)"),
    ("1/(2n)", "1/2n"),
    ("x^2 + 2x + 1", "(x+1)^2"),
    ("max(0, x)", "max(x,0)"),
]

WRONG = [
    (ATTENTION, "softmax(QK/sqrt(dk))V"),
    (ATTENTION, "softmax(QK^T)V"),
    (ATTENTION, "softmax(KQ^T/sqrt(dk))V"),
    (ATTENTION, "softmax(QK^T/dk)V"),
    (ATTENTION, "V softmax(QK^T/sqrt(dk))"),
    (ATTENTION, "softmax(QV^T/sqrt(dk))K"),
    (STEP, "w <- w + lr*grad"),
    (STEP, "w = w - grad"),
    (STEP, "w = lr*grad - w"),
    (STEP, "theta_{t+1} = theta_{t+1} - alpha nabla J"),
    (PLAIN_STEP, "w_t = w_{t-1} + lr * g_t"),
    (SIGMOID, "sigma(x)(1+sigma(x))"),
    (SIGMOID, "1-sigma(x)^2"),
    (TANH, "1 - tanh(x)"),
    (MSE, "1/n sum |y-yhat|"),
    (MSE, "sum (y-yhat)^2"),
    (NEWTON, "x - f''(x)/f'(x)"),
    (NORMAL, "(X X^T)^-1 X^T y"),
    (SIDE, "(n+2p-k)/s+1"),
    (SIDE, "floor((n+p-k)/s)+1"),
    (COUNT, "C_out*C_in*k_h*k_w"),
    (ENTROPY, "sum y log yhat"),
    (ENTROPY, "-sum yhat log y"),
    (NORMED, "beta*xhat + gamma"),
    (CHAIN, "dL/dw = dL/dy * dw/dy"),
    (KL, "sum_x q(x) log(p(x)/q(x))"),
    (BAYES, "P(A|B) = P(B|A)P(B)/P(A)"),
    (BAYES, "P(B|A) = P(B|A)P(A)/P(B)"),
    (RNN, "h_t = tanh(W_h h_{t-1} + W_x x_{t-1} + b)"),
    (LOGISTIC, "1/(1+e^x)"),
    (r"$\|w\|_2^2$", "||w||_1"),
    (r"$E = mc^2$", "E = m^2 c"),
    (r"$\lambda \|w\|_1$", "lambda*||w||^2"),
    ("1/(2n)", "2/n"),
]


@pytest.mark.parametrize(("key", "answer"), RIGHT)
def test_an_equal_formula_counts_in_any_form(key: str, answer: str) -> None:
    judged = judge_formula(key, answer)
    assert judged is not None
    assert (judged.share, judged.flags, judged.unclear) == (1.0, (), "")
    assert judged.evidence


@pytest.mark.parametrize("key", [r"$\sigma(x)(1-\sigma(x))$", r"$\sigma'(x) = \sigma(x)(1-\sigma(x))$"])
@pytest.mark.parametrize("letter", ["s", "f"])
def test_the_one_function_may_have_another_letter_and_signs_count_all_the_same(key: str, letter: str) -> None:
    right = judge_formula(key, f"{letter}(x)(1-{letter}(x))")
    assert right is not None
    assert (right.share, right.note) == (1.0, f"{letter} was read as sigma.")
    wrong = judge_formula(key, f"{letter}(x)(1+{letter}(x))")
    assert wrong is not None
    assert (wrong.share, [flag.kind for flag in wrong.flags]) == (0.0, ["formula"])


@pytest.mark.parametrize(("key", "answer"), [("max(0, x)", "a*b*c*d"), (SOFTMAX, "foo(q, u)*bar")])
def test_a_formula_whose_symbols_are_none_of_the_keys_is_asked_about(key: str, answer: str) -> None:
    judged = judge_formula(key, answer)
    assert judged is not None
    assert judged.share == 0.0
    assert judged.unclear.endswith("stand for?")


@pytest.mark.parametrize("answer", ["mean((y - yhat)^2)", "avg((yhat - y)**2)", "MSE = mean((y_i - yhat_i)^2)"])
def test_a_mean_is_a_sum_over_what_it_is_divided_by_with_limits_or_without(answer: str) -> None:
    for key in (MSE, r"$\frac{1}{n} \sum_i (y_i - \hat{y}_i)^2$"):
        judged = judge_formula(key, answer)
        assert judged is not None
        assert (judged.share, judged.flags) == (1.0, ())


@pytest.mark.parametrize(("key", "answer"), WRONG)
def test_a_formula_that_differs_is_wrong_and_flagged(key: str, answer: str) -> None:
    judged = judge_formula(key, answer)
    assert judged is not None
    assert judged.share == 0.0
    assert [flag.kind for flag in judged.flags] == ["formula"]


def test_half_of_two_formulas_counts_half() -> None:
    judged = judge_formula(MOMENTUM, "m = beta*m + (1-beta)*g, w = w + eta*m")
    assert judged is not None
    assert judged.share == 0.5
    assert len(judged.flags) == 1


def test_another_letter_for_the_one_that_is_left_is_accepted_and_told() -> None:
    judged = judge_formula(SIDE, "floor((n+2p-f)/s)+1")
    assert judged is not None
    assert judged.share == 1.0
    assert judged.note == "f was read as k."


def test_a_name_of_several_letters_is_never_taken_for_another() -> None:
    judged = judge_formula(r"$\frac{TP}{TP+FN}$", "TP/(TP+FP)")
    assert judged is None or judged.share == 0.0


@pytest.mark.parametrize(
    "answer", ["it is the larger of zero and the input", "", "no idea", "???", "because of a(", "x" * 5000]
)
def test_what_is_no_formula_is_left_to_grading_the_text(answer: str) -> None:
    assert judge_formula("max(0, x)", answer) is None


@pytest.mark.parametrize(
    "key", ["", "the gradient vanishes in deep networks", r"$\begin{cases} 1 & x > 0 \\ 0 & x \end{cases}$"]
)
def test_a_key_that_cannot_be_read_is_left_to_grading_the_text(key: str) -> None:
    assert judge_formula(key, "x + 1") is None


@pytest.mark.parametrize(
    "hostile",
    ["(" * 10_000, "(" * 300 + "x" + ")" * 300, "9^9^9^9^9", "-" * 500, "x^" * 200 + "x", "sum_" * 140, "[{(" * 150,
     "a b " * 150, "∑" * 300, "_" * 300, "∂" * 100, "x_{", "|" * 300, "10**999**999",
     "sum_i sum_j sum_k sum_l sum_m sum_n sum_p x"],
)  # fmt: skip
def test_hostile_text_is_given_up_not_computed(hostile: str) -> None:
    for judged in (judge_formula(ATTENTION, hostile), judge_formula(hostile, "x")):
        assert judged is None or judged.share == 0


atoms = st.sampled_from(["a", "b", "c", "x_1", "alpha", "2", "0.5"])
expressions = st.recursive(
    atoms,
    lambda inner: st.tuples(inner, st.sampled_from([" + ", " - ", " * "]), inner).map(
        lambda part: f"({''.join(part)})"
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(expressions)
def test_every_formula_equals_itself_and_not_its_neighbour(formula: str) -> None:
    same, other = judge_formula(f"y = {formula}", formula), judge_formula(f"y = {formula}", f"{formula} + 1")
    assert same is not None
    assert same.share == 1.0
    assert other is not None
    assert other.share == 0.0


@settings(deadline=None)
@given(expressions, expressions)
def test_terms_may_be_exchanged(one: str, other: str) -> None:
    judged = judge_formula(f"{one} + 3 * {other}", f"{other} * 3 + {one}")
    assert judged is not None
    assert judged.share == 1.0


@settings(deadline=None)
@given(st.text(max_size=120) | st.text(alphabet="abxyθ=+-*/^_()[]{}|'∑∂∇√ ,12", max_size=60), st.text(max_size=120))
def test_any_text_is_judged_within_bounds(one: str, other: str) -> None:
    for judged in (judge_formula(one, other), judge_formula(STEP, one), judge_formula(one, one)):
        assert judged is None or 0.0 <= judged.share <= 1.0
