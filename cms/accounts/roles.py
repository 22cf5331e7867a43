"""Roles of the portal as groups and what each may do (docs/roles.md says it in words)."""

from dataclasses import dataclass

ADMIN = "wagtailadmin.access_admin"
READ_LIBRARY = "accounts.read_staff_library"
WRITE_PAGES = ("add_page", "change_page")
PUBLISH_PAGES = (*WRITE_PAGES, "publish_page", "lock_page", "unlock_page")
# Wagtail asks for the rights of its own models, whatever model the portal keeps files in.
USE_FILES = ("add_image", "change_image", "choose_image")
USE_DOCUMENTS = ("add_document", "change_document", "choose_document")
USE_MEDIA = ("add_media", "change_media")
CONFIRMING = "事実確認者"
STAFF_ROLES = ("職員", CONFIRMING)  # what people of a municipality can be
FILE_APPS = ("wagtailimages", "wagtaildocs", "wagtailmedia")


@dataclass(frozen=True)
class Role:
    """One group.

    ``page_permissions`` and ``file_permissions`` are Wagtail's codenames, given on the root of the
    page tree and of the collections; ``models`` are labels whose records the role keeps
    (view, add, change; publish where the model has drafts and the role publishes pages); ``reads``
    are labels whose records it only looks at; ``rights`` are further permissions by full name.
    ``site_models`` are labels of records that belong to a site: the role keeps those of its own.
    """

    name: str
    uses_admin: bool = True
    page_permissions: tuple[str, ...] = ()
    file_permissions: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    site_models: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    translates: bool = False  # its page permissions are for the trees of other languages only

    @property
    def reads_library(self) -> bool:
        """Whether the pages for municipal staff are open to the role."""
        return READ_LIBRARY in self.rights

    @property
    def publishes(self) -> bool:
        return "publish_page" in self.page_permissions


DIRECTORY_RECORDS = ("directory.office", "directory.organization")
MEASURE_RECORDS = (
    "measures.parameter",
    "measures.implementation",
    "measures.finderquestion",
    "measures.persona",
)
COMPANY_RECORDS = ("companies.submission",)
CAMPAIGN_RECORDS = (
    "campaigns.kit",
    "campaigns.asset",
    "campaigns.licence",
    "campaigns.namingtemplate",
)
FILE_RECORDS = ("assets.mediatrack",)
WORDING_RECORDS = ("readability.plainterm", "readability.reading")
SITE_RECORDS = ("navigation.menu", "navigation.emergencybanner", "core.sitesettings")
SYNONYMS = ("site_search.synonym",)
USE_RECORDS = (
    "campaigns.distribution",
    "campaigns.delivery",
    "campaigns.usereport",
    "campaigns.advertisingrecord",
)
TRANSLATE = "wagtail_localize.submit_translation"
GLOSSARY = ("translation.glossaryterm",)
SEARCH_REPORTS = ("site_search.zeroresultquery",)
USEFULNESS = ("surveys.pagevote", "surveys.pageremark")
COUNTS = ("insights.dailycount",)
QUALITY_REPORTS = ("quality.linkuse", "assets.rightsrecord")
REVIEW_KEEPING = ("workflow.checklistitem", "workflow.pageupkeep")
REVIEW_RECORDS = ("workflow.reviewrecord",)
EXPORT_REVIEWS = "workflow.export_reviewrecord"
READ_EVERY_REVIEW = "workflow.read_every_review"
CONFIRM_FACTS = "workflow.confirm_facts"

ROLES = (
    Role(
        "編集者",
        page_permissions=WRITE_PAGES,
        file_permissions=(*USE_FILES, *USE_DOCUMENTS, *USE_MEDIA),
        models=(
            *DIRECTORY_RECORDS,
            *MEASURE_RECORDS,
            *COMPANY_RECORDS,
            *CAMPAIGN_RECORDS,
            *FILE_RECORDS,
            *GLOSSARY,
            *SYNONYMS,
            *WORDING_RECORDS,
            *REVIEW_KEEPING,
        ),
        reads=(*SEARCH_REPORTS, *USEFULNESS, *QUALITY_REPORTS, *REVIEW_RECORDS),
        rights=(READ_LIBRARY, TRANSLATE),
    ),
    Role(CONFIRMING, uses_admin=False, rights=(READ_LIBRARY, CONFIRM_FACTS)),
    Role(
        "承認者",
        page_permissions=PUBLISH_PAGES,
        file_permissions=(*USE_FILES, *USE_DOCUMENTS, *USE_MEDIA),
        models=(
            *DIRECTORY_RECORDS,
            *MEASURE_RECORDS,
            *COMPANY_RECORDS,
            *CAMPAIGN_RECORDS,
            *FILE_RECORDS,
            *SYNONYMS,
            *GLOSSARY,
            *WORDING_RECORDS,
            *REVIEW_KEEPING,
        ),
        site_models=SITE_RECORDS,
        reads=(*SEARCH_REPORTS, *USEFULNESS, *QUALITY_REPORTS, *REVIEW_RECORDS),
        rights=(
            READ_LIBRARY,
            TRANSLATE,
            "translation.approve_glossaryterm",
            "assets.export_rightsrecord",
            EXPORT_REVIEWS,
        ),
    ),
    Role(
        "翻訳者",
        page_permissions=("change_page",),
        models=GLOSSARY,
        rights=(TRANSLATE,),
        translates=True,
    ),
    Role("職員", uses_admin=False, rights=(READ_LIBRARY,)),
    Role("照会担当"),
    Role("相談担当"),
    Role(
        "広報",
        file_permissions=(*USE_FILES, *USE_DOCUMENTS),
        models=(*CAMPAIGN_RECORDS, *USE_RECORDS, "surveys.survey"),
        reads=(
            "surveys.response",
            "events.registration",
            "assets.rightsrecord",
            *USEFULNESS,
            *COUNTS,
        ),
        rights=(
            READ_LIBRARY,  # who keeps files sees those for staff, too
            "campaigns.export_delivery",
            "surveys.export_response",
            "events.export_registration",
            "assets.export_rightsrecord",
        ),
    ),
    Role(
        "監査",
        reads=("records.accessrecord", *COUNTS, *REVIEW_RECORDS),
        rights=("records.export_accessrecord", READ_LIBRARY, EXPORT_REVIEWS, READ_EVERY_REVIEW),
    ),
    Role(
        "管理者",
        models=(*SITE_RECORDS, *SYNONYMS, "accounts.user"),
        rights=("accounts.issue_accounts", READ_LIBRARY),
    ),
)

# Of every site beside the main one, as 「編集者（東京都）」: its own pages and files alone.
SITE_ROLES = (
    Role(
        "編集者",
        page_permissions=WRITE_PAGES,
        file_permissions=(*USE_FILES, *USE_DOCUMENTS, *USE_MEDIA),
        rights=(READ_LIBRARY, TRANSLATE),
    ),
    Role(
        "承認者",
        page_permissions=PUBLISH_PAGES,
        file_permissions=(*USE_FILES, *USE_DOCUMENTS, *USE_MEDIA),
        site_models=SITE_RECORDS,
        rights=(READ_LIBRARY, TRANSLATE),
    ),
)


def group_name(role: str, label: str) -> str:
    """The role ``role`` of the site ``label``: 編集者（東京都）."""
    return f"{role}（{label}）"
