/** What statuses mean, by the codes of CDEK's own modules; CDEK may know more. */
export const STATUS_CHOICES: Readonly<Record<string, string>> = {
  ACCEPTED: 'Request taken («Принят»)',
  CREATED: 'Created («Создан»)',
  INVALID: 'Refused as incorrect («Некорректный заказ»)',
  REMOVED: 'Deleted («Удален»)',
  RECEIVED_AT_SENDER_WAREHOUSE: "At the sender's warehouse («Принят на склад отправителя»)",
  READY_FOR_SHIPMENT_IN_SENDER_CITY:
    "Ready to leave the sender's town («Выдан на отправку в г. отправителе»)",
  RETURNED_TO_SENDER_CITY_WAREHOUSE: "Back at the sender's warehouse («Возвращен на склад отправителя»)",
  TAKEN_BY_TRANSPORTER_FROM_SENDER_CITY: "Left the sender's town («Сдан перевозчику в г. отправителе»)",
  SENT_TO_TRANSIT_CITY: 'Sent to a town on the way («Отправлен в г. транзит»)',
  ACCEPTED_IN_TRANSIT_CITY: 'Met in a town on the way («Встречен в г. транзите»)',
  ACCEPTED_AT_TRANSIT_WAREHOUSE: 'At a warehouse on the way («Принят на склад транзита»)',
  RETURNED_TO_TRANSIT_WAREHOUSE: 'Back at a warehouse on the way («Возвращен на склад транзита»)',
  READY_FOR_SHIPMENT_IN_TRANSIT_CITY: 'Ready to leave a town on the way («Выдан на отправку в г. транзите»)',
  TAKEN_BY_TRANSPORTER_FROM_TRANSIT_CITY: 'Left a town on the way («Сдан перевозчику в г. транзите»)',
  SENT_TO_SENDER_CITY: "Sent back to the sender's town («Отправлен в г. отправитель»)",
  ACCEPTED_IN_SENDER_CITY: "Met in the sender's town («Встречен в г. отправителе»)",
  SENT_TO_RECIPIENT_CITY: "Sent to the receiver's town («Отправлен в г. получатель»)",
  ACCEPTED_IN_RECIPIENT_CITY: "Met in the receiver's town («Встречен в г. получателе»)",
  ACCEPTED_AT_RECIPIENT_CITY_WAREHOUSE: 'At the warehouse of delivery («Принят на склад доставки»)',
  ACCEPTED_AT_PICK_UP_POINT: 'Ready at the pickup point («Принят на склад до востребования»)',
  TAKEN_BY_COURIER: 'With the courier («Выдан на доставку»)',
  RETURNED_TO_RECIPIENT_CITY_WAREHOUSE: 'Delivery failed («Возвращен на склад доставки»)',
  DELIVERED: 'Delivered («Вручен»)',
  NOT_DELIVERED: 'Not delivered («Не вручен»)',
  POSTOMAT_POSTED: 'Ready in the parcel locker («Заложен в постамат»)',
  POSTOMAT_SEIZED: 'Taken out of the locker unclaimed («Изъят из постамата курьером»)',
  POSTOMAT_RECEIVED: 'Taken out of the locker by the receiver («Изъят из постамата клиентом»)',
};

/** Many codes have two spellings: those of the documentation, and those of CDEK's own modules. */
const OTHER_SPELLINGS: Readonly<Record<string, string>> = {
  RECEIVED_AT_SHIPMENT_WAREHOUSE: 'RECEIVED_AT_SENDER_WAREHOUSE',
  READY_TO_SHIP_AT_SENDING_OFFICE: 'READY_FOR_SHIPMENT_IN_SENDER_CITY',
  RETURNED_TO_SENDER_WAREHOUSE: 'RETURNED_TO_SENDER_CITY_WAREHOUSE',
  PASSED_TO_CARRIER_AT_SENDING_OFFICE: 'TAKEN_BY_TRANSPORTER_FROM_SENDER_CITY',
  SEND_TO_TRANSIT_OFFICE: 'SENT_TO_TRANSIT_CITY',
  MET_AT_TRANSIT_OFFICE: 'ACCEPTED_IN_TRANSIT_CITY',
  ACCEPTED_TO_OFFICE_TRANSIT_WAREHOUSE: 'ACCEPTED_AT_TRANSIT_WAREHOUSE',
  READY_TO_SHIP_IN_TRANSIT_OFFICE: 'READY_FOR_SHIPMENT_IN_TRANSIT_CITY',
  PASSED_TO_CARRIER_AT_TRANSIT_OFFICE: 'TAKEN_BY_TRANSPORTER_FROM_TRANSIT_CITY',
  SEND_TO_SENDING_OFFICE: 'SENT_TO_SENDER_CITY',
  MET_AT_SENDING_OFFICE: 'ACCEPTED_IN_SENDER_CITY',
  SEND_TO_RECIPIENT_OFFICE: 'SENT_TO_RECIPIENT_CITY',
  MET_AT_RECIPIENT_OFFICE: 'ACCEPTED_IN_RECIPIENT_CITY',
  ARRIVED_AT_RECIPIENT_CITY: 'ACCEPTED_IN_RECIPIENT_CITY',
  ACCEPTED_AT_DELIVERY_WAREHOUSE: 'ACCEPTED_AT_RECIPIENT_CITY_WAREHOUSE',
  ACCEPTED_AT_WAREHOUSE_ON_DEMAND: 'ACCEPTED_AT_PICK_UP_POINT',
  ISSUED_FOR_DELIVERY: 'TAKEN_BY_COURIER',
  RETURNED_TO_DELIVERY_WAREHOUSE: 'RETURNED_TO_RECIPIENT_CITY_WAREHOUSE',
};

/** One code for both spellings of a status; one that is not known here stays as it is. */
export function statusCode(spelling: string): string {
  const code = spelling.trim().toUpperCase();
  return OTHER_SPELLINGS[code] ?? code;
}

/** Nothing happens to an order any more that has one of these. */
export const FINAL_STATUSES: readonly string[] = ['INVALID', 'REMOVED', 'DELIVERED', 'NOT_DELIVERED'];
