"""``timescales demo``: a synthetic authority to look at."""

from pathlib import Path

import click

from cli.common_options import CommonOptions, answers, example
from cli.import_summary import show_import
from cli.output import note, print_json, print_table, working
from domain.wording import counted

SEED = 1


@click.group()
def demo() -> None:
    """A synthetic authority to look at: load it, or export its returns."""


@demo.command(epilog=example("timescales demo load --seed 7 --as-of 2025-11-03"))
@click.option(
    "--seed", type=int, metavar="N", default=SEED, show_default=True, help="Which county to invent."
)
@answers
def load(options: CommonOptions, seed: int) -> None:
    """Fill an empty store with a made-up county.

    It has Leicestershire's size. The same seed and day give the same events. Nobody in it is
    real. A store that holds anything else is left alone.
    """
    from engine.demo import load_demo

    with working("Inventing a county") as progress:
        result = load_demo(options.usable_settings(), seed, options.now, progress)
    show_import(options, result)


@demo.command(epilog=example("timescales demo export returns/ --seed 7 --as-of 2025-11-03"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--seed", type=int, metavar="N", default=SEED, show_default=True, help="Which county to invent."
)
@click.option(
    "--children",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many looked-after children, the rest in proportion. Default: the whole county.",
)
@click.option(
    "--faults",
    is_flag=True,
    help="Put faults into the files, each listed in the truth file, and write second editions.",
)
@answers
def export(
    options: CommonOptions, folder: Path, seed: int, children: int | None, faults: bool
) -> None:
    """Write a made-up county's returns and registers into FOLDER.

    The SSDA903 return, the CIN census, the Annex A workbook, the standard dataset of the case
    system and the complaints register, as the county would send and keep them, with truth.json:
    what in them is late, by how much, and what is wrong. The returns are those of the last year
    to 31 March. The same seed, day and size give the same files. Nobody in them is real.
    """
    from demo.export.writing import county
    from demo.export.writing import export as write

    with working("Inventing a county"):
        exported = write(folder, county(seed, options.as_of), children=children, faults=faults)
    if options.as_json:
        print_json(exported.as_json())
        return
    print_table(("Format", "Duties", "Late", "Faults"), exported.summary())
    note(f"Wrote {counted(len(exported.files), 'file')} into {folder.name or folder}.")
