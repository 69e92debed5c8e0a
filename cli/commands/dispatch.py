"""``timescales dispatch``: send what waits."""

import click

from cli.common_options import CommonOptions, answers, example
from cli.exit_codes import FAILED
from cli.failures import tell
from cli.output import print_json, working
from domain.wording import counted


@click.command(epilog=example("timescales dispatch"))
@answers
def dispatch(options: CommonOptions) -> None:
    """Send what waits in the outbox.

    Running it again is always safe. What cannot go now waits and is tried again by the next
    dispatch; then the command says why and ends with code 1.
    """
    from engine.outbox import send_waiting

    with options.opened() as workspace, working("Sending"):
        result = send_waiting(workspace, options.now)
    for problem in result.problems:
        tell(problem)
    if options.as_json:
        problems = [
            {"code": one.code, "message": one.message, "remedy": one.remedy}
            for one in result.problems
        ]
        print_json(
            {
                "sent": result.sent,
                "repeats": result.repeats,
                "already_there": result.already_there,
                "waiting": result.waiting,
                "failed": result.failed,
                "problems": problems,
            }
        )
    else:
        perhaps = f", {result.repeats:,} of them perhaps repeats" if result.repeats else ""
        click.echo(
            f"Sent {counted(result.sent, 'message')}{perhaps}; {result.already_there:,} had "
            f"arrived before, {result.waiting:,} wait for another try, {result.failed:,} were "
            "refused."
        )
    if result.problems:
        click.get_current_context().exit(FAILED)
