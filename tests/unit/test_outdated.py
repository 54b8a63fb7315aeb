"""What must be rendered or deleted, and the sentence that says why."""

from briefgen.publish.outdated import Decision, Record, decide

NOTED = {"a.html": Record("in", "out")}


def test_a_page_that_is_as_it_was_is_left_alone():
    assert decide({"a.html": "in"}, NOTED, {"a.html": "out"}, {"a.html"}) == Decision((), (), ())


def test_a_new_page_is_rendered():
    assert decide({"a.html": "in"}, {}, {}, ()).reasons == ("a.html is rendered because it is new",)


def test_a_page_whose_inputs_changed_is_rendered():
    assert decide({"a.html": "IN"}, NOTED, {"a.html": "out"}, {"a.html"}).reasons == (
        "a.html is rendered because what it shows has changed",
    )


def test_a_page_whose_file_is_gone_is_rendered():
    assert decide({"a.html": "in"}, NOTED, {}, {"a.html"}).reasons == ("a.html is rendered because the file is missing",)


def test_a_page_whose_file_somebody_edited_is_rendered():
    assert decide({"a.html": "in"}, NOTED, {"a.html": "edited"}, {"a.html"}).reasons == (
        "a.html is rendered because the file there was changed by something else",
    )


def test_a_file_without_a_record_is_not_trusted():
    assert decide({"a.html": "in"}, {}, {"a.html": "out"}, ()).reasons == (
        "a.html is rendered because nothing is recorded of the file there",
    )


def test_only_files_of_earlier_builds_are_deleted():
    decision = decide({"a.html": "in"}, NOTED, {"a.html": "out", "mine.txt": "x"}, {"old.html", "a.html"})
    assert decision == Decision((), ("old.html",), ("old.html is deleted because nothing makes it any more",))


def test_paths_are_sorted():
    decision = decide({"b": "1", "a": "1"}, {}, {}, {"d", "c"})
    assert (decision.render, decision.delete) == (("a", "b"), ("c", "d"))
    assert len(decision.reasons) == 4
