import assert from "node:assert/strict"
import test from "node:test"

import { splitMoved } from "../src/lib/splitMoved.ts"

test("the divider's keys step, leap and end within the width", () => {
  assert.equal(splitMoved("ArrowRight", 50), 52)
  assert.equal(splitMoved("ArrowLeft", 1), 0)
  assert.equal(splitMoved("PageUp", 95), 100)
  assert.equal(splitMoved("End", 3), 100)
  assert.equal(splitMoved("Home", 3), 0)
  assert.equal(splitMoved("Tab", 3), null)
})
