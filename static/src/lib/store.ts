/** One value that several widgets watch; `set` merges a change and tells them when it is one. */
export class Store<State extends object> {
  private readonly watchers: Array<(state: State) => void> = []

  constructor(private state: State) {}

  get(): State {
    return this.state
  }

  set(change: Partial<State>): void {
    const names = Object.keys(change) as Array<keyof State>
    if (names.every((name) => this.state[name] === change[name])) return
    this.state = { ...this.state, ...change }
    this.watchers.forEach((watch) => watch(this.state))
  }

  /** Calls at once and on every change. */
  watch(watch: (state: State) => void): void {
    this.watchers.push(watch)
    watch(this.state)
  }
}
