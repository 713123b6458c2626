/** What CDEK refuses with. */
export interface Fault {
  readonly code: string;
  readonly message: string;
}

/** The words that CDEK was seen to use, or ones like them. */
const MESSAGES: Readonly<Record<string, string>> = {
  v2_internal_error: 'Внутренняя ошибка системы',
  v2_similar_request_still_processed: 'Аналогичный запрос еще обрабатывается',
  v2_entity_not_found: 'Сущность не найдена',
  v2_entity_not_found_im_number: 'Заказ с таким номером ИМ не найден',
  v2_order_not_found: 'Заказ не найден',
  error_validate_im_dep_number_has_already_had_integration: 'Номер отправления ИМ уже был использован',
  v2_shipment_address_multivalued: 'Указаны и ПВЗ, и адрес отправителя',
  v2_delivery_address_multivalued: 'Указаны и ПВЗ, и адрес получателя',
  v2_order_location_from_and_shipment_point_empty: 'Не указаны ни ПВЗ, ни адрес отправителя',
  v2_order_location_to_and_delivery_point_empty: 'Не указаны ни ПВЗ, ни адрес получателя',
  v2_sender_location_not_recognized: 'Не распознан город отправителя',
  v2_recipient_location_not_recognized: 'Не распознан город получателя',
  shipment_location_is_not_recognized: 'Не распознан ПВЗ отправителя',
  delivery_location_is_not_recognized: 'Не распознан ПВЗ получателя',
  v2_number_items_is_more_126: 'Количество позиций больше 126',
  v2_unable_add_service: 'Услуга недоступна для тарифа',
  v2_intake_exists_by_order: 'По заказу уже есть заявка на вызов курьера',
  v2_intake_exists_by_date_address: 'На эту дату и адрес уже есть заявка',
  v2_webhook_type_incorrect: 'Неверный тип вебхука',
  v2_bad_request: 'Неверный запрос',
};

export function fault(code: string, detail = ''): Fault {
  return { code, message: [MESSAGES[code] ?? code, detail].filter((part) => part !== '').join(': ') };
}

/** A request is refused as a whole, and nothing is done. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    readonly faults: readonly Fault[],
  ) {
    super(faults.map(({ code }) => code).join());
  }
}

export function refused(code: string, detail = '', status = 400): Refusal {
  return new Refusal(status, [fault(code, detail)]);
}
