"""Offices, organisations and questions of the finder: drafts, the town, the agency, the public."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow
from wagtail.search.backends import get_search_backend

from cms.areas.choices import AreaKind
from cms.areas.models import Area
from cms.core.publishing import PublicationRefusedError
from cms.workflow.choices import Act
from cms.workflow.deciding import NOT_YOURS, OWN
from cms.workflow.deciding import DecisionRefusedError as RefusedError
from directory.models import Office, OfficeTask, Organization
from directory.services import upsert_offices
from measures.models import FinderQuestion
from measures.rules import questions
from measures.services import translate_questions
from tests.builders import make_area, make_directory, make_office
from tests.reading import fields_of, links_of, page_of, words
from tests.workflow.builders import acts, address, approve, change, make_person, submit, turn_of

pytestmark = pytest.mark.django_db
IMPORTED = {
    "external_id": "hachioji-1",
    "area": "132012",
    "name": "子育て支援課",
    "organization": "八王子市役所",
    "tasks": ["allowance"],
    "contacts": [{"tel": "042-620-7368"}],
    "hours": [{"weekdays": "01234", "opens": "08:30", "closes": "17:15"}],
}


@pytest.fixture
def office(roles, town):
    upsert_offices([IMPORTED])
    return Office.objects.get()


@pytest.fixture
def organization(office):
    return office.organization


@pytest.fixture
def question(roles):
    return FinderQuestion.objects.create(key="parent", text="あなたは？")


def main_words(response):
    return words(page_of(response).main)


def test_every_record_has_the_review(roles):
    workflow = Workflow.objects.active().get()
    for model in (Office, Organization, FinderQuestion):
        assert model.get_default_workflow() == workflow


def test_an_office_is_confirmed_by_its_town_and_decided_by_the_agency(
    office, editor, clerk, approver, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        step = submit(change(office, editor, name="こども家庭課"), editor)
        assert (step.task.name, step.municipality) == ("事実確認", clerk.municipality)
        neighbour = make_person("x", "事実確認者", municipality=make_area("13209", "町田市"))
        for stranger in (neighbour, approver, editor):
            with pytest.raises(RefusedError, match=NOT_YOURS):
                approve(step, stranger)
        approve(step, clerk)
        assert Office.objects.get().name == "子育て支援課", "nothing is public yet"
        approve(turn_of(office), approver)
    office = Office.objects.get()
    assert (office.name, office.live, office.has_unpublished_changes) == (
        "こども家庭課",
        True,
        False,
    )
    assert acts(office) == [Act.ASKED, Act.APPROVED, Act.ASKED, Act.APPROVED, Act.PUBLISHED]
    assert {message.to[0].split("@")[0] for message in mail.outbox} == {
        "clerk",
        "approver",
        "editor",
    }


def test_the_place_of_the_draft_decides_who_confirms(office, editor, clerk):
    other = make_area("13209", "町田市")
    step = submit(change(office, editor, area=other), editor)
    assert step.municipality == other
    step.workflow_state.cancel(user=editor)
    step = submit(change(Office.objects.get(), editor, area=None), editor)
    assert step.municipality == clerk.municipality, "taking the place out is no way around it"


def test_a_ward_is_confirmed_by_its_city_and_an_abolished_town_by_its_successor(town):
    ward = Area.objects.create(
        code6="131016", kind=AreaKind.WARD, name="区", kana="く", romaji="ku", parent=town
    )
    assert make_office(ward, name="a").named_municipality == town
    town.designated = True
    old = make_area("13299", "昔の町", valid_to="2000-01-01")
    old.successor = town
    old.save()
    assert make_office(old, name="b").named_municipality == town
    assert make_office(None, name="c").named_municipality is None


@pytest.mark.parametrize(
    ("model", "fields"),
    [("organization", {"name": "八王子市こども家庭部"}), ("question", {"text": "あなたについて"})],
)
def test_organisations_and_questions_go_to_the_agency(request, editor, approver, model, fields):
    record = request.getfixturevalue(model)
    step = submit(change(record, editor, **fields), editor)
    assert step.task.name == "協議"
    with pytest.raises(RefusedError):
        approve(step, editor)
    approve(step, approver)
    record = type(record).objects.get(pk=record.pk)
    assert all(getattr(record, name) == value for name, value in fields.items())
    own = submit(change(record, approver, **dict.fromkeys(fields, "もう一度")), editor)
    with pytest.raises(RefusedError, match=OWN):
        approve(own, approver)


@pytest.mark.parametrize("model", ["office", "organization", "question"])
def test_nobody_publishes_past_the_review_and_imports_may(request, approver, editor, model):
    record = request.getfixturevalue(model)
    revision = change(record, editor).get_latest_revision()
    with pytest.raises(PublicationRefusedError, match="審査に出す"):
        revision.publish(user=approver)
    revision.publish()
    assert type(record).objects.get(pk=record.pk).live


def test_an_approver_who_presses_publish_is_told_what_to_do(client, organization, approver):
    client.force_login(approver)
    way = reverse("wagtailsnippets_directory_organization:edit", args=[organization.pk])
    box = page_of(client.get(way)).find("input", attrs={"name": "kana"})
    form = {**fields_of(box.find_parent("form")), "kana": "はち"}
    told = client.post(way, {**form, "action-publish": "1"}, follow=True)
    assert "審査に出す" in words(page_of(told))
    organization.refresh_from_db()
    assert organization.kana == ""
    assert organization.get_latest_revision_as_object().kana == "はち", "kept as a draft"


@pytest.mark.parametrize("model", ["office", "organization", "question"])
def test_the_form_of_an_editor_shows_drafts_and_hands_in(client, request, editor, model):
    record = request.getfixturevalue(model)
    names = f"wagtailsnippets_{record._meta.app_label}_{record._meta.model_name}"
    client.force_login(editor)
    way = reverse(f"{names}:edit", args=[record.pk])
    shown = page_of(client.get(way))
    assert shown.find("button", attrs={"name": "action-submit"})
    assert not shown.find("button", attrs={"name": "action-publish"})
    assert shown.find("input", attrs={"name": "go_live_at"})
    step = submit(change(record, editor), editor)
    locked = client.get(way).content.decode()
    assert address(step) in locked, "locked, with the way to the review"
    assert client.get(reverse(f"{names}:list")).status_code == 200
    first, last = (each.pk for each in record.revisions.order_by("pk"))
    compared = client.get(reverse(f"{names}:revisions_compare", args=[record.pk, first, last]))
    assert compared.status_code == 200


def test_the_reviewer_sees_every_part_that_changes(client, office, editor, clerk):
    draft = office.get_latest_revision_as_object()
    draft.name = "こども家庭課"
    draft.task_rows.set([OfficeTask(task="loan")])
    draft.contacts.set([*draft.contacts.all()])
    draft.contacts.all()[0].value = "042-620-0000"
    draft.save_revision(user=editor)
    step = submit(Office.objects.get(), editor)
    client.force_login(clerk)
    shown = client.get(address(step))
    changes = words(page_of(shown).main.find(class_="changes"))
    for part in ("こども家庭課", "相談できること", "手当", "お金を借りる", "番号・アドレス"):
        assert part in changes
    assert "開いている時間" not in changes, "what stays is not shown"


def test_what_only_a_browser_writes_otherwise_is_no_change(client, office, editor, clerk):
    office.description = "一行目\n二行目"
    office.save_revision(user=editor).publish()
    draft = office.get_latest_revision_as_object()
    draft.name, draft.description = "こども家庭課", "一行目\r\n二行目"
    draft.save_revision(user=editor)
    step = submit(Office.objects.get(), editor)
    client.force_login(clerk)
    changes = words(page_of(client.get(address(step))).main.find(class_="changes"))
    assert "こども家庭課" in changes
    assert "一行目" not in changes, changes


def test_a_draft_of_an_office_is_shown_as_its_page(client, site, office, editor, clerk):
    make_directory(site)
    draft = office.get_latest_revision_as_object()
    draft.name = "こども家庭課"
    draft.task_rows.set([OfficeTask(task="loan")])
    draft.save_revision(user=editor)
    step = submit(Office.objects.get(), editor)
    client.force_login(clerk)
    assert (
        address(step, "review_preview")
        in links_of(page_of(client.get(address(step))).main).values()
    )
    shown = main_words(client.get(address(step, "review_preview")))
    for part in ("こども家庭課", "お金を借りる", "042-620-7368", "8:30"):
        assert part in shown
    assert "こども家庭課" not in client.get(office.address_of_page()).content.decode()


def test_a_scheduled_change_leaves_the_imported_office_public(office, editor, clerk, approver):
    day = timezone.now() + timedelta(days=3)
    expiry = day + timedelta(days=1)
    draft = change(office, editor, name="こども家庭課", go_live_at=day, expire_at=expiry)
    step = submit(draft, editor)
    approve(step, clerk)
    approve(turn_of(office), approver)
    office = Office.objects.get()
    assert (office.live, office.name) == (True, "子育て支援課")
    assert acts(office)[-1] == Act.SCHEDULED
    revision = office.scheduled_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert Office.objects.get().name == "こども家庭課"
    Office.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)
    assert not Office.objects.visible_to(AnonymousUser()).exists()


def test_the_first_draft_keeps_what_was_public_as_a_version(office, editor):
    office = change(office, editor, name="こども家庭課")
    public, draft = office.revisions.order_by("pk")
    assert (office.live_revision, public.as_object().name) == (public, "子育て支援課")
    assert (public.user, draft.user) == (None, editor)
    change(office, editor, name="三つめの名前")
    assert office.revisions.count() == 3, "once"
    assert upsert_offices([{**IMPORTED, "name": "一覧の名前"}]).kept == ["hachioji-1"]


def test_the_search_follows_what_is_public(office, editor, clerk, approver):
    def found(text):
        shown = Office.objects.visible_to(AnonymousUser())
        return [each.pk for each in get_search_backend().search(text, shown)]

    step = submit(change(office, editor, name="ひだまり相談室"), editor)
    assert found("ひだまり") == []
    approve(step, clerk)
    approve(turn_of(office), approver)
    assert found("ひだまり") == [office.pk]
    Office.objects.get().unpublish()
    assert found("ひだまり") == []


def test_an_organisation_that_is_not_public_is_not_named(client, site, office):
    make_directory(site)
    way = office.address_of_page()
    assert "八王子市役所" in client.get(way).content.decode()
    Organization.objects.get().unpublish()
    hidden = client.get(way)
    assert hidden.status_code == 200
    assert "八王子市役所" not in hidden.content.decode()


def test_a_question_that_is_not_public_is_asked_in_the_engines_words(client, question, editor):
    assert [each.key for each in questions()] == ["parent"]
    draft = change(question, editor, text="べつの文")
    assert [each.text for each in questions()] == ["あなたは？"]
    draft.unpublish()
    assert questions() == []


def test_words_of_a_language_wait_for_the_draft(question, editor):
    record = {"text": "Are you…", "why_we_ask": "", "options": {}}
    change(question, editor, text="べつの文")
    waiting = translate_questions(language="en", records={"parent": record})
    assert (waiting.changed, waiting.unchanged) == (0, 1)
    FinderQuestion.objects.get().get_latest_revision().publish()
    assert translate_questions(language="en", records={"parent": record}).changed == 1
    assert "en" in FinderQuestion.objects.get().words_by_language


def test_deleting_an_office_under_review_leaves_its_records(client, office, editor, clerk):
    from tests.builders import make_admin

    step = submit(change(office, editor), editor)
    client.force_login(make_admin())
    way = reverse("wagtailsnippets_directory_office:delete", args=[office.pk])
    assert client.post(way).status_code == 302
    assert not Office.objects.exists()
    assert acts(office) == [Act.ASKED, Act.DELETED]
    client.force_login(clerk)
    gone = client.get(address(step))
    assert (gone.status_code, "記録に残っています" in main_words(gone)) == (410, True)
