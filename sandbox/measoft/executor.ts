import type { XmlElement } from '../xml';
import type { Account } from './accounts';
import type { CourierFault } from './faults';
import { FUNCTIONS } from './functions';
import type { Call, CourierFunction, Document, World } from './functions/function';
import { OrderRefusal, Refusal, refused, unreadable } from './refusal';
import { checkRequest } from './shape';

/** Carries out a request: its name, its login, its shape, then itself. */
export function execute(
  root: XmlElement,
  world: World,
  accounts: readonly Account[],
  fault: CourierFault | undefined,
): XmlElement | Document {
  try {
    const known = FUNCTIONS.get(root.name);
    if (!known) throw refused(14, 'root');
    if (fault?.kind === 'syntax error') throw unreadable('XML_ERR_DOCUMENT_END');
    if (fault?.kind === 'global error') throw refused(fault.code, fault.envelope ?? known.errors);
    const call: Call = {
      root,
      planned: (index) =>
        fault?.kind === 'order error' && index === (fault.index ?? 0)
          ? new OrderRefusal(fault.code)
          : undefined,
    };
    if (known.access === 'account') {
      const account = accounts.find((candidate) => isLogin(root, candidate));
      if (!account) throw unauthorized(known, world);
      checkRequest(root, known.shape);
      return known.perform({ ...call, account }, world);
    }
    const isOpen = known.access === 'anyone' || accounts.some((account) => isCourier(root, account));
    if (!isOpen) throw unauthorized(known, world);
    checkRequest(root, known.shape);
    return known.perform(call, world);
  } catch (error) {
    if (error instanceof Refusal) return error.toXml(root.name);
    throw error;
  }
}

function isCourier(root: XmlElement, { courierCode }: Account): boolean {
  return root.child('auth')?.attribute('extra') === courierCode;
}

function isLogin(root: XmlElement, account: Account): boolean {
  const auth = root.child('auth');
  return (
    isCourier(root, account) &&
    auth?.attribute('login') === account.login &&
    auth.attribute('pass') === account.password
  );
}

/** 1 of table A or 25 of table B. */
function unauthorized({ errors }: CourierFunction, { switches }: World): Refusal {
  const envelope = switches.authErrors === 'by function' ? errors : switches.authErrors;
  return refused(envelope === 'request' ? 1 : 25, envelope);
}
