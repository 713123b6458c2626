import type { Command } from './command';
import { getOrderMenu } from './menu';
import { getOrderList, getReceiptList } from './order_lists';
import { createOrder, getOrder, updateOrder, voidOrder } from './orders';
import { calcOrder2, payOrder, printBill } from './payments';
import { getRefData } from './references';
import { registerEmployee } from './registration';
import { deleteReceipt, makeReturnGoods } from './returns';
import { saveOrder } from './save_order';
import { getDishRests, setDishRests } from './stop_list';
import { getSystemInfo, getXmlLicenseInstanceSeqNumber } from './system';

/** The commands that this till knows, by their case-sensitive names: those that the app, or a waiter at the till, needs. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    CalcOrder2: calcOrder2,
    CreateOrder: createOrder,
    DeleteReceipt: deleteReceipt,
    GetDishRests: getDishRests,
    GetOrder: getOrder,
    GetOrderList: getOrderList,
    GetOrderMenu: getOrderMenu,
    GetReceiptList: getReceiptList,
    GetRefData: getRefData,
    GetSystemInfo: getSystemInfo,
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
