"""Boxes as they look. Spaces at line ends are left out here; that each line has the width is promised elsewhere."""

import pytest

from dltutor.texmath import box, line

# A formula behind the number of its baseline, and under it what is drawn.
PICTURES = r"""
%% 1 \sigma(x) = \frac{1}{1 + e^{-x}}
           1
σ(x) = ─────────
        1 + e⁻ˣ
%% 3 \frac{1}{\sqrt{2\pi}\sigma} e^{-\frac{(x - \mu)^2}{2\sigma^2}}
           (x − μ)²
        − ──────────
  1          2σ²
────── e
  __
 √2πσ
%% 1 f(x) = \begin{cases} x & \text{if } x > 0 \\ \alpha x & \text{otherwise} \end{cases}
       ⎧ x   if x > 0
f(x) = ⎩ αx  otherwise
%% 1 s(z) = \begin{cases} -1 & z < 0 \\ 0 & z = 0 \\ 1 & z > 0 \end{cases} \quad (2.4)
       ⎧ −1  z < 0
s(z) = ⎨ 0   z = 0  (2.4)
       ⎩ 1   z > 0
%% 2 m = \begin{cases} 0 & \text{with } p \\ \frac{1}{1 - p} & \text{else} \end{cases}
    ⎧ 0        with p
    ⎪
m = ⎨    1
    ⎪ ───────  else
    ⎩  1 − p
%% 1 W = \begin{bmatrix} w_{11} & w_{12} \\ w_{21} & w_{22} \end{bmatrix}
    ⎡w₁₁  w₁₂⎤
W = ⎣w₂₁  w₂₂⎦
%% 1 x = \begin{pmatrix} x_1 \\ \vdots \\ x_n \end{pmatrix} \in \mathbb{R}^n
    ⎛x₁⎞
x = ⎜⋮ ⎟ ∈ ℝⁿ
    ⎝xₙ⎠
%% 1 \begin{vmatrix} a & b \\ c & d \end{vmatrix} = ad - bc
│a  b│
│c  d│ = ad − bc
%% 2 \text{softmax}(z)_i = \frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}}
                   zᵢ
                  e
softmax(z)ᵢ = ───────────
                 K    zⱼ
                 ∑   e
               j = 1
%% 1 \text{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V
       ⎛ QKᵀ ⎞
softmax⎜─────⎟V
       ⎜  __ ⎟
       ⎝ √dₖ ⎠
%% 1 D_{KL}(P \| Q) = \mathbb{E}_{x \sim P}\left[\log \frac{P(x)}{Q(x)}\right]
                  ⎡     P(x) ⎤
D  (P‖Q) = 𝔼      ⎢log ──────⎥
 KL         x ∼ P ⎣     Q(x) ⎦
%% 1 \hat{\theta} = \arg\min_{\theta} \frac{1}{N} \sum_{k=1}^{N} \|y_k - f_\theta(x_k)\|_2^2
             1    N
θ̂ = arg min ───   ∑   ‖yₖ − f (xₖ)‖₂²
       θ     N  k = 1        θ
%% 1 \theta_t = \theta_{t-1} - \eta \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon}
                 m̂ₜ
θₜ = θₜ₋₁ − η ─────────
                __
               √v̂ₜ + ϵ
%% 1 \int_0^\infty e^{-x} dx = 1
∞
∫ e⁻ˣ dx = 1
0
%% 1 \lim_{n \to \infty} \left(1 + \frac{x}{n}\right)^n
      ⎛     x ⎞ⁿ
 lim  ⎜1 + ───⎟
n → ∞ ⎝     n ⎠
%% 1 \begin{aligned} y &= (a + b)^2 \\ &= a^2 + 2ab + b^2 \end{aligned}
y = (a + b)²
  = a² + 2ab + b²
%% 3 \begin{aligned} m &= \frac{1}{n} \sum_i x_i \\ v &= \frac{1}{n} \sum_i (x_i - m)^2 \end{aligned}
     1
m = ─── ∑ xᵢ
     n  i

     1
v = ─── ∑ (xᵢ − m)²
     n  i
%% 3 x^{a^{b_q}}
  b
   q
 a
x
%% 0 \sigma_{\mathcal{B}}^2 + x_i^2
σ² + xᵢ²
 ℬ
%% 1 \binom{n}{k}
⎛n⎞
⎜ ⎟
⎝k⎠
%% 2 \underbrace{x_1 + \cdots + x_n}_{n \text{ terms}} = \overbrace{a + b}^{2}
                2
              ╭─┴─╮
x₁ + ⋯ + xₙ = a + b
╰────┬────╯
  n terms
%% 1 x \xrightarrow{q(z|x)} z \xrightarrow[k]{} y
   q(z|x)
x ───────→ z ──→ y
              k
%% 1 a \overset{!}{=} b \quad \sum_{\substack{i \leq n \\ i \neq j}} x_i
  !
a = b    ∑   xᵢ
       i ≤ n
       i ≠ j
%% 2 \sqrt{\frac{a}{b}} + \sqrt[3]{x + 1}
 ┌────
 │  a    ³ _____
 │ ─── +  √x + 1
√│  b
%% 1 \left\lfloor \frac{n - k}{s} \right\rfloor + 1
⎢ n − k ⎥
⎢───────⎥ + 1
⎣   s   ⎦
%% 1 \left\| \frac{\partial f}{\partial x} \right\|_F^2
║ ∂f ║²
║────║
║ ∂x ║F
%% 1 \bigl( \frac{1}{2} \bigr)^n
⎛ 1 ⎞ⁿ
⎜───⎟
⎝ 2 ⎠
%% 1 \left\{ x \,\middle|\, \frac{x}{2} > 1 \right\}
⎧  │  x     ⎫
⎨x │ ─── > 1⎬
⎩  │  2     ⎭
%% 1 \left\langle \frac{u}{2}, v \right\rangle
╱ u    ╲
⟨───, v⟩
╲ 2    ╱
%% 2 \boxed{a = \frac{1}{2}}
┌─────────┐
│      1  │
│ a = ─── │
│      2  │
└─────────┘
%% 1 \overline{AB} + \widehat{xyz} + \vec{v}
__    ^
AB + xyz + v⃗
%% 1 -\frac{1}{2}
   1
− ───
   2
%% 1 \frac{a}{b}^2
⎛ a ⎞²
⎜───⎟
⎝ b ⎠
%% 1 \left. \frac{dy}{dx} \right|_{x=0}
 dy │
────│
 dx │ₓ₌₀
%% 2 \left[\begin{array}{c|c} a & \frac{b}{2} \\ \hline c & d \end{array}\right]
⎡  │  b ⎤
⎢a │ ───⎥
⎢  │  2 ⎥
⎢──┼────⎥
⎣c │  d ⎦
%% 2 \begin{align} a &= \frac{b}{2} \tag{1} \\ cc &= d \tag{2} \end{align}
      b
 a = ───    (1)
      2

cc = d      (2)
%% 2 \begin{aligned} a &= b \\ &\quad - c \\ \intertext{so that} d &= e \end{aligned}
a = b
   − c
so that
d = e
%% 1 \begin{multline} a + b \\ + c \end{multline}
a + b
 + c
%% 1 \left( \frac{a}{b} \middle| \left( c \middle| d \right) \right)
⎛ a  │        ⎞
⎜─── │ (c | d)⎟
⎝ b  │        ⎠
%% 1 \overleftarrow{AB} + \cancel{x} + \utilde{ab} + \cancel{\frac{a}{b}}
←─                  ⎛ a ⎞
AB + x̶ + ab + cancel⎜───⎟
         ~~         ⎝ b ⎠
%% 1 x \xleftrightarrow[k]{abc} y \xLeftarrow{f} z
   abc      f
x ←────→ y ⇐══ z
    k
%% 0 w^* + \theta^{*}_i
w* + θᵢ*
%% 1 \frac{\text{模型}}{n}
 模型
──────
  n
"""


