from fake_tutor import DROPOUT, FakeTutor, World

from dltutor.search.conversation import Conversation
from dltutor.search.reply import Hit, Reply
from dltutor.tui.answers import asking


def ask(query: str, *, top: int | None = None, conversation: Conversation | None = None) -> Reply:
    """Answers with what the conversation knows, and is remembered by it, as the real one."""
    known = len(conversation.turns) if conversation is not None else -1
    reply = Reply(query, "answered", 0.9, (Hit(DROPOUT, 0.9, "exact", (DROPOUT.source,)),), note=f"knows {known}")
    if conversation is not None:
        conversation.add(query, query, reply)
    return reply


def test_a_question_asked_alone_means_only_what_it_says_and_is_remembered_behind_what_was_said() -> None:
    talk = Conversation()
    assert asking.reply(ask, "first", talk, alone=False).note == "knows 0"
    assert asking.reply(ask, "second", talk, alone=False).note == "knows 1"
    assert asking.reply(ask, "third", talk, alone=True).note == "knows 0"
    assert [turn.message for turn in talk.turns] == ["first", "second", "third"]


def test_without_a_conversation_every_question_stands_alone() -> None:
    world = World()
    assert asking.reply(FakeTutor(world).ask, "dropout", None, alone=True).query == "dropout"
    assert world.conversation is None
