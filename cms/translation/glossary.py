"""The offline engine: fills in approved official names, and nothing else."""

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.models import Locale
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from cms.core.languages import default_language
from cms.translation.models import GlossaryTerm


def names_within(text: str, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Terms of a glossary that occur in ``text`` with their names; longer terms hide shorter."""
    found, rest = [], text
    for term in sorted(names, key=len, reverse=True):
        if term in rest:
            found.append((term, names[term]))
            rest = rest.replace(term, " ")
    return sorted(found, key=lambda pair: text.index(pair[0]))


class GlossaryTranslator(BaseMachineTranslator):
    """Strings that are an approved term become its official name.

    A sentence with a term in it stays untranslated: half a sentence helps nobody.
    """

    display_name = "用語集"

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        codes = source_locale.language_code, target_locale.language_code
        return codes[0] == default_language() != codes[1]

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Iterable[StringValue]
    ) -> dict[StringValue, Any]:
        names = GlossaryTerm.objects.names_in(target_locale.language_code)
        terms = {string: string.render_text().strip() for string in strings}
        return {
            string: StringValue.from_plaintext(names[term])
            for string, term in terms.items()
            if term in names
        }
