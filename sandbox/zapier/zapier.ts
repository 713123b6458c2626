import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Cache } from './cache';
import { coercedInput } from './coercion';
import { Connections } from './connections';
import { type AppDefinition } from './definition';
import { Editor } from './editor';
import { listen } from './endpoint';
import { type Delivery, Hook } from './hook';
import { Hooks } from './hooks';
import { type Lock, lockOf, Locks } from './lock';
import { Log, type LogLine } from './log';
import { type Files } from './files';
import { type Failure, type RunResult } from './outcome';
import { Poller } from './poller';
import { Pool } from './pool';
import { Rpc } from './rpc';
import { Runner } from './runner';
import { type Step } from './step';
import { Trigger, type TriggerSettings } from './trigger';
import AdmZip from 'adm-zip';
import { type Witness } from './witness';
import { Worker } from './worker';
import { Zap, type ZapSettings } from './zap';

export interface ZapierOptions {
  /** The zip that `npm run package` makes, or a folder that holds the same. */
  readonly app: string;
  /** The app's own environment, as its owner would set it on Zapier. */
  readonly environment?: Readonly<Record<string, string>>;
  /** How many processes may be warm at once; 1 when absent. */
  readonly workers?: number;
  /** Milliseconds since the epoch, for the lifetimes in the cache. */
  readonly clock?: () => number;
  readonly witness?: Witness;
}

interface Parts {
  readonly cache: Cache;
  readonly log: Log;
  readonly runner: Runner;
  readonly pool: Pool;
  readonly hooks: Hooks;
  readonly files: Files;
  readonly locks: Locks;
  readonly connections: Connections;
  /** The origin of the addresses of hooks. */
  readonly origin: string;
  /** The processes of the app that lies in another folder. */
  readonly processesOf: (folder: string) => Pick<Parts, 'pool' | 'runner'>;
  readonly stop: () => Promise<void>;
}

/** A small Zapier: runs a built app in separate processes, as Lambda does, and plays the backend that they talk to. */
export class Zapier {
  private editor: Editor;

  private constructor(
    private readonly parts: Parts,
    private app: AppDefinition,
  ) {
    this.editor = new Editor(app, (step) => this.run(step));
  }

  /**
   * Unpacks the app and asks it for its definition, as an upload does.
   * @throws Error where the app is not there or does not load.
   */
  static async start(options: ZapierOptions): Promise<Zapier> {
    const parts = await assemble(options);
    try {
      return new Zapier(parts, await definitionOf(parts));
    } catch (error) {
      await parts.stop();
      throw error;
    }
  }

  /**
   * The files of the app's folder are those of a new version: from now on they are run. What Zapier knows of connections, and
   * its cache, stay.
   * @throws Error where the new version does not load; the old one is asked no more all the same.
   */
  async deploy(): Promise<void> {
    this.parts.pool.retire();
    this.app = await definitionOf(this.parts);
    this.editor = new Editor(this.app, (step) => this.run(step));
  }

  /**
   * Another version of the app beside this one: both have the same connections, cache, locks and hooks, and they end together.
   * @throws Error where it does not load.
   */
  async version(folder: string): Promise<Zapier> {
    const parts = { ...this.parts, ...this.parts.processesOf(folder) };
    return new Zapier(parts, await definitionOf(parts));
  }

  definition(): AppDefinition {
    return this.app;
  }

  /** What is behind `z.cache`, of all connections. */
  get cache(): Cache {
    return this.parts.cache;
  }

  /** What steps left with `z.stashFile`. */
  get files(): Files {
    return this.parts.files;
  }

  /** Every line that left a process, through the logging endpoint or printed. */
  get log(): readonly LogLine[] {
    return this.parts.log.lines;
  }

  /** Runs a method of the app as a step of a Zap, behind the lock of its operation. Never throws for what the app does. */
  async run(typed: Step): Promise<RunResult> {
    const { inputData = {} } = typed;
    const step = { ...typed, inputData: coercedInput(this.app, typed), inputDataRaw: inputData };
    const lock = lockOf(this.app, step);
    if (!lock) return this.runNow(step);
    const release = await this.parts.locks.acquire(lock);
    if (!release) return lockedOut(lock);
    try {
      return await this.runNow(step);
    } finally {
      release();
    }
  }

  /** Whether the connection of a step waits for a person to reconnect: Zaps skip its polls and hold its actions. */
  isStale(step: Step): boolean {
    return this.parts.connections.isStale(step);
  }

