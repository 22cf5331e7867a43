"""Records that people publish by a review: amounts, offices, organisations, questions."""

from typing import Any, cast

from wagtail.admin.panels import PublishingPanel
from wagtail.models import DraftStateMixin, LockableMixin, Revision, RevisionMixin, WorkflowMixin

from cms.core.publishing import overwritable, refuse_without_review


class ReviewedRecord(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin):
    """The stored row is what the public reads; what an editor saves is a draft until its review.

    Imports and commands write the row, or publish as nobody. A subclass stands in a migration of
    ``cms.workflow`` that attaches the review (docs/decisions/0015-review.md).
    """

    schedule_panels = [PublishingPanel(heading="公開する日時")]

    class Meta:
        abstract = True

    def save_revision(
        self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any
    ) -> Revision:
        """The first draft of a row that an import made public keeps that row as a version, too.

        Without it Wagtail would take the row off while a publication waits for its day, and the
        history would not show what the first change changed.
        """
        if self.pk and self.live and self.live_revision_id is None:
            self._keep_public_version()
        kwargs["overwrite_revision"] = overwritable(self, overwrite_revision)
        return cast(Revision, super().save_revision(*args, **kwargs))

    def _keep_public_version(self) -> None:
        stored = type(self)._default_manager.filter(pk=self.pk, live=True, live_revision=None)
        public = stored.first()
        if public is None:
            return
        kept = RevisionMixin.save_revision(public, changed=False, clean=False)
        stored.update(live_revision=kept)
        self.live_revision = self.latest_revision = kept

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Raises PublicationRefusedError where a person would publish past the review."""
        refuse_without_review(self, revision, by=kwargs.get("user"))
        super().publish(revision, *args, **kwargs)
