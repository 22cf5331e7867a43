"""What an editor may not save: checks that look at an event and its rows together."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from cms.assets.choices import Access
from events.choices import RegistrationKind

# First segments of the list's own addresses: an event of that slug could never be opened.
RESERVED_SLUGS = frozenset({"archive", "feed", "calendar"})


class EventForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, message in {
            **_times(cleaned),
            **_registering(cleaned),
            **self._film(cleaned),
            **_slug(cleaned),
        }.items():
            if name in self.fields:
                self.add_error(name, message)
            else:
                self.add_error(None, message)
        return cleaned

    def _rows(self, name: str) -> list[dict[str, Any]]:
        """Rows of an inline panel that stay; their own mistakes are told by themselves."""
        formset = self.formsets.get(name)
        if formset is None or not formset.is_valid():
            return []
        rows = [
            form.cleaned_data for form in formset.forms if form.has_changed() or form.instance.pk
        ]
        return [row for row in rows if row and not row.get("DELETE")]

    def _film(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        wrong: dict[str, Any] = {}
        film = cleaned.get("film")
        if film and film.access != Access.PUBLIC:
            wrong["film"] = "この動画は「職員だけ」です。「だれでも」の動画を選んでください。"
        silent = [row["name"] for row in self._rows("speakers") if not row["agrees_to_recording"]]
        if film and silent:
            names = "、".join(silent)
            wrong["film"] = (
                f"録画の公開に同意していない登壇者がいます：{names}。同意を得てから動画を選んでください。"
            )
        closed = [row["document"] for row in self._rows("slides")]
        if any(document.access != Access.PUBLIC for document in closed):
            wrong["slides"] = (
                "「職員だけ」の文書が資料に入っています。「だれでも」の文書にしてください。"
            )
        if cleaned.get("external_film_url") and not cleaned.get("external_film_site"):
            wrong["external_film_site"] = "行き先のサイトの名前を書いてください。"
        return wrong


def _times(cleaned: dict[str, Any]) -> dict[str, Any]:
    starts, ends, closes = (
        cleaned.get(name) for name in ("starts_at", "ends_at", "registration_closes_at")
    )
    wrong: dict[str, Any] = {}
    if starts and ends and ends <= starts:
        wrong["ends_at"] = "終わりは、始まりより後にしてください。"
    if closes and ends and closes > ends:
        wrong["registration_closes_at"] = "締め切りは、終わりより前にしてください。"
    return wrong


def _registering(cleaned: dict[str, Any]) -> dict[str, Any]:
    wrong: dict[str, Any] = {}
    if cleaned.get("registration") == RegistrationKind.EXTERNAL:
        for name in ("external_url", "external_site"):
            if not cleaned.get(name):
                wrong[name] = "ほかのサイトで受け付けるときは、名前とアドレスを入れてください。"
    if cleaned.get("capacity") == 0:
        wrong["capacity"] = "定員は1人以上にしてください。定員がなければ空にします。"
    if cleaned.get("most_people") == 0:
        wrong["most_people"] = "1人以上にしてください。"
    return wrong


def _slug(cleaned: dict[str, Any]) -> dict[str, Any]:
    if cleaned.get("slug") in RESERVED_SLUGS:
        message = "このスラッグは使えません。別のスラッグにしてください。"
        return {"slug": ValidationError(message)}
    return {}
