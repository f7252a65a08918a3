import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { followToken } = await compiled('server/token.ts');

test("one's own address in a tab that is open already is followed", () => {
  let changed = null;
  let reloads = 0;
  globalThis.addEventListener = (event, what) => {
    assert.equal(event, 'hashchange');
    changed = what;
  };
  globalThis.location = { hash: '', reload: () => ++reloads };
  followToken();
  location.hash = '#calls';
  changed();
  assert.equal(reloads, 0, 'a place on the page');
  location.hash = '#token=town.abc';
  changed();
  assert.equal(reloads, 1);
});
