// A page of the console as a user has it, and how long a test waits for what it should show.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export const WAIT_MS = 30_000;

/** The folder for pictures, with FENGHUO_SCREENSHOTS set. */
export const pictures = process.env.FENGHUO_SCREENSHOTS;
if (pictures) mkdirSync(pictures, { recursive: true });

export class Page {
  constructor(page) {
    this.page = page;
  }
  panel = (id) => this.page.locator(`section[aria-labelledby="${id}"]`);
  call = (village, duty) =>
    this.panel('calls').locator('li').filter({ hasText: village }).filter({ hasText: duty });
  sees = (locator, text) =>
    locator.filter({ hasText: text }).first().waitFor({ timeout: WAIT_MS });
  async until(what, condition) {
    const end = Date.now() + WAIT_MS;
    // Each look takes the browser a round trip; there is nothing else to wait for.
    while (!(await condition())) assert.ok(Date.now() < end, what);
  }
  async picture(name, width, height) {
    await this.page.setViewportSize({ width, height });
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${name}: scrolls sideways at ${width} (${wide})`);
    if (pictures)
      await this.page.screenshot({ path: join(pictures, name + '.png'), fullPage: true });
  }
}
