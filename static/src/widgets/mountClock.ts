import { days } from "../lib/days"
import type { MapRecord } from "../lib/mapRecord"
import type { MapState } from "../lib/mapState"
import { clockSet } from "../lib/spanShown"
import type { Store } from "../lib/store"
import type { Words } from "../lib/words"
import { mountLegend } from "./mountLegend"
import { mountPlay } from "./mountPlay"
import { mountShown } from "./mountShown"
import { mountSteps } from "./mountSteps"
import { mountTimeBar } from "./mountTimeBar"

/** The clock: a day field, steps, play, what is shown, and the bar over the whole record. */
export function mountClock(root: HTMLElement, record: MapRecord, words: Words, store: Store<MapState>): void {
  const part = (name: string): HTMLElement => root.querySelector<HTMLElement>(`[data-part=${name}]`)!
  const setDay = (day: string): void => store.set({ ...clockSet(store.get(), clamp(day, record)), playing: false })
  root.querySelector(".clock-go")?.setAttribute("hidden", "")
  mountField(root.querySelector<HTMLInputElement>("input[type=date]")!, store, setDay)
  mountSteps(root, record, words, store, setDay)
  mountPlay(root, record, words, store)
  mountShown(root, words, store)
  mountTimeBar(part("bar"), record, words, store, setDay)
  mountLegend(part("kinds"), words, store)
}

function mountField(field: HTMLInputElement, store: Store<MapState>, setDay: (day: string) => void): void {
  field.addEventListener(
    "change",
    () => field.checkValidity() && days.valid(field.value) && setDay(field.value),
  )
  field.form?.addEventListener("submit", (event) => event.preventDefault())
  store.watch(({ on }) => {
    if (document.activeElement !== field) field.value = on
  })
}

function clamp(day: string, record: MapRecord): string {
  if (day < record.first_day) return record.first_day
  return day > record.today ? record.today : day
}
