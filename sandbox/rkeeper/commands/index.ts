import type { Command } from './command';
import { deleteReceipt } from './delete_receipt';
import { lockOrder } from './lock_order';
import { getDishRests, getOrderMenu, getWaiterList } from './menu';
import { getOrderList, getReceiptList } from './order_lists';
import { closeVisit, createOrder, getOrder, updateOrder, voidOrder } from './orders';
import { calcOrder2, payOrder, printBill } from './payments';
import { getRefData, getRefList } from './references';
import { findReceiptsForReturn, makeReturnGoods } from './returns';
import { saveOrder } from './save_order';
import { checkLicense, getSystemInfo, getSystemInfo2, getXmlLicenseInstanceSeqNumber } from './system';

/** Every command this till knows, by its case-sensitive name. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    CalcOrder2: calcOrder2,
    CheckLicense: checkLicense,
    CloseVisit: closeVisit,
    CreateOrder: createOrder,
    DeleteReceipt: deleteReceipt,
    FindReceiptsForReturn: findReceiptsForReturn,
    GetDishRests: getDishRests,
    GetOrder: getOrder,
    GetOrderList: getOrderList,
    GetOrderMenu: getOrderMenu,
    GetReceiptList: getReceiptList,
    GetRefData: getRefData,
    GetRefList: getRefList,
    GetSystemInfo: getSystemInfo,
    GetSystemInfo2: getSystemInfo2,
    GetWaiterList: getWaiterList,
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
