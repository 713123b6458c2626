/** What may be changed while a till runs: what the vendor leaves open, and how tills differ. */
export interface TillSwitches {
  serverVersion: string;
  /** A reference server (сервер справочников) tells who it is, and knows no orders. */
  isReferenceServer: boolean;
  /**
   * Holds requests to the vendor's schema, its order of children and its spelling of GUIDs. Real servers do not insist on them;
   * those of this app must need no such patience.
   */
  insistsOnSchema: boolean;
  /** Older servers leave RestCode out of GetSystemInfo. */
  tellsRestCode: boolean;
  /** Whether an employee may only do at a station what they have registered for there: which tills want it, and for what, is unknown. */
  wantsRegistration: boolean;
  /** Whether GetReceiptList shows the receipts of returns too. */
  listsReturns: boolean;
  /** Orders of an earlier common shift are not found any more, however they are named. */
  forgetsEarlierShifts: boolean;
  /** What becomes of the pieces of a dish that names no mode of its own. */
  addLineMode: AddLineMode;
  /** A dish without modifiers gets one that nobody sent. */
  addsDefaultModifier: boolean;
  /** Whether a prepayment needs a Reason: the vendor's page says so, its schema does not. */
  prepayReasonRequired: boolean;
  /** What PayOrder and MakeReturnGoods say of a receipt that was booked and may not be printed; nothing when empty. */
  printCheckWarning: string;

  /** `lifetime`: the till has the licence "RKeeper 7 Write XML Order" and ignores LicenseInfo. */
  licenseMode: 'subscription' | 'lifetime';
  /** Whether a business error (3373, 2219 …) uses up its number. Licence and parameter errors never do. */
  failedCommandConsumesSeq: boolean;
  /** Whether an identical request under the same number is answered from memory; otherwise it is carried out again. */
  keepsAnswers: boolean;
  /** What GetXMLLicenseInstanceSeqNumber tells: the number last used (three clients agree) or the one to use next. */
  seqQueryReturns: 'last' | 'next';
  /** Refuses that question when it comes sooner than this after the one before; 0 is off. */
  seqQueryMinIntervalMs: number;
  /** Allows as many instance guids per anchor and day as the licence has connections. */
  guidsPerDay: boolean;
  /** The answer to a first number other than 0: 5304, or 5305 with the set [0]. */
  unknownInstanceError: 5304 | 5305;
  /** Whether refused licence numbers bear RK7ErrorN; clients know 5310 by its text alone. */
  numbersLicenceErrors: boolean;
}

/**
 * The vendor's modes of a dish (AddLineMode): pieces are joined to an equal line of the order, every portion is a line of its
 * own, or lines stay as they were sent.
 */
export type AddLineMode = 'almJoinLines' | 'almOnePortion' | 'almSeparately';

export const DEFAULT_SWITCHES: TillSwitches = {
  serverVersion: '7.26.8.2001',
  isReferenceServer: false,
  insistsOnSchema: false,
  tellsRestCode: true,
  wantsRegistration: false,
  listsReturns: true,
  forgetsEarlierShifts: false,
  addLineMode: 'almSeparately',
  addsDefaultModifier: false,
  prepayReasonRequired: false,
  printCheckWarning: '',
  licenseMode: 'subscription',
  failedCommandConsumesSeq: true,
  keepsAnswers: true,
  seqQueryReturns: 'last',
  seqQueryMinIntervalMs: 0,
  guidsPerDay: false,
  unknownInstanceError: 5304,
  numbersLicenceErrors: true,
};
