from collections.abc import Callable
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator, validate_email
from django.db import models
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from directory.choices import Channel
from directory.phones import telephone, validate_telephone

DIALLED = frozenset({Channel.TELEPHONE, Channel.FAX})
_validate_url = URLValidator(schemes=["https", "http"])
_VALIDATORS: dict[str, Callable[[str], object]] = {
    Channel.TELEPHONE: validate_telephone,
    Channel.FAX: validate_telephone,
    Channel.MAIL: validate_email,
}


class Contact(Orderable):
    """One way to reach an office."""

    office = ParentalKey("directory.Office", on_delete=models.CASCADE, related_name="contacts")
    channel = models.CharField("方法", max_length=8, choices=Channel, default=Channel.TELEPHONE)
    value = models.CharField(
        "番号・アドレス",
        max_length=300,
        help_text="電話は 042-000-0000 や #8008。押すと電話がかかるボタンになります。",
    )
    extension = models.CharField(
        "内線", max_length=8, blank=True, help_text="表示だけで、自動では押されません。"
    )
    label = models.CharField("名前", max_length=60, blank=True, help_text="例：相談専用")
    description = models.CharField("説明", max_length=200, blank=True)
    prefectures = models.CharField(
        "この都道府県の人だけ",
        max_length=60,
        blank=True,
        validators=[
            RegexValidator(r"^[0-4][0-9](,[0-4][0-9])*\Z", "「03,04,07」のように書きます。")
        ],
        help_text="ふつうは空欄。番号が県によって違うとき、県の番号を「03,04,07」のように書きます。",
    )

    panels = [
        FieldRowPanel([FieldPanel("channel"), FieldPanel("value"), FieldPanel("extension")]),
        FieldRowPanel([FieldPanel("label"), FieldPanel("description")]),
        FieldPanel("prefectures"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "連絡先"
        verbose_name_plural = "連絡先"

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.value}"

    def clean(self) -> None:
        super().clean()
        validate = _VALIDATORS.get(self.channel, _validate_url) if self.channel else None
        if validate and self.value:
            try:
                validate(self.value)
            except ValidationError as error:
                raise ValidationError({"value": error.messages}) from error
        if self.extension and not (self.extension.isascii() and self.extension.isdigit()):
            raise ValidationError({"extension": _("An extension has digits only.")})

    def is_for(self, prefecture: str) -> bool:
        """Whether it is meant just for the prefecture with these two digits."""
        return bool(prefecture) and prefecture in self.prefectures.split(",")

    @property
    def href(self) -> str:
        """What a tap opens. The extension is shown, never dialled; a mail has a neutral subject."""
        if self.channel in DIALLED:
            return telephone(self.value).href
        if self.channel == Channel.MAIL:
            return f"mailto:{self.value}?subject={quote(_('Enquiry'))}"
        return self.value

    @property
    def display(self) -> str:
        return telephone(self.value).display if self.channel in DIALLED else self.value
