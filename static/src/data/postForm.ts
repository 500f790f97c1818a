/** Posts fields to an address of our own origin and reads JSON; throws on anything but success or after `seconds`. */
export async function postForm<Answer>(
  url: string,
  fields: Record<string, string> | URLSearchParams,
  token: string,
  seconds = 10,
): Promise<Answer> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), seconds * 1000)
  try {
    const response = await fetch(url, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { "X-CSRFToken": token, Accept: "application/json" },
      credentials: "same-origin",
      signal: stop.signal,
    })
    if (!response.ok) throw new Error(`${url}: ${response.status}`)
    return (await response.json()) as Answer
  } finally {
    clearTimeout(timer)
  }
}
