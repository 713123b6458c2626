import type { AuthFields, Authentication } from 'zapier-platform-core';
import { SERVICE, serviceOf } from './connection';
import { Problem } from './core/errors';
import { inLanguage, say } from './language/language';
import type { ConnectionField } from './services/connection_field';
import type { Platform } from './platforms/platform';
import { choiceList } from './zapier/fields';
import { perform } from './zapier/run';

/**
 * The connection form, its test and its label. Where it is for several platforms nothing but the service is required, since
 * Zapier cannot ask for a field depending on another. All is checked, all faults at once, when the connection is read.
 */
export function authentication(platforms: readonly Platform[]): Authentication {
  return {
    type: 'custom',
    fields: connectionForm(platforms),
    test: perform((run) => {
      const service = serviceOf(run.authData);
      const platform = platforms.find(({ services }) => services.some(({ value }) => value === service));
      if (!platform)
        throw new Problem(
          'connection',
          say`Choose the service that you want to connect. (service is missing)`,
        );
      return platform.test(run);
    }, 'editor'),
    connectionLabel: '{{label}}',
  };
}

function connectionForm(platforms: readonly Platform[]): AuthFields {
  const services = platforms.flatMap((platform) => platform.services);
  const isForOne = platforms.length === 1;
  const fields = platforms.flatMap((platform) =>
    isForOne
      ? platform.connectionFields
      : platform.connectionFields.map((field) => oneOfMany(field, platform)),
  );
  return [
    ...(services.length === 1 ? [] : [serviceField(services, isForOne)]),
    ...merged(fields).map(({ choices, required, ...field }) => ({
      ...field,
      ...(isForOne && required && { required }),
      ...(choices && { choices: choiceList(choices) }),
    })),
  ];
}

function serviceField(services: Platform['services'], isForOne: boolean): AuthFields[number] {
  return {
    ...SERVICE,
    required: true,
    choices: services.map(({ value, label }) => ({ value, sample: value, label })),
    helpText: isForOne
      ? 'What you connect.'
      : 'What you connect. Below, fill in the fields whose help begins with its kind, and leave the others empty.',
  };
}

/** A field as it stands among those of other platforms. */
function oneOfMany(field: ConnectionField, { name }: Platform): ConnectionField {
  return { ...field, helpText: `**${inLanguage(name)}:** ${inLanguage(field.helpText)}` };
}

/** A field that several services ask for stands once in the form, with the help of each. */
function merged(fields: readonly ConnectionField[]): readonly ConnectionField[] {
  const byKey = Map.groupBy(fields, ({ key }) => key);
  return [...byKey.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, helpText: [first, ...others].map(({ helpText }) => helpText).join(' ') }] : [],
  );
}
