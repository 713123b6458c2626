/** A contract with CDEK, at its production or its test environment. */
export interface CdekConnection {
  readonly platform: 'cdek';
  /** «Идентификатор» of the section «Интеграция» in the cabinet; not the cabinet's login. */
  readonly account: string;
  /** «Пароль» of the same section. */
  readonly password: string;
  readonly contour: Contour;
  /** Without a slash at its end: `https://api.cdek.ru/v2`. */
  readonly baseUrl: string;
}

export const CONTOURS = {
  production: 'https://api.cdek.ru/v2',
  test: 'https://api.edu.cdek.ru/v2',
} as const;

export type Contour = keyof typeof CONTOURS;
