import { Problem } from '../../core/errors';
import { plainWords } from '../../core/redact';
import { say } from '../../language/language';
import { succeeded } from './answer';
import { registerEmployeeCommand, type Registration } from './commands';
import { refusal } from './problems';
import type { TillTransport } from './transport';

/** Vendor: the employee is registered already. */
const IS_REGISTERED = '2101';

/**
 * Lets an employee work at a station. Vendor: RegisterEmployee, which needs no licence, and changes nothing when it is repeated.
 *
 * @throws Problem where the till does not let it be done.
 */
export async function register(registration: Registration, transport: TillTransport): Promise<void> {
  const answer = await transport.sendHarmless(registerEmployeeCommand(registration));
  const { errorNumber, errorText, status } = answer;
  if (succeeded(answer) || errorNumber === IS_REGISTERED) return;
  const problem = refusal(answer);
  if (problem.kind === 'later') throw problem;
  const number = errorNumber === undefined ? '' : ` ${errorNumber}`;
  throw new Problem(
    'refused',
    say`The till wants the employee to be registered at the station first, and did not let this step do
      so. Register them at the till (регистрация работника на станции), or pick one who is registered, and
      run this step again. (r_keeper error${{ number }}:
      ${{ errorText: plainWords(errorText || status, 300) }})`,
    { code: 'not_registered' },
  );
}
