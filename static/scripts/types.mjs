/**
 * Writes src/lib/components.d.ts from the API's document: the rows that the map draws, cut to their types, and what
 * their list can be asked for with. `node scripts/types.mjs DOCUMENT [FILE]`.
 */
import { readFileSync, writeFileSync } from "node:fs"
import openapiTS, { astToString } from "openapi-typescript"

const ROWS = ["AttackInPart", "BaseInPart", "HandoverInPart"]
const LISTS = ["/api/v1/attacks/"]
/** Members that no list has, with all that stands in them; parameters that choose among members. */
const UNREAD = new Set(["citations", "claims", "fields", "omit", "include"])
/** Parameters that say how rows are to be answered, not which. */
const SHAPING = new Set([...UNREAD, "area"])
/** What a schema has for readers and for forms. */
const PROSE = new Set(["description", "examples", "format", "default"])
const HEAD = "/* Written by `make types` from the API's document: change that, not this. */\n\n"

/** A schema without what only people read, and without the members that the map does not. */
function cut(part) {
  if (Array.isArray(part)) return part.map(cut)
  if (part === null || typeof part !== "object") return part
  const kept = Object.entries(part).filter(([name]) => !PROSE.has(name))
  return Object.fromEntries(
    kept.map(([name, value]) => [name, name === "properties" ? members(value) : cut(value)]),
  )
}

function members(properties) {
  const kept = Object.entries(properties).filter(([name]) => !UNREAD.has(name))
  return Object.fromEntries(kept.map(([name, schema]) => [name, cut(schema)]))
}

/** Rows as they are when nothing is left out of them: every member that lists have is there. */
function whole(name, schemas) {
  const required = schemas[name.replace("InPart", "")].required
  return { ...cut(schemas[name]), required }
}

/** The names that a schema speaks of, and those that these speak of. */
function spokenOf(schema, schemas, found = new Map()) {
  for (const [, name] of JSON.stringify(schema).matchAll(/#\/components\/schemas\/(\w+)/g)) {
    if (found.has(name)) continue
    found.set(name, cut(schemas[name]))
    spokenOf(found.get(name), schemas, found)
  }
  return found
}

function asked({ get: { operationId, parameters } }) {
  const kept = parameters.filter(({ name }) => !SHAPING.has(name))
  return { get: { operationId, parameters: cut(kept), responses: { 200: { description: "" } } } }
}

const [, , source, target = "src/lib/components.d.ts"] = process.argv
const document = JSON.parse(readFileSync(source, "utf8"))
const { schemas } = document.components
const rows = Object.fromEntries(ROWS.map((name) => [name.replace("InPart", ""), whole(name, schemas)]))
const parts = {
  openapi: document.openapi,
  info: { title: "", version: "" },
  paths: Object.fromEntries(LISTS.map((path) => [path, asked(document.paths[path])])),
  components: { schemas: { ...rows, ...Object.fromEntries(spokenOf(rows, schemas)) } },
}
const text = astToString(await openapiTS(parts, { alphabetize: true }))
writeFileSync(target, HEAD + text.replace(/^ *\/\*\* .* \*\/\n/gm, ""))
