/** Fetches JSON of our own origin; throws on anything but success or after `seconds` without an answer. */
export async function fetchJson<Answer>(url: string, seconds = 30): Promise<Answer> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), seconds * 1000)
  try {
    const response = await fetch(url, { signal: stop.signal, credentials: "same-origin" })
    if (!response.ok) throw new Error(`${url}: ${response.status}`)
    return (await response.json()) as Answer
  } finally {
    clearTimeout(timer)
  }
}
