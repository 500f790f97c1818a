/** Sets marks along a line, in rows: those that would overlap stand together in columns about their middle, as wide as the widest of them. */
export function lanes(
  wanted: number[],
  widths: number[],
  rows: number,
  from: number,
  to: number,
): Array<{ x: number; row: number }> {
  const spots = wanted.map((x) => ({ x, row: 0 }))
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]! || a - b)
  for (const group of grouped(order, wanted, widths, rows, from, to)) {
    group.members.forEach((index, turn) => {
      spots[index] = { x: group.left + (Math.floor(turn / rows) + 0.5) * group.width, row: turn % rows }
    })
  }
  return spots
}

type Group = { members: number[]; width: number; left: number; right: number }

function grouped(
  order: number[],
  wanted: number[],
  widths: number[],
  rows: number,
  from: number,
  to: number,
): Group[] {
  const groups: Group[] = []
  for (const index of order) {
    let group = laid([index], wanted, widths, rows, from, to)
    for (let last = groups.at(-1); last && last.right > group.left; last = groups.at(-1)) {
      groups.pop()
      group = laid([...last.members, ...group.members], wanted, widths, rows, from, to)
    }
    groups.push(group)
  }
  return groups
}

function laid(
  members: number[],
  wanted: number[],
  widths: number[],
  rows: number,
  from: number,
  to: number,
): Group {
  const width = Math.max(...members.map((index) => widths[index]!))
  const middle = members.reduce((sum, index) => sum + wanted[index]!, 0) / members.length
  const span = Math.ceil(members.length / rows) * width
  const left = Math.min(Math.max(middle - span / 2, from - width / 2), to + width / 2 - span)
  return { members, width, left, right: left + span }
}
