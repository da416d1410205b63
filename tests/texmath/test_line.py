import pytest

from dltutor.texmath import line, understood

FORMULAS = [
    (r"\theta_{t+1} = \theta_t - \eta \nabla_\theta J(\theta_t)", "θₜ₊₁ = θₜ − η∇_θ J(θₜ)"),
    (r"w \leftarrow w - \alpha \frac{\partial L}{\partial w}", "w ← w − α ∂L/∂w"),
    (r"\frac{1}{\sqrt{2\pi}\sigma} e^{-\frac{(x - \mu)^2}{2\sigma^2}}", "1/(√(2π)σ) e^(−(x − μ)²/(2σ²))"),
    (
        r"f(x) = \begin{cases} x & \text{if } x > 0 \\ \alpha x & \text{otherwise} \end{cases}",
        "f(x) = { x if x > 0; αx otherwise",
    ),
    (r"W = \begin{bmatrix} w_{11} & w_{12} \\ w_{21} & w_{22} \end{bmatrix}", "W = [w₁₁, w₁₂; w₂₁, w₂₂]"),
    (r"\mathcal{L} = -\sum_{i=1}^{n} y_i \log \hat{y}_i", "ℒ = −∑ᵢ₌₁ⁿ yᵢ log ŷᵢ"),
    (r"\text{softmax}(z)_i = \frac{e^{z_i}}{\sum_{j=1}^K e^{z_j}}", "softmax(z)ᵢ = e^(zᵢ)/(∑ⱼ₌₁ᴷ e^(zⱼ))"),
    (
        r"\mathrm{Attention}(Q, K, V) = \mathrm{softmax}\left(\frac{QK^T}{\sqrt{d_k}}\right)V",
        "Attention(Q, K, V) = softmax(QKᵀ/√(dₖ))V",
    ),
    (r"\frac{\partial L}{\partial w_{ij}^{(l)}} = \delta_i^{(l)} a_j^{(l-1)}", "∂L/∂wᵢⱼ⁽ˡ⁾ = δᵢ⁽ˡ⁾aⱼ⁽ˡ⁻¹⁾"),
    (
        r"D_{KL}(P \| Q) = \mathbb{E}_{x \sim P}\left[\log \frac{P(x)}{Q(x)}\right]",
        "D_(KL)(P‖Q) = 𝔼_(x ∼ P)[log(P(x)/Q(x))]",
    ),
    (r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}", "m̂ₜ = mₜ/(1 − β₁ᵗ)"),
    (
        r"\mathbf{h}_t = \tanh(W_{hh}\mathbf{h}_{t-1} + W_{xh}\mathbf{x}_t + \mathbf{b})",
        "𝐡ₜ = tanh(Wₕₕ𝐡ₜ₋₁ + Wₓₕ𝐱ₜ + 𝐛)",
    ),
    (
        r"\hat{\theta} = \arg\min_{\theta} \frac{1}{N} \sum_{k=1}^{N} \|y_k - f_\theta(x_k)\|_2^2",
        "θ̂ = arg min_θ 1/N ∑ₖ₌₁ᴺ ‖yₖ − f_θ(xₖ)‖₂²",
    ),
    (r"\sigma(x) = \frac{1}{1 + e^{-x}}", "σ(x) = 1/(1 + e⁻ˣ)"),
    (r"\sigma'(x) = \sigma(x)(1 - \sigma(x))", "σ′(x) = σ(x)(1 − σ(x))"),
    (r"\text{ReLU}(x) = \max(0, x)", "ReLU(x) = max(0, x)"),
    (r"\hat{x} = \frac{x - \mu_B}{\sqrt{\sigma_B^2 + \epsilon}}", "x̂ = (x − μ_B)/√(σ²_B + ϵ)"),
    (r"H(p, q) = -\sum_x p(x) \log q(x)", "H(p, q) = −∑ₓ p(x) log q(x)"),
    (r"\min_G \max_D V(D, G)", "min_G max_D V(D, G)"),
    (r"\frac{n + 2p - k}{s} + 1", "(n + 2p − k)/s + 1"),
    (r"\left\lfloor \frac{n - k}{s} \right\rfloor", "⌊(n − k)/s⌋"),
    (r"(f * g)(t) = \int_{-\infty}^{\infty} f(\tau) g(t - \tau) d\tau", "(f ∗ g)(t) = ∫_(−∞)^∞ f(τ)g(t − τ) dτ"),
    (r"\mathbf{A}^{-1} \mathbf{A} = \mathbf{I}", "𝐀⁻¹𝐀 = 𝐈"),
    (r"\|w\|_1 = \sum_j |w_j|", "‖w‖₁ = ∑ⱼ |wⱼ|"),
    (r"z \sim \mathcal{N}(0, I)", "z ∼ 𝒩(0, I)"),
    (r"z = \mu + \sigma \odot \epsilon", "z = μ + σ ⊙ ϵ"),
    (r"P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}", "P(A | B) = P(B | A)P(A)/P(B)"),
    (r"\prod_{t=1}^{T} p(x_t | x_{<t})", "∏ₜ₌₁ᵀ p(xₜ|x_(<t))"),
    (r"\binom{n}{k} p^k (1 - p)^{n-k}", "(n choose k)pᵏ(1 − p)ⁿ⁻ᵏ"),
    (r"\frac{dy}{dx} = \frac{dy}{du} \frac{du}{dx}", "dy/dx = dy/du du/dx"),
    (r"\frac{\partial^2 f}{\partial x \partial y}", "∂²f/(∂x∂y)"),
    (r"\lim_{x \to 0} \frac{\sin x}{x} = 1", "lim_(x → 0) (sin x)/x = 1"),
    (r"x^\top A x", "xᵀAx"),
    (r"\sqrt[3]{x + 1}", "∛(x + 1)"),
    (r"\overline{AB} + \bar{x}", "overline(AB) + x̄"),
    (r"\mathbb{R}^{m \times n}", "ℝ^(m × n)"),
    (r"e^{i\pi} + 1 = 0", "e^(iπ) + 1 = 0"),
    (r"x_{i_k}", "x_(iₖ)"),
    (r"\lambda_{\max}", "λₘₐₓ"),
    (r"f''(x)", "f″(x)"),
    (r"a \not\in B", "a ∉ B"),
    (r"\overset{\text{def}}{=}", "=ᵈᵉᶠ"),
    (r"x \xrightarrow{q(z|x)} z", "x →^(q(z|x)) z"),
    (r"\underbrace{a + b}_{k}", "(a + b)ₖ"),
    (r"50,000 \times 0.5 = 25,000", "50,000 × 0.5 = 25,000"),
    (r"\begin{aligned} a &= b + c \\ &= d, \\ e &= f \end{aligned}", "a = b + c = d, e = f"),
    (r"\det(A) = \begin{vmatrix} a & b \\ c & d \end{vmatrix}", "det(A) = |a, b; c, d|"),
    (r"\{x \in \mathbb{R} : x > 0\}", "{x ∈ ℝ: x > 0}"),
    (r"\operatorname*{arg\,max}_\theta p(\theta)", "arg max_θ p(θ)"),
    (r"-\frac{1}{2} x", "−1/2 x"),
    (r"\log \det \Sigma", "log det Σ"),
    (r"i_t = \sigma(W_i [h_{t-1}, x_t] + b_i)", "iₜ = σ(Wᵢ[hₜ₋₁, xₜ] + bᵢ)"),
    (r"\mathbb{1}[y = k]", "𝟙[y = k]"),
    (r"p_\theta^2 + q_i^\phi", "p²_θ + qᵢᵠ"),
    (r"\boxed{x = 1}", "x = 1"),
    (r"y = mx + b \tag{2.1}", "y = mx + b    (2.1)"),
    (r"\mathcal{O}(n^2 d)", "𝒪(n²d)"),
    (r"\Delta w = -\eta g", "Δw = −ηg"),
    (r"g \leftarrow \frac{\tau}{\|g\|_2} g", "g ← τ/‖g‖₂ g"),
    (r"\text{for $i > 0$ only}", "for i > 0 only"),
    (r"\langle u, v \rangle = u^T v", "⟨u, v⟩ = uᵀv"),
    (r"x_1, \ldots, x_n", "x₁, …, xₙ"),
    (r"\forall \epsilon > 0 \; \exists \delta", "∀ϵ > 0 ∃δ"),
    (r"\big( \frac{1}{2} \big)^n", "(1/2)ⁿ"),
    (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
    (r"\frac{1}{n(n - 1)}", "1/(n(n − 1))"),
    (r"n \equiv 1 \pmod{4}", "n ≡ 1 (mod 4)"),
    (r"\left. \frac{dy}{dx} \right|_{x=0}", "dy/dx|ₓ₌₀"),
]
"""The formulas of the field, as one reads them on one line."""


@pytest.mark.parametrize(("tex", "expected"), FORMULAS)
def test_a_formula_of_the_field_reads_on_one_line(tex: str, expected: str) -> None:
    assert line(tex) == expected


COMMANDS = [
    (r"\dfrac{a}{b} + \tfrac12 + \cfrac{1}{1 + \cfrac{1}{x}}", "a/b + 1/2 + 1/(1 + 1/x)"),
    (r"{a + b \over c} + {n \choose k}", "(a + b)/c + (n choose k)"),
    (r"\sum_{i < j \atop j < k} x", "∑_(i < j; j < k) x"),
    (r"\genfrac{[}{]}{0pt}{}{n}{k}", "[n; k]"),
    (r"\begin{smallmatrix} a & b \\ c & d \end{smallmatrix}", "[a, b; c, d]"),
    (r"\begin{bmatrix*}[r] 1 & -2 \end{bmatrix*}", "[1, −2]"),
    (r"\left[\begin{array}{c|c} a & b \\ \hline c & d \end{array}\right]", "[a | b; c | d]"),
    (r"\begin{array}{*{2}{c}@{}l} a & b & c \end{array}", "[a, b, c]"),
    (r"\pmatrix{a & b \cr c & d}", "(a, b; c, d)"),
    (r"\begin{align} a &= b \tag{1} \\ c &= d \tag{2} \end{align}", "a = b    (1); c = d    (2)"),
    (r"\begin{align*} a &= b & c &= d \end{align*}", "a = b  c = d"),
    (r"\begin{aligned} a &= b \\ &- c \\ -d &= e \end{aligned}", "a = b − c; −d = e"),
    (r"\begin{multline} a + b \\ + c \end{multline}", "a + b + c"),
    (r"\begin{align} a &= b \\ \intertext{so that} c &= d \end{align}", "a = b; so that; c = d"),
    (r"\left\{ \begin{aligned} a &= b \end{aligned} \right\}", "{a = b}"),
    (r"\begin{cases} -1 & z < 0 \\ 1, & \text{else} \end{cases}", "{ −1, z < 0; 1, else"),
    (r"\overleftarrow{x} + \dddot{x} + \wideparen{ab}", "x⃖ + x⃛ + arc(ab)"),
    (r"\cancel{x} + \cancel{a + b}", "x̶ + cancel(a + b)"),
    (r"\color{red} x + \textcolor{blue}{y} + \colorbox{red}{z}", "x + y + z"),
    (r"a \xLeftrightarrow[b]{c} d", "a ⇔_bᶜ d"),
    (r"\overbracket{a + b}^{n} + \underbracket{c}_{k}", "(a + b)ⁿ + cₖ"),
    (r"\mathop{\rm argmax}\limits_x f + \operatornamewithlimits{argmin}_y g", "argmaxₓ f + argmin_y g"),
    (r"\norm{x}_2 \le \abs{y} + \ceil{z}", "‖x‖₂ ≤ |y| + ⌈z⌉"),
    (r"\dv{y}{x} = \pdv{f}{x} + \pdv[2]{f}{x} + \pdv{f}{x}{y}", "dy/dx = ∂f/∂x + ∂²f/∂x² + ∂²f/(∂x∂y)"),
    (r"\SI{3.5e-3}{\meter\per\second\squared}", "3.5 × 10⁻³ m/s²"),
    (r"\prescript{14}{6}{C} + x {}_2F_1", "₆¹⁴C + x ₂F₁"),
    (r"x \kern 3pt y \hspace{1em} z \phantom{ab} w \mkern-3mu v", "x y  z  wv"),
    (r"\text{the \textbf{best} ``one'' -- \(x^2\) \& co}", "the best “one” – x² & co"),
    (r"\text{Poincar\'e, \v{C}ech}", "Poincaré, Čech"),
    (r"a \mathbin{\#} b \mathrel{R} c", "a # b R c"),
    (r"X \indep Y \not\propto \Alpha \leqq \hslash", "X ⫫ Y ∝̸ Α ≦ ℏ"),
    (r"\root 3 \of {x + 1}", "∛(x + 1)"),
    (r"\softmax(x) + \Var(X) + \E[X]", "softmax(x) + Var(X) + E[X]"),
    (r"y \sqrt[n]{x} + x^2 \sqrt[3]{y}", "y ⁿ√(x) + x² ∛(y)"),
    (r"|a| |b| + \|x\|\|y\|", "|a| |b| + ‖x‖ ‖y‖"),
    (r"\begin{pmatrix} (a, b) & c, d \end{pmatrix}", "((a, b), (c, d))"),
]
"""Commands of LaTeX, amsmath and the packages that papers of the field load."""


@pytest.mark.parametrize(("tex", "expected"), COMMANDS)
def test_a_command_that_documents_use_is_understood(tex: str, expected: str) -> None:
    assert line(tex) == expected


GROUPINGS = [
    (r"\frac{a + b}{c}", "(a + b)/c"),
    (r"\frac{a}{b + c}", "a/(b + c)"),
    (r"\frac{a}{bc}", "a/(bc)"),
    (r"\frac{-1}{2}", "(−1)/2"),
    (r"\frac{1}{-x}", "1/(−x)"),
    (r"\frac{a}{b} c", "a/b c"),
    (r"\frac{a}{b}^2", "(a/b)²"),
    (r"a/\frac{b}{c}", "a/(b/c)"),
    (r"\frac{\frac{a}{b}}{\frac{c}{d}}", "(a/b)/(c/d)"),
    (r"\log \frac{a}{b}", "log(a/b)"),
    (r"\frac{\log x}{y}", "(log x)/y"),
    (r"\frac{\sum_i x_i}{n}", "(∑ᵢ xᵢ)/n"),
    (r"\frac{x}{f(x)}", "x/f(x)"),
    (r"\frac{x}{n(n + 1)}", "x/(n(n + 1))"),
    (r"\frac{x}{\exp(a + b)}", "x/exp(a + b)"),
    (r"\frac{x}{(a + b)(c + d)}", "x/((a + b)(c + d))"),
    (r"\frac{(a)(b)}{c}", "(a)(b)/c"),
    (r"{a + b}^2", "(a + b)²"),
    (r"\sqrt{x}^2", "√(x)²"),
    (r"{x^2}^3", "(x²)³"),
    (r"{x_\theta}^2", "x²_θ"),
    (r"x_\theta y", "x_θ y"),
    (r"x_{a b}", "x_(ab)"),
    (r"x^{q + 1}", "x^(q + 1)"),
    (r"2^{\frac{1}{2}}", "2^(1/2)"),
    (r"x^{\log x}", "x^(log x)"),
    (r"\max \frac{a}{b}", "max(a/b)"),
    (r"\max_x \frac{a}{b}", "maxₓ a/b"),
]


@pytest.mark.parametrize(("tex", "expected"), GROUPINGS)
def test_grouping_survives_the_loss_of_the_second_dimension(tex: str, expected: str) -> None:
    assert line(tex) == expected


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("-x", "−x"),
        ("a - b", "a − b"),
        ("(-x)", "(−x)"),
        ("a = -b", "a = −b"),
        (r"\log -x", "log −x"),
        ("|x| - 1", "|x| − 1"),
        ("|-x|", "|−x|"),
        (r"\mathbb{E}[\cdot]", "𝔼[·]"),
        (r"a, -b", "a, −b"),
    ],
)
def test_a_sign_touches_its_operand_and_an_operator_does_not(tex: str, expected: str) -> None:
    assert line(tex) == expected


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("p(y|x)", "p(y|x)"),
        ("KL(q(z|x) || p(z))", "KL(q(z|x)‖p(z))"),
        (r"\lambda|h_i|", "λ|hᵢ|"),
        (r"|a| + |b|", "|a| + |b|"),
    ],
)
def test_bars_are_told_apart_by_their_number(tex: str, expected: str) -> None:
    assert line(tex) == expected


