/** Every page of the editors' desk. */
import { nameFields } from "../widgets/nameFields"
import { mountUnderstoodInput } from "../widgets/understoodInput"

const rowLabel = document.currentScript?.dataset.labelRow ?? ""

document.addEventListener("DOMContentLoaded", () => {
  const forms = document.querySelectorAll<HTMLFormElement>("form")
  const mount = (): void =>
    forms.forEach((form) => {
      nameFields(form, rowLabel)
      form.querySelectorAll<HTMLInputElement>("input[data-understand]").forEach(mountUnderstoodInput)
    })
  // Rows and search boxes come later, each when a script of Django's has made it.
  const coming = new MutationObserver(mount)
  forms.forEach((form) => coming.observe(form, { childList: true, subtree: true }))
  mount()
})
