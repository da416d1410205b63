from histories import TODAY, attempt, card, known, memory

from dltutor.study.progress.attention import Notice, attention


def test_leeches_believed_errors_and_what_waits_for_long_are_named_with_id_and_question() -> None:
    cards = [card(1, "a"), card(2, "b"), card(3, "c"), card(4, "d")]
    memories = {1: memory(lapses=4), 2: memory(lapses=3), 3: memory(TODAY - 15), 4: memory(TODAY - 14)}
    attempts = [attempt(TODAY - 5, 1, 2, confidence=3)]

    found = attention(known(attempts, cards, memories))

    assert found.notices == (
        Notice("notes/b", "What is b?", "sure but wrong", 5),
        Notice("notes/a", "What is a?", "leech", 4),
        Notice("notes/c", "What is c?", "long overdue", 15),
    )
    assert found.finding == "Worth a look: 1 wrong though you were sure, 1 forgotten again and again, 1 long overdue."
    text = "\n".join(found.text(80))
    assert "What is b?\n    notes/b · 5 days ago" in text
    assert "What is a?\n    notes/a · forgotten 4 times" in text
    assert "What is c?\n    notes/c · overdue by 15 days" in text


def test_a_believed_error_that_was_right_since_is_mended() -> None:
    wrong, right = attempt(TODAY - 5, 1, confidence=3), attempt(TODAY - 1)

    assert attention(known([wrong, right], [card()])).notices == ()
    assert len(attention(known([right, wrong], [card()])).notices) == 1


def test_only_errors_that_were_believed_in_and_lately_count() -> None:
    attempts = [attempt(TODAY - 30, 1, confidence=3), attempt(TODAY, 1, confidence=2), attempt(TODAY, 1)]

    assert attention(known(attempts, [card()])).notices == ()


def test_what_was_taken_out_of_review_needs_nothing() -> None:
    for one in (card(suspended=True), card(gone=True)):
        found = attention(known([attempt(rating=1, confidence=3)], [one], {1: memory(TODAY - 99, lapses=9)}))
        assert found.notices == ()


def test_long_lists_are_cut_in_words_and_whole_in_data() -> None:
    cards = [card(number, f"q{number}") for number in range(20)]

    found = attention(known(cards=cards, memories={one.id: memory(lapses=5) for one in cards}))

    assert found.text(80)[-1] == "  … and 12 more"
    assert len(found.to_json()["notices"]) == 20


def test_without_anything_it_says_so() -> None:
    assert attention(known()).finding.startswith("Nothing stands out")
