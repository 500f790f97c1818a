import type { MapRecord } from "../lib/mapRecord"
import type { MapState } from "../lib/mapState"
import { played } from "../lib/played"
import { clockSet } from "../lib/spanShown"
import type { Store } from "../lib/store"
import type { Words } from "../lib/words"

const LONGEST_FRAME_MS = 250

/** Play: the clock goes on by itself at the speed chosen, until the record's last day or until it is stopped. */
export function mountPlay(root: HTMLElement, record: MapRecord, words: Words, store: Store<MapState>): void {
  const button = root.querySelector<HTMLButtonElement>("[data-act=play]")!
  const speed = root.querySelector<HTMLSelectElement>("[data-part=speed]")!
  const still = matchMedia("(prefers-reduced-motion: reduce)")
  let begun = false
  const frame = (before: number, owed: number) => (now: number): void => {
    if (!store.get().playing) return void (begun = false)
    const { on } = store.get()
    const gone = owed + Math.min(now - before, LONGEST_FRAME_MS)
    const { day, left } = played(on, gone, Number(speed.value), record.today, still.matches)
    if (day !== on) store.set({ ...clockSet(store.get(), day), playing: day < record.today })
    requestAnimationFrame(frame(now, left))
  }
  button.addEventListener("click", () => {
    const state = store.get()
    if (state.playing) return store.set({ playing: false })
    const from = state.on < record.today ? state.on : record.first_day
    store.set({ ...clockSet(state, from), playing: true })
  })
  store.watch(({ playing }, changed) => {
    if (!changed.has("playing")) return
    button.classList.toggle("is-playing", playing)
    button.setAttribute("aria-label", words.say(playing ? "pause" : "play"))
    button.title = words.say(playing ? "pause" : "play")
    if (!playing || begun) return
    begun = true
    requestAnimationFrame((now) => requestAnimationFrame(frame(now, 0)))
  })
}
