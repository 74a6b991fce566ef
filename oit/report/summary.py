"""The table a person reads after a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from oit.manifest import Run
from oit.outcome import Failure, Outcome, Told
from oit.plan import Plan
from oit.run import Watcher

BOOK = "oit.xlsx"

SHOWN = 40  # rows of either table; the rest is counted


@dataclass
class Summary(Watcher):
    """The first forms and failures of a run, and how many there are."""

    forms: list[tuple[str, ...]] = field(default_factory=list)
    failures: list[tuple[str, str, str, str]] = field(default_factory=list)
    plan: Plan | None = None

    def planned(self, plan: Plan) -> None:
        """Note what earlier runs had done."""
        self.plan = plan

    def written(self, outcome: Outcome) -> None:
        """Note a document's result."""
        if outcome.failure:
            for name in outcome.document.names:
                self.refused(name, outcome.failure)
        for form in outcome.forms:
            if len(self.forms) < SHOWN:
                self.forms.append(_form_row(outcome.document.names[0], form))

    def refused(self, name: str, failure: Failure) -> None:
        """Note a file that gave no form."""
        if len(self.failures) < SHOWN:
            self.failures.append((name, failure.reason, failure.message_th, failure.message_en))

    def show(self, console: Console, run: Run, out: Path) -> None:
        """Print the forms, the failures and the totals."""
        if self.forms:
            console.print(_forms_table(self.forms))
            _rest(console, run.counts["forms"] - len(self.forms), out / "forms.csv")
        if self.failures:
            console.print(_failures_table(self.failures))
            _rest(console, run.counts["failed"] - len(self.failures), out / "failures.csv")
        _totals(console, run, out)
        if self.plan:
            _earlier(console, self.plan)
        _cut(console, run.counts["cells_cut"], out)


def _earlier(console: Console, plan: Plan) -> None:
    """What of the result stands from earlier runs, and what was taken out of it."""
    told = (
        (plan.known, "files are as in an earlier run and were not read again; failures among them "
                     "are, with --retry",
         "ไฟล์ไม่เปลี่ยนจากเดิม จึงไม่อ่านซ้ำ (--retry อ่านไฟล์ที่เคยอ่านไม่ได้อีกครั้ง)"),
        (plan.kept, "files of earlier runs are not among the inputs and were kept; --prune removes "
                    "them", "ไฟล์จากครั้งก่อนไม่อยู่ในรายการครั้งนี้ ยังเก็บผลไว้ (--prune ลบออก)"),
        (plan.pruned, "files that are no longer among the inputs were removed",
         "ไฟล์ที่ไม่อยู่แล้ว ลบผลออก"),
    )
    for count, english, thai in told:
        if count:
            console.print(Text(f"{count:,} {english}\n{count:,} {thai}"))


def _cut(console: Console, cells: int, out: Path) -> None:
    """Cells that are whole in the CSV and cut in the workbook."""
    if cells:
        console.print(Text(
            f"{out / BOOK}: {cells:,} cells are longer than a workbook allows and were cut; "
            f"the CSV files hold them in full\n"
            f"{out / BOOK}: ตัดข้อความ {cells:,} ช่องที่ยาวเกินกว่าตารางทำการรับได้ ข้อความเต็มอยู่ในไฟล์ CSV"
        ))


def _form_row(name: str, form: Told) -> tuple[str, ...]:
    shown = ("" if value is None else str(value) for value in form.shown.values())
    return name, form.form_id, *shown


def _forms_table(rows: list[tuple[str, ...]]) -> Table:
    table = _table("Forms / แบบรายงานที่อ่านได้")
    table.add_column("file", overflow="fold", ratio=2)
    for column in ("form_id", "kind"):
        table.add_column(column, no_wrap=True)
    table.add_column("agency", overflow="fold", ratio=1)
    for column in ("year", "edition", "items", "findings"):
        table.add_column(column, justify="right", no_wrap=True)
    return _filled(table, rows)


def _failures_table(rows: list[tuple[str, str, str, str]]) -> Table:
    table = _table("No form / ไฟล์ที่อ่านเป็นแบบรายงานไม่ได้")
    for column in ("file", "reason", "message"):
        table.add_column(column, overflow="fold")
    return _filled(table, [(name, why, f"{th}\n{en}") for name, why, th, en in rows])


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)


def _filled(table: Table, rows: list[tuple[str, ...]]) -> Table:
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # Text: "[O1]" is no markup
    return table


def _rest(console: Console, more: int, where: Path) -> None:
    if more > 0:
        console.print(Text(f"… and {more:,} more in {where} / และอีก {more:,} รายการ"))


def _totals(console: Console, run: Run, out: Path) -> None:
    files, failed, forms = run.counts["files"], run.counts["failed"], run.counts["forms"]
    console.print(Text(
        f"{files:,} files: {forms:,} forms with {run.counts['items']:,} items, "
        f"{run.counts['findings']:,} findings; {failed:,} files without a form. In {out}\n"
        f"{files:,} ไฟล์: ได้ {forms:,} แบบ {run.counts['items']:,} ข้อ "
        f"{run.counts['findings']:,} ข้อสังเกต; อ่านไม่ได้ {failed:,} ไฟล์"
    ))
