import { areaCode } from "./areaCode"
import type { Mark } from "./mark"

/** Which areas the shown attacks were launched from, each once, with the places fired on from it; those of the chosen place come last, over the others. */
export function launchLines(marks: Mark[]): LaunchLines[] {
  const areas = new Map<string, LaunchLines>()
  for (const mark of marks) {
    for (const { launch_area: area } of mark.attacks) {
      if (!area?.code) continue
      const code = areaCode(area.code)
      const lines = areas.get(code) ?? { code, targets: new Map(), chosen: false }
      areas.set(code, lines)
      lines.targets.set(mark.key, mark.selected)
      lines.chosen ||= mark.selected
    }
  }
  return [...areas.values()].sort((a, b) => Number(a.chosen) - Number(b.chosen))
}

/** `targets`: keys of marks, with whether each is the chosen one. */
type LaunchLines = { code: string; targets: Map<string, boolean>; chosen: boolean }
