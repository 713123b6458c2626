import type { XmlElement } from '../../core/xml';

/** Who the till is. Older versions tell neither the restaurant nor its code. */
export function parseSystemInfo(data: XmlElement, serverVersion: string) {
  const info = data.child('SystemInfo');
  return {
    serverVersion,
    // Part of the licence's anchor: anything else would be asked for in vain.
    restCode: /^\d{1,15}$/.exec(info?.attribute('RestCode') ?? '')?.[0],
    restaurant: info?.child('Restaurant')?.attribute('name'),
    netName: info?.attribute('NetName') ?? data.attribute('NetName'),
    /** The idents by which stations and halls belong to this restaurant. */
    cashGroup: info?.child('CashGroup')?.attribute('id'),
    restaurantIdent: info?.child('Restaurant')?.attribute('id'),
  };
}

export type SystemInfo = Readonly<ReturnType<typeof parseSystemInfo>>;

/** The first build of each line that knows licences by subscription (vendor's subscription article). */
const FIRST_BUILDS: Readonly<Record<string, number>> = { '7.6.2': 286, '7.6.4': 347, '7.6.5': 40 };

/** Whether a till of this version can be licensed by subscription. Lines after those the vendor names can. */
export function knowsSubscription(serverVersion: string): boolean {
  const [major = 0, minor = 0, line = 0, build = 0] = serverVersion.split('.').map(Number);
  if (major !== 7 || minor !== 6) return major > 7 || (major === 7 && minor > 6);
  const first = FIRST_BUILDS[`7.6.${line}`];
  return first === undefined ? line > 2 : build >= first;
}
