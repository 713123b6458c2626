import { ORDERS, RECEIPTS } from '../../../src/services/rkeeper/orders';
import { listed } from '../../support/listed';

describe('the list of orders', () => {
  it('gives every order of every visit', () => {
    const orders = listed(
      ORDERS,
      `<RK7QueryResult lastversion="42">
      <Visit VisitID="356255787" guid="{V}"><Orders>
        <Order OrderID="256" Version="3" guid="{A}" OrderName="5.1" OrderSum="11900" ToPaySum="11800" CreateTime="2026-10-03T16:05:00" Finished="0"
          TableID="1000101" TableCode="5" TableName="5" WaiterName="Иванова Анна"/>
        <Order OrderID="257" guid="{B}" Finished="1" FinishTime="2026-10-03T17:00:00"/></Orders></Visit>
      <Visit VisitID="356255788" guid="{W}"><Orders/></Visit><Visit VisitID="356255789"/></RK7QueryResult>`,
    );
    expect(orders).toEqual([
      {
        guid: '{A}',
        visit: '356255787',
        orderIdent: '256',
        name: '5.1',
        version: '3',
        orderSum: 11900,
        toPaySum: 11800,
        createTime: '2026-10-03T16:05:00',
        finishTime: undefined,
        finished: false,
        tableName: '5',
        tableCode: '5',
        waiterName: 'Иванова Анна',
      },
      expect.objectContaining({
        guid: '{B}',
        visit: '356255787',
        finished: true,
        finishTime: '2026-10-03T17:00:00',
      }),
    ]);
  });

  it('is empty when nothing has changed, or nothing is there', () => {
    expect(listed(ORDERS, '<RK7QueryResult Status="No changes" lastversion="42"/>')).toEqual([]);
  });
});

describe('the list of receipts', () => {
  it('gives each with its order', () => {
    const receipts = listed(
      RECEIPTS,
      `<RK7QueryResult><ReceiptsList count="2" lastversion="7">
      <Receipt line_guid="{R}" checknum="1042" sum="60000" state="6" printtime="2026-10-03T16:20:00"><Order guid="{A}"/></Receipt>
      <Receipt line_guid="{S}" checknum="1043" state="7"/></ReceiptsList></RK7QueryResult>`,
    );
    expect(receipts).toEqual([
      expect.objectContaining({
        lineGuid: '{R}',
        checkNumber: '1042',
        amount: 60000,
        printTime: '2026-10-03T16:20:00',
        orderGuid: '{A}',
        deleted: false,
      }),
      expect.objectContaining({ lineGuid: '{S}', amount: 0, orderGuid: undefined, deleted: true }),
    ]);
  });

  it('may be missing', () => {
    expect(listed(RECEIPTS, '<RK7QueryResult/>')).toEqual([]);
  });
});
