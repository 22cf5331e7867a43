from campaigns.models.advertising import AdvertisingRecord
from campaigns.models.asset import Asset, AssetFile
from campaigns.models.campaign import CampaignChannel, CampaignGoal, CampaignPage
from campaigns.models.distribution import Delivery, Distribution, ReportTicket
from campaigns.models.index import CampaignIndexPage
from campaigns.models.kit import Kit, KitAsset
from campaigns.models.know_how import KnowHowIndexPage, KnowHowPage, StaffKnowHowPage
from campaigns.models.licence import Licence
from campaigns.models.naming import NamingBox, NamingTemplate
from campaigns.models.use_report import UsePhoto, UsePlace, UseReport

__all__ = [
    "AdvertisingRecord",
    "Asset",
    "AssetFile",
    "CampaignChannel",
    "CampaignGoal",
    "CampaignIndexPage",
    "CampaignPage",
    "Delivery",
    "Distribution",
    "Kit",
    "KitAsset",
    "KnowHowIndexPage",
    "KnowHowPage",
    "Licence",
    "NamingBox",
    "NamingTemplate",
    "ReportTicket",
    "StaffKnowHowPage",
    "UsePhoto",
    "UsePlace",
    "UseReport",
]
