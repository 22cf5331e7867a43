"""Every address of the portal. Stable: see docs/architecture.md before changing one."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.cache import cache_control
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from campaigns import urls as campaigns_urls
from campaigns.use import urls as use_urls
from cms.accounts import urls as accounts_urls
from cms.accounts.views.sign_in import SignOutView
from cms.assets.serving import YEAR
from cms.assets.views import public_file
from cms.core import admin_pages
from cms.core import urls as core_urls
from cms.core.files import urls as files_urls
from cms.core.views import nothing_here, serve_page
from cms.readability import urls as readability_urls
from cms.search import urls as search_urls
from cms.surveys import urls as survey_urls
from cms.translation import admin_urls as translation_admin_urls
from cms.translation.views.words import admin_words
from cms.workflow import urls as workflow_urls
from companies import urls as company_urls
from home import urls as home_urls
from measures import urls as measures_urls
from measures.finder import urls as finder_urls

handler400 = "cms.core.views.bad_request"
handler403 = "cms.core.views.forbidden"
handler404 = "cms.core.views.not_found"
handler500 = "cms.core.views.server_error"

one_sign_in = RedirectView.as_view(pattern_name="sign_in", query_string=True)

urlpatterns = [
    path("admin/login/", one_sign_in),
    path("admin/logout/", SignOutView.as_view(), name="admin_sign_out"),
    path("admin/failwhale/", nothing_here),  # would fail on purpose, for anybody with the admin
    path("admin/jsi18n/", admin_words),
    path("admin/", include(admin_pages)),
    path("admin/localize/", include(translation_admin_urls)),
    path("admin/", include(wagtailadmin_urls)),
    path("", include(files_urls)),
    path("", include(core_urls)),
    path("", include(readability_urls)),
    path("feeds/", include(home_urls)),
    path("feeds/", include(measures_urls)),
]

if settings.SERVES_MEDIA:
    pattern = rf"^{settings.MEDIA_URL.lstrip('/')}(?P<path>.*)$"
    # Names of renditions carry a hash of the picture: what has the name never changes.
    kept = cache_control(public=True, max_age=YEAR, immutable=True)(public_file)
    urlpatterns += [re_path(pattern, kept)]

urlpatterns += i18n_patterns(
    path("sign-in/", include(accounts_urls)),
    path("search/", include(search_urls)),
    path("surveys/", include(survey_urls)),
    path("reviews/", include(workflow_urls)),
    path("measures/finder/", include(finder_urls)),
    path("companies/submit/", include(company_urls)),
    path("campaigns/reports/", include(use_urls)),
    path("campaigns/", include(campaigns_urls)),
    path("_util/login/", one_sign_in),
    re_path(wagtail_urls.serve_pattern, serve_page),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
