import { postForm } from "./postForm"

/** What the desk understood of a text; `choices` are what it may mean, each with what to write for it. */
export interface Understood {
  words: string
  problem: boolean
  choices: { text: string; label: string }[]
  link: string
  values: { latitude?: number; longitude?: number }
}

/** Asks the desk what a text means to an input of a kind. The text goes in the body: addresses are logged. */
export function fetchUnderstood(form: HTMLFormElement, kind: string, text: string): Promise<Understood> {
  const url = document.querySelector<HTMLElement>("[data-understand-url]")?.dataset.understandUrl ?? ""
  const token = form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? ""
  return postForm<Understood>(url, { as: kind, text }, token)
}
