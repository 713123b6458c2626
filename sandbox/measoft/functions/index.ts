import { setorderinfo } from './agent';
import { calculator } from './calculator';
import {
  client,
  itemlist,
  pvzlist,
  regionlist,
  services,
  storelist,
  streetlist,
  townlist,
} from './company_lists';
import { addattachments, waybill } from './documents';
import type { CourierFunction } from './function';
import { cancelorder, editorder, neworder } from './orders';
import { smadetail, smalist } from './settlements';
import { commitlaststatus, statusreq } from './statuses';

/** The functions by the name of the root element that calls them. */
export const FUNCTIONS: ReadonlyMap<string, CourierFunction> = new Map(
  Object.entries({
    neworder,
    editorder,
    cancelorder,
    statusreq,
    commitlaststatus,
    calculator,
    townlist,
    regionlist,
    streetlist,
    services,
    storelist,
    pvzlist,
    itemlist,
    client,
    smalist,
    smadetail,
    waybill,
    addattachments,
    setorderinfo,
  }),
);
