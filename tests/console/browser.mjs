// Finds a browser to test with, or says why there is none.
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';

export const SKIPPED = 77;

export function skip(why) {
  console.log('skipped: ' + why);
  process.exit(SKIPPED);
}

function inPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** {launch} or {why}. */
export function findBrowser(source) {
  const chromium = inPath('chromium');
  if (!chromium) return { why: 'chromium is not in PATH' };
  let playwright;
  try {
    playwright = createRequire(join(resolve(source), 'console/'))('playwright-core');
  } catch (error) {
    return { why: `playwright-core is not installed in console/ (${error.code})` };
  }
  const options = { executablePath: chromium, headless: true, args: ['--no-sandbox'] };
  return { launch: () => playwright.chromium.launch(options) };
}
