import { ask, at, pay, refusal, saveSoup, SOUP_FOR_TWO, tillForEachTest } from '../conversation';
import { verdict, verdictOn } from '../conversation';

const stage = tillForEachTest();
/** As public clients send it. */
const REGISTER = '<RK7CMD CMD="RegisterEmployee"> <Waiter code = "5"/><Station code = "1"/></RK7CMD>';

it('registers a waiter at a station once, without a licence', async () => {
  const answer = await ask(stage.till, REGISTER);
  expect(verdict(answer).status).toBe('Ok');
  expect(at(answer, 'Waiter').attributes).toMatchObject({ id: '1000018', code: '5' });
  expect(await verdictOn(stage.till, REGISTER)).toEqual(
    refusal('Работник "Иванова Анна" уже зарегистрирован', 2101),
  );
});

const CREATE =
  '<RK7CMD CMD="CreateOrder"><Order><Table code="1"/><Station id="15015"/><Waiter code="5"/><Guests count="1"/></Order></RK7CMD>';

it('a till that wants registration lets nobody do anything at a station without', async () => {
  const { till, order } = stage;
  till.switches.wantsRegistration = true;
  const save = (seqNumber: number) =>
    saveSoup(till, order, seqNumber).replace('<Session>', '$&<Station id="15015"/>');
  const commands = [() => CREATE, save, (seqNumber: number) => pay(till, order, seqNumber, SOUP_FOR_TWO)];
  const verdicts = async (first: number) => {
    const told = [];
    for (const [place, command] of commands.entries())
      told.push((await verdictOn(till, command(first + Math.max(0, place - 1)))).text);
    return told;
  };
  const missing = 'Работник "Иванова Анна" не зарегистрирован на станции "Касса 1"';
  expect(await verdicts(0)).toEqual([missing, missing, missing]);
  await ask(till, REGISTER);
  expect(await verdicts(2)).toEqual(['', '', '']);
});
