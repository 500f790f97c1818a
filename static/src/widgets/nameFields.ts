/**
 * Gives fields of the desk the names that Django's own pages only show: those of rows in tables by their column's
 * heading, and those that search as one types by their label.
 */
export function nameFields(root: HTMLElement, rowLabel: string): void {
  root.querySelectorAll<HTMLTableElement>(".inline-group .tabular table").forEach((table) => nameCells(table, rowLabel))
  root.querySelectorAll<HTMLSelectElement>("select.admin-autocomplete").forEach(nameSearch)
}

function nameCells(table: HTMLTableElement, rowLabel: string): void {
  const first = table.querySelector<HTMLElement>("th.original")
  if (first && rowLabel && !first.textContent?.trim()) {
    const text = document.createElement("span")
    text.className = "visually-hidden"
    text.textContent = rowLabel
    first.append(text)
  }
  // The column of what may not be deleted heads nothing.
  table.querySelectorAll<HTMLElement>("thead th:not(.original)").forEach((heading) => {
    if (!heading.textContent?.trim()) heading.replaceWith(document.createElement("td"))
  })
  const headings = [...table.querySelectorAll("thead th")].map((heading) => heading.textContent?.trim() ?? "")
  const offset = first ? 1 : 0
  table.querySelectorAll("tbody tr.form-row").forEach((row) => {
    row.querySelectorAll(":scope > td:not(.original)").forEach((cell, index) => {
      const name = headings[index + offset] ?? ""
      cell
        .querySelectorAll("input:not([type=hidden]), select, textarea")
        .forEach((field) => field.setAttribute("aria-label", name))
    })
  })
}

/** Select2 puts a box of its own beside the select, which it leaves without a name. */
function nameSearch(select: HTMLSelectElement): void {
  const box = select.parentElement?.querySelector<HTMLElement>(".select2-selection")
  const name = select.getAttribute("aria-label") ?? select.labels?.[0]?.textContent?.replace(/:\s*$/, "").trim()
  if (!box || !name || box.getAttribute("aria-label") === name) return
  const shown = box.querySelector<HTMLElement>(".select2-selection__rendered")
  box.removeAttribute("aria-labelledby")
  box.setAttribute("aria-label", name)
  if (!shown) return
  box.setAttribute("aria-describedby", shown.id)
  // The text of what is chosen is no field of its own.
  shown.removeAttribute("role")
  shown.removeAttribute("aria-readonly")
}
