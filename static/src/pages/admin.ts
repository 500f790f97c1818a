/** Every page of the editors' desk. */
import { nameFields } from "../widgets/nameFields"

const rowLabel = document.currentScript?.dataset.labelRow ?? ""

document.addEventListener("DOMContentLoaded", () => {
  const forms = document.querySelectorAll<HTMLFormElement>("form")
  const name = (): void => forms.forEach((form) => nameFields(form, rowLabel))
  // Rows and search boxes come later, each when a script of Django's has made it.
  const coming = new MutationObserver(name)
  forms.forEach((form) => coming.observe(form, { childList: true, subtree: true }))
  name()
})