def _pictures() -> list[tuple[str, int, list[str]]]:
    blocks = PICTURES.removeprefix("\n%% ").removesuffix("\n").split("\n%% ")
    heads = [block.split("\n")[0].split(" ", 1) for block in blocks]
    return [(tex, int(base), block.split("\n")[1:]) for (base, tex), block in zip(heads, blocks, strict=True)]


@pytest.mark.parametrize(("tex", "baseline", "picture"), _pictures())
def test_a_formula_in_two_dimensions(tex: str, baseline: int, picture: list[str]) -> None:
    drawn = box(tex)

    assert [line.rstrip() for line in drawn.lines] == picture
    assert drawn.baseline == baseline


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\theta_{t+1} = \theta_t - \eta g_t", "θₜ₊₁ = θₜ − ηgₜ"),
        (r"h_t = \tanh(W_{hh} h_{t-1})", "hₜ = tanh(Wₕₕhₜ₋₁)"),
        (r"x^{(i)} \in \mathbb{R}^n", "x⁽ⁱ⁾ ∈ ℝⁿ"),
        (r"\|w\|_2^2", "‖w‖₂²"),
        ("f'(x)", "f′(x)"),
    ],
)
def test_a_formula_that_fits_one_line_stays_on_it(tex: str, expected: str) -> None:
    assert box(tex).lines == (expected,)
    assert box(tex).baseline == 0
    assert box(tex).width == len(expected)


def test_what_is_not_understood_is_drawn_as_its_own_lines() -> None:
    drawn = box("\n\\unknown{x}\n  + y\t\x1b\n")

    assert [line.rstrip() for line in drawn.lines] == ["\\unknown{x}", "  + y"]
    assert drawn.width == len("\\unknown{x}")


def test_nothing_is_drawn_as_one_empty_line() -> None:
    assert box("").lines == ("",)
    assert box("  ").width == 0


