from campaigns.models.asset import Asset, AssetFile
from campaigns.models.campaign import CampaignChannel, CampaignGoal, CampaignPage
from campaigns.models.index import CampaignIndexPage
from campaigns.models.kit import Kit, KitAsset
from campaigns.models.licence import Licence
from campaigns.models.naming import NamingBox, NamingTemplate

__all__ = [
    "Asset",
    "AssetFile",
    "CampaignChannel",
    "CampaignGoal",
    "CampaignIndexPage",
    "CampaignPage",
    "Kit",
    "KitAsset",
    "Licence",
    "NamingBox",
    "NamingTemplate",
]
