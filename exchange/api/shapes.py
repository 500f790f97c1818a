"""JSON Schemas of rows, written from the declarations of their fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db.models import Choices

from editorial.fields import Field
from exchange.api.pageshapes import BASIC, EMBEDDED, SHARED, Schema, collection, feature, in_part, listing, ref


class Shapes:
    """The named schemas of one document: those that every answer may hold, and one for each kind of object."""

    def __init__(self) -> None:
        self.named: dict[str, Schema] = {**SHARED}

    def add_noun(self, noun: str, fields: Sequence[Field]) -> str:
        """A noun's row, whole and in part, its page, and both as GeoJSON; returns the row's name.

        A row is in part where `fields` or `omit` chose among its members.
        """
        name = camel(noun)
        whole = self.object_of(name, fields)
        self.named[in_part(name)] = {each: schema for each, schema in whole.items() if each != "required"}
        # Said twice, since generators of clients for two languages each read one of the places alone.
        needed = {"required": whole["required"]}
        self.named[name] = {"allOf": [ref(in_part(name)), needed], **needed}
        self.named |= {f"{name}List": listing(name), f"{name}Feature": feature(name)}
        self.named[f"{name}Collection"] = collection(name)
        return name

    def add_object(self, name: str, fields: Sequence[Field]) -> Schema:
        """An object with these members, as a named schema."""
        self.named[name] = self.object_of(name, fields)
        return ref(name)

    def object_of(self, name: str, fields: Sequence[Field]) -> Schema:
        """The schema of an object with these members; lists leave out those that only a detail has."""
        return {
            "type": "object",
            "properties": {each.name: self.of(each, name) for each in fields},
            "required": [each.name for each in fields if each.in_list],
        }

    def of(self, field: Field, owner: str) -> Schema:
        """The schema of one field's values."""
        schema = _described(self._plain(field, owner), field)
        return schema if field.required or field.kind == "any" else _or_null(schema)

    def _plain(self, field: Field, owner: str) -> Schema:
        if field.kind in BASIC:
            return _in_vocabulary({**BASIC[field.kind]}, field.vocabulary)
        if field.kind == "any":
            return {}
        one = self._embedded(field, owner)
        return {"type": "array", "items": one} if field.kind in {"references", "objects"} else one

    def _embedded(self, field: Field, owner: str) -> Schema:
        if not field.subfields:
            return ref(EMBEDDED[field.key])
        # What lists leave out, the citations and the claims, is the same for every kind of record.
        return self.add_object((owner if field.in_list else "") + camel(singular(field.name)), field.subfields)


def camel(name: str) -> str:
    """A noun as the document names its shape: `context-event` is `ContextEvent`."""
    return "".join(part.capitalize() for part in re.split("[-_]", name))


def singular(name: str) -> str:
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


def _in_vocabulary(schema: Schema, vocabulary: type[Choices] | None) -> Schema:
    if vocabulary is None:
        return schema
    coded = {**schema.get("items", schema), "enum": [str(code) for code in vocabulary.values]}
    return {**schema, "items": coded} if "items" in schema else coded


def _described(schema: Schema, field: Field) -> Schema:
    text = str(field.meaning)
    if field.vocabulary:
        text += "".join(f"\n- `{code}`: {label}" for code, label in field.vocabulary.choices)
    unit = {"x-unit": str(field.unit)} if field.unit else {}
    return {**schema, "description": text, **unit}


def _or_null(schema: Schema) -> Schema:
    if "$ref" in schema:
        told = {name: value for name, value in schema.items() if name != "$ref"}
        return {"oneOf": [{"$ref": schema["$ref"]}, {"type": "null"}], **told}
    codes = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [schema["type"], "null"], **codes}
