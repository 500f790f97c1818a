/** The desk's page on which an event is recorded from its source. */
import { mountRecordEvent } from "../widgets/recordEvent"
import { mountSimilarEvents } from "../widgets/similarEvents"

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll<HTMLFormElement>("[data-widget=record-event]").forEach(mountRecordEvent)
  document.querySelectorAll<HTMLElement>("[data-widget=similar-events]").forEach(mountSimilarEvents)
})
