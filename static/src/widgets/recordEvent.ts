/** A form that begins at its first field, or at the first that is wrong, and is saved with the keyboard. */
export function mountRecordEvent(form: HTMLFormElement): void {
  const wrong = form.querySelector<HTMLElement>(".errors :is(input, select, textarea)")
  const undecided = document.querySelector("#problems") && form.querySelector<HTMLElement>("#id_confirmed:not(:checked)")
  const first = form.querySelector<HTMLElement>(
    "fieldset :is(input:not([type=hidden]), select, textarea):not([tabindex='-1'])",
  )
  ;(wrong ?? (undecided || first))?.focus()
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    const name = event.shiftKey ? "_another" : "_save"
    form.requestSubmit(form.querySelector<HTMLInputElement>(`.submit-row [name=${name}]`))
  })
}
