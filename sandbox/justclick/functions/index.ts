import type { ShopFunction } from '../service';
import { addLeadToGroup, deleteSubscribe, getAllGroups, updateSubscriberData } from './contacts';
import { getCountSubscribe, getLeadGroupStatuses } from './contacts';
import { createOrder } from './create_order';
import { getBills, getOrderDetails, getOrdersWithGoods } from './order_lists';
import { deleteOrder, updateOrderStatus } from './orders';
import { addGood, deleteGood, getAllGoods, updateGood } from './products';

/** The functions of API 1.0 that this shop offers, in the vendor's spelling; letter case counts. */
export const SHOP_FUNCTIONS: ReadonlyMap<string, ShopFunction> = new Map(
  Object.entries({
    AddGood: addGood,
    AddLeadToGroup: addLeadToGroup,
    CreateOrder: createOrder,
    DeleteGood: deleteGood,
    DeleteOrder: deleteOrder,
    DeleteSubscribe: deleteSubscribe,
    GetAllGoods: getAllGoods,
    GetAllGroups: getAllGroups,
    GetBills: getBills,
    GetCountSubscribe: getCountSubscribe,
    GetLeadGroupStatuses: getLeadGroupStatuses,
    UpdateGood: updateGood,
    UpdateOrderStatus: updateOrderStatus,
    UpdateSubscriberData: updateSubscriberData,
    getOrderDetails,
    getOrdersWithGoods,
  }),
);
