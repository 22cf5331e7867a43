"""No cell of a CSV that Wagtail writes is a formula, whoever typed it and wherever it is made."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.utils.functional import lazystr
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.models import Task, Workflow, WorkflowTask

from tests.builders import make_admin, make_standard_page

FORMULA = '=HYPERLINK("https://evil.example")'
REPORTS = {
    "workflow": "/admin/reports/workflow/",
    "task": "/admin/reports/workflow_tasks/",
    "history": "/admin/reports/site-history/",
    "age": "/admin/reports/aging-pages/",
}


class Named:
    def __str__(self):
        return FORMULA


@pytest.fixture
def handed_in(site, client):
    """A page with a formula for a title in a review of that name; the client is an admin's."""
    admin = make_admin()
    page = make_standard_page(site, title=FORMULA)
    page.save_revision(user=admin, log_action=True).publish()
    workflow = Workflow.objects.create(name=FORMULA)
    task = Task.objects.create(name=FORMULA)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow.start(page, admin)
    client.force_login(admin)


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_shows_a_formula_and_never_computes_it(client, handed_in, report):
    answer = client.get(REPORTS[report], {"export": "csv"})
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode())))
    cells = [cell for row in rows for cell in row]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "''"))]


def test_a_workbook_has_cells_of_text(client, handed_in):
    answer = client.get(REPORTS["workflow"], {"export": "xlsx"})
    rows = load_workbook(io.BytesIO(answer.getvalue())).active.iter_rows()
    found = [cell for row in rows for cell in row if cell.value == FORMULA]
    assert {cell.data_type for cell in found} == {"s"}


class Report(SpreadsheetExportMixin):
    custom_field_preprocess = {"own": {"csv": lambda value: f"{value}"}}


@pytest.mark.parametrize("field", ["own", "other"])
@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (FORMULA, f"'{FORMULA}"),
        ("普通の文", "普通の文"),
        ("'=1", "'=1"),
        (Named(), f"'{FORMULA}"),
        (lazystr(FORMULA), f"'{FORMULA}"),
    ],
)
def test_every_way_to_a_cell_ends_there_once(field, value, cell):
    assert Report().preprocess_field_value(field, value, "csv") == cell


@pytest.mark.parametrize("value", [None, -5, Decimal("-1.5"), date(2026, 5, 1), True])
def test_what_is_no_text_stays_what_it_is(value):
    assert Report().preprocess_field_value("other", value, "csv") == value


def test_a_list_is_one_text():
    assert Report().preprocess_field_value("other", ["=1", "2"], "csv") == "'=1, 2"
