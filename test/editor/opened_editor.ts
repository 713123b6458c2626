import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Locator, type Page } from 'playwright-core';

const ROOT = join(__dirname, '../..');
const CHROMIUM = '/usr/bin/chromium';
const PICTURES = join(ROOT, 'docs/pictures');

/** Milliseconds. A busy machine is slow, and no reason to fail. */
const PATIENCE = 10_000;

export const hasBrowser = existsSync(CHROMIUM);

export interface Window {
  readonly width?: number;
  readonly height?: number;
  readonly colours?: 'light' | 'dark';
}

/** `npm run editor` as it is started by hand, and a browser to use it with. */
export class OpenedEditor {
  private constructor(
    readonly address: string,
    private readonly browser: Awaited<ReturnType<typeof chromium.launch>>,
    private readonly end: () => Promise<unknown>,
  ) {}

  static async start(): Promise<OpenedEditor> {
    const [[address, end], browser] = await Promise.all([
      serve(),
      chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] }),
    ]);
    return new OpenedEditor(address, browser, end);
  }

  /** A page with nothing kept from before, at this place behind `#/`. */
  async open(place = '', { width = 1200, height = 800, colours = 'light' }: Window = {}): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width, height }, colorScheme: colours });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    await page.goto(`${this.address}#/${place}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
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

  async stop(): Promise<void> {
    await Promise.all([this.browser.close(), this.end()]);
  }
}

async function serve(): Promise<[address: string, end: () => Promise<unknown>]> {
  const editor = spawn(join(ROOT, 'node_modules/.bin/tsx'), ['editor/start.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(editor, 'exit');
  for await (const line of createInterface(editor.stdout)) {
    const address = /http:\S+/.exec(line)?.[0];
    if (address !== undefined)
      return [
        address,
        () => {
          editor.kill('SIGTERM');
          return ended;
        },
      ];
  }
  throw new Error('The editor has ended without an address.');
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
  await answered;
  const run = page.locator('.results > .run');
  const verdict = run.locator('.verdict, [role=alert]');
  await verdict.waitFor();
  expect([await verdict.innerText(), ...(await run.locator('.message').allInnerTexts())].join(' ')).toContain(
    words,
  );
  return run;
}

/** Keeps what is seen as a picture for the guides, where the environment asks for it. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
