type Content = Node | string | null | undefined

/** A new element with attributes and children; text goes in as text, never as markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...children: Content[]
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value)
  node.append(
    ...children.filter(
      (child): child is Node | string => child !== null && child !== undefined && child !== "",
    ),
  )
  return node
}
