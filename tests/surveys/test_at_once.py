"""Two posts that send at the same moment, in two connections of the database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cms.surveys.models import Invitation, Receipt, Response
from cms.surveys.services import finish
from cms.surveys.sittings import RefusedError
from tests.surveys.builders import AT, make_link, make_survey, sitting_of, store


@pytest.mark.parametrize("is_anonymous", [True, False])
@pytest.mark.parametrize("has_link", [True, False])
def test_of_many_posts_at_once_one_sends(own_database, is_anonymous, has_link):
    survey = make_survey(is_anonymous=is_anonymous)
    secret = make_link(survey)[1] if has_link else ""
    sitting = sitting_of(survey, secret)
    store(sitting, {"1": "はい"})
    start = Barrier(4)

    def post(_number):
        try:
            start.wait()
            finish(sitting=sitting, at=AT)
        except RefusedError:
            return "refused"
        finally:
            connection.close()
        return "sent"

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(post, range(4)))
    assert outcomes == ["refused"] * 3 + ["sent"]
    assert Response.objects.finished().count() == 1
    assert Invitation.objects.filter(is_answered=True).count() == int(has_link)
    assert Receipt.objects.count() == int(is_anonymous and not has_link)
