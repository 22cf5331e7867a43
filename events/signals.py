"""Signals feed the search index: a changed caption file changes what is found."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from cms.assets.models import MediaTrack, PortalMedia
from events.models import EventPage
from events.tasks import read_film


def read_again(sender: Any, instance: Any, **kwargs: Any) -> None:
    film = instance.media_id if sender is MediaTrack else instance.pk
    for pk in EventPage.objects.filter(film=film).values_list("pk", flat=True):
        transaction.on_commit(partial(read_film.enqueue, pk))


post_save.connect(read_again, sender=MediaTrack)
post_delete.connect(read_again, sender=MediaTrack)
post_save.connect(read_again, sender=PortalMedia)
