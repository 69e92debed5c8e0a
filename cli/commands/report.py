"""``timescales report``: the reports that the authority publishes and its meetings need."""

from datetime import date
from pathlib import Path

import click

from cli.common_options import CommonOptions, Day, answers, example
from cli.output import print_json, print_table

# The names of engine.reports.Form, whose module is not loaded before it is needed.
_FORMS = ("html", "spreadsheet", "csv")


@click.group()
def report() -> None:
    """Make annual reports, dashboards and lists for meetings."""


@report.command("list", epilog=example("timescales report list"))
@answers
def list_reports(options: CommonOptions) -> None:
    """List the reports that can be made."""
    from reports.catalogue import every_report

    known = every_report().values()
    if options.as_json:
        print_json(
            [
                {"report": one.id, "title": one.title, "about": one.about, "period": one.period}
                for one in known
            ]
        )
        return
    rows = [(one.id, one.title, one.period.value, one.about) for one in known]
    print_table(("Report", "Title", "Period", "What it shows"), rows, wraps=("What it shows",))


@report.command(
    epilog=example(
        "timescales report make iro-annual --from 2025-04-01 --to 2026-03-31",
        "timescales report make out-of-date-log --format spreadsheet --folder meeting",
    )
)
@click.argument("report_id", metavar="ID")
@click.option("--from", "first", type=Day(), help="The first day of the period.")
@click.option("--to", "last", type=Day(), help="The last day of the period.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the files go. Default: reports in the data folder.",
)
@click.option(
    "--format",
    "forms",
    type=click.Choice(_FORMS),
    multiple=True,
    help="Write this form. Default: all.",
)
@answers
def make(
    options: CommonOptions,
    *,
    report_id: str,
    first: date | None,
    last: date | None,
    folder: Path | None,
    forms: tuple[str, ...],
) -> None:
    """Make one report, and print where its files are.

    Without --from and --to, of the last month, quarter or financial year that was over by the
    day asked about; timescales report list says which. What happened after that day has not
    happened. With --json the report is printed as one document, and files are written only
    where --folder or --format asks for them.
    """
    from engine.reports import ReportQuestion, make_report, write_report
    from reports.formats.document import document

    with options.opened() as workspace:
        made = make_report(workspace, ReportQuestion(report_id, options.as_of, first, last))
    paths: list[Path] = []
    if not options.as_json or folder or forms:
        paths = write_report(made, folder or options.data_folder / "reports", forms or _FORMS)
    if options.as_json:
        print_json(document(made) | {"files": [str(path) for path in paths]})
        return
    for path in paths:
        click.echo(str(path))
