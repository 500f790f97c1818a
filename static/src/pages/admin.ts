/** Every page of the editors' desk. */
import { TypedStore } from "../lib/typed"
import { keepTyping } from "../widgets/keepTyping"
import { nameFields } from "../widgets/nameFields"
import { othersEditing } from "../widgets/othersEditing"
import { mountUnderstoodInput } from "../widgets/understoodInput"

const { labelRow: rowLabel = "", user = "" } = document.currentScript?.dataset ?? {}

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
  document.querySelectorAll<HTMLElement>("[data-widget=others-editing]").forEach(othersEditing)
  rememberTyping()
})

/** What is typed is kept for who is signed in alone, until the desk says that it was saved, or until they sign out. */
function rememberTyping(): void {
  if (!user) return
  const store = new TypedStore(localStorage)
  const wasSaved = document.querySelector(".messagelist .success, .messagelist .warning") !== null
  store.tidy(user, Date.now(), wasSaved)
  document.querySelectorAll("form#logout-form").forEach((form) => form.addEventListener("submit", () => store.forget()))
  addEventListener("pageshow", () => store.keepAgain())
  // After Django's own scripts have made the rows that the form begins with.
  addEventListener("load", () =>
    document.querySelectorAll<HTMLElement>("[data-widget=keep-typing]").forEach((root) => keepTyping(root, store)),
  )
}
