/** The editors' desk: what its forms can do beyond what the server's own markup does. */
import { mountPointPicker } from "../widgets/pointPicker"

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll<HTMLElement>("[data-widget=point-picker]").forEach(mountPointPicker)
})
