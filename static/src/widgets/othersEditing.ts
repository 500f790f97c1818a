import { postForm } from "../data/postForm"
import { element } from "./element"

const EVERY = 20_000

/** Says, while a page of a record is open and seen, who else has the record open; and leaves when the page is left. */
export function othersEditing(root: HTMLElement): void {
  const { url = "" } = root.dataset
  const token = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? ""
  let told = ""
  const ask = (): void => {
    if (document.hidden) return
    postForm<{ others: string[] }>(url, {}, token).then(
      ({ others }) => {
        const now = others.join("\n")
        // A live region that is written anew is read out anew.
        if (now === told) return
        told = now
        root.replaceChildren(...others.map((other) => element("p", {}, other)))
        root.hidden = others.length === 0
      },
      () => undefined,
    )
  }
  ask()
  setInterval(ask, EVERY)
  document.addEventListener("visibilitychange", ask)
  addEventListener("pagehide", () => {
    navigator.sendBeacon(url, new URLSearchParams({ leave: "1", csrfmiddlewaretoken: token }))
  })
}
