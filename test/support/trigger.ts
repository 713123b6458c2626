import zapier, { type Bundle, type ZObject } from 'zapier-platform-core';
import { app } from './definition';

const call = zapier.createAppTester(app);

type Method = 'perform' | 'performList' | 'performSubscribe' | 'performUnsubscribe';
type Values = Readonly<Record<string, unknown>>;

/** Runs a method of a trigger as Zapier's runtime does; its cache is empty. */
export async function runTrigger(key: string, method: Method, bundle: Partial<Bundle>): Promise<unknown> {
  const operation: Values = { ...app.triggers[key]?.operation };
  const work = operation[method];
  if (!isWork(work)) throw new Error(`There is no ${method} in ${key}.`);
  return call(work, { inputData: {}, meta: { timezone: 'Europe/Moscow' }, ...bundle }, true);
}

function isWork(value: unknown): value is (z: ZObject, bundle: Bundle) => unknown {
  return typeof value === 'function';
}
