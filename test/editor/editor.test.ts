import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Field, World } from '../../editor/protocol';
import russian from '../../src/language/ru.json';
import { Browser, DESK, hasBrowser, PHONE, pick, picture, StartedEditor, testStep } from './opened_editor';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

if (!hasBrowser) console.warn('There is no /usr/bin/chromium: the journeys through the editor were skipped.');
const describeInBrowser = hasBrowser ? describe : describe.skip;

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Every screen, with its headline. */
const PLACES = [
  ['', 'Steps'],
  ['accounts', 'Accounts'],
  ['accounts/new', 'Connect an account'],
  ['zaps', 'Zaps'],
  ['zaps/shop_to_measoft-1', 'Shop → MeaSoft'],
  ['world', 'World'],
  ['sheet/cdek', 'CDEK: all forms'],
  ['creates/rkeeper_submit_order', 'Place Till Order'],
  ['creates/justclick_create_order', 'Create Shop Order'],
  ['ru/creates/justclick_create_order', russian['Create Shop Order']],
] as const;

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-test-'));
let editor: StartedEditor;

beforeAll(async () => {
  editor = await StartedEditor.start(folder);
});

afterAll(async () => {
  await editor.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** They have fields of every kind: line items, lists, names with values, texts of several lines, groups, live drop-downs. */
const FORMS = [
  ['creates', 'rkeeper_submit_order'],
  ['creates', 'measoft_create_order'],
  ['creates', 'justclick_add_good'],
  ['creates', 'justclick_delete_good'],
] as const;

describeInBrowser('the app in a browser, as the Zap editor shows it', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await Browser.start(editor.address);
    ({ page } = browser);
  });

  beforeEach(() => browser.look(DESK));

  afterAll(() => browser.stop());

  const world = async (): Promise<World> => (await editor.ask('world')) as World;
  const flip = (id: string) => editor.ask('flip', { switch: id });
  const rowsOf = async (service: string, title: string): Promise<readonly (readonly string[])[]> =>
    (await world()).tables.find((table) => table.service === service && table.title === title)?.rows ?? [];
  const visit = (place: string, title?: string) => browser.visit(place, title);
  const fill = async (name: 'Fill in an example' | 'Empty the form'): Promise<void> => {
    await page.locator('.form').waitFor();
    const filled = page.waitForResponse('**/api/form');
    await button(name).click();
    await filled;
  };
  const textbox = (name: string) => page.getByRole('textbox', { name });
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  it('finds a step by its name, its key and a Russian term, and says what kind it is', async () => {
    await visit('');
    for (const words of ['place till', 'rkeeper_submit', 'официант']) {
      await page.getByRole('searchbox').fill(words);
      await page.getByRole('link', { name: 'Place Till Order' }).waitFor();
    }
    expect(await page.getByRole('link', { name: 'Create Shop Order' }).count()).toBe(0);
    expect(await page.getByText('licensed').count()).toBeGreaterThan(0);
    await page.getByRole('searchbox').fill('');
    await page.getByRole('link', { name: 'Create Shop Order' }).waitFor();
  });

  it('shows a step at an address of its own', async () => {
    await visit('creates/rkeeper_submit_order');
    await textbox('Your Order Number (required)').waitFor();
    await page.goBack();
    await page.goto(`${editor.address}#/creates/justclick_create_order`);
    await page.getByRole('heading', { level: 1, name: 'Create Shop Order' }).waitFor();
  });

  it('places an order of two dishes on the till, with tables and dishes chosen from its lists', async () => {
    await visit('creates/rkeeper_submit_order');
    await textbox('Your Order Number').fill('site-1');
    await pick(page, 'Table (required)', 'code 5');
    await button('+ Add dishes').click();
    const dishes = page.getByRole('group', { name: 'Dishes' });
    for (const [place, name, quantity] of [
      [0, 'Борщ', '2'],
      [1, 'Цезарь', '1'],
    ] as const) {
      const dish = page.getByRole('group', { name: `Dishes ${place + 1}` });
      await dish.getByRole('textbox', { name: 'Quantity' }).fill(quantity);
      await dish.getByRole('button', { name: 'Dish', exact: true }).click();
      await page.getByRole('searchbox').fill(name);
      await page.locator('.popover:popover-open li button').first().click();
    }
    await button('+ Add dishes').click();
    await button('Remove Dishes 3').click();
    expect(await dishes.getByRole('textbox', { name: 'Quantity' }).count()).toBe(2);
    await pick(page, 'Station', 'Касса 1');
    await page.locator('#field-external_id').scrollIntoViewIfNeeded();
    await picture(page, 'form');
    await testStep(page, 'Success');
    await picture(page, 'run');
    const [order] = await rowsOf('rkeeper', 'Orders');
    expect(order?.join(' ')).toMatch(/2 × Борщ.*1 × .*Цезарь/);
  });

  it('asks for other fields once a field that alters the form is filled in', async () => {
    await visit('creates/measoft_create_order');
    await textbox('Receiver Phone').waitFor();
    expect(await textbox('Order Number Prefix').count()).toBe(0);
    await page
      .getByRole('combobox', { name: 'More Details 1' })
      .selectOption({ label: 'Prefix, barcode, cost code, department' });
    await textbox('Order Number Prefix').waitFor();
  });

  it('takes names of one’s own with a value each, and empties them with the form', async () => {
    await visit('creates/rkeeper_create_order');
    await button('+ Add external properties').click();
    await textbox('External Properties 1: name').fill('source');
    await textbox('External Properties 1: value').fill('site');
    expect(await textbox('External Properties 1: name').inputValue()).toBe('source');
    await fill('Empty the form');
    await textbox('External Properties 1: name').waitFor({ state: 'detached' });
  });

  it('loads a second page of a drop-down, looks in both, and takes a custom value', async () => {
    await visit('creates/rkeeper_create_order');
    // The drop-downs of this app give all at once; Zapier loads others page by page.
    await page.route('**/api/choices', async (route) => {
      const asked = route.request().postDataJSON() as { readonly pagingToken?: string };
      const isFirst = asked.pagingToken === undefined;
      await route.fulfill({
        json: isFirst
          ? { choices: [{ value: '1', label: 'Window' }], pagingToken: 'second' }
          : { choices: [{ value: '2', label: 'Terrace' }] },
      });
    });
    await button('Table (required)').click();
    await page.getByRole('searchbox').fill('Terr');
    await page.getByText('None of the 1 loaded so far is like that.').waitFor();
    await button('Load more').click();
    await button('Terrace 2').click();
    await button('Table (required)').filter({ hasText: 'Terrace' }).click();
    await button('Load more').waitFor();
    await page.getByRole('searchbox').fill('my own');
    await button('Use “my own” as a custom value').click();
    await button('Table (required)').filter({ hasText: 'my own' }).waitFor();
    await page.unroute('**/api/choices');
  });

  it('names seven faults at once, before anything is sent', async () => {
    await visit('creates/rkeeper_submit_order');
    await fill('Empty the form');
    await page.getByRole('textbox', { name: 'Quantity' }).fill('many');
    await textbox('Seat').fill('first');
    await textbox('Guests').fill('none');
    await page.getByRole('textbox', { name: 'Price' }).fill('cheap');
    await page.getByRole('textbox', { name: 'Amount', exact: true }).fill('all');
    const run = await testStep(page, 'Errored');
    const message = await run.locator('.message').innerText();
    for (const field of ['Your Order Number', 'Table', 'Quantity', 'Seat', 'Guests', 'Price', 'Amount'])
      expect(message).toContain(field);
    expect(await run.getByText('Calls to the service').count()).toBe(0);
    await picture(page, 'faults');
  });

  it('shows and runs the Russian edition too, at addresses of its own, and goes back to English', async () => {
    await visit('creates/rkeeper_submit_order');
    await page.getByRole('link', { name: 'Русский' }).click();
    await page.getByRole('heading', { level: 1, name: russian['Place Till Order'] }).waitFor();
    expect(page.url()).toMatch(/#\/ru\/creates\/rkeeper_submit_order$/);
    await textbox(`${russian['Your Order Number']} (required)`).waitFor();
    await fill('Empty the form');
    await picture(page, 'ru-form');
    await page.getByRole('textbox', { name: russian.Quantity }).fill('много');
    await textbox(russian.Guests).fill('никого');
    const run = await testStep(page, 'Errored');
    const message = await run.locator('.message').innerText();
    for (const field of ['Your Order Number', 'Table', 'Quantity', 'Guests'] as const)
      expect(message).toContain(russian[field]);
    expect(message).not.toMatch(/Your Order Number|Table|Quantity|Guests|must be/);
    await picture(page, 'ru-faults');
    await page.getByRole('link', { name: 'Zakaz' }).click();
    await page.getByRole('link', { name: russian['Create Shop Order'] }).click();
    await page.getByRole('heading', { level: 1, name: russian['Create Shop Order'] }).waitFor();
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Create Shop Order' }).waitFor();
    expect(page.url()).toMatch(/#\/creates\/justclick_create_order$/);
  });

  it('does once what is run again after its answer was lost', async () => {
    await visit('creates/measoft_create_order');
    await fill('Fill in an example');
    await textbox('Order Number (required)').fill('LOST-1');
    await flip('lost-measoft');
    const run = await testStep(page, 'Success');
    await run.getByText('no answer').waitFor();
    await button('Run again').click();
    await page.getByText('Earlier:').waitFor();
    const parcels = await rowsOf('measoft', 'Parcels');
    expect(parcels.filter((row) => row.includes('LOST-1'))).toHaveLength(1);
  });

  it('shows in a run what was switched in the world', async () => {
    await visit('creates/rkeeper_create_order');
    await textbox('Your Order Number').fill('site-2');
    await pick(page, 'Table (required)', 'code 1');
    await pick(page, 'Station', 'Касса 1');
    await testStep(page, 'Success');
    await page.getByRole('link', { name: 'World' }).click();
    await page.getByRole('switch', { name: 'A waiter has the order open' }).check();
    await picture(page, 'world');
    await visit('creates/rkeeper_save_order', 'Add Dishes to Till Order');
    await pick(page, 'Order', '1.1');
    await pick(page, 'Dish', 'Борщ');
    await textbox('Quantity').fill('1');
    await pick(page, 'Station', 'Касса 1');
    const run = await testStep(page, 'Delayed 20 s');
    expect(await run.locator('.message').innerText()).toContain('waiter');
    await page.getByRole('link', { name: 'World' }).click();
    await page.getByRole('switch', { name: 'A waiter has the order open' }).uncheck();
  });

  it('loads a recipe by one click, and an instant event runs it', async () => {
    await visit('zaps');
    await page.getByRole('link', { name: 'Shop → MeaSoft' }).click();
    await textbox('Receiver Phone').waitFor();
    expect(await textbox('Receiver Phone').inputValue()).toBe('{{trigger.phone}}');
    const before = (await rowsOf('measoft', 'Parcels')).length;
    await button('Turn on').click();
    await button('Make the event happen').click();
    await page
      .locator('summary')
      .filter({ hasText: /^Success/ })
      .first()
      .waitFor();
    expect(await rowsOf('measoft', 'Parcels')).toHaveLength(before + 1);
  });

  it('holds a Zap built by hand whose account is refused, and replays it once that is reconnected', async () => {
    await visit('zaps/new');
    await page.getByRole('region', { name: 'Trigger' }).getByLabel('Event').selectOption('Till Order Closed');
    const step = page.getByRole('region', { name: 'Step 1' });
    await step.getByLabel('Event').selectOption('Update Shop Order Status');
    await pick(page, 'Order Number (required)', '100000');
    await step.getByRole('combobox', { name: 'New Status' }).selectOption('paid');
    await step.getByRole('textbox', { name: 'Date' }).fill('31.03.2026 18:30');
    await button('Turn on').click();
    await flip('wrong-key');
    await button('Make the event happen').click();
    await page.locator('.note').filter({ hasText: 'It has happened: poll now.' }).waitFor();
    await button('Poll now').click();
    await page.getByText('Held: reconnect').first().waitFor();
    await picture(page, 'held');
    await page.getByRole('link', { name: 'Reconnect' }).click();
    await button('Reconnect').click();
    await page.getByText('The connection works.').waitFor();
    await page.goBack();
    await button('Replay after 5 minutes').click();
    await page
      .locator('summary')
      .filter({ hasText: /^Success/ })
      .first()
      .waitFor();
  });

  it('puts a value of the last event of a trigger into a field', async () => {
    await visit('triggers/justclick_new_order');
    await testStep(page, 'Success');
    await visit('creates/justclick_update_order_status', 'Update Shop Order Status');
    await page.getByRole('button', { name: 'Map' }).first().click();
    await page.getByRole('searchbox').fill('Order Number');
    await page.locator('.popover:popover-open li button').first().click();
    await button('Order Number (required)')
      .filter({ hasText: /10000\d/ })
      .waitFor();
  });

  it('says exactly what is wrong with an account', async () => {
    await visit('accounts/new');
    await page.getByRole('combobox', { name: 'Service to Connect' }).selectOption('Expertam (shop)');
    await page.getByRole('textbox', { name: 'Login', exact: true }).fill('username');
    await page.getByLabel('API Key').fill('wrong');
    await button('Connect').click();
    await page.getByText('It does not work:').waitFor();
    expect(await page.locator('.message').innerText()).toContain('key');
  });

  it('is used by keyboard alone', async () => {
    await visit('');
    // The keyboard begins at the top of a page that was just loaded.
    await page.reload();
    await visit('');
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = (): Promise<string> =>
      page.evaluate(
        `(({ labels, textContent }) => labels?.[0]?.textContent ?? textContent)(document.activeElement)`,
      );
    const tabTo = async (name: string): Promise<void> => {
      for (let stops = 0; stops < 60; stops += 1) {
        if ((await focused()).includes(name)) return;
        await press('Tab');
      }
      throw new Error(`Tab does not come to ${name}.`);
    };
    await tabTo('To the content');
    await press('Enter', 'Tab');
    await page.keyboard.type('create till order');
    await tabTo('Create Till Order');
    await press('Enter');
    await button('Table (required)').waitFor();
    await press('Tab');
    await tabTo('Table (required)');
    await press('Enter');
    await page.locator('.popover:popover-open li').first().waitFor();
    await press('ArrowDown', 'Enter');
    await tabTo('Station');
    await press('Enter');
    await page.locator('.popover:popover-open li').first().waitFor();
    await page.keyboard.type('касса 1');
    await press('Enter');
    await tabTo('Test step');
    await press('Enter');
    await page.locator('.results > .run').getByText('Success', { exact: true }).waitFor();
  });

  it('is used in a window of 360 pixels', async () => {
    await browser.look(PHONE);
    await visit('creates/rkeeper_create_order');
    await pick(page, 'Table (required)', 'code 1');
    await pick(page, 'Station', 'Касса 1');
    await testStep(page, 'Success');
  });

  it('is open to everybody, as axe sees it, and readable in dark colours and 360 pixels without scrolling sideways', async () => {
    const violations = (options: object): Promise<unknown> =>
      page.evaluate(
        `axe.run(${JSON.stringify(options)})
          .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
      );
    await page.evaluate(AXE);
    for (const [place, title] of PLACES) {
      await browser.look(DESK);
      await visit(place, title);
      if (place.startsWith('creates')) {
        await fill('Empty the form');
        await testStep(page, 'Errored');
      }
      expect([place, await violations({})]).toEqual([place, []]);
      await browser.look(PHONE);
      expect([place, await violations({ runOnly: ['color-contrast'] })]).toEqual([place, []]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    }
  });

  it.each(FORMS)('shows the form of %s %s whole', async (type, key) => {
    const input = await editor.ask('example', { type, key });
    await visit(`${type}/${key}`);
    await fill('Fill in an example');
    const account = key.split('_')[0];
    const fields = (await editor.ask('form', { type, key, account, input })) as readonly Field[];
    const labels = fields
      .flatMap((field) => [field, ...(field.children ?? [])])
      .flatMap((field) => (field.type === 'copy' ? [] : (field.label ?? field.key)));
    const shown = page.locator('.form :is(label, legend)');
    await shown
      .filter({ hasText: labels.at(-1) ?? '' })
      .first()
      .waitFor();
    const texts = (await shown.allInnerTexts()).map((text) => text.replace(/ \(required\)$/, ''));
    expect(texts).toEqual(expect.arrayContaining(labels));
  });
});

it('has printed one address, where the app is, and leaves nothing behind when it is told to end', async () => {
  expect(editor.addresses).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/$/)]);
  expect(readdirSync(folder)).not.toEqual([]);
  expect(await editor.stop()).toBe(0);
  expect(editor.addresses).toHaveLength(1);
  expect(readdirSync(folder).filter((name) => name.startsWith('zakaz-'))).toEqual([]);
  expect(running()).toEqual([]);
});

/** The processes that run an app which lies in the folder. */
function running(): readonly string[] {
  const processes = existsSync('/proc') ? readdirSync('/proc') : [];
  return processes.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`LAMBDA_TASK_ROOT=${folder}`);
    } catch {
      return false;
    }
  });
}
