"""Migration operations that put a table under the logs' triggers, and open it to the public's role."""

from typing import Any

from django.db import migrations

PUBLIC_ROLE = "handover_watch_public"

NOTED = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}
"""What the trigger of each operation is given: all rows that one statement concerned."""


class NoteChanges(migrations.RunSQL):
    """Every change of the table's rows is noted in the staff log.

    `leads_to_record` is the column that holds the record's key: "id" of the root row, "record_ptr_id" of a record's
    own table, "record_id", "handover_id" … of a part, "citation_id" for claims; empty for reference rows.
    """

    def __init__(self, table: str, leads_to_record: str = "") -> None:
        self.table, self.leads_to_record = table, leads_to_record
        super().__init__(
            "; ".join(_note(table, event, rows, leads_to_record) for event, rows in NOTED.items()),
            "; ".join(f'DROP TRIGGER "note_{event.lower()}" ON "{table}"' for event in NOTED),
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [self.table, self.leads_to_record], {}


class AppendOnly(migrations.RunSQL):
    """The table's rows can be added and never changed, deleted or truncated."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            f'CREATE TRIGGER "refuse_change" BEFORE UPDATE OR DELETE ON "{table}"'
            " FOR EACH ROW EXECUTE FUNCTION editorial_refuse_change();"
            f"{refuse_truncate(table)}",
            f'DROP TRIGGER "refuse_change" ON "{table}"; DROP TRIGGER "refuse_truncate" ON "{table}"',
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [self.table], {}


class KeepVersions(migrations.RunSQL):
    """The table holds versions: they enter the public log, are never changed, and the public's role may read them."""

    def __init__(self, table: str, kind: str) -> None:
        self.table, self.kind = table, kind
        waits = "editorial_await_public_log_of_references" if kind == "reference" else "editorial_await_public_log"
        super().__init__(
            f'CREATE TRIGGER "await_public_log" AFTER INSERT ON "{table}" REFERENCING NEW TABLE AS new_versions'
            f" FOR EACH STATEMENT EXECUTE FUNCTION {waits}('{kind}');"
            f'CREATE TRIGGER "keep_version" BEFORE UPDATE OR DELETE ON "{table}"'
            f" FOR EACH ROW EXECUTE FUNCTION editorial_keep_version('{kind}');"
            f"{refuse_truncate(table)};{grant_to_public(table)}",
            f'REVOKE SELECT ON "{table}" FROM {PUBLIC_ROLE}; DROP TRIGGER "await_public_log" ON "{table}";'
            f' DROP TRIGGER "keep_version" ON "{table}"; DROP TRIGGER "refuse_truncate" ON "{table}"',
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [self.table, self.kind], {}


class OpenToPublic(migrations.RunSQL):
    """The public's role may read the table."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(grant_to_public(table), f'REVOKE SELECT ON "{table}" FROM {PUBLIC_ROLE}')

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [self.table], {}


def _note(table: str, event: str, rows: str, leads_to_record: str) -> str:
    return (
        f'CREATE TRIGGER "note_{event.lower()}" AFTER {event} ON "{table}" REFERENCING {rows}'
        f" FOR EACH STATEMENT EXECUTE FUNCTION editorial_note_changes('{leads_to_record}')"
    )


def refuse_truncate(table: str) -> str:
    return (
        f'CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "{table}"'
        " FOR EACH STATEMENT EXECUTE FUNCTION editorial_refuse_change()"
    )


def grant_to_public(table: str) -> str:
    return f'GRANT SELECT ON "{table}" TO {PUBLIC_ROLE}'
