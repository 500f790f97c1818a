import { Frame } from "../lib/frame"
import type { Pen } from "../lib/pen"

const layers = new WeakMap<HTMLCanvasElement, CanvasLayer>()

/** The layer whose canvas it is. */
export function layerOf(canvas: HTMLCanvasElement): CanvasLayer {
  return layers.get(canvas)!
}

/** A canvas over the whole map that one function draws; it follows pans and zooms as Leaflet's own layers do. */
export class CanvasLayer extends L.Layer {
  private readonly canvas = document.createElement("canvas")
  private corner = L.point(0, 0)
  private centre = L.latLng(0, 0)
  private zoom = 0
  private waiting = 0
  private frameFor: ((context: Pen) => Frame) | undefined

  constructor(
    private readonly paint: (frame: Frame) => void,
    private readonly pane: string,
    private readonly margin = 0.25,
  ) {
    super({ pane })
    this.canvas.className = "leaflet-zoom-animated canvas-layer"
    this.canvas.setAttribute("aria-hidden", "true")
    layers.set(this.canvas, this)
  }

  override onAdd(map: L.Map): this {
    map.getPane(this.pane)!.append(this.canvas)
    this.redraw()
    return this
  }

  override onRemove(): this {
    this.canvas.remove()
    return this
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      moveend: () => this.redraw(),
      viewreset: () => this.redraw(),
      resize: () => this.redraw(),
      move: () => this.follow(),
      zoom: () => this.stretch(this._map.getCenter(), this._map.getZoom()),
      zoomanim: (event) => {
        const { center, zoom } = event as L.ZoomAnimEvent
        this.stretch(center, zoom)
      },
    }
  }

  /** Draws anew, once, before the next frame is shown. */
  refresh(): void {
    if (this.waiting) return
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0
      this.redraw()
    })
  }

  redraw(): void {
    const map = this._map
    if (!map) return
    const size = map.getSize()
    const margin = size.multiplyBy(this.margin).round()
    this.corner = map.containerPointToLayerPoint(margin.multiplyBy(-1)).round()
    this.centre = map.getCenter()
    this.zoom = map.getZoom()
    const [width, height] = [size.x + 2 * margin.x, size.y + 2 * margin.y]
    L.DomUtil.setTransform(this.canvas, this.corner, 1)
    const { x, y } = map.getPixelOrigin().add(this.corner)
    this.frameFor = (context) => new Frame(context, width, height, this.zoom, -x, -y, margin.x, margin.y)
    this.paint(this.frameFor(this.fit(width, height)))
  }

  /** Draws what is seen with another pen, the canvas's corner at its origin. */
  drawWith(pen: Pen): void {
    if (this.frameFor) this.paint(this.frameFor(pen))
  }

  private fit(width: number, height: number): CanvasRenderingContext2D {
    const ratio = Math.min(window.devicePixelRatio || 1, 2)
    const context = this.canvas.getContext("2d")!
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)]
    if (this.canvas.width !== across || this.canvas.height !== down) {
      this.canvas.width = across
      this.canvas.height = down
      this.canvas.style.width = `${width}px`
      this.canvas.style.height = `${height}px`
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width, height)
    context.lineWidth = context.globalAlpha = 1
    context.setLineDash([])
    return context
  }

  /** Dragged further than the margin reaches: draw what has come into the window. */
  private follow(): void {
    const shift = this._map.containerPointToLayerPoint([0, 0]).subtract(this.corner)
    const size = this._map.getSize()
    const spare = size.multiplyBy(this.margin)
    if (Math.abs(shift.x - spare.x) > spare.x * 0.8 || Math.abs(shift.y - spare.y) > spare.y * 0.8)
      this.refresh()
  }

  /** While a zoom runs: the picture as it was drawn, moved and scaled to where the map is now. */
  private stretch(centre: L.LatLng, zoom: number): void {
    const map = this._map
    const scale = map.getZoomScale(zoom, this.zoom)
    const half = map.getSize().multiplyBy(0.5)
    const pane = L.DomUtil.getPosition(map.getPane("mapPane")!)
    const origin = map.project(centre, zoom).subtract(half).add(pane).round()
    const drawn = half.add(map.getSize().multiplyBy(this.margin).round()).multiplyBy(-scale)
    L.DomUtil.setTransform(this.canvas, drawn.add(map.project(this.centre, zoom)).subtract(origin), scale)
  }
}
