"""What the editing screen posts for a rule."""

from wagtail.test.utils.form_data import inline_formset, streamfield

from measures.answering.sheet import write_sheet
from measures.rule_storage import rule_stream


def posted_rule(rule):
    """``rule`` of the engine as fields of the form."""
    return {
        "rule": streamfield(
            [(block["type"], _value(block["value"])) for block in rule_stream(rule)]
        ),
        "rule_as_of": rule.as_of.isoformat(),
    }


def _value(value):
    if not isinstance(value, dict):
        return value
    fields = {}
    for name, item in value.items():
        if name == "conditions":
            blocks = [(block["type"], _value(block["value"])) for block in item]
            fields[name] = streamfield(blocks)
        elif isinstance(item, list):
            fields[name] = tuple(item)
        elif item is not None and item is not False:
            fields[name] = item
    return fields


def posted_rows(rows, initial=0):
    """Rows of an inline form, of which the first ``initial`` are already stored."""
    return inline_formset(rows, initial=initial)


def posted_sheet(told, name="answers"):
    """The sheet of questions as a browser posts it for ``told``."""
    sheet = write_sheet(told, {}, None)
    return {f"{name}-{key}": tuple(values) for key, values in sheet.lists()}


def posted_example(row):
    """A stored example as a row of the inline form."""
    return {
        "id": row.pk,
        "title": row.title,
        "on": row.on.isoformat(),
        **posted_sheet(row.answers),
        "expected": row.expected,
        "implementation": row.implementation,
    }
