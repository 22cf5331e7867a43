"""Measures in the site search: found by every name people use, private ones by nobody else."""

import pytest

from tests.builders import make_group, make_measure, make_user, restrict
from tests.reading import links_of, page_of, words

pytestmark = pytest.mark.django_db


def found(client, query):
    main = page_of(client.get("/search/", {"q": query})).main
    return {url.partition("?")[0] for url in links_of(main).values()}


@pytest.mark.parametrize(
    "query",
    ["児童扶養手当", "じどうふようてあて", "毎月の手当", "児扶手", "ｼﾞﾄﾞｳﾌﾖｳﾃｱﾃ", "戸籍謄本 手当"],
)
def test_a_measure_is_found_by_every_name(client, site, query):
    document = {"name": "戸籍謄本", "where": "", "alternative": ""}
    make_measure(site, other_names="児扶手", documents=[{"type": "document", "value": document}])
    make_measure(
        site,
        slug="kosodate",
        title="家事の手伝い",
        official_name="日常生活支援",
        summary="人が来ます",
    )
    assert "/measures/jido-fuyo-teate/" in found(client, query)


def test_a_hit_shows_both_names_and_the_summary(client, site):
    make_measure(site)
    text = words(page_of(client.get("/search/", {"q": "児童扶養手当"})).main)
    assert "ひとり親の毎月の手当（児童扶養手当）" in text
    assert "ひとりでお子さんを育てている方" in text


def test_a_restricted_measure_and_its_notes_are_found_by_readers_only(client, site):
    staff = make_user("staff")
    restrict(make_measure(site), make_group("職員", staff))
    assert "/measures/jido-fuyo-teate/" not in found(client, "児童扶養手当")
    assert "児童扶養" not in client.get("/search/suggest/", {"q": "児童"}).content.decode()
    client.force_login(staff)
    assert "/measures/jido-fuyo-teate/" in found(client, "児童扶養手当")
