import { type AppDefinition, type LockDefinition } from '../../../sandbox/zapier/definition';
import { lockOf } from '../../../sandbox/zapier/lock';
import { type Step } from '../../../sandbox/zapier/step';

const pay: Step = {
  method: 'creates.pay.operation.perform',
  authData: { login: 'one' },
  inputData: { till: 7 },
};

function lockUnder(lock: LockDefinition, differently: Partial<Step> = {}): ReturnType<typeof lockOf> {
  const operation = { key: 'pay', noun: 'Order', display: { label: 'Pay' }, operation: { lock } };
  const definition: AppDefinition = {
    version: '1.0.0',
    creates: { pay: operation },
    triggers: { pay: operation },
  };
  return lockOf(definition, { ...pay, ...differently });
}

test.each<[LockDefinition, Partial<Step>, isShared: boolean]>([
  [{ key: 'till' }, { connectionId: 'other', userId: 'other' }, true],
  [{ key: 'till', scope: ['auth'] }, { userId: 'other' }, true],
  [{ key: 'till', scope: ['auth'] }, { authData: { login: 'two' } }, false],
  [{ key: 'till', scope: ['user'] }, { connectionId: 'other' }, true],
  [{ key: 'till', scope: ['user'] }, { userId: 'other' }, false],
  [{ key: 'till-{{bundle.inputData.till}}' }, { inputData: { till: 8 } }, false],
])('the lock %j is shared with a step of %j: %s', (lock, differently, isShared) => {
  expect(lockUnder(lock)?.name === lockUnder(lock, differently)?.name).toBe(isShared);
});

test.each([
  [20, 20],
  [900, 180],
])('a lock for %i seconds lasts %i: 180 seconds are the most', (timeout, seconds) => {
  expect(lockUnder({ key: 'till', timeout })).toMatchObject({ seconds });
});

test.each<Partial<Step>>([
  { method: 'triggers.pay.operation.perform' },
  { method: 'creates.pay.operation.inputFields' },
  { honourLock: false },
])('a step of %j asks for no lock', (differently) => {
  expect(lockUnder({ key: 'till' }, differently)).toBeUndefined();
});
