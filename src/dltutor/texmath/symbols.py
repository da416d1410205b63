"""What each command without arguments stands for. Tables only; names are those of LaTeX, amsmath and amssymb."""

from dltutor.texmath.tree import Atom, Kind

_ORDINARY = r"""
alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ
chi χ psi ψ omega ω digamma ϝ
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π varSigma Σ varPhi Φ varPsi Ψ varOmega Ω
ell ℓ hbar ℏ imath ı jmath ȷ wp ℘ Re ℜ Im ℑ aleph ℵ beth ℶ partial ∂ nabla ∇ infty ∞ emptyset ∅ varnothing ∅
forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ triangle △ square □ Box □ blacksquare ■ lozenge ◊
bigstar ★ checkmark ✓ dagger † ddagger ‡ prime ′ backprime ‵ degree ° complement ∁ eth ð mho ℧ S § P ¶
dots … ldots … dotsc … dotso … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ vdots ⋮ ddots ⋱ iddots ⋰
Alpha Α Beta Β Epsilon Ε Zeta Ζ Eta Η Iota Ι Kappa Κ Mu Μ Nu Ν Omicron Ο Rho Ρ Tau Τ Chi Χ
upalpha α upbeta β upgamma γ updelta δ upepsilon ε uptheta θ uplambda λ upmu μ upnu ν uppi π uprho ρ upsigma σ uptau τ
upphi φ upchi χ uppsi ψ upomega ω thetasym ϑ hslash ℏ gimel ℷ daleth ℸ Bbbk 𝕜 Finv Ⅎ Game ⅁ measuredangle ∡
sphericalangle ∢ blacktriangle ▲ triangledown ▽ blacktriangledown ▼ blacklozenge ⧫ diagup ╱ diagdown ╲ circledR ®
circledS Ⓢ maltese ✠ dag † ddag ‡ yen ¥ lq ‘ rq ’ hdots … dotsint ⋯ infin ∞ empty ∅ exist ∃ isin ∈
real ℜ image ℑ weierp ℘ alef ℵ alefsym ℵ spades ♠ hearts ♥ clubs ♣ diamonds ♢ sect §
R ℝ Reals ℝ reals ℝ Z ℤ cnums ℂ Complex ℂ natnums ℕ
sharp ♯ flat ♭ natural ♮ clubsuit ♣ diamondsuit ♦ heartsuit ♥ spadesuit ♠ surd √ copyright © pounds £ euro €
"""

_BINARY = r"""
pm ± mp ∓ times × div ÷ cdot · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ cap ∩ cup ∪
uplus ⊎ sqcap ⊓ sqcup ⊔ wedge ∧ land ∧ vee ∨ lor ∨ setminus ∖ smallsetminus ∖ wr ≀ amalg ⨿ diamond ⋄ boxtimes ⊠
bigcirc ◯ circledcirc ⊚ circleddash ⊝ barwedge ⊼ veebar ⊻ doublebarwedge ⩞ Cup ⋓ Cap ⋒ curlywedge ⋏ curlyvee ⋎
divideontimes ⋇ leftthreetimes ⋋ rightthreetimes ⋌ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ triangleleft ◃ triangleright ▹
centerdot · bigtriangledown ▽ plusmn ± sdot ⋅ cdotp · gtrdot ⋗ lessdot ⋖
boxplus ⊞ boxminus ⊟ boxdot ⊡ ltimes ⋉ rtimes ⋊ dotplus ∔ bmod mod circledast ⊛ bigtriangleup △ intercal ⊺
"""

