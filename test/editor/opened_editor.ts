import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser as Chromium, chromium, type Locator, type Page } from 'playwright-core';
import type { Run } from '../../editor/protocol';

const ROOT = join(__dirname, '../..');
const CHROMIUM = '/usr/bin/chromium';
const PICTURES = join(ROOT, 'docs/pictures');

/** Milliseconds. A busy machine is slow, and no reason to fail. */
const PATIENCE = 10_000;

export const hasBrowser = existsSync(CHROMIUM);

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly colours: 'light' | 'dark';
}

export const DESK: Look = { width: 1200, height: 800, colours: 'light' };
export const PHONE: Look = { width: 360, height: 740, colours: 'dark' };

/** `npm run editor` as it is started by hand. */
export class StartedEditor {
  private printed = '';
  private readonly process;

  /** @param folder where it keeps what it needs while it runs. */
  private constructor(folder: string) {
    this.process = spawn(join(ROOT, 'node_modules/.bin/tsx'), ['editor/start.ts'], {
      cwd: ROOT,
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.process.stdout.setEncoding('utf8').on('data', (text: string) => (this.printed += text));
  }

  static async start(folder: string): Promise<StartedEditor> {
    const editor = new StartedEditor(folder);
    await Promise.race([once(editor.process.stdout, 'data'), once(editor.process, 'exit')]);
    return editor;
  }

  /** All addresses that it has printed. */
  get addresses(): readonly string[] {
    return this.printed.match(/\w+:\/\/\S+/g) ?? [];
  }

  get address(): string {
    const [address] = this.addresses;
    if (address === undefined) throw new Error('The editor has ended without an address.');
    return address;
  }

  /** Asks the server itself, for what a test compares the page with. */
  async ask(name: string, asked: object = {}): Promise<unknown> {
    const response = await fetch(`${this.address}api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    });
    return response.json();
  }

  /** Tells it to end, as Ctrl+C does. @returns with which code it has ended. */
  async stop(): Promise<number | null> {
    const { process } = this;
    if (process.exitCode === null) {
      process.kill('SIGTERM');
      await once(process, 'exit');
    }
    return process.exitCode;
  }
}

/** A browser with one page open, in which one journey follows the other, as in the tab of a person who goes on working. */
export class Browser {
  private constructor(
    private readonly address: string,
    private readonly browser: Chromium,
    readonly page: Page,
  ) {}

  static async start(address: string): Promise<Browser> {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    return new Browser(address, browser, page);
  }

  /** Goes to the place behind `#/`, and waits for its headline. */
  async visit(place: string, title: string | RegExp = /./): Promise<void> {
    await this.page.goto(`${this.address}#/${place}`);
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  async look({ width, height, colours }: Look): Promise<void> {
    await this.page.setViewportSize({ width, height });
    await this.page.emulateMedia({ colorScheme: colours });
  }

  async stop(): Promise<void> {
    await this.browser.close();
  }
}

/** Chooses an entry of a live drop-down by a part of its label. */
export async function pick(page: Page, field: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: field, exact: true }).click();
  await page.locator('.popover:popover-open li').filter({ hasText: entry }).getByRole('button').click();
}

/** Runs the step that is open, and resolves to what came of it: a run with this verdict. */
export async function testStep(page: Page, words: string): Promise<Locator> {
  const answered = page.waitForResponse('**/api/run');
  await page.getByRole('button', { name: 'Test step' }).click();
  const { verdict, message = '' } = (await (await answered).json()) as Run;
  expect(`${verdict.words} ${message}`).toContain(words);
  const run = page.locator('.results > .run').filter({ hasText: verdict.words }).filter({ hasText: message });
  await run.waitFor();
  return run;
}

/** Keeps what is seen as a picture for the guides, where the environment asks for it. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
