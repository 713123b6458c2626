/** A client's account at a courier company that works with MeaSoft. */
export interface CourierConnection {
  readonly platform: 'measoft';
  /** The courier company's own code, the `extra` attribute («Код курьерской службы»). */
  readonly courierCode: string;
  readonly login: string;
  readonly password: string;
  readonly apiUrl: string;
}
