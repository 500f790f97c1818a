// A consumer's script: what it reads is typed by what openapi-typescript made of the API's document.
import type { components, paths } from "./schema"

type Attacks = paths["/api/v1/attacks/"]["get"]["responses"]["200"]["content"]["application/json"]
type Attack = components["schemas"]["Attack"]
type Asked = NonNullable<paths["/api/v1/attacks/"]["get"]["parameters"]["query"]>

async function pull(root: string, asked: Asked): Promise<Attack[]> {
  const query = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)]))
  const found: Attack[] = []
  let next: string | null = `${root}/api/v1/attacks/?${query}`
  while (next) {
    const page = (await (await fetch(next)).json()) as Attacks
    // Nothing was left out with `fields`, so that each row is whole.
    found.push(...(page.results as Attack[]))
    next = page.next
  }
  return found
}

const attacks = await pull(process.argv[2]!, { sort: "date", limit: 1 })
// @ts-expect-error a count that was not reported is null, and must be looked at before it is added
const killed: number = attacks[0]!.killed_min
// @ts-expect-error there is no such parameter
const wrong: Asked = { weapons: "rocket" }
console.log(JSON.stringify({ slugs: attacks.map((each) => each.slug), weapons: attacks[0]!.weapons, killed, wrong }))
