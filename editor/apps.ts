import { Zapier } from '../sandbox/zapier/zapier';
import type { LocalServices } from './local_services';
import type { WorldKind } from './protocol';
import { Recorder } from './recorder';

/** The built app in both worlds, each with a Zapier of its own: among the local services, and among the real ones. */
export class Apps {
  readonly recorder: Recorder;
  private real: Promise<Zapier> | undefined;

  private constructor(
    private readonly folder: string,
    readonly sandbox: Zapier,
    recorder: Recorder,
  ) {
    this.recorder = recorder;
  }

  /** @param folder where the app lies unpacked. */
  static async start(folder: string, services: LocalServices): Promise<Apps> {
    const recorder = new Recorder(services.journals);
    const { environment, clock } = services;
    const sandbox = await Zapier.start({ app: folder, environment, clock: clock.now, witness: recorder });
    return new Apps(folder, sandbox, recorder);
  }

  /** The app for the real services is started when it is asked for first. It may reach no address of this machine. */
  of(world: WorldKind): Zapier | Promise<Zapier> {
    if (world === 'sandbox') return this.sandbox;
    this.real ??= Zapier.start({ app: this.folder, witness: this.recorder });
    return this.real;
  }

  /** @see Zapier.deploy */
  async deploy(): Promise<void> {
    await this.sandbox.deploy();
    await (await this.real)?.deploy();
  }

  async stop(): Promise<void> {
    await Promise.all([this.sandbox.stop(), this.real?.then((zapier) => zapier.stop())]);
  }
}
