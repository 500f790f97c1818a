import type { MapState } from "../lib/mapState"
import { shownQuestion } from "../lib/shownQuestion"
import type { Store } from "../lib/store"
import { viewAddress } from "../lib/viewAddress"
import type { View } from "../lib/view"
import { attacksText } from "../lib/attacksText"
import type { Words } from "../lib/words"

/** What can be taken away of the view: its rows as files, its link, a citation, and a frame for another page. */
export function mountTaken(root: HTMLElement, words: Words, view: Store<View>, store: Store<MapState>): void {
  const links = [...root.querySelectorAll<HTMLAnchorElement>("a[data-taken]")]
  const said = root.querySelector<HTMLElement>("[data-part=copied]")!
  const texts: Record<string, () => string> = {
    copy: () => location.href,
    cite: () => citation(root, words, view.get(), store.get()),
    embed: () => frame(root, store.get()),
  }
  store.watch((state) => {
    const question = shownQuestion(state) + (state.sort ? `&sort=${state.sort}` : "")
    for (const link of links) link.href = `${link.dataset.taken}${link.dataset.taken!.includes("?") ? "&" : "?"}${question}`
  })
  for (const [act, text] of Object.entries(texts)) {
    root.querySelector(`[data-act=${act}]`)!.addEventListener("click", () => void copy(text(), said, words))
  }
}

async function copy(text: string, said: HTMLElement, words: Words): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    said.textContent = words.say("copied")
  } catch {
    said.textContent = words.say("not_copied")
  }
}

function citation(root: HTMLElement, words: Words, seen: View, { attacks, record }: MapState): string {
  const what = attacksText(words, seen, attacks.all ? seen.shown.length : attacks.count)
  const release = root.dataset.release
  return words.say(release ? "citation_release" : "citation", {
    what,
    day: words.day(record.today),
    release: release ?? "",
    address: location.href,
  })
}

function frame(root: HTMLElement, state: MapState): string {
  const value = (name: string): string => root.querySelector<HTMLInputElement>(`[name=${name}]`)!.value
  const hidden = ["clock", "list"].filter((name) => !root.querySelector<HTMLInputElement>(`[name=${name}]`)!.checked)
  const address = new URL(root.dataset.embed!, location.href)
  address.search = viewAddress.write("", state, state.record.today)
  hidden.forEach((name) => address.searchParams.set(name, "0"))
  const title = document.title.replace(/"/g, "&quot;")
  const src = address.href.replace(/&/g, "&amp;").replace(/"/g, "&quot;")
  return `<iframe src="${src}" title="${title}" width="100%" height="${Number(value("height")) || 600}" loading="lazy"></iframe>`
}
