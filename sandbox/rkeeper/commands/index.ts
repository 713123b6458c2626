import type { Command } from './command';
import { getOrderMenu } from './menu';
import { getOrderList, getReceiptList } from './order_lists';
import { createOrder, getOrder, updateOrder, voidOrder } from './orders';
import { calcOrder2, payOrder, printBill } from './payments';
import { getRefData, getRefList } from './references';
import { getWaiterList, registerEmployee } from './registration';
import { deleteReceipt, makeReturnGoods } from './returns';
import { saveOrder } from './save_order';
import { getDishRests, getModifierStopList, setDishRests } from './stop_list';
import { getSystemInfo, getSystemInfo2, getXmlLicenseInstanceSeqNumber } from './system';

/** The commands that this till knows, by their case-sensitive names: those that the app, or a waiter at the till, needs. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    CalcOrder2: calcOrder2,
    CreateOrder: createOrder,
    DeleteReceipt: deleteReceipt,
    GetDishRests: getDishRests,
    GetModifierStopList: getModifierStopList,
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
    MakeReturnGoods: makeReturnGoods,
    PayOrder: payOrder,
    PrintBill: printBill,
    RegisterEmployee: registerEmployee,
    SaveOrder: saveOrder,
    SetDishRests: setDishRests,
    UpdateOrder: updateOrder,
    VoidOrder: voidOrder,
  }),
);
