"""用語集: approval, and the engine that fills in nothing else."""

import pytest
from wagtail_localize.models import StringTranslation
from wagtail_localize.views.edit_translation import apply_machine_translation

from cms.accounts.services import apply_roles
from cms.translation.glossary import GlossaryTranslator, names_within
from cms.translation.models import GlossaryName, GlossaryTerm
from cms.translation.services.translating import submit_page
from tests.builders import make_admin, make_group, make_locale, make_standard_page, make_user
from tests.translation.builders import english_site

NAMES = {
    "児童扶養手当": "Child Rearing Allowance",
    "手当": "Allowance",
    "ひとり親": "Single parent",
}


def make_term(term="児童扶養手当", name="Child Rearing Allowance", **fields):
    found = GlossaryTerm.objects.create(term=term, **fields)
    GlossaryName.objects.create(term=found, language="en", name=name)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ひとり親の児童扶養手当", ["ひとり親", "児童扶養手当"]),
        ("手当と児童扶養手当", ["手当", "児童扶養手当"]),
        ("児童扶養手当だけ", ["児童扶養手当"]),
        ("何もない", []),
    ],
)
def test_longer_terms_hide_the_shorter_ones_in_them(text, expected):
    assert [term for term, _name in names_within(text, NAMES)] == expected


def test_the_engine_fills_whole_strings_with_approved_names_and_nothing_else(site):
    english_site(site)
    make_term("このサイトについて", "About this site", approved_on="2026-11-01")
    make_term("児童扶養手当", approved_on="2026-11-01")
    make_term("窓口", "Desk")
    page = make_standard_page(site, introduction="児童扶養手当の窓口", search_description="窓口")
    translation = submit_page(page=page, language="en")
    engine = GlossaryTranslator({})
    assert apply_machine_translation(translation.pk, make_admin(), engine)
    found = StringTranslation.objects.values_list("translation_of__data", "data")
    assert dict(found) == {"このサイトについて": "About this site"}
    assert StringTranslation.objects.get().translation_type == "machine"


def test_the_engine_translates_out_of_japanese_only(site):
    japanese, english = make_locale("ja"), make_locale("en")
    engine = GlossaryTranslator({})
    assert engine.can_translate(japanese, english)
    assert engine.can_translate(japanese, make_locale("ja-simple"))
    assert not engine.can_translate(english, japanese)
    assert not engine.can_translate(japanese, japanese)


@pytest.fixture
def member(site, client):
    apply_roles()

    def sign_in(role):
        user = make_user(f"user-{role}")
        make_group(role, user)
        client.force_login(user)
        return user

    return sign_in


def post(client, term, **changes):
    name = term.names.get() if term else None
    fields = {
        "term": "児童扶養手当",
        "reading": "",
        "note": "",
        "names-TOTAL_FORMS": "1",
        "names-INITIAL_FORMS": "1" if name else "0",
        "names-MIN_NUM_FORMS": "1",
        "names-MAX_NUM_FORMS": "1000",
        "names-0-id": str(name.pk) if name else "",
        "names-0-ORDER": "1",
        "names-0-language": "en",
        "names-0-name": "Child Rearing Allowance",
        **changes,
    }
    part = f"edit/{term.pk}" if term else "add"
    return client.post(f"/admin/snippets/translation/glossaryterm/{part}/", fields)


def test_an_approver_approves_by_a_box(member, client):
    approver, term = member("承認者"), make_term()
    assert post(client, term, is_approved="on").status_code == 302
    term.refresh_from_db()
    assert (term.approved_by, term.is_approved) == (approver, True)
    assert GlossaryTerm.objects.names_in("en") == {"児童扶養手当": "Child Rearing Allowance"}


@pytest.mark.parametrize("role", ["編集者", "翻訳者"])
def test_who_may_not_approve_cannot_by_posting_either(member, client, role):
    member(role)
    assert post(client, None, is_approved="on").status_code == 302
    assert not GlossaryTerm.objects.get().is_approved


def test_a_change_by_somebody_else_takes_the_approval_back(member, client):
    member("翻訳者")
    term = make_term(approved_on="2026-11-01")
    post(client, term, **{"names-0-name": "Another name"})
    term.refresh_from_db()
    assert not term.is_approved
    assert GlossaryTerm.objects.names_in("en") == {}


def test_saving_without_a_change_keeps_the_approval(member, client):
    member("翻訳者")
    term = make_term(approved_on="2026-11-01")
    post(client, term)
    term.refresh_from_db()
    assert term.is_approved


def test_one_name_a_language(member, client):
    member("編集者")
    term = make_term()
    response = post(
        client,
        term,
        **{"names-TOTAL_FORMS": "2", "names-1-language": "en", "names-1-name": "Other"},
        **{"names-1-id": "", "names-1-ORDER": "2"},
    )
    assert response.status_code == 200
    assert term.names.count() == 1
    assert "同じ言語の名前が、もうあります" in response.content.decode()


def test_a_term_that_is_there_is_told_in_words(member, client):
    member("編集者")
    make_term()
    response = post(client, None)
    assert response.status_code == 200
    assert "同じ「用語」のものが、もうあります。" in response.content.decode()
