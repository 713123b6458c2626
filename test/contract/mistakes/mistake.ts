/** What somebody types into a step, and the words by which they learn how to mend it. */
export interface Mistake {
  readonly step: string;
  readonly typed: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** The mistakes that people make with one platform. */
export interface Mistakes {
  readonly platform: string;
  readonly mistakes: readonly Mistake[];
  /** Opens an account of the platform, with which steps are run. */
  readonly open: () => Promise<Account>;
}

export interface Account extends AsyncDisposable {
  /** Runs an action or a search. @throws what the user sees. */
  readonly run: (step: string, typed: Mistake['typed']) => Promise<unknown>;
  /** What has changed anything at the service. */
  readonly written: () => readonly string[];
}
