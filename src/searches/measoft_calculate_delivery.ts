import type { Search } from 'zapier-platform-core';
import { formatKopecks, formatThousandths } from '../core/money';
import { courierOf } from '../steps/measoft/courier';
import { pickupPointField, serviceField, townField } from '../steps/measoft/fields';
import { PAYMENT_TYPES } from '../services/measoft/order_fields';
import { PRICE_FIELDS, PRICE_SAMPLE } from '../services/measoft/prices';
import { serviceCode, wireMeasure } from '../services/measoft/wire_value';
import { formOf, perform } from '../zapier/run';

const FROM = { key: 'townfrom', label: 'From Town' } as const;
const TO = { key: 'townto', label: 'To Town' } as const;
const POSTAL_CODE = { key: 'zipcode', label: 'Receiver Postal Code' } as const;
const ADDRESS = { key: 'address', label: 'Receiver Address' } as const;
const PICKUP_POINT = { key: 'pvz', label: 'Pickup Point' } as const;
const WEIGHT = { key: 'mass', label: 'Weight (kg)' } as const;
const LENGTH = { key: 'l', label: 'Length (cm)' } as const;
const WIDTH = { key: 'w', label: 'Width (cm)' } as const;
const HEIGHT = { key: 'h', label: 'Height (cm)' } as const;
const SERVICE = { key: 'service', label: 'Service' } as const;
const PAYMENT_TYPE = { key: 'paytype', label: 'Payment Type' } as const;
const PRICE = { key: 'price', label: 'Amount to Collect' } as const;
const DECLARED_VALUE = { key: 'inshprice', label: 'Declared Value' } as const;

const ANY_TOWN = 'Pick it from the list, or enter its name, FIAS code or code.';

export default {
  key: 'measoft_calculate_delivery',
  noun: 'Delivery Price',
  display: {
    label: 'Calculate Delivery',
    description:
      'Finds what a delivery costs and how long it takes at a MeaSoft courier company, one result per service.',
  },
  operation: {
    inputFields: [
      townField({
        ...FROM,
        required: true,
        helpText: `Where it is sent from (город отправления). ${ANY_TOWN}`,
      }),
      townField({
        ...TO,
        helpText: `Where it is sent to (город назначения). ${ANY_TOWN} It may stay empty for a pickup point.`,
      }),
      { ...POSTAL_CODE, helpText: 'The postal code (почтовый индекс).' },
      { ...ADDRESS, helpText: 'Street and house (адрес).' },
      pickupPointField(
        { ...PICKUP_POINT, helpText: 'The pickup point (ПВЗ) in that town, or its code.' },
        TO,
      ),
      { ...WEIGHT, required: true, helpText: 'Kilograms, for example "5.1" (масса).' },
      { ...LENGTH, helpText: 'Fill in all three sizes, or none.' },
      { ...WIDTH, helpText: 'Fill in all three sizes, or none.' },
      { ...HEIGHT, helpText: 'Fill in all three sizes, or none.' },
      serviceField({
        ...SERVICE,
        helpText: 'The mode of delivery (режим доставки). Leave it empty for all of them, cheapest first.',
      }),
      {
        ...PAYMENT_TYPE,
        choices: PAYMENT_TYPES,
        helpText: 'How the receiver pays (форма оплаты), if that changes the price.',
      },
      {
        ...PRICE,
        helpText: 'All that the receiver has to pay (сумма к оплате), for example "387.50".',
      },
      {
        ...DECLARED_VALUE,
        helpText: 'The value that the parcel is insured for (объявленная ценность).',
      },
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const from = form.requiredText(FROM);
      const to = form.text(TO);
      const pvz = form.text(PICKUP_POINT);
      if (to === undefined && pvz === undefined) form.fault('Fill in To Town or Pickup Point.');
      const weight = formatThousandths(form.requiredQuantity(WEIGHT));
      const [length, width, height] = [LENGTH, WIDTH, HEIGHT].map((size) => wireMeasure(form, size));
      const sizes = [length, width, height].filter((size) => size !== undefined);
      if (sizes.length > 0 && sizes.length < 3) form.fault('Fill in all three sizes, or none.');
      const price = form.money(PRICE);
      const declaredValue = form.money(DECLARED_VALUE);
      const paytype = form.choice(PAYMENT_TYPE, ['CASH', 'CARD', 'NO', 'OTHER']);
      form.check();
      const prices = await courierOf(run).prices({
        from: { text: from },
        to: to === undefined ? undefined : { text: to },
        zipcode: form.text(POSTAL_CODE),
        address: form.text(ADDRESS),
        pvz,
        weight,
        size:
          length === undefined || width === undefined || height === undefined
            ? undefined
            : { length, width, height },
        service: serviceCode(form, SERVICE),
        paytype,
        price: price === undefined ? undefined : formatKopecks(price),
        inshprice: declaredValue === undefined ? undefined : formatKopecks(declaredValue),
      });
      return [...prices];
    }),
    sample: PRICE_SAMPLE,
    outputFields: [...PRICE_FIELDS],
  },
} satisfies Search;
