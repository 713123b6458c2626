import { Zapier } from '../sandbox/zapier/zapier';
import type { LocalServices } from './local_services';
import { type Language, LANGUAGES, type WorldKind } from './protocol';
import { Recorder } from './recorder';

/** Builds the sources as they are now in one language. @returns the folder in which that edition then lies. */
export type Build = (language: Language) => Promise<string>;

/**
 * The built app in both worlds, each with a Zapier of its own: among the local services, and among the real ones. Both editions
 * are versions of one app there, so that an account or a lock of one is also that of the other.
 */
export class Apps {
  /** What runs, or is about to. */
  private readonly started: Readonly<Record<Language, Map<WorldKind, Promise<Zapier>>>>;

  private constructor(
    private readonly english: string,
    private readonly build: Build,
    readonly sandbox: Zapier,
    readonly recorder: Recorder,
  ) {
    this.started = { en: new Map([['sandbox', Promise.resolve(sandbox)]]), ru: new Map() };
  }

  /** @param english where the English edition lies unpacked. */
  static async start(english: string, build: Build, services: LocalServices): Promise<Apps> {
    const recorder = new Recorder(services.doubles);
    const { environment, clock } = services;
    const sandbox = await Zapier.start({ app: english, environment, clock: clock.now, witness: recorder });
    return new Apps(english, build, sandbox, recorder);
  }

  /** The Russian edition, and whatever is for the real services, is started when it is asked for first. */
  of(world: WorldKind, language: Language = 'en'): Promise<Zapier> {
    const edition = this.started[language];
    const known = edition.get(world);
    if (known) return known;
    const starting = this.begin(world, language);
    edition.set(world, starting);
    // One that does not build now is tried again when the sources have been mended.
    starting.catch(() => edition.delete(world));
    return starting;
  }

  /** Builds every edition anew that is in use. @see Zapier.deploy */
  async rebuild(): Promise<void> {
    for (const language of LANGUAGES) {
      const inUse = [...this.started[language].values()];
      if (inUse.length > 0) await this.build(language);
      for (const zapier of inUse) await (await zapier).deploy();
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.started.en.values()].map(async (zapier) => (await zapier).stop()));
  }

  private async begin(world: WorldKind, language: Language): Promise<Zapier> {
    if (language === 'ru') return (await this.of(world)).version(await this.build('ru'));
    // Without the environment of the local services it may reach no address of this machine.
    return Zapier.start({ app: this.english, witness: this.recorder });
  }
}
