import type { Mark } from "../lib/mark"
import type { Words } from "../lib/words"
import { element } from "./element"
import { roving } from "./roving"

type Placed = { mark: Mark; x: number; y: number; side: string | null; hidden: boolean }

type Shown = { mark: Mark; marker: L.Marker; button: HTMLButtonElement; label: HTMLElement }

/** The marks as buttons over the map: numbered discs, rings by status, and attacked places; reached with one tab stop. */
export class SiteMarks {
  private readonly shown = new Map<
    string,
    Shown
  >()
  private readonly rove: (items: HTMLElement[]) => void

  constructor(
    private readonly map: L.Map,
    private readonly words: Words,
    private readonly choose: (mark: Mark) => void,
  ) {
    this.rove = roving(map.getPane("marks")!, (item) => this.reveal(item))
  }

  /** Shows exactly these marks, each at its pixel shift from the place that it stands for. */
  show(placed: Placed[]): void {
    const keys = new Set(placed.map(({ mark }) => mark.key))
    let lost: Mark | null = null
    for (const [key, { marker, button, mark }] of this.shown) {
      if (!keys.has(key)) {
        if (button === document.activeElement) lost = mark
        marker.remove()
        this.shown.delete(key)
      }
    }
    placed.forEach((one) => this.place(one))
    this.rove(placed.filter(({ hidden }) => !hidden).map(({ mark }) => this.shown.get(mark.key)!.button))
    if (lost) this.focusOn(lost)
  }

  focus(key: string): void {
    this.shown.get(key)?.button.focus()
  }

  /** The focus goes where the newest attack of a mark that is gone is now shown. */
  private focusOn({ attacks: [newest] }: Mark): void {
    const heir = [...this.shown.values()].find(({ mark, button }) => !button.hidden && newest && mark.attacks.includes(newest))
    heir?.button.focus({ preventScroll: true })
  }

  private place({ mark, x, y, side, hidden }: Placed): void {
    const shown = this.shown.get(mark.key) ?? this.create(mark)
    shown.mark = mark
    const { marker, button, label } = shown
    const zoom = this.map.getZoom()
    marker.setLatLng(
      this.map.unproject(this.map.project([mark.latitude, mark.longitude], zoom).add([x, y]), zoom),
    )
    marker.setZIndexOffset(
      mark.selected ? 3000 : mark.kind === "site" ? 2000 : mark.kind === "base" ? 1000 : 0,
    )
    button.className = `mark mark--${mark.kind}${mark.selected ? " is-selected" : ""}${mark.attacks.length > 0 && mark.kind !== "bunch" ? " is-fired" : ""}`
    button.hidden = hidden
    button.onclick = () => this.choose(mark)
    button.setAttribute("aria-label", this.nameOf(mark))
    button.setAttribute("aria-pressed", String(mark.selected))
    redress(button, mark)
    if (label.textContent !== mark.name) label.replaceChildren(element("bdi", {}, mark.name))
    label.className = `mark-label mark-label--${mark.kind} mark-label--${side ?? "none"}${mark.ordinal.length > 2 ? " mark-label--wide" : ""}`
    label.hidden = hidden || side === null
  }

  private create(mark: Mark): Shown {
    const button = element("button", { type: "button", "data-mark": mark.key })
    button.tabIndex = -1
    const label = element("span", { "aria-hidden": "true" })
    const icon = L.divIcon({
      className: "mark-anchor",
      html: element("div", {}, button, label),
      iconSize: [0, 0],
    })
    const marker = L.marker([mark.latitude, mark.longitude], {
      icon,
      keyboard: false,
      interactive: false,
      pane: "marks",
    }).addTo(this.map)
    L.DomEvent.disableClickPropagation(button)
    const made = { mark, marker, button, label }
    this.shown.set(mark.key, made)
    return made
  }

  private nameOf(mark: Mark): string {
    const { words } = this
    if (mark.site)
      return words.say("site_mark", { ordinal: mark.ordinal, name: mark.name, day: mark.site.date_text })
    const attacks = words.count("attack_mark", mark.attacks.length, { name: mark.name })
    if (mark.kind === "place") return attacks
    if (mark.places) return words.count("bunch_mark", mark.attacks.length, { places: mark.places.length })
    return words.say("base_mark", { name: mark.name, status: words.name("status", mark.status) })
  }

  private reveal(item: HTMLElement): void {
    const entry = [...this.shown.values()].find(({ button }) => button === item)
    if (entry && !this.map.getBounds().pad(-0.03).contains(entry.marker.getLatLng()))
      this.map.panTo(entry.marker.getLatLng())
  }
}

/** Changes what the button shows only when it is another thing. */
function redress(button: HTMLElement, mark: Mark): void {
  const count = mark.kind === "bunch" ? mark.attacks.length : ""
  const look = `${mark.kind} ${mark.ordinal} ${mark.status} ${count}`
  if (button.dataset.look === look) return
  button.dataset.look = look
  button.replaceChildren(face(mark))
}

function face(mark: Mark): HTMLElement {
  if (mark.kind === "site") return element("span", { class: "disc" }, mark.ordinal)
  if (mark.kind === "bunch") return element("span", { class: "bunch" }, String(mark.attacks.length))
  return element("span", { class: mark.kind === "base" ? `ring ring--${mark.status}` : "spot" })
}
