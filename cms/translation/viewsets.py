"""用語集 in the admin: whoever approves says so by a box; every other change takes it back."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.core.calendar import today
from cms.fields.rows import refuse_repeated
from cms.translation.models import GlossaryTerm

APPROVES = "translation.approve_glossaryterm"
SAME_LANGUAGE = "同じ言語の名前が、もうあります。この行の言語を直すか、行を消してください。"


class GlossaryForm(WagtailAdminModelForm):
    is_approved = forms.BooleanField(
        label="この名前を承認する",
        required=False,
        help_text="承認した名前だけが、訳に自動で入ります。承認者が入れます。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_approved"].initial = self.instance.is_approved
        if not self._approves():
            self.fields["is_approved"].disabled = True
            self.fields[
                "is_approved"
            ].help_text = "承認者が入れます。変えて保存すると、承認は取り消されます。"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        refuse_repeated(self.formsets["names"], "language", SAME_LANGUAGE)
        return cleaned

    def _approves(self) -> bool:
        return self.for_user is not None and self.for_user.has_perm(APPROVES)

    def save(self, commit: bool = True) -> GlossaryTerm:
        """Approval is of what is saved now: by this person, today, or by nobody."""
        approved = self._approves() and self.cleaned_data["is_approved"]
        is_new_approval = approved and (self.has_changed() or not self.instance.is_approved)
        if is_new_approval:
            self.instance.approved_by, self.instance.approved_on = self.for_user, today()
        elif not approved and (self.has_changed() or self.instance.pk is None):
            self.instance.approved_by = self.instance.approved_on = None
        return super().save(commit)


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryTerm
    menu_label = "用語集"
    icon = "openquote"
    add_to_admin_menu = True
    menu_order = 385
    list_display = ["term", "reading", "approved_on", "approved_by"]
    list_filter = {"names__language": ["exact"]}
    list_per_page = 50
    copy_view_enabled = False
    inspect_view_enabled = True
    edit_handler = ObjectList(
        [*GlossaryTerm.panels, FieldPanel("is_approved")], base_form_class=GlossaryForm
    )
