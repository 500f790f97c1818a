import assert from "node:assert/strict"
import { test } from "node:test"
import { differing, isKept, sameTyping, TypedStore } from "../src/lib/typed.ts"

/** A browser's storage, as far as it is used; `Object.keys` tells its keys, as a real one's does. */
function storage(room = Infinity) {
  const methods = {
    getItem: (key) => all[key] ?? null,
    setItem: (key, value) => {
      if (value.length > room) throw new Error("full")
      all[key] = value
    },
    removeItem: (key) => delete all[key],
  }
  const all = Object.create(methods)
  return all
}

const typed = (more = {}) => ({ at: 1000, user: "1", revision: "2", sent: false, fields: [{ name: "a", value: "b" }], ...more })

test("what was typed is read back for its user and page alone", () => {
  const store = new TypedStore(storage())
  store.write("/x/", typed())
  assert.deepEqual(store.read("1", "/x/"), typed())
  assert.equal(store.read("2", "/x/"), null)
  assert.equal(store.read("1", "/y/"), null)
})

test("what is another's, old, or sent and saved goes; what was sent and not saved stays", () => {
  const store = new TypedStore(storage())
  store.write("/mine/", typed())
  store.write("/sent/", typed({ sent: true }))
  store.write("/theirs/", typed({ user: "2" }))
  store.tidy("1", 2000)
  assert.ok(store.read("1", "/sent/"))
  assert.equal(store.read("2", "/theirs/"), null)
  store.tidy("1", 2000, true)
  assert.equal(store.read("1", "/sent/"), null)
  assert.ok(store.read("1", "/mine/"))
  store.tidy("1", 1000 + 15 * 86_400_000)
  assert.equal(store.read("1", "/mine/"), null)
})

test("what is forgotten is not written again by a pause that ends later, until the page comes back", () => {
  const store = new TypedStore(storage())
  store.write("/x/", typed())
  store.forget()
  store.write("/x/", typed())
  assert.equal(store.read("1", "/x/"), null)
  store.keepAgain()
  store.write("/x/", typed())
  assert.deepEqual(store.read("1", "/x/"), typed())
})

test("what is broken reads as nothing, and what finds no room is not half kept", () => {
  const broken = storage()
  broken.setItem("typed:1:/x/", "{")
  assert.equal(new TypedStore(broken).read("1", "/x/"), null)
  const full = new TypedStore(storage(10))
  full.write("/x/", typed())
  assert.equal(full.read("1", "/x/"), null)
})

test("secrets, files and what only this page may send are left out", () => {
  for (const [name, type] of [["p", "password"], ["f", "file"], ["_save", "submit"], ["", "text"], ["csrfmiddlewaretoken", "hidden"]])
    assert.equal(isKept(name, type), false)
  assert.equal(isKept("summary", "textarea"), true)
})

test("differences name fields once, with how the choices are called", () => {
  const now = [{ name: "w", value: "rocket", label: "rocket" }, { name: "x-TOTAL_FORMS", value: "1" }]
  const then = [{ name: "w", value: "rocket", label: "rocket" }, { name: "w", value: "mortar", label: "mortar" }, { name: "x-TOTAL_FORMS", value: "2" }]
  assert.deepEqual(differing(now, then), [{ name: "w", now: "rocket", typed: "rocket, mortar" }])
  assert.equal(sameTyping(now, now), true)
  assert.equal(sameTyping(now, then), false)
})
