import { setorderinfo } from './agent';
import { calculator, tariffs } from './calculator';
import { client, encoding, itemlist, pvzlist, services, storelist } from './company_lists';
import { regionlist, streetlist, townlist } from './dictionaries';
import { addattachments, waybill } from './documents';
import type { CourierFunction } from './function';
import { cancelorder, editorder, neworder } from './orders';
import { smadetail, smalist } from './settlements';
import { commitlaststatus, statusreq, tracking } from './statuses';

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
    tracking,
    tariffs,
    encoding,
  }),
);
