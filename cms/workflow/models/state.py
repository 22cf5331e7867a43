"""One step of one review: Wagtail's task state with who, until when, and our rules."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models, transaction
from wagtail.models import TaskState

from cms.core.calendar import now
from cms.workflow.choices import Act
from cms.workflow.querysets import ReviewStateManager

WITHDRAWN = "審査を取りやめました。"


class ReviewState(TaskState):
    """Decisions are checked here, so that no way around the screens leads past four eyes.

    ``municipality`` is whose people confirm (only 事実確認); with an ``assignee`` it is that
    person's turn alone.
    """

    due_on = models.DateField("期限", db_index=True)
    municipality = models.ForeignKey(
        "areas.Area", models.PROTECT, null=True, related_name="+", verbose_name="自治体"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="たのまれた人",
    )
    reminded_on = models.DateField("催促した日", null=True)

    objects = ReviewStateManager()

    class Meta:
        verbose_name = "確認"
        verbose_name_plural = "確認"
        default_permissions = ()

    @property
    def is_open(self) -> bool:
        return self.status == self.STATUS_IN_PROGRESS

    @transaction.atomic
    def approve(
        self,
        user: Any = None,
        update: bool = True,
        comment: str = "",
        ticked: Sequence[str] = (),
    ) -> "ReviewState":
        """Raises DecisionRefusedError: own change, unticked lines, decided, another version."""
        from cms.workflow.deciding import refuse_approval
        from cms.workflow.services.recording import record

        refuse_approval(self, by=user, ticked=ticked)
        record(state=self, act=Act.APPROVED, by=user, at=now(), words=comment, checked=ticked)
        super().approve(user=user, update=update, comment=comment)
        return self

    @transaction.atomic
    def reject(self, user: Any = None, update: bool = True, comment: str = "") -> "ReviewState":
        """Raises DecisionRefusedError without a reason, or when it is decided already."""
        from cms.workflow.deciding import refuse_rejection
        from cms.workflow.mails import tell_rejected
        from cms.workflow.services.recording import record

        refuse_rejection(self, by=user, reason=comment)
        record(state=self, act=Act.REJECTED, by=user, at=now(), words=comment)
        super().reject(user=user, update=update, comment=comment)
        tell_rejected(self, by=user, reason=comment)
        return self

    @transaction.atomic
    def cancel(
        self, user: Any = None, resume: bool = False, comment: str = WITHDRAWN
    ) -> "ReviewState":
        from cms.workflow.services.recording import record

        record(state=self, act=Act.WITHDRAWN, by=user, at=now(), words=comment)
        super().cancel(user=user, resume=resume, comment=comment)
        return self