def test_a_script_falls_back_as_a_whole_where_one_character_has_no_small_glyph() -> None:
    assert line("x_{ab}") == "x_(ab)"
    assert line("x_{aq}^{2q}") == "x_(aq)^(2q)"


def test_symbols_typed_as_themselves_are_spaced_like_their_commands() -> None:
    assert line("a≤b, x∈ℝ, a×b") == line(r"a \leq b, x \in \mathbb{R}, a \times b")


def test_an_accent_comes_out_composed() -> None:
    assert line(r"\hat{y}") == "\u0177"
    assert line("e\u0301") == "\u00e9"


@pytest.mark.parametrize(
    "tex",
    [
        r"\unknown{x}",
        r"\frac{a}",
        r"{a",
        r"a}",
        r"\left( a",
        r"\begin{tikzpicture} a \end{tikzpicture}",
        r"\begin{matrix} a \end{pmatrix}",
        r"\begin{array}{c?c} a & b \end{array}",
        "x^a^b",
        "x_a_b",
        "x_",
        "a & b } c",
        "a $ b",
        "\u0301x",
        "a\x00b",
        r"\text{\unknown}",
        r"\KL{q}{p}",
        r"\newcommand{\R}{\mathbb{R}} \R",
        r"x_\color{red}{2}",
        r"{a \over b \over c}",
        r"\hspace{much}",
        r"\SI{3}{\parsec}",
        r"\bigl(" * 300 + r"\bigr)" * 300,
        r"\not\frac{a}{b}",
        "{" * 60 + "x" + "}" * 60,
        r"\sqrt" * 300 + "x",
        "x" + "^{x" * 200 + "}" * 200,
        r"\sqrt[" * 100 + "x" + "]{y}" * 100,
    ],
)
def test_what_is_not_understood_comes_back_as_its_source(tex: str) -> None:
    assert not understood(tex)
    assert line(f" {tex} ") == tex


def test_a_hundred_terms_are_not_too_many() -> None:
    tex = " + ".join(rf"\frac{{x_{{{number}}}}}{{2}}" for number in range(100))

    assert understood(tex)
    assert line(tex).count("/2") == 100


def test_a_lone_backslash_at_the_end_is_no_command() -> None:
    assert not understood("a\\")
    assert line("a\\") == "a\\"
