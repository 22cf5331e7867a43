"""Work after the answer."""

from django_tasks import task


@task()
def read_film(event_pk: int) -> None:
    """Read the captions and chapters of an event's film anew; an event that is gone has none."""
    from events.models import EventPage  # tasks are registered before the models are ready
    from events.services.transcribing import rebuild_cues

    event = EventPage.objects.filter(pk=event_pk).select_related("film").first()
    if event is not None:
        rebuild_cues(event=event)