_RELATIONS = r"""
leq ≤ le ≤ leqslant ⩽ geq ≥ ge ≥ geqslant ⩾ neq ≠ ne ≠ equiv ≡ approx ≈ approxeq ≊ cong ≅ simeq ≃ sim ∼ propto ∝
varpropto ∝ ll ≪ gg ≫ lll ⋘ ggg ⋙ lt < gt > prec ≺ succ ≻ preceq ⪯ succeq ⪰ lesssim ≲ gtrsim ≳ nleq ≰ ngeq ≱
nless ≮ ngtr ≯ in ∈ notin ∉ ni ∋ owns ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋
nsubseteq ⊈ sqsubset ⊏ sqsubseteq ⊑ sqsupseteq ⊒ mid | nmid ∤ parallel ∥ nparallel ∦ perp ⊥ asymp ≍ doteq ≐
triangleq ≜ coloneqq ≔ eqqcolon ≕ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ bowtie ⋈ smile ⌣ frown ⌢ therefore ∴ because ∵
to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ implies ⟹ Leftarrow ⇐ impliedby ⟸
Leftrightarrow ⇔ iff ⟺ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸
Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀ leftharpoonup ↼
rightleftharpoons ⇌ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ swarrow ↙
nwarrow ↖ rightsquigarrow ⇝ leadsto ⇝ twoheadrightarrow ↠ rightarrowtail ↣ circlearrowleft ↺ circlearrowright ↻
leqq ≦ geqq ≧ lneq ⪇ gneq ⪈ lneqq ≨ gneqq ≩ lnsim ⋦ gnsim ⋧ lessgtr ≶ gtrless ≷ lesseqgtr ⋚ gtreqless ⋛ lessapprox ⪅
gtrapprox ⪆ geqslant ⩾ eqsim ≂ backsim ∽ thicksim ∼ thickapprox ≈ precsim ≾ succsim ≿ preccurlyeq ≼ succcurlyeq ≽
precapprox ⪷ succapprox ⪸ nprec ⊀ nsucc ⊁ nsim ≁ ncong ≇ between ≬ pitchfork ⋔ multimap ⊸ sqsupset ⊐ Subset ⋐ Supset ⋑
subseteqq ⫅ supseteqq ⫆ subsetneqq ⫋ supsetneqq ⫌ varsubsetneq ⊊ varsupsetneq ⊋ nsupseteq ⊉ vartriangleleft ⊲
vartriangleright ⊳ trianglelefteq ⊴ trianglerighteq ⊵ ntriangleleft ⋪ ntriangleright ⋫ Vdash ⊩ Vvdash ⊪ nvdash ⊬
nvDash ⊭ doteqdot ≑ Doteq ≑ risingdotseq ≓ fallingdotseq ≒ circeq ≗ eqcirc ≖ bumpeq ≏ Bumpeq ≎ shortmid ∣
shortparallel ∥ nshortmid ∤ nshortparallel ∦ coloneq ≔ eqcolon ≕ Coloneqq ⩴ dblcolon ∷ questeq ≟ eqdef ≝ defeq ≝
varvdash ⊢ join ⋈
lArr ⇐ rArr ⇒ larr ← rarr → harr ↔ hArr ⇔ Lleftarrow ⇚ Rrightarrow ⇛ upuparrows ⇈ downdownarrows ⇊ Lsh ↰ Rsh ↱
leftharpoondown ↽ rightharpoondown ⇁ upharpoonleft ↿ upharpoonright ↾ restriction ↾ downharpoonleft ⇃ downharpoonright ⇂
leftrightharpoons ⇋ leftrightsquigarrow ↭ curvearrowleft ↶ curvearrowright ↷ dashrightarrow ⇢ dashleftarrow ⇠
looparrowleft ↫ looparrowright ↬ twoheadleftarrow ↞ leftarrowtail ↢ nleftarrow ↚ nLeftarrow ⇍ nleftrightarrow ↮
nLeftrightarrow ⇎ Updownarrow ⇕ ggg ⋙ llless ⋘ gggtr ⋙ indep ⫫ independent ⫫ Perp ⫫ unlhd ⊴ sub ⊂ sube ⊆ supe ⊇
vcentcolon : Longmapsto ⟾ Mapsto ⤇
rightrightarrows ⇉ leftrightarrows ⇆ rightleftarrows ⇄ nrightarrow ↛ nRightarrow ⇏
"""

_LARGE = r"""
sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ bigvee ⋁
oiint ∯ oiiint ∰ iiiint ⨌ smallint ∫ intop ∫ bigwedge ⋀ biguplus ⨄ bigsqcup ⨆
"""

_FUNCTIONS = r"""
arccos arcsin arctan arg cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan tanh
arctg arcctg cotg ctg tg cosec artanh arsinh arcosh
"""

_OWN_FUNCTIONS = r"""
sgn sign rank trace diag Cov Var cov MSE softmax sigmoid relu ReLU softplus KL lcm Tr tr E
"""
"""Names that authors define themselves: with an argument in braces they may stand for anything."""

_LIMIT_FUNCTIONS = r"""argmax argmin det gcd inf lim limsup liminf max min Pr sup injlim projlim plim esssup"""

DELIMITERS: dict[str, tuple[str, Kind]] = {
    "(": ("(", "open"),
    ")": (")", "close"),
    "[": ("[", "open"),
    "]": ("]", "close"),
    "|": ("|", "sep"),
    "/": ("/", "sep"),
    "<": ("⟨", "open"),
    ">": ("⟩", "close"),
    ".": ("", "ord"),
    "\\{": ("{", "open"),
    "\\}": ("}", "close"),
    "\\|": ("‖", "sep"),
    "\\lbrace": ("{", "open"),
    "\\rbrace": ("}", "close"),
    "\\lbrack": ("[", "open"),
    "\\rbrack": ("]", "close"),
    "\\langle": ("⟨", "open"),
    "\\rangle": ("⟩", "close"),
    "\\lfloor": ("⌊", "open"),
    "\\rfloor": ("⌋", "close"),
    "\\lceil": ("⌈", "open"),
    "\\rceil": ("⌉", "close"),
    "\\llbracket": ("⟦", "open"),
    "\\rrbracket": ("⟧", "close"),
    "\\lvert": ("|", "open"),
    "\\rvert": ("|", "close"),
    "\\lVert": ("‖", "open"),
    "\\rVert": ("‖", "close"),
    "\\vert": ("|", "sep"),
    "\\Vert": ("‖", "sep"),
    "\\backslash": ("\\", "sep"),
    "\\lang": ("⟨", "open"),
    "\\rang": ("⟩", "close"),
    "\\lgroup": ("⟮", "open"),
    "\\rgroup": ("⟯", "close"),
    "\\ulcorner": ("⌜", "open"),
    "\\urcorner": ("⌝", "close"),
    "\\llcorner": ("⌞", "open"),
    "\\lrcorner": ("⌟", "close"),
    "\\lBrace": ("⦃", "open"),
    "\\rBrace": ("⦄", "close"),
    "\\lBrack": ("⟦", "open"),
    "\\rBrack": ("⟧", "close"),
}
"""Brackets as they are written after ``\\left``, ``\\big`` or alone: glyph and kind."""

