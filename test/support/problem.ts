import { Problem } from '../../src/core/errors';

/** The problem that some work ends in. */
export async function problemOf(work: () => unknown): Promise<Problem> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('It worked, though it should not have.');
}

/** The lines that a form complains with, without their bullets. */
export function faultsOf({ message }: Problem): string[] {
  const lines = message.split('\n');
  return lines.length === 1 ? lines : lines.slice(1).map((line) => line.replace(/^- /, ''));
}
