import type { Choices } from "../lib/choices"
import type { Words } from "../lib/words"
import { element } from "./element"

type Chosen = Record<string, string[]>

/** The served form of filters, kept true to what is set and to what each choice would leave. */
export class FilterForm {
  private readonly groups: Map<string, HTMLElement>

  constructor(
    readonly form: HTMLFormElement,
    private readonly words: Words,
  ) {
    this.groups = new Map(
      [...form.querySelectorAll<HTMLElement>("[data-filter]")].map((group) => [group.dataset.filter!, group]),
    )
    form.querySelectorAll<HTMLElement>("[data-part=unscripted]").forEach((part) => (part.hidden = true))
  }

  /** What a filter is called, and what one of its values is. */
  named(name: string, value: string): { filter: string; label: string } {
    const group = this.groups.get(name)
    return { filter: group?.dataset.label ?? name, label: this.choice(group, value)?.label ?? value }
  }

  /** Ticks what is set, and nothing else. */
  show(filters: Chosen, q: string): void {
    const words = this.form.elements.namedItem("q") as HTMLInputElement
    if (document.activeElement !== words) words.value = q
    for (const [name, group] of this.groups) {
      const values = filters[name] ?? []
      values.forEach((value) => this.choice(group, value) ?? add(group, name, value, value))
      const select = group.querySelector("select")
      if (select) select.value = values[0] ?? ""
      group.querySelectorAll<HTMLInputElement>("input[type=checkbox]").forEach((box) => {
        box.checked = values.includes(box.value)
      })
      const told = values.map((value) => this.named(name, value).label).join(this.words.say("comma"))
      const chosen = group.querySelector("[data-part=chosen]")
      if (chosen) chosen.textContent = told && `: ${told}`
    }
  }

  /** Writes beside each choice how many attacks it would leave; one that would leave none goes, unless it is set. */
  count(choices: Choices): void {
    for (const [name, group] of this.groups) {
      const found = choices[name] ?? []
      const counts = new Map(found.map(({ value, count }) => [value, count]))
      found.forEach(({ value, label }) => this.choice(group, value) ?? add(group, name, value, label))
      let open = 0
      for (const part of parts(group)) {
        const count = counts.get(part.value) ?? 0
        part.tell(count)
        part.node.hidden = count === 0 && !part.chosen()
        if (!part.node.hidden) open += 1
      }
      group.hidden = open < 2 && !parts(group).some((part) => part.chosen())
    }
  }

  private choice(group: HTMLElement | undefined, value: string): Part | undefined {
    return group && parts(group).find((part) => part.value === value)
  }
}

type Part = { node: HTMLElement; value: string; label: string; chosen: () => boolean; tell: (count: number) => void }

function parts(group: HTMLElement): Part[] {
  const options = [...group.querySelectorAll<HTMLOptionElement>("option[data-label]")].map((node): Part => ({
    node,
    value: node.value,
    label: node.dataset.label!,
    chosen: () => node.selected,
    tell: (count) => (node.textContent = `${node.dataset.label} (${count})`),
  }))
  const boxes = [...group.querySelectorAll<HTMLElement>("li[data-value]")].map((node): Part => {
    const box = node.querySelector("input")!
    return {
      node,
      value: node.dataset.value!,
      label: node.querySelector("[data-part=label]")!.textContent,
      chosen: () => box.checked,
      tell: (count) => (node.querySelector("[data-part=count]")!.textContent = `(${count})`),
    }
  })
  return [...options, ...boxes]
}

function add(group: HTMLElement, name: string, value: string, label: string): void {
  const select = group.querySelector("select")
  if (select) return select.append(element("option", { value, "data-label": label }, label))
  const box = element("input", { type: "checkbox", name, value, autocomplete: "off" })
  const text = element(
    "span",
    {},
    element("span", { "data-part": "label" }, label),
    " ",
    element("span", { class: "soft", "data-part": "count" }),
  )
  const item = element("li", { "data-value": value }, element("label", { class: "filters-check" }, box, " ", text))
  group.querySelector("ul")!.append(item)
}
