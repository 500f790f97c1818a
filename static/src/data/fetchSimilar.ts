import { postForm } from "./postForm"

/** Records that may be of the event that is being typed, and what stands for having looked at all of them. */
export interface SimilarEvents {
  similar: { label: string; link: string }[]
  token: string
}

/** Asks the desk with everything that the form holds now. */
export function fetchSimilar(url: string, form: HTMLFormElement): Promise<SimilarEvents> {
  const fields = new URLSearchParams()
  new FormData(form).forEach((value, name) => {
    if (typeof value === "string") fields.append(name, value)
  })
  return postForm<SimilarEvents>(url, fields, fields.get("csrfmiddlewaretoken") ?? "")
}
