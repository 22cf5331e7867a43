"""Past the review in an emergency: superusers only, with a reason that stays and is mailed."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.core.calendar import now
from cms.core.publishing import PublicationRefusedError
from cms.workflow.choices import Act
from cms.workflow.emergency_views import emergency_address
from cms.workflow.models import ReviewRecord
from cms.workflow.services.publishing import publish_in_emergency
from home.models import NewsPage
from measures.models import MeasurePage, Parameter
from tests.builders import (
    make_admin,
    make_image,
    make_office,
    make_parameter,
    make_standard_page,
    make_user,
)
from tests.quality.builders import body, picture_block
from tests.reading import fields_of, page_of, words
from tests.workflow.builders import CHANGED, acts, change, fresh, publish_by_hand, submit

pytestmark = pytest.mark.django_db
REASON = "台風で窓口が閉まるため"


@pytest.fixture
def chief(roles):
    return make_admin()


def urgent(subject, by, reason=REASON):
    publish_in_emergency(subject=subject, by=by, at=now(), reason=reason)


def test_the_reason_stays_and_approvers_hear_it(
    national, editor, approver, chief, django_capture_on_commit_callbacks
):
    page = change(national, editor)
    with django_capture_on_commit_callbacks(execute=True):
        urgent(page, chief)
    assert fresh(page).summary == CHANGED
    record = ReviewRecord.objects.get()
    assert (record.act, record.actor, record.words) == (Act.EMERGENCY, chief, REASON)
    assert (record.title, record.revision) == (str(page), page.latest_revision_id)
    assert {message.to[0] for message in mail.outbox} == {approver.email, editor.email}
    assert all(REASON in message.body for message in mail.outbox)
    assert f"/admin/pages/{page.pk}/edit/" in mail.outbox[0].body


@pytest.mark.parametrize("role", ["editor", "approver"])
def test_only_superusers_may(client, national, editor, approver, role):
    person = {"editor": editor, "approver": approver}[role]
    page = change(national, editor)
    with pytest.raises(PermissionDenied):
        urgent(page, person)
    client.force_login(person)
    way = emergency_address(page)
    answers = [client.get(way), client.post(way, {"reason": REASON})]
    assert all(answer.status_code in (302, 403) for answer in answers)
    assert (fresh(page).summary == CHANGED, acts(page)) == (False, [])


def test_nothing_is_published_without_a_reason_or_a_change(national, editor, chief):
    page = change(national, editor)
    with pytest.raises(PublicationRefusedError, match="なぜ審査を待てないのか"):
        urgent(page, chief, reason=" 　")
    urgent(page, chief)
    with pytest.raises(PublicationRefusedError, match="新しく公開するものはありません"):
        urgent(fresh(page), chief)
    assert acts(page) == [Act.EMERGENCY]


def test_code_and_the_admins_api_ask_for_the_reason_too(client, national, editor, chief):
    page = change(national, editor)
    with pytest.raises(PublicationRefusedError, match="理由が要ります"):
        page.get_latest_revision().publish(user=chief)
    client.force_login(chief)
    api = reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
    refused = client.post(api, content_type="application/json")
    assert (refused.status_code, "理由が要ります" in refused.content.decode()) == (400, True)
    copied = {"new_title": "写し", "new_slug": "copy", "publish_copies": "on"}
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copied)
    assert not MeasurePage.objects.filter(slug="copy").exists()
    assert fresh(page).summary != CHANGED


@pytest.mark.parametrize("beside", ["&next=/admin/", ""])
@pytest.mark.parametrize("method", ["get", "post"])
def test_many_pages_are_not_published_together(client, national, editor, chief, method, beside):
    """A reason is asked for each page; the pages below are asked for with theirs."""
    page = change(national, editor)
    client.force_login(chief)
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    told = getattr(client, method)(f"{many}?id={page.pk}{beside}", follow=True)
    assert "理由が要ります" in told.content.decode()
    below = {"include_descendants": "on"}
    client.post(f"{many}?id={page.get_parent().pk}{beside}", below)
    assert fresh(page).summary != CHANGED


def test_the_button_keeps_what_was_typed_and_asks(client, site, chief):
    page = make_standard_page(site)
    page.save_revision().publish()
    client.force_login(chief)
    edit = f"/admin/pages/{page.pk}/edit/"
    shown = page_of(client.get(edit))
    button = shown.find("button", attrs={"name": "action-publish"})
    assert "審査なしで公開（緊急）" in words(button)
    form = {"body-count": "0", **fields_of(shown.find(id="page-edit-form"))}
    asked = client.post(edit, {**form, "title": "急ぎの題", "action-publish": "1"})
    assert asked.url == emergency_address(page)
    assert "急ぎの題" in words(page_of(client.get(asked.url)))
    assert fresh(page).title != "急ぎの題"
    empty = client.post(asked.url, {"reason": ""})
    assert (empty.status_code, fresh(page).title == "急ぎの題") == (200, False)
    assert client.post(asked.url, {"reason": REASON}).url == edit
    assert fresh(page).title == "急ぎの題"


def test_a_record_is_asked_about_too(client, editor, chief, town):
    parameter = make_parameter("a.b", {"2025-04-01": 1})
    draft = Parameter.objects.get(pk=parameter.pk)
    draft.title = "急ぎの名前"
    draft.save_revision(user=editor)
    client.force_login(chief)
    publish = publish_by_hand(client, client.get("/admin/"))  # nothing was asked: nothing is done
    assert publish.status_code == 200
    response = client.post(emergency_address(draft), {"reason": REASON})
    assert response.url == f"/admin/snippets/measures/parameter/edit/{draft.pk}/"
    assert Parameter.objects.get(pk=parameter.pk).title == "急ぎの名前"
    assert parameter.values.get().approved_by == chief
    office = change(make_office(town), editor)
    client.post(emergency_address(office), {"reason": REASON})
    assert fresh(office).kana == CHANGED


def test_the_gate_refuses_in_an_emergency_and_the_reason_stays(client, site, chief):
    page = make_standard_page(site)
    page.save_revision().publish()
    page.body = body(picture_block(make_image("公園", rights=None)))
    page.save_revision()
    client.force_login(chief)
    refused = client.post(emergency_address(page), {"reason": REASON})
    shown = page_of(refused)
    assert "権利が登録されていません" in words(shown)
    assert words(shown.find("textarea", attrs={"name": "reason"})) == REASON
    assert acts(page) == []


def test_a_review_under_way_ends_withdrawn(client, national, editor, approver, chief):
    step = submit(change(national, editor), editor)
    client.force_login(chief)
    way = emergency_address(national)
    assert "いま審査の途中です" in words(page_of(client.get(way)))
    client.post(way, {"reason": REASON})
    assert fresh(national).summary == CHANGED
    assert acts(national)[-2:] == [Act.WITHDRAWN, Act.EMERGENCY]
    step.refresh_from_db()
    assert not step.is_open


def test_a_day_that_is_planned_is_kept_and_written_down(national, editor, chief):
    page = change(national, editor, summary=CHANGED, go_live_at=timezone.now() + timedelta(3))
    urgent(page, chief)
    assert fresh(page).summary != CHANGED
    assert "公開の予約" in ReviewRecord.objects.get().words


def test_what_has_no_review_has_no_such_page(client, chief):
    client.force_login(chief)
    somebody = make_user("somebody")
    for way in (emergency_address(somebody), "/admin/emergency/0/0/", "/admin/emergency/9999/1/"):
        assert client.get(way).status_code == 404


@pytest.mark.parametrize("pk", ["9" * 40, "9" * 4000])
@pytest.mark.parametrize("model", [User, ContentType, Session, NewsPage])
def test_odd_numbers_and_models_have_no_such_page(client, chief, editor, model, pk):
    kind = ContentType.objects.get_for_model(model).pk
    for person, status in ((chief, 404), (editor, (302, 403))):
        client.force_login(person)
        answers = {client.get(f"/admin/emergency/{each}/{pk}/").status_code for each in (kind, pk)}
        assert answers <= {status} if isinstance(status, int) else answers <= set(status)