  /** Makes a stale connection good again. Held runs have to be replayed all the same. */
  reconnect(connection: Pick<Step, 'authData' | 'connectionId'>): void {
    this.parts.connections.reconnect(connection);
  }

  private async runNow(step: Step): Promise<RunResult> {
    const result = await this.parts.runner.run(step);
    this.parts.connections.note(step, result);
    return result;
  }

  /** @see Editor.inputFields */
  readonly inputFields: Editor['inputFields'] = (...asked) => this.editor.inputFields(...asked);

  /** @see Editor.choices */
  readonly choices: Editor['choices'] = (...asked) => this.editor.choices(...asked);

  /** @see Editor.testConnection */
  readonly testConnection: Editor['testConnection'] = (authData) => this.editor.testConnection(authData);

  /** Makes a Zap that polls this trigger, and is still off. @throws Error where the app has no such trigger. */
  poll(settings: TriggerSettings): Poller {
    return new Poller(this.trigger(settings));
  }

  /**
   * Turns on a Zap with this hook. Where the app's performSubscribe failed the Zap has stayed off: `isOn` tells.
   * @throws Error where the app has no such trigger.
   */
  async turnOn(settings: TriggerSettings): Promise<Hook> {
    const hook = new Hook(this.trigger(settings), this.parts);
    await hook.turnOn();
    return hook;
  }

  /** Makes a whole Zap, which is still off. @throws Error where the app lacks its trigger, or the steps are out of order. */
  zap(settings: ZapSettings): Zap {
    const trigger = this.trigger(settings.trigger);
    const source = (onDelivery: (delivery: Delivery) => Promise<void>): Poller | Hook =>
      trigger.isHook ? new Hook(trigger, this.parts, onDelivery) : new Poller(trigger);
    const { connections } = this.parts;
    return new Zap(
      { definition: this.app, run: (step) => this.run(step), connections, trigger, source },
      settings,
    );
  }

  /** Ends every process, the endpoint and the unpacked app. Steps under way have died. */
  stop(): Promise<void> {
    return this.parts.stop();
  }

  private trigger(settings: TriggerSettings): Trigger {
    return new Trigger(this.app, (step) => this.run(step), settings);
  }
}

/** Asks the app for its definition, in a process that is warm for steps from then on. @throws Error where it does not load. */
async function definitionOf({ runner }: Parts): Promise<AppDefinition> {
  const loaded = await runner.run({ method: '', event: { command: 'definition' } });
  if (loaded.outcome === 'success') return loaded.output as AppDefinition;
  throw new Error(`The app does not load: ${loaded.message}`);
}

async function assemble({
  app,
  environment = {},
  workers = 1,
  clock,
  witness,
}: ZapierOptions): Promise<Parts> {
  const { folder, remove } = unpack(resolve(app));
  const log = new Log();
  const cache = new Cache(clock);
  const rpc = new Rpc(cache, witness);
  const hooks = new Hooks();
  const { origin, rpcBase, loggingEndpoint, close } = await listen(rpc, log, hooks);
  const pools: Pool[] = [];
  const processesOf: Parts['processesOf'] = (place) => {
    const pool = new Pool(workers, () => new Worker({ folder: place, environment, loggingEndpoint, log }));
    pools.push(pool);
    return { pool, runner: new Runner({ pool, rpc, rpcBase, log, witness }) };
  };
  return {
    cache,
    log,
    hooks,
    files: rpc.files,
    locks: new Locks(),
    connections: new Connections(),
    origin,
    ...processesOf(folder),
    processesOf,
    stop: async () => {
      await Promise.all(pools.map((pool) => pool.stop()));
      await close();
      remove();
    },
  };
}

/** @returns where the app lies unpacked, which may be the folder itself that was given. @throws Error where it is not there. */
export function unpack(app: string): { folder: string; remove: () => void } {
  if (!existsSync(app)) throw new Error(`${app} is not there. \`npm run package\` makes it.`);
  if (statSync(app).isDirectory()) return { folder: app, remove: () => undefined };
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-zapier-'));
  new AdmZip(app).extractAllTo(folder);
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Zapier does not say in public what becomes of a run that waits too long; like any held-up run it comes back later. */
function lockedOut({ seconds }: Lock): Failure {
  return {
    id: randomUUID(),
    outcome: 'error',
    kind: 'ThrottledError',
    message: `Another run held the lock of this step for ${seconds} seconds.`,
    delaySeconds: seconds,
    calls: [],
    milliseconds: seconds * 1000,
    coldStart: false,
  };
}
