import {
  GENERAL_ERRORS,
  generalErrorText,
  NOT_CHANGEABLE,
  ORDER_ERRORS,
  orderErrorText,
} from '../../../sandbox/measoft/error_tables';

describe('the error tables', () => {
  it('are the vendor’s: ordering functions', () => {
    const to17 = Array.from({ length: 18 }, (_, code) => code);
    expect([...ORDER_ERRORS.keys()]).toEqual([...to17, 52, 67]);
  });

  it('are the vendor’s: general functions, without 16 and 17', () => {
    const to39 = Array.from({ length: 40 }, (_, code) => code);
    expect([...GENERAL_ERRORS.keys()]).toEqual(to39.filter((code) => code !== 16 && code !== 17));
  });

  it('collide: one code means one thing here and another there', () => {
    expect(orderErrorText(1).russian).toBe('Ошибка авторизации');
    expect(generalErrorText(1)).toBe('Неверный xml');
  });

  it('know no Russian text for a barcode that exists', () => {
    expect(orderErrorText(67)).toEqual({
      english: 'Order barcode already exists in the database.',
      russian: undefined,
    });
  });

  it('have a made-up code for what the vendor does not tell', () => {
    expect(ORDER_ERRORS.has(NOT_CHANGEABLE)).toBe(false);
    expect(orderErrorText(NOT_CHANGEABLE).english).toBe('The order can not be changed any more');
    expect(orderErrorText(77).english).toBe('Unknown error 77');
    expect(generalErrorText(77)).toBe('Неизвестная ошибка 77');
  });
});