SPACES: dict[str, int] = {
    "\\,": 1,
    "\\:": 1,
    "\\;": 1,
    "\\>": 1,
    "\\ ": 1,
    "\\\n": 1,
    "\\\t": 1,
    "\\!": 0,
    "~": 1,
    "\\thinspace": 1,
    "\\medspace": 1,
    "\\thickspace": 1,
    "\\enspace": 1,
    "\\space": 1,
    "\\quad": 2,
    "\\qquad": 4,
    "\\enskip": 1,
    "\\nobreakspace": 1,
    "\\negthinspace": 0,
    "\\negmedspace": 0,
    "\\negthickspace": 0,
}
"""Spacing commands, in terminal cells."""

IGNORED = frozenset(
    "\\displaystyle \\textstyle \\scriptstyle \\scriptscriptstyle \\nonumber \\notag \\strut \\mathstrut \\allowbreak "
    "\\nobreak \\relax \\null \\protect \\normalsize \\small \\footnotesize \\scriptsize \\tiny \\large \\Large "
    "\\LARGE \\huge \\Huge \\centering \\boldmath \\unboldmath \\hfill \\hfil \\noindent \\smallskip \\medskip "
    "\\bigskip \\break \\newline "
    "\\displaylimits \\mathsurround \\allowdisplaybreaks \\itshape \\upshape \\nonscript \\/".split()
)
"""Commands that change nothing a terminal can show."""

CHARACTERS: dict[str, Atom] = {
    "+": Atom("+", "bin"),
    "-": Atom("−", "bin"),
    "*": Atom("∗", "bin"),  # as TeX sets it; an ASCII asterisk would be emphasis to Markdown
    "=": Atom("=", "rel"),
    "<": Atom("<", "rel"),
    ">": Atom(">", "rel"),
    ",": Atom(",", "punct"),
    ";": Atom(";", "punct"),
    "(": Atom("(", "open"),
    "[": Atom("[", "open"),
    ")": Atom(")", "close"),
    "]": Atom("]", "close"),
    "|": Atom("|", "sep"),
    "/": Atom("/", "sep"),
}


def _pairs(table: str, kind: Kind, *, limits: bool = False) -> dict[str, Atom]:
    words = table.split()
    return {"\\" + name: Atom(glyph, kind, limits) for name, glyph in zip(words[::2], words[1::2], strict=True)}


def _names(table: str, *, limits: bool) -> dict[str, Atom]:
    spaced = {"limsup": "lim sup", "liminf": "lim inf", "argmax": "arg max", "argmin": "arg min"}
    return {"\\" + name: Atom(spaced.get(name, name), "op", limits) for name in table.split()}


OWN: dict[str, Atom] = _names(_OWN_FUNCTIONS, limits=False)
"""Commands that are understood only where no argument follows them."""

SYMBOLS: dict[str, Atom] = {
    **OWN,
    **_pairs(_ORDINARY, "ord"),
    **_pairs(_BINARY, "bin"),
    **_pairs(_RELATIONS, "rel"),
    **_pairs(_LARGE, "big", limits=True),
    **_names(_FUNCTIONS, limits=False),
    **_names(_LIMIT_FUNCTIONS, limits=True),
    "\\colon": Atom(":", "punct"),
    **{"\\" + sign: Atom(sign) for sign in "%#&$_"},
    **{name: Atom(glyph, kind) for name, (glyph, kind) in DELIMITERS.items() if name.startswith("\\")},
}
"""Commands without arguments, backslash included."""

GLYPHS: dict[str, Atom] = {
    **{atom.text: atom for atom in SYMBOLS.values() if len(atom.text) == 1 and not atom.text.isascii()},
    "−": Atom("−", "bin"),
    "⋅": Atom("·", "bin"),
    "∣": Atom("|", "sep"),
    "∥": Atom("‖", "sep"),
    "‖": Atom("‖", "sep"),
    "⊤": Atom("⊤"),
    "⊥": Atom("⊥"),
    "△": Atom("△"),
}
"""Symbols written as themselves, to the kind they have when written as a command."""
