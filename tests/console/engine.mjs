// The real engine in the exercise lane, on ports of its own and a data folder that goes with it; a
// drill in it, and one beside live.
import { execFileSync, spawn } from 'node:child_process';
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

  /** With the plan of Qingxi; `trust`: its trust.yaml, where it is another. */
  constructor(binary, source, trust = null) {
    this.binary = binary;
    this.folder = mkdtempSync(join(tmpdir(), 'fenghuo-page-'));
    this.data = join(this.folder, 'data');
    this.plan = join(this.folder, 'plan');
    cpSync(join(source, 'plans/qingxi'), this.plan, { recursive: true });
    if (trust !== null) writeFileSync(join(this.plan, 'trust.yaml'), trust);
    this.page = '';
    // Of the exercise beside live, where there is one.
    this.exercisePage = '';
  }

  get httpPort() {
    return Number(new URL(this.page).port);
  }

  said() {
    return this.#errors.join('\n');
  }

  /** Its command line. */
  words(port) {
    return [
      ...['serve', this.plan, '--lane', 'exercise', '--data', this.data],
      ...['--http', `127.0.0.1:${port}`, '--sl651', '127.0.0.1:0']
    ];
  }

  /** Until it says that it is ready. `port`: 0 for any. */
  async start(port = 0) {
    this.#process = spawn(this.binary, this.words(port), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FENGHUO_EXERCISE_WEBHOOK_SECRET: 'a secret of the test' }
    });
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
        const [name, address, more] = line.split(' ');
        if (name === 'page') this.page = address;
        if (name === 'exercise' && address === 'page') this.exercisePage = more;
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

  /** What somebody does who doesn't sit at the page. */
  async command(what) {
    const token = new URLSearchParams(new URL(this.page).hash.slice(1)).get('token');
    const response = await fetch(new URL('/api/v1/commands', this.page), {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: 'Bearer ' + token
      },
      body: JSON.stringify(what)
    });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
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

const NIGHT = 'plans/qingxi/drills/flood-night.yaml';
const PLAYED = ['--player', 'yuantou-leader'];

/** The night of Qingxi is played in the exercise lane, with one village leader who takes part. */
export class LiveDrill extends Engine {
  constructor(binary, source) {
    super(binary, source);
    this.scenario = join(source, NIGHT);
  }

  words(port) {
    return [
      ...['drill', this.plan, this.scenario, '--live', '--data', this.data],
      ...['--rate', '60', ...PLAYED, '--http', `127.0.0.1:${port}`]
    ];
  }
}

/** The same night beside live. */
export class DrillBesideLive extends LiveDrill {
  words(port) {
    return [
      ...['serve', this.plan, '--lane', 'live', '--data', this.data],
      ...['--http', `127.0.0.1:${port}`, '--sl651', '127.0.0.1:0', '--exercise', '127.0.0.1:0'],
      ...['--scenario', this.scenario, '--clock-rate', '60', ...PLAYED]
    ];
  }

  /** In the exercise. */
  tokenOf(person) {
    const words = ['token', person, '--data', this.data, '--lane', 'exercise'];
    return execFileSync(this.binary, words, { encoding: 'utf8' }).trim();
  }

  /** A village goes by itself, in truth. */
  leave(area, reason) {
    return this.command({ command: 'leave', area, reason, command_id: 'page-test-leave' });
  }
}
