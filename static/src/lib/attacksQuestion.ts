import type { MapState } from "./mapState"
import { viewAddress } from "./viewAddress"

type Asking = Pick<MapState, "filters" | "q" | "bbox" | "by"> & Partial<Pick<MapState, "attacks">>

/** What the server is asked for attacks: the filters, and the width of bars as long as it may be that it counts in bars. */
export function attacksQuestion(state: Asking): string {
  const width = state.by !== null && state.attacks?.all !== true ? `by=${state.by}` : ""
  return [viewAddress.question(state), width].filter(Boolean).join("&")
}
