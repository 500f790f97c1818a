import type { MapState } from "./mapState"
import { spanShown } from "./spanShown"
import { viewAddress } from "./viewAddress"

/** The question whose answer is exactly the attacks shown: their days, how uncertain ones are counted, and the filters. */
export function shownQuestion(state: Pick<MapState, "on" | "window" | "mode" | "months" | "count" | "filters" | "q" | "bbox">): string {
  const { from, to } = spanShown(state)
  return [`datetime=${from ?? ".."}/${to}`, `count=${state.count}`, viewAddress.question(state)].filter(Boolean).join("&")
}
