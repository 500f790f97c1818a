/** Lines as a path of the canvas that still knows its points: a canvas takes it as it is, other forms can follow it. */
export class Outline extends Path2D {
  readonly lines: Array<Array<[number, number]>> = []

  override moveTo(x: number, y: number): void {
    super.moveTo(x, y)
    this.lines.push([[x, y]])
  }

  override lineTo(x: number, y: number): void {
    super.lineTo(x, y)
    this.lines.at(-1)!.push([x, y])
  }
}
