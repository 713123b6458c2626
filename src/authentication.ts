import type { AuthFields, Authentication } from 'zapier-platform-core';
import { SERVICE, serviceOf } from './connection';
import { Problem } from './core/errors';
import type { ConnectionField } from './services/connection_field';
import type { Platform } from './platforms/platform';
import { perform } from './zapier/run';

/**
 * The connection form, its test and its label. Only the service is required by the form, since Zapier cannot ask for a
 * field depending on another; the rest is checked, all faults at once, when the connection is read.
 */
export function authentication(platforms: readonly Platform[]): Authentication {
  return {
    type: 'custom',
    fields: connectionForm(platforms),
    test: perform((run) => {
      const service = serviceOf(run.authData);
      const platform = platforms.find(({ services }) => services.some(({ value }) => value === service));
      if (!platform)
        throw new Problem('connection', 'Choose the service that you want to connect. (service is missing)');
      return platform.test(run);
    }),
    connectionLabel: '{{label}}',
  };
}

function connectionForm(platforms: readonly Platform[]): AuthFields {
  return [
    {
      ...SERVICE,
      required: true,
      choices: platforms.flatMap(({ services }) =>
        services.map(({ value, label }) => ({ value, sample: value, label })),
      ),
      helpText:
        'What you connect. Below, fill in the fields whose help begins with its kind, and leave the others empty. ' +
        '[About connections](https://help.zapier.com/)',
    },
    ...merged(platforms.flatMap(({ connectionFields }) => connectionFields)).map(({ choices, ...field }) => ({
      ...field,
      ...(choices && { choices: [...choices] }),
    })),
  ];
}

/** A field that several services ask for stands once in the form, with the help of each. */
function merged(fields: readonly ConnectionField[]): readonly ConnectionField[] {
  const byKey = Map.groupBy(fields, ({ key }) => key);
  return [...byKey.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, helpText: [first, ...others].map(({ helpText }) => helpText).join(' ') }] : [],
  );
}
