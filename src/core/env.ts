import { say } from '../language/language';
import { serverUrlFault } from './address';
import { Problem } from './errors';

/** A setting of the app's owner, read when it is needed. Set but empty counts as not set. */
export function environment(name: string): string | undefined {
  const value = process.env[name]?.trim();
  return value === '' ? undefined : value;
}

/** Whom users turn to, as messages name them. The packaging writes the owner's setting of the build in the place of the second one. */
export function support(): string {
  return environment('ZAKAZ_SUPPORT') ?? process.env.ZAKAZ_SUPPORT ?? say`whoever invited you to this app`;
}

/**
 * The address of a service, or the one that the app's owner has set in its place.
 *
 * @throws Problem where that one is no good: no user can mend it.
 */
export function serviceUrl(variable: string, usual: string, login = ''): string {
  const url = (environment(variable) ?? usual).replaceAll('{login}', login);
  const fault = serverUrlFault(url);
  if (fault === undefined) return url;
  throw new Problem(
    'failed',
    say`The app's setting ${{ variable }} ${{ fault }}. Tell ${{ support: support() }}. (app setting)`,
    { code: 'app_setting' },
  );
}
