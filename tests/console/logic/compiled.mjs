// Compiles one module of the page's logic, with what it imports, and loads it. The compiler is the
// one that the page is built with; nothing is written to disk.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../../console/', import.meta.url);
const { build } = createRequire(folder)('esbuild');

export async function compiled(module) {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('src/' + module, folder))],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'silent'
  });
  const text = Buffer.from(result.outputFiles[0].contents).toString('base64');
  return import('data:text/javascript;base64,' + text);
}