TWELVE = r"""
%% w^{(k+1)} = w^{(k)} - \eta\,\nabla_\theta J(w^{(k)})
w⁽ᵏ⁺¹⁾ = w⁽ᵏ⁾ − η ∇_θ J(w⁽ᵏ⁾)
w⁽ᵏ⁺¹⁾ = w⁽ᵏ⁾ − η ∇ J(w⁽ᵏ⁾)
                   θ
%% \mathcal{N}(z; m, s^2) = \frac{1}{\sqrt{2\pi s^2}} \exp\left(-\frac{(z - m)^2}{2s^2}\right)
𝒩(z; m, s²) = 1/√(2πs²) exp(−(z − m)²/(2s²))
                 1       ⎛   (z − m)² ⎞
𝒩(z; m, s²) = ─────── exp⎜− ──────────⎟
                ____     ⎝     2s²    ⎠
               √2πs²
%% g(u) = \begin{cases} u & \text{if } u \ge 0 \\ a(e^u - 1) & \text{if } u < 0 \end{cases}
g(u) = { u if u ≥ 0; a(eᵘ − 1) if u < 0
       ⎧ u          if u ≥ 0
g(u) = ⎩ a(eᵘ − 1)  if u < 0
%% K = \begin{bmatrix} k_{11} & k_{12} \\ k_{21} & k_{22} \end{bmatrix}
K = [k₁₁, k₁₂; k₂₁, k₂₂]
    ⎡k₁₁  k₁₂⎤
K = ⎣k₂₁  k₂₂⎦
%% \mathrm{CE}(t, \hat{t}) = -\sum_{c=1}^{C} t_c \log \hat{t}_c
CE(t, t̂) = −∑_(c = 1)^C t_c log t̂_c
              C
CE(t, t̂) = −  ∑   t  log t̂
            c = 1  c      c
%% p_i = \frac{\exp(a_i)}{\sum_{j} \exp(a_j)}
pᵢ = exp(aᵢ)/(∑ⱼ exp(aⱼ))
       exp(aᵢ)
pᵢ = ───────────
      ∑ exp(aⱼ)
      j
%% A(Q, K, V) = \operatorname{softmax}\left(\frac{Q K^\top}{\sqrt{d}}\right) V
A(Q, K, V) = softmax(QKᵀ/√(d))V
                    ⎛ QKᵀ ⎞
A(Q, K, V) = softmax⎜─────⎟V
                    ⎜  _  ⎟
                    ⎝ √d  ⎠
%% \frac{\partial E}{\partial b_i^{(k)}} = \delta_i^{(k)}
∂E/∂bᵢ⁽ᵏ⁾ = δᵢ⁽ᵏ⁾
   ∂E
──────── = δᵢ⁽ᵏ⁾
 ∂bᵢ⁽ᵏ⁾
%% D_{\mathrm{KL}}(q \,\|\, p) = \mathbb{E}_{x \sim q}\left[\log \frac{q(x)}{p(x)}\right]
D_(KL)(q ‖ p) = 𝔼_(x ∼ q)[log(q(x)/p(x))]
                    ⎡     q(x) ⎤
D  (q ‖ p) = 𝔼      ⎢log ──────⎥
 KL           x ∼ q ⎣     p(x) ⎦
%% m_t = \frac{v_t}{1 - \beta^t}, \quad w_t = w_{t-1} - \frac{\eta}{\sqrt{s_t} + \epsilon} m_t
mₜ = vₜ/(1 − βᵗ),  wₜ = wₜ₋₁ − η/(√(sₜ) + ϵ) mₜ
        vₜ                      η
mₜ = ────────,  wₜ = wₜ₋₁ − ───────── mₜ
      1 − βᵗ                  __
                             √sₜ + ϵ
%% h_t = \tanh(U x_t + W h_{t-1} + c)
hₜ = tanh(Uxₜ + Whₜ₋₁ + c)
hₜ = tanh(Uxₜ + Whₜ₋₁ + c)
%% \theta^* = \arg\min_{\theta \in \mathbb{R}^{p}} \frac{1}{N} \sum_{n=1}^{N} \lVert t_n - f_\theta(x_n) \rVert_2^2
θ^∗ = arg min_(θ ∈ ℝᵖ) 1/N ∑ₙ₌₁ᴺ ‖tₙ − f_θ(xₙ)‖₂²
              1    N
θ* = arg min ───   ∑   ‖tₙ − f (xₙ)‖₂²
     θ ∈ ℝᵖ   N  n = 1        θ
"""
"""The formulas that no library renders all of, each with its one-line form and what is drawn."""


@pytest.mark.parametrize("block", TWELVE.removeprefix("\n%% ").removesuffix("\n").split("\n%% "))
def test_the_twelve_kinds_of_formula_of_the_field_read_well_in_both_forms(block: str) -> None:
    tex, one, *drawn = block.split("\n")

    assert line(tex) == one
    assert [row.rstrip() for row in box(tex).lines] == drawn
