/** Pages of the editors' desk whose form has a point on the ground; Leaflet stands there too. */
import { mountPointPicker } from "../widgets/pointPicker"

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll<HTMLElement>("[data-widget=point-picker]").forEach(mountPointPicker)
})
