import { afterPause } from "../lib/afterPause"
import { differing, isKept, sameTyping, TypedStore, type Typed, type TypedField } from "../lib/typed"
import { element } from "./element"

const PAUSE = 400
type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/**
 * A form whose typing outlives a closed tab, a lost session and a dead server: kept in this browser while it is typed,
 * offered when the page is opened again, and dropped when the desk says that it was saved.
 */
export function keepTyping(root: HTMLElement, store: TypedStore): void {
  const form = root.closest("form")
  if (!form) return
  const { user = "", page = "", revision = "" } = root.dataset
  const untouched = read(form)
  const offered = store.read(user, page)
  // A form that comes back with errors holds what was typed already.
  const isRefused = document.querySelector(".errornote, .errorlist") !== null
  const keep = (sent: boolean): void => {
    const fields = read(form)
    if (!sent && !isRefused && sameTyping(fields, untouched)) store.remove(user, page)
    else store.write(page, { at: Date.now(), user, revision: startedFrom(form) || revision, sent, fields })
  }
  if (isRefused) keep(false)
  else if (offered && !sameTyping(offered.fields, untouched)) offer(root, form, store, offered, page)
  let wasSent = false
  const soon = afterPause(PAUSE, () => {
    if (!wasSent) keep(false)
  })
  // Until it is decided what becomes of the earlier typing, it is not written over.
  const typed = (): void => {
    wasSent = false
    if (!root.querySelector(".typed-offer")) soon()
  }
  form.addEventListener("input", typed)
  form.addEventListener("change", typed)
  form.addEventListener("submit", () => {
    wasSent = true
    keep(true)
  })
}

function startedFrom(form: HTMLFormElement): string {
  return form.querySelector<HTMLInputElement>("input[name=started_from]")?.value ?? ""
}

function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.elements].filter(
    (each): each is Field =>
      (each instanceof HTMLInputElement || each instanceof HTMLSelectElement || each instanceof HTMLTextAreaElement) &&
      isKept(each.name, each.type) &&
      !each.name.includes("__prefix__"),
  )
}

function read(form: HTMLFormElement): TypedField[] {
  return fieldsOf(form).flatMap((field): TypedField[] => {
    if (field instanceof HTMLSelectElement)
      return [...field.selectedOptions].map(({ value, text }) => ({ name: field.name, value, label: text }))
    if (field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type))
      return field.checked ? [{ name: field.name, value: field.value }] : []
    return [{ name: field.name, value: field.value }]
  })
}

function offer(root: HTMLElement, form: HTMLFormElement, store: TypedStore, typed: Typed, page: string): void {
  const { labelFound = "", labelSince = "", labelBring = "", labelDiscard = "", labelDiffers = "", revision } = root.dataset
  const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" })
  const bring = element("button", { type: "button", class: "button" }, labelBring)
  const discard = element("button", { type: "button", class: "button" }, labelDiscard)
  const rows = differing(read(form), typed.fields)
  const list = element("ul")
  rows.forEach((row) => list.append(element("li", {}, element("code", {}, row.name), `: ${row.now || "—"} → ${row.typed || "—"}`)))
  const box = element(
    "div",
    { class: "typed-offer", role: "status" },
    element("p", {}, labelFound.replace("%s", when.format(typed.at)), typed.revision !== revision ? ` ${labelSince}` : ""),
    element("details", {}, element("summary", {}, labelDiffers.replace("%s", String(rows.length))), list),
    element("p", { class: "steps" }, bring, discard),
  )
  bring.addEventListener("click", () => {
    box.remove()
    restore(form, typed)
  })
  discard.addEventListener("click", () => {
    box.remove()
    store.remove(typed.user, page)
    form.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus()
  })
  root.hidden = false
  root.append(box)
}

/** Writes what was typed into the form, with the rows that it had, and as started from the revision that it started from. */
function restore(form: HTMLFormElement, typed: Typed): void {
  makeRows(form, typed.fields)
  const values = new Map<string, TypedField[]>()
  typed.fields.forEach((field) => values.set(field.name, [...(values.get(field.name) ?? []), field]))
  const revision = form.querySelector<HTMLInputElement>("input[name=started_from]")
  if (revision && typed.revision) revision.value = typed.revision
  let first: Field | null = null
  for (const field of fieldsOf(form)) {
    if (!write(field, values.get(field.name) ?? [])) continue
    first ??= field.type === "hidden" ? null : field
    field.dispatchEvent(new Event("input", { bubbles: true }))
    field.dispatchEvent(new Event("change", { bubbles: true }))
  }
  first?.focus()
}

/** Presses “Add another” of each group of rows until it has as many as were typed. */
function makeRows(form: HTMLFormElement, fields: TypedField[]): void {
  for (const { name, value } of fields) {
    const group = /^(.*)-TOTAL_FORMS$/.exec(name)?.[1]
    const total = form.querySelector<HTMLInputElement>(`input[name="${CSS.escape(name)}"]`)
    const add = group && document.querySelector<HTMLElement>(`#${CSS.escape(group)}-group .add-row a`)
    for (let tries = 0; total && add && Number(total.value) < Number(value) && tries < 200; tries += 1) add.click()
  }
}

/** Whether the field was changed by it. */
function write(field: Field, values: TypedField[]): boolean {
  if (field.name.endsWith("_FORMS")) return false
  if (field instanceof HTMLSelectElement) return choose(field, values)
  if (field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type)) {
    const wanted = values.some(({ value }) => value === field.value)
    const changes = field.checked !== wanted
    field.checked = wanted
    return changes
  }
  const wanted = values[0]?.value
  if (wanted === undefined || wanted === field.value) return false
  field.value = wanted
  return true
}

function choose(field: HTMLSelectElement, values: TypedField[]): boolean {
  const before = [...field.selectedOptions].map(({ value }) => value).join()
  for (const { value, label } of values) {
    if (![...field.options].some((option) => option.value === value)) field.add(new Option(label ?? value, value))
  }
  for (const option of field.options) option.selected = values.some(({ value }) => value === option.value)
  return before !== [...field.selectedOptions].map(({ value }) => value).join()
}
