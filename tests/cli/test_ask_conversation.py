import json
from pathlib import Path

from program import Run, json_lines


def batch(run: Run, indexed: tuple[object, ...], *requests: dict[str, object]) -> list[dict[str, object]]:
    done = run(*indexed, "ask", "--batch", "-", stdin="\n".join(map(json.dumps, requests)))
    assert done.returncode == 0, done.stderr
    return json_lines(done.stdout)


def first(reply: dict[str, object]) -> str:
    hits = reply["hits"]
    assert isinstance(hits, list)
    return str(hits[0]["id"])


def test_requests_of_one_conversation_go_on_from_each_other(run: Run, indexed: tuple[object, ...]) -> None:
    asked, why, more = batch(
        run,
        indexed,
        {"query": "what does max pooling compute", "conversation": "c"},
        {"query": "why does it do that?", "conversation": "c"},
        {"query": "tell me more", "conversation": "c"},
    )

    assert (asked["action"], asked["understood_as"]) == (None, "")
    assert first(why) == "pooling/1"
    assert why["understood_as"] == "max pooling — why does it do that?"
    assert more["action"] == "more"
    assert first(more) != "pooling/1"
    assert more["query"] == "tell me more"


def test_conversations_are_kept_apart(run: Run, indexed: tuple[object, ...]) -> None:
    replies = batch(
        run,
        indexed,
        {"query": "what does max pooling compute", "conversation": "a"},
        {"query": "what is gradient clipping", "conversation": 7},
        {"query": "say that again", "conversation": "a"},
        {"query": "say that again", "conversation": 7},
        {"query": "say that again", "conversation": "7"},
        {"query": "say that again"},
    )

    assert [first(reply) for reply in replies[2:4]] == ["pooling/1", "gradients/1"]
    assert [reply["action"] for reply in replies] == [None, None, "clarify", "clarify", None, None]


def test_the_first_message_is_answered_as_one_alone(run: Run, indexed: tuple[object, ...]) -> None:
    for query in ("and why do gradients vanish?", "how is it done", "more"):
        within, alone = batch(run, indexed, {"query": query, "conversation": "c"}, {"query": query})
        assert {**within, "conversation": None} == {**alone, "conversation": None}


def test_dialogues_are_measured_turn_by_turn(run: Run, indexed: tuple[object, ...], tmp_path: Path) -> None:
    turns = [
        {"query": "what is gradient clipping", "gold": ["gradients/1"], "action": None},
        {"query": "say that again", "gold": ["gradients/1"], "action": "clarify"},
    ]
    file = tmp_path / "dialogues.jsonl"
    file.write_text(json.dumps({"turns": turns}) + "\n", encoding="utf-8")

    table = json.loads(run(*indexed, "eval", "--json", file).stdout)
    printed = run(*indexed, "eval", file)

    assert table["all"] == {"turns": 2, "right": 1.0, "recognised": 1.0}
    assert table["clarify"]["right"] == 1.0
    assert "right at first" in printed.stdout


def test_a_malformed_dialogue_is_named(run: Run, indexed: tuple[object, ...], tmp_path: Path) -> None:
    file = tmp_path / "dialogues.jsonl"
    file.write_text('{"turns": [{"query": 1}]}\n', encoding="utf-8")

    done = run(*indexed, "eval", file)

    assert done.returncode == 2
    assert "dialogues.jsonl:1" in done.stderr
