import type { Words } from "../lib/words"

/** The button that copies the address of what is seen. */
export function mountCopy(root: HTMLElement, words: Words): void {
  const said = root.querySelector<HTMLElement>("[data-part=copied]")!
  root.querySelector("[data-act=copy]")!.addEventListener("click", () => {
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(location.href))
      .then(
        () => (said.textContent = words.say("copied")),
        () => (said.textContent = words.say("not_copied")),
      )
  })
}
