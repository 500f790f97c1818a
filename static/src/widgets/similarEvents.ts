import { fetchSimilar, type SimilarEvents } from "../data/fetchSimilar"
import { afterPause } from "../lib/afterPause"
import { element } from "./element"

const PAUSE = 500

/** The records that may be of the same event, told while one types; a tick says that one has looked at them. */
export function mountSimilarEvents(root: HTMLElement): void {
  const form = root.closest("form")!
  let asked = 0
  const ask = async (): Promise<void> => {
    const mine = ++asked
    try {
      const found = await fetchSimilar(root.dataset.url ?? "", form)
      if (mine === asked) show(root, found)
    } catch {
      // Nothing is claimed without an answer; saving compares all the same.
    }
  }
  const later = afterPause(PAUSE, () => void ask())
  const typed = (event: Event): void => {
    if ((event.target as HTMLElement).id !== "id_confirmed") later()
  }
  form.addEventListener("input", typed)
  form.addEventListener("change", typed)
  if (form.querySelector<HTMLInputElement>("[name=base]")?.value) later()
}

function show(root: HTMLElement, { similar, token }: SimilarEvents): void {
  const tick = root.querySelector<HTMLInputElement>("#id_confirmed")!
  if (tick.value !== token) tick.checked = false
  tick.value = token
  root.hidden = similar.length === 0
  const opens = (): HTMLElement =>
    element("span", { class: "visually-hidden" }, ` (${root.dataset.labelOpen ?? ""})`)
  const rows = similar.map(({ label, link }) =>
    element("li", {}, element("a", { href: link, target: "_blank", rel: "noopener" }, label, opens())),
  )
  const list = root.querySelector("ul")!
  if (list.textContent !== rows.map((row) => row.textContent).join("")) list.replaceChildren(...rows)
}
