"""The commands of `muster`: name, where the Typer app is, and what the command does.

A room brings `commands.py` with a Typer app called `app`; a row here makes it a command. Nothing is imported before the
command is called, so the line of help is given here.
"""

from typing import NamedTuple


class Entry(NamedTuple):
    """One command. `app` is `module:attribute`; `needs_record` sets up Django before the module is imported.

    `needs_tables`: the database must be there and up to date, else the command is refused in one line; but not for
    what `works_on_files` names of its own commands.
    """

    name: str
    app: str
    help: str
    needs_record: bool
    needs_tables: bool = False
    works_on_files: tuple[str, ...] = ()


ENTRIES = (
    Entry("plan", "muster.cli.plan:app", "Make a force-generation plan from a problem file or from the record.", False),
    Entry("check", "muster.cli.check:app", "Verify a plan file against its problem file.", False),
    Entry("stress", "muster.cli.stress:app", "Try what becomes of a plan when things go wrong.", False),
    Entry("explain", "muster.cli.explain:app", "List the gaps of a plan file and who could fill them.", False),
    Entry(
        "alternatives", "muster.cli.alternatives:app", "Rank alternatives for a post or a pledge of a plan file.", False
    ),
    Entry("work-list", "muster.cli.work_list:app", "List the actions that would close the gaps of a plan file.", False),
    Entry("reimburse", "muster.cli.reimburse:app", "State what a contributor is owed under a memorandum file.", False),
    Entry("lease", "muster.cli.lease:app", "Reckon the dry and the wet monthly rate of an item.", False),
    Entry("loss", "muster.cli.loss:app", "Reckon what is settled for an item lost or damaged.", False),
    Entry(
        "strength",
        "muster.statistics.commands.strength:app",
        "Tell the strength of a mission on a day, or of a State over time.",
        False,
    ),
    Entry("contributors", "muster.statistics.commands.contributors:app", "Rank the contributors of a day.", False),
    Entry("missions", "muster.statistics.commands.missions:app", "List the operations under way on a day.", False),
    Entry("women", "muster.statistics.commands.women:app", "Tell the share of women, by State, on a day.", False),
    Entry(
        "concentration",
        "muster.statistics.commands.concentration:app",
        "Tell how much peacekeeping hangs on few contributors.",
        False,
    ),
    Entry("fatalities", "muster.statistics.commands.fatalities:app", "Tell deaths per 1,000 person-years.", False),
    Entry("import", "muster.statistics.commands.importing:app", "Load a public data set, and report its rows.", False),
    Entry("sql", "muster.statistics.commands.sql:app", "Ask the statistics store with one SELECT.", False),
    Entry(
        "watch-reckon",
        "muster.statistics.watch_commands:app",
        "Keep the crisis watch's forecasts for pages and alerts.",
        True,
        True,
    ),
    Entry("outreach", "muster.cli.outreach:app", "Rank the States to approach for a unit, from history.", False),
    Entry("watch", "muster.statistics.watch.commands:app", "Forecast deaths in conflict, State by State.", False),
    Entry("reference", "muster.reference.commands:app", "List and show reference facts with their sources.", True),
    Entry("build-up", "muster.generation.build_up.commands:app", "Simulate the stand-up of a mission.", True),
    Entry("pledges", "muster.pledges.commands:app", "List, show, import and export pledges.", True, True),
    Entry("requirements", "muster.missions.commands:app", "List, show, import and export requirements.", True, True),
    Entry(
        "mandates", "muster.missions.mandate_commands:app", "List, import and check mandates of missions.", True, True
    ),
    Entry("fit", "muster.matching.commands:app", "Fit of pledges to statements of unit requirement.", True, True),
    Entry("visits", "muster.visits.commands:app", "List and show visits and their findings.", True, True),
    Entry("plans", "muster.plans.commands:app", "List, show and export stored plans.", True, True),
    Entry("case", "muster.generation.case_commands:app", "Hold forecasts against what happened.", True, True),
    Entry("drawdown", "muster.deployments.drawdown_commands:app", "Plan who leaves when in a drawdown.", True, True),
    Entry(
        "rotations",
        "muster.deployments.rotation_commands:app",
        "Plan tours, or hold them against the rules.",
        True,
        True,
    ),
    Entry("training", "muster.training.commands:app", "List courses, sessions and who is trained.", True, True),
    Entry(
        "opportunities",
        "muster.decisions.opportunity_commands:app",
        "Rank the posts that a State's units could take.",
        True,
        True,
    ),
    Entry("inspections", "muster.inspections.commands:app", "List inspections, and what is due.", True, True),
    Entry("claims", "muster.reimbursement.claim_commands:app", "List claims, arrears, and what is due.", True, True),
    Entry(
        "rates",
        "muster.reimbursement.edition_commands:app",
        "List, check, load and compare editions of rates.",
        True,
        True,
        works_on_files=("check",),
    ),
    Entry(
        "decisions",
        "muster.decisions.commands:app",
        "Compare missions, and recheck what decisions rest on.",
        True,
        True,
    ),
    Entry("selection", "muster.generation.commands:app", "List and replay selections of units for posts.", True, True),
    Entry("notices", "muster.notices.commands:app", "List notices, and send the mail that is due.", True, True),
    Entry("paper", "muster.yardsticks.commands:app", "Reckon the capability requirements paper of a day.", True, True),
    Entry(
        "yardsticks",
        "muster.yardsticks.measure_commands:app",
        "Reckon the measures of a mission, a State, or of everything; write a quarter's report.",
        True,
        True,
    ),
    Entry("people", "muster.people.commands:app", "List who is due to be forgotten, erase, export.", True, True),
    Entry("audit", "muster.audit.commands:app", "Verify, anchor and list the audit log.", True, True),
    Entry("backup", "muster.web.commands:backup_app", "Copy the database while it is in use.", True, True),
    Entry("daily", "muster.web.commands:daily_app", "Do what falls due today, once a day.", True, True),
    Entry("demo", "muster.demonstration.commands:app", "Load the demonstration record and plan it.", True),
    Entry("serve", "muster.web.commands:serve_app", "Serve the site.", True),
    Entry("migrate", "muster.web.commands:migrate_app", "Create or bring up to date the database.", True),
)
