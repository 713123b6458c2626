/** The error that a step ends in, as Zapier gets it: its message is JSON where Zapier reads more than a text from it. */
export async function errorOf(running: Promise<unknown>): Promise<ZapierError> {
  try {
    await running;
  } catch (error) {
    if (error instanceof Error) return { name: error.name, ...details(error.message) };
    throw error;
  }
  throw new Error('It worked, though it should not have.');
}

export interface ZapierError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  /** Seconds until a throttled step is run again. */
  readonly delay?: number;
}

function details(message: string): Omit<ZapierError, 'name'> {
  return message.startsWith('{') ? (JSON.parse(message) as ZapierError) : { message };
}
