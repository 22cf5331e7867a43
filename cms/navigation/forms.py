"""Forms of records that belong to a site: only sites whose records the editor keeps."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.permissions import policy_registry


class OwnSiteForm(WagtailAdminModelForm):
    """Offers the sites of the editor, and begins with the only one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is None or "site" not in self.fields:
            return
        policy = policy_registry.get_by_type(self._meta.model)
        sites = policy.sites_user_has_any_permission_for(self.for_user, ["add", "change"])
        self.fields["site"].queryset = sites
        if not self.instance.pk and sites.count() == 1:
            self.initial["site"] = sites.get().pk
