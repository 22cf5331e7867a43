"""Campaigns and their list: what visitors see, what may not be published, what it costs."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageLogEntry

from campaigns.models import CampaignGoal, CampaignPage
from cms.core.calendar import now, today
from cms.core.publishing import REFUSED, PublicationRefusedError
from tests.builders import make_admin, make_translation
from tests.campaigns.builders import (
    campaign_index,
    ground_pdf,
    make_asset,
    make_campaign,
    make_kit,
    make_template,
)
from tests.reading import fields_of, main_heading, page_of

YEAR_ENDS = date(2027, 3, 31)


def test_a_campaign_shows_its_facts_and_kits(client, kit):
    response = client.get("/campaigns/autumn/")
    assert main_heading(response) == "秋の広報"
    page = page_of(response)
    assert "ひとり親の家庭" in page.get_text()
    assert page.find("a", href=f"/campaigns/kits/{kit.pk}/")
    picture = page.select_one(".asset-card img")
    assert picture["alt"] == "二人が話している絵"


def test_the_list_leads_to_campaigns_of_fiscal_years(client, site):
    make_campaign(site, slug="spring", title="一年の終わり", starts_on=YEAR_ENDS, ends_on=YEAR_ENDS)
    make_campaign(site, slug="next", title="一年のはじめ", starts_on=YEAR_ENDS + timedelta(1))
    first = page_of(client.get("/campaigns/years/2026/")).get_text()
    second = page_of(client.get("/campaigns/years/2027/")).get_text()
    assert ("一年の終わり" in first, "一年のはじめ" in first) == (True, False)
    assert ("一年の終わり" in second, "一年のはじめ" in second) == (False, True)
    assert client.get("/campaigns/years/1999/").status_code == 404


def test_a_campaign_over_the_turn_of_the_year_is_in_both(client, site):
    make_campaign(site, starts_on=YEAR_ENDS, ends_on=YEAR_ENDS + timedelta(1))
    for year in (2026, 2027):
        assert "秋の広報" in page_of(client.get(f"/campaigns/years/{year}/")).get_text()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"logo_check": "undecided"}, "ロゴ入り"),
        ({"logo_check": "missing"}, "ロゴ入り"),
        ({"operator_check": "undecided"}, "実施団体名を入れない"),
        ({"operator_check": "present"}, "実施団体名を入れない"),
        ({"rights_until": date(2020, 3, 31)}, "期限"),
        ({"alt_text": " "}, "画像の説明"),
        ({"live": False}, "公開されていません"),
    ],
)
def test_publishing_is_refused_with_the_name_of_the_asset(campaign, fields, words):
    make_kit(campaign, make_asset(title="駅のポスター", **fields))
    with pytest.raises(PublicationRefusedError) as refusal:
        campaign.save_revision().publish()
    assert "「駅のポスター」" in refusal.value.reason
    assert words in refusal.value.reason


def test_the_last_day_of_the_rights_is_a_day_of_use(campaign):
    asset = make_asset(rights_until=today())
    make_kit(campaign, asset)
    campaign.save_revision().publish()
    assert asset.open_questions(on=today() + timedelta(1))


def test_a_scheduled_version_waits_and_its_history_says_why(campaign):
    asset = make_asset(title="駅のポスター", logo_check="undecided")
    make_kit(campaign, asset)
    campaign.title = "新しい題"
    campaign.go_live_at = now() - timedelta(minutes=1)
    revision = campaign.save_revision(approved_go_live_at=campaign.go_live_at)
    for _run in range(2):
        call_command("publish_scheduled")
    assert CampaignPage.objects.get().title == "秋の広報"
    entry = PageLogEntry.objects.get(action=REFUSED, revision=revision)
    assert "「駅のポスター」" in entry.data["reason"]
    asset.logo_check = "present"
    asset.save()
    call_command("publish_scheduled")
    assert CampaignPage.objects.get().title == "新しい題"


def test_the_admin_says_why_a_campaign_is_not_published(campaign, client):
    make_kit(campaign, make_asset(title="駅のポスター", operator_check="undecided"))
    client.force_login(make_admin())
    address = f"/admin/pages/{campaign.pk}/edit/"
    fields = fields_of(page_of(client.get(address)).find(id="page-edit-form"))
    changed = {"body-count": "0", **fields, "target": "みんな", "action-publish": "1"}
    response = client.post(address, changed, follow=True)
    assert "「駅のポスター」" in response.content.decode()
    assert CampaignPage.objects.get().target == "ひとり親の家庭"


@pytest.mark.parametrize("slug", ["assets", "kits", "years", "know-how", "reports"])
def test_a_slug_of_the_sections_own_addresses_is_refused(campaign, slug):
    campaign.slug = slug
    with pytest.raises(ValidationError):
        campaign.clean()


def test_a_campaign_does_not_end_before_it_begins(campaign):
    campaign.ends_on = date(2026, 9, 30)
    with pytest.raises(ValidationError):
        campaign.clean()


def test_a_campaign_with_a_kit_is_not_deleted(kit, client):
    client.force_login(make_admin())
    response = client.post(f"/admin/pages/{kit.campaign_id}/delete/", follow=True)
    assert "「秋のキット」" in response.content.decode()
    assert CampaignPage.objects.exists()


def test_accepted_terms_keep_their_words(asset):
    asset.licence.text = "ほかの文。"
    with pytest.raises(ValidationError):
        asset.licence.clean()


def test_a_translation_shows_the_kits_of_the_japanese_page(client, site, kit):
    home = make_translation(site.root_page.specific, "en", title="Portal")
    index = make_translation(campaign_index(site), "en", title="Kits")
    make_translation(kit.campaign, "en", title="Autumn campaign")
    assert Locale.objects.filter(language_code="en").exists()
    assert index.get_parent().pk == home.pk
    response = client.get("/en/campaigns/autumn/")
    assert main_heading(response) == "Autumn campaign"
    assert page_of(response).find("a", href=f"/en/campaigns/kits/{kit.pk}/")


def test_campaigns_are_found_by_the_names_of_their_designs(kit):
    assert "秋のキット" in kit.campaign.asset_words
    assert "ポスター" in kit.campaign.asset_words


def queries(client, address):
    client.get(address)  # what stands around every page is read once a minute
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_the_list_costs_the_same_for_many_campaigns(client, site):
    numbers = []
    for start, count in ((0, 3), (3, 27)):
        for number in range(start, start + count):
            campaign = make_campaign(site, slug=f"c{number}", title=f"広報{number}")
            make_kit(campaign, make_asset(title=f"素材{number}"))
        numbers.append(queries(client, "/campaigns/"))
    assert numbers[0] == numbers[1] <= 15


def test_a_campaign_and_a_kit_cost_the_same_for_many_designs(client, site):
    found = {}
    for number in (3, 30):
        campaign = make_campaign(site, slug=f"many{number}")
        assets = [make_asset(title=f"素材{each}") for each in range(number)]
        kit = make_kit(campaign, *assets)
        found[number] = (
            queries(client, f"/campaigns/many{number}/"),
            queries(client, f"/campaigns/kits/{kit.pk}/"),
            queries(client, f"/campaigns/assets/{assets[0].pk}/"),
        )
    assert found[3] == found[30]
    assert max(found[30]) <= 15


@pytest.mark.parametrize(
    ("ground", "words"),
    [
        (b"%PDF-1.4 broken", "読み取れません"),
        (ground_pdf(pages=2), "1ページだけ"),
        (ground_pdf(210, 297), "塗り足しがありません"),
        (ground_pdf(303, 426), "大きさが合いません"),
    ],
)
def test_a_ground_that_does_not_fit_is_refused_with_what_to_do(asset, ground, words):
    template = make_template(asset, ground=ground)
    with pytest.raises(ValidationError) as problem:
        template.clean()
    assert words in "".join(problem.value.message_dict["ground"])


def test_a_ground_with_its_bleed_is_taken(asset):
    make_template(asset).clean()


def test_the_proof_shows_a_template_with_the_longest_words(client, asset):
    template = make_template(asset)
    address = f"/admin/campaigns/proof/{template.pk}/"
    assert client.get(address).status_code == 302
    client.force_login(make_admin())
    response = client.get(address)
    assert response.status_code == 200
    assert response.content.startswith(b"\x89PNG")


def test_the_proof_names_a_box_that_is_too_small(client, asset):
    template = make_template(asset)
    template.boxes.filter(content="name").update(width=5, height=3)
    client.force_login(make_admin())
    response = client.get(f"/admin/campaigns/proof/{template.pk}/")
    assert response.status_code == 422
    assert "わくを大きく" in response.content.decode()


def test_goals_are_read_with_their_thousands(client, site):
    campaign = make_campaign(site)
    CampaignGoal.objects.create(
        page=campaign, name="配った数", goal=50_000, unit="部", result=1_234, result_on=YEAR_ENDS
    )
    cells = page_of(client.get("/campaigns/autumn/")).select("section[aria-labelledby=goals] td")
    assert cells[0].get_text(strip=True) == "50,000部"
    assert cells[1].get_text().startswith("1,234部")
