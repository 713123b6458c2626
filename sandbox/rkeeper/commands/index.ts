import type { Command } from './command';
import { getOrderMenu } from './menu';
import { getOrderList, getReceiptList } from './order_lists';
import { closeVisit, createOrder, getOrder, lockOrder, updateOrder, voidOrder } from './orders';
import { calcOrder2, payOrder, printBill } from './payments';
import { getRefData } from './references';
import { deleteReceipt, makeReturnGoods } from './returns';
import { saveOrder } from './save_order';
import { getSystemInfo, getXmlLicenseInstanceSeqNumber } from './system';

/** Every command this till knows, by its case-sensitive name. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    CalcOrder2: calcOrder2,
    CloseVisit: closeVisit,
    CreateOrder: createOrder,
    DeleteReceipt: deleteReceipt,
    GetOrder: getOrder,
    GetOrderList: getOrderList,
    GetOrderMenu: getOrderMenu,
    GetReceiptList: getReceiptList,
    GetRefData: getRefData,
    GetSystemInfo: getSystemInfo,
    GetXMLLicenseInstanceSeqNumber: getXmlLicenseInstanceSeqNumber,
    LockOrder: lockOrder,
    MakeReturnGoods: makeReturnGoods,
    PayOrder: payOrder,
    PrintBill: printBill,
    SaveOrder: saveOrder,
    UpdateOrder: updateOrder,
    VoidOrder: voidOrder,
  }),
);
