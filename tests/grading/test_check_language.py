import pytest

from dltutor.grading.checks.language import other_language


@pytest.mark.parametrize(
    ("answer", "language"),
    [
        ("Die Gewichte werden mit der Lernrate aktualisiert, damit der Fehler kleiner wird.", "German"),
        ("weil die Gewichte immer wieder multipliziert werden -> Gradient explodiert", "German"),
        ("Le gradient disparaît dans les réseaux profonds.", "French"),
        ("El gradiente desaparece en las redes profundas.", "Spanish"),
        ("Il gradiente scompare nelle reti profonde.", "Italian"),
        ("De gradiënt verdwijnt in diepe netwerken.", "Dutch"),
    ],
)
def test_only_english_can_be_graded_and_the_note_says_so(answer: str, language: str) -> None:
    flag = other_language(answer)
    assert flag is not None
    assert flag.kind == "language"
    assert language in flag.note
    assert "English" in flag.note


@pytest.mark.parametrize(
    "answer",
    [
        "Веса обновляются по градиенту, чтобы ошибка стала меньше.",
        "权重沿着梯度更新，使误差变小。",
        "يتم تحديث الأوزان لتقليل الخطأ",
        "重みは更新される",
        "가중치가 갱신된다",
        "使用 dropout 可以防止模型的 overfitting",
        "Да",
    ],
)
def test_other_scripts_are_no_english(answer: str) -> None:
    flag = other_language(answer)
    assert flag is not None
    assert flag.kind == "language"
    assert "English" in flag.note


@pytest.mark.parametrize(
    "answer",
    [
        "The gradient vanishes (исчезает) in deep stacks.",
        "ReLU (修正線性單元) is zero for negative inputs",
        "α, β and γ",
        "𝑥 + 𝑦",
        "ℵ",
        "The gradient vanishes (verschwindet) in deep stacks.",
        "ReLU",
        "N x 3 x 32 x 32",
        "theta <- theta - eta*g; g over all samples",
        "Hochreiter and Schmidhuber, later Le Cun",
        "conv, batch norm, relu, max pool",
        "teh wieghts are multiplid agian",
        "",
    ],
)
def test_english_names_and_formulas_are_no_other_language(answer: str) -> None:
    assert other_language(answer) is None
