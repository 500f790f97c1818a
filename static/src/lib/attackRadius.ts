import type { Attack } from "./attack"

/** Pixels of an attack's circle: its area grows with the munitions; where they are not reported, that of one. */
export function attackRadius(attack: Pick<Attack, "munitions_min" | "munitions_max">, zoom: number): number {
  const unit = 4.5 + Math.max(0, Math.min(zoom, 10) - 5.5) * 0.9
  return unit * Math.sqrt(Math.max(attack.munitions_max ?? attack.munitions_min ?? 1, 1))
}
