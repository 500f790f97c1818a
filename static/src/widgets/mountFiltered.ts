import type { MapState } from "../lib/mapState"
import type { Store } from "../lib/store"
import { viewAddress } from "../lib/viewAddress"
import type { Words } from "../lib/words"

/** Says that the address filters the attacks and how many it leaves, with the way back to all. */
export function mountFiltered(root: HTMLElement, words: Words, store: Store<MapState>): void {
  const said = root.querySelector<HTMLElement>("[data-part=filtered]")!
  const clear = root.querySelector<HTMLButtonElement>("[data-act=clear]")!
  clear.addEventListener("click", () => store.set({ filters: {}, q: "", bbox: null }))
  store.watch((state, changed) => {
    if (!changed.has("attacks")) return
    const filtered = viewAddress.question(state) !== ""
    said.hidden = clear.hidden = !filtered
    said.textContent = filtered ? words.count("filtered", state.attacks.count) : ""
  })
}
