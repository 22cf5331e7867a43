"""Which language a translation is in, wherever somebody who need not read it reviews or reports."""

import io

import openpyxl
import pytest
from django.urls import reverse

from cms.translation.services.drafting import draft_translation
from cms.workflow.choices import Act
from cms.workflow.emergency_views import emergency_address
from cms.workflow.models import ReviewRecord
from cms.workflow.services.translations import hand_in_translation
from tests.builders import make_admin
from tests.reading import links_of, main_heading, page_of, words
from tests.workflow.builders import JAPANESE, approve, fresh, make_person, turn_of

pytestmark = pytest.mark.django_db
HEADING = "英語の訳：このサイトについて（About this site）"


def test_who_reviews_reads_what_it_is_a_translation_of(
    client, public, reworded, translator, approver
):
    hand_in_translation(translation=reworded, by=translator)
    step = turn_of(fresh(public))
    client.force_login(approver)
    way = reverse("review", args=[step.pk])
    assert links_of(page_of(client.get("/reviews/")).main)[HEADING] == way
    assert main_heading(client.get(way)) == HEADING
    assert HEADING in words(page_of(client.get("/admin/")).find("main"))


def test_the_records_name_the_language_and_keep_it(client, public, reworded, translator, approver):
    hand_in_translation(translation=reworded, by=translator)
    approve(turn_of(fresh(public)), approver)
    fresh(public).delete()
    record = ReviewRecord.objects.filter(act=Act.APPROVED).get()
    assert (record.language, record.heading) == ("英語", HEADING)
    client.force_login(approver)
    listed = page_of(client.get(reverse("workflow_records"))).find("main").find("table")
    assert "訳の言語" in words(listed)
    assert "英語" in words(listed)
    sheet = client.post(reverse("workflow_records_export"), {"reason": "報告"})
    head, *rows = openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values
    languages = {row[head.index("対象")]: row[head.index("訳の言語")] for row in rows}
    assert languages["このサイトについて（About this site）"] == "英語"


def test_in_an_emergency_the_language_is_named(client, public, reworded, translator):
    draft_translation(translation=reworded, by=translator)
    client.force_login(make_admin())
    asked = client.get(emergency_address(fresh(public)))
    assert HEADING in words(page_of(asked).find("main"))


def test_what_is_japanese_is_called_by_its_title(client, public, approver):
    page = public.japanese_page()
    page.save_revision(user=make_admin())
    page.get_workflow().start(fresh(page), approver)
    client.force_login(make_person("other", "承認者"))
    assert main_heading(client.get(reverse("review", args=[turn_of(fresh(page)).pk]))) == JAPANESE
