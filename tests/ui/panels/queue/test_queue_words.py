"""What the queue asks and shows, as data: questions with short keys, rows with their reasons."""

from dataclasses import replace

import pytest
from hall import hall_data
from ticket_parts import DAY, a_ticket

from app.domain.queue.policy import QueuePolicy, Why
from app.domain.ticket import CloseReason, ServiceResult
from app.domain.visit.shift_kinds import Shift
from app.services.queue.view import InLine, QueueView
from ui.panels.queue import questions
from ui.panels.queue.shown import issued_words, matters, shown_queue
from ui.widgets.text import Tone

HALL = hall_data().hall


def a_view(*, serving=None, line=(), passed=(), pause=""):
    return QueueView(
        day=DAY,
        serving=serving,
        line=tuple(InLine(ticket, minutes, Why("queue.first", {})) for ticket, minutes in line),
        passed=tuple(passed),
        shift=replace(Shift(), pause_reason=pause) if pause else Shift(),
        counts={},
    )


def shown(**how):
    return shown_queue(a_view(**how), lambda why: f"因为 {why.code}")


def keys(question):
    return [option.key for option in question.options]


def words(question):
    return [option.words for option in question.options]


def test_how_it_ended_is_asked_with_the_most_usual_end_first():
    asked = questions.result_question(a_ticket(), a_ticket().items[0], None)

    assert words(asked)[0] == ServiceResult.DONE.label
    assert keys(asked) == [str(place) for place in range(1, len(ServiceResult) + 1)]
    assert set(words(asked)) == {result.label for result in ServiceResult}


@pytest.mark.parametrize(
    ("names", "said"),
    [(("社保",), "B012 办完了，结果是？"), (("社保", "医保"), "B012 “社保”这一项，结果是？")],
)
def test_of_several_matters_the_question_says_which(names, said):
    ticket = a_ticket(12, *names)

    assert questions.result_question(ticket, ticket.items[0], None).title == said


def test_after_the_first_answer_the_rest_may_end_alike():
    ticket = a_ticket(12, "社保", "医保")

    first = questions.result_question(ticket, ticket.items[1], ServiceResult.ENQUIRY).options[0]

    assert (first.key, first.words) == (questions.SAME, "其余都一样：咨询")


def test_a_ticket_given_up_is_asked_why():
    asked = questions.close_question(a_ticket())

    assert words(asked) == [reason.label for reason in questions.CLOSE_REASONS]
    assert CloseReason.FORGOTTEN_FINISH not in questions.CLOSE_REASONS


def test_a_ticket_is_sent_to_any_letter_or_window_but_its_own():
    asked = questions.target_question(a_ticket(), HALL, "03")

    assert {letter.letter for letter in HALL.letters} <= set(keys(asked))
    assert "03" not in keys(asked)
    assert "04" in keys(asked)


def test_no_two_answers_of_a_question_have_one_key():
    ticket = a_ticket(12, "社保", "医保")
    for asked in (
        questions.target_question(ticket, HALL, "03"),
        questions.wish_question(HALL),
        questions.ground_question(HALL, "社保"),
        questions.item_question(ticket, HALL),
        questions.result_question(ticket, ticket.items[0], ServiceResult.DONE),
        questions.reason_question("为什么？", questions.PAUSE_REASONS),
    ):
        assert len(set(keys(asked))) == len(asked.options)
        assert all(words(asked))


def test_several_letters_may_be_given_at_once_only_when_a_number_is_taken():
    assert questions.wish_question(HALL).several
    assert not questions.item_question(a_ticket(), HALL).several


def test_enter_gives_an_ordinary_number_and_every_ground_has_a_digit():
    asked = questions.ground_question(HALL, "社保、医保")

    assert asked.options[0].words == "普通号"
    assert words(asked)[1:] == [ground.label for ground in HALL.grounds]
    assert asked.title.startswith("社保、医保")


@pytest.mark.parametrize(
    ("answer", "reason"), [("1", "送件到审核岗"), ("5", "开会"), ("6", "6"), ("去送章", "去送章")]
)
def test_a_reason_is_a_numbered_one_or_the_words_themselves(answer, reason):
    assert questions.reason_of(answer, questions.PAUSE_REASONS) == reason


def test_a_reason_may_always_be_written_in_own_words():
    assert questions.reason_question("为什么？", questions.TRANSFER_REASONS).free


def test_who_is_at_the_window_is_shown_with_name_and_matters():
    current = shown(serving=a_ticket(12, "社保", "医保", holder="张*")).current

    assert (current.number, current.matters, current.state) == ("B012", "张* 社保、医保", "办理中")
    assert current.tone is Tone.PRESS


def test_a_pause_shows_why_and_the_key_that_ends_it():
    current = shown(pause="午间交接").current

    assert (current.number, current.matters, current.state) == ("暂停", "午间交接", "F7 恢复")
    assert current.tone is Tone.SOON


@pytest.mark.parametrize(
    ("line", "matters_shown", "state"),
    [((), "现在没有人等", "没有人等"), (((a_ticket(), 3),), "按 F2 叫下一位", "可以叫号")],
)
def test_an_idle_window_says_what_the_next_key_does(line, matters_shown, state):
    current = shown(line=line).current

    assert (current.number, current.matters, current.state) == ("空闲", matters_shown, state)


def test_each_waiting_ticket_says_what_it_waits_for_how_long_and_why_it_stands_there():
    (row,) = shown(line=[(a_ticket(12, "社保", "医保"), 65)]).line

    assert (row.lead, row.words, row.trail) == ("B012", "社保、医保", "1 时 5 分")
    assert row.hint == "因为 queue.first"
    assert row.tone is Tone.PLAIN


def test_who_is_served_first_is_marked_in_words_and_counted():
    queue = shown(line=[(a_ticket(1, ground="elder"), 2), (a_ticket(2), 9)])

    assert [row.words for row in queue.line] == ["优先 社保", "社保"]
    assert queue.line[0].tone is Tone.PRESS
    assert queue.priority_count == 1


def test_who_was_passed_says_how_often():
    (row,) = shown(passed=[a_ticket(7, passes=2)]).passed

    assert (row.lead, row.trail) == ("B007", "过号 2 次")


def test_the_line_keeps_the_order_it_was_read_in():
    queue = shown(line=[(a_ticket(3), 1), (a_ticket(1), 9), (a_ticket(2), 5)])

    assert [row.id for row in queue.line] == ["t3", "t1", "t2"]


def test_the_matters_of_a_visit_stand_side_by_side():
    assert matters(a_ticket(1, "社保", "医保", "户籍")) == "社保、医保、户籍"


@pytest.mark.parametrize(
    ("number", "more"),
    [(1, ""), (949, ""), (950, "今天 B 字号只剩 49 个。"), (999, "今天 B 字号只剩 0 个。")],
)
def test_a_number_given_says_when_the_numbers_of_its_letter_run_out(number, more):
    ticket = replace(a_ticket(), series="B", number=number)

    assert issued_words(ticket, QueuePolicy()) == f"已取号 {ticket.label}。{more}"
