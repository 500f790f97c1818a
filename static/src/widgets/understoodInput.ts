import { fetchUnderstood, type Understood } from "../data/fetchUnderstood"
import { afterPause } from "../lib/afterPause"
import { element } from "./element"

const PAUSE = 250
const mounted = new WeakSet<HTMLInputElement>()

/** A text of which the desk says, while one types, what it understands; what it may mean is offered as buttons. */
export function mountUnderstoodInput(input: HTMLInputElement): void {
  const form = input.form
  const note = document.getElementById(`${input.id}_understood`)
  // The row that Django's inlines are copied from is none itself.
  if (!form || !note || input.id.includes("__prefix__") || mounted.has(input)) return
  mounted.add(input)
  const ask = async (): Promise<void> => {
    const text = input.value
    if (!text.trim()) return tell(input, note, null)
    try {
      const understood = await fetchUnderstood(form, input.dataset.understand ?? "", text)
      // Meanwhile more may have been typed, and that is asked for anew.
      if (input.value === text) tell(input, note, understood)
    } catch {
      // Without an answer nothing is claimed; saving reads the text all the same.
      if (input.value === text) tell(input, note, null)
    }
  }
  input.addEventListener("input", afterPause(PAUSE, () => void ask()))
  input.addEventListener("change", () => void ask())
}

function tell(input: HTMLInputElement, note: HTMLElement, understood: Understood | null): void {
  note.classList.remove("understood-note--refused")
  note.classList.toggle("understood-note--problem", understood?.problem ?? false)
  if (!understood) return note.replaceChildren()
  const link = understood.link
    ? element("a", { href: understood.link, target: "_blank", rel: "noopener" }, note.dataset.labelOpen ?? "")
    : null
  const buttons = understood.choices.map((choice) => choiceButton(input, choice.text, choice.label))
  const choices = buttons.length > 0 ? element("span", { class: "understood-choices" }, ...buttons) : null
  note.replaceChildren(
    ...[understood.words, link, choices].filter((each) => each !== null).flatMap((each) => [each, " "]),
  )
}

function choiceButton(input: HTMLInputElement, text: string, label: string): HTMLElement {
  const button = element("button", { type: "button", class: "button" }, label)
  button.addEventListener("click", () => {
    input.value = text
    input.dispatchEvent(new Event("change", { bubbles: true }))
    input.focus()
  })
  return button
}
