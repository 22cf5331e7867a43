"""広報キット: the entrance of the campaigns."""

from cms.core.models import SectionIndexPage


class CampaignIndexPage(SectionIndexPage):
    """/campaigns/: every campaign, newest fiscal year first."""

    template = "campaigns/campaign_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["campaigns.CampaignPage", "campaigns.KnowHowIndexPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "広報キットの一覧"
