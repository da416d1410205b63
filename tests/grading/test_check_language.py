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
