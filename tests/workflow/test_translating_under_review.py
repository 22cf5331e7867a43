"""Words that a translator changes while the review runs: what becomes public, and what is said."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail_localize.models import StringTranslation

from cms.translation.services.po_files import UnfitPoFileError, import_po_file, write_po_file
from cms.workflow.services.translations import hand_in_translation
from tests.reading import links_of, page_of, words
from tests.workflow.builders import JAPANESE, approve, fresh, turn_of, write

pytestmark = pytest.mark.django_db
RUNS = "この訳は審査の途中です"
WAITS = "まだ公開していない直しがあります"
REWRITTEN = "公開していない直しあり"


def screen(client, page):
    return page_of(client.get(f"/admin/pages/{page.pk}/edit/")).find("main")


def board(client):
    return words(page_of(client.get("/admin/translations/")).find(class_="board"))


def test_the_screen_says_what_will_be_public_while_a_review_runs(
    client, public, reworded, translator
):
    client.force_login(translator)
    assert RUNS not in words(screen(client, public))
    hand_in_translation(translation=reworded, by=translator)
    main = screen(client, public)
    assert RUNS in words(main)
    assert "審査に出したときの訳が公開されます" in words(main)
    way = f"/admin/localize/translate/{reworded.pk}/review/"
    assert links_of(main)["審査のようすを見る・取りやめる"] == way


def test_what_was_changed_after_the_hand_in_is_not_public_and_that_is_said(
    client, public, reworded, translator, approver
):
    client.force_login(translator)
    hand_in_translation(translation=reworded, by=translator)
    step = turn_of(fresh(public))
    write(reworded, translator, **{JAPANESE: "Even better"})
    approve(step, approver)
    assert fresh(public).title == "About this site"
    assert WAITS in words(screen(client, public))
    assert REWRITTEN in board(client)
    hand_in_translation(translation=reworded, by=translator)
    approve(turn_of(fresh(public)), approver)
    assert fresh(public).title == "Even better"
    assert WAITS not in words(screen(client, public))
    assert REWRITTEN not in board(client)


def test_words_that_were_put_back_wait_for_nothing(client, public, reworded, translator):
    write(reworded, translator, **{JAPANESE: "About"})
    client.force_login(translator)
    assert WAITS not in words(screen(client, public))
    assert REWRITTEN not in board(client)


def test_the_board_says_no_more_of_words_that_are_under_review(
    client, public, reworded, translator
):
    client.force_login(translator)
    assert REWRITTEN in board(client)
    hand_in_translation(translation=reworded, by=translator)
    assert REWRITTEN not in board(client)


def test_a_file_is_not_taken_while_a_review_runs(client, public, reworded, translator):
    content = write_po_file(translation=reworded).replace("About this site", "Taken").encode()
    hand_in_translation(translation=reworded, by=translator)
    with pytest.raises(UnfitPoFileError, match="審査の途中"):
        import_po_file(translation=reworded, content=content, by=translator)
    client.force_login(translator)
    address = f"/admin/localize/translate/{reworded.pk}/pofile/upload/"
    response = client.post(address, {"file": SimpleUploadedFile("x.po", content)}, follow=True)
    assert "審査を取りやめるか" in page_of(response).find(class_="messages").get_text()
    assert not StringTranslation.objects.filter(data="Taken").exists()
