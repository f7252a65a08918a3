// The real engine in the exercise lane, on ports of its own and a data folder that goes with it.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const START_MS_MAX = 60_000;

export class Engine {
  #process = null;
  #ended = null;
  #errors = [];
  #events = 0;

  /** With the plan of Qingxi; `trust`: its trust.yaml. */
  constructor(binary, source, trust) {
    this.binary = binary;
    this.folder = mkdtempSync(join(tmpdir(), 'fenghuo-page-'));
    this.data = join(this.folder, 'data');
    this.plan = join(this.folder, 'plan');
    cpSync(join(source, 'plans/qingxi'), this.plan, { recursive: true });
    writeFileSync(join(this.plan, 'trust.yaml'), trust);
    this.page = '';
  }

  get httpPort() {
    return Number(new URL(this.page).port);
  }

  said() {
    return this.#errors.join('\n');
  }

  /** Until it says that it is ready. `port`: 0 for any. */
  async start(port = 0) {
    this.#process = spawn(
      this.binary,
      [
        ...['serve', this.plan, '--lane', 'exercise', '--data', this.data],
        ...['--http', `127.0.0.1:${port}`, '--sl651', '127.0.0.1:0']
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, FENGHUO_EXERCISE_WEBHOOK_SECRET: 'a secret of the test' }
      }
    );
    const child = this.#process;
    this.#ended = new Promise((resolve) => child.once('exit', resolve));
    createInterface({ input: child.stderr }).on('line', (line) => {
      this.#errors.push(line);
      if (this.#errors.length > 100) this.#errors.shift();
    });
    await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('not ready in time')), START_MS_MAX);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the engine ended with ${code}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const [name, address] = line.split(' ');
        if (name === 'page') this.page = address;
        if (name !== 'ready') return;
        clearTimeout(late);
        resolve();
      });
    });
  }

  async observe(observations) {
    const response = await fetch(new URL('/api/v1/events', this.page), {
      method: 'POST',
      headers: { 'Content-Type': 'application/cloudevents+json' },
      body: JSON.stringify({
        specversion: '1.0',
        id: `storm-${++this.#events}`,
        source: 'page-test',
        type: 'fenghuo.observations',
        data: { observations }
      })
    });
    if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
  }

  /** As a power cut would. */
  async kill() {
    this.#process?.kill('SIGKILL');
    await this.#ended;
    this.#process = null;
  }

  async end() {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
