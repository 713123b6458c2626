import { element } from '../../xml';
import { optional, shape } from '../shape';
import { type Command, commandShape, LICENSE_INFO } from './command';

export const getSystemInfo: Command = {
  shape: commandShape({}),
  run: (_, { restaurant, clock, orders, netName, switches }) => {
    // Milliseconds since 1899-12-30, local time.
    const systemTime = Date.parse(`${clock.dateTime()}Z`) - Date.UTC(1899, 11, 30);
    const common = { SystemTime: systemTime, ReqSysVer: 2, ProcessID: 10020 };
    if (!switches.tellsRestCode)
      return { children: [element('SystemInfo', { ...common, NetName: netName })] };
    return {
      children: [
        element(
          'SystemInfo',
          { ...common, ShiftDate: orders.shift.date.replaceAll('-', ''), RestCode: restaurant.restCode },
          element('BusinessPeriod', { id: 0, code: 0 }),
          element('CashGroup', { id: 15001, code: 15001, name: restaurant.name }),
          element('Restaurant', { id: 1, code: 1, name: 'Demo' }),
        ),
      ],
    };
  },
};

export const getXmlLicenseInstanceSeqNumber: Command = {
  shape: commandShape({}, LICENSE_INFO, optional('Timeout', shape({ value: 'integer!' }))),
  run: (command, { licence }) => {
    const seqNumber = licence.seqNumber(command);
    const info = command.child('LicenseInfo');
    return {
      children: [
        element(
          'LicenseInfo',
          { ...info?.attributes },
          element('LicenseInstance', { guid: info?.child('LicenseInstance')?.attribute('guid'), seqNumber }),
        ),
      ],
    };
  },
};

export const getSystemInfo2: Command = {
  shape: commandShape({}),
  run: (_, { restaurant, orders: { shift } }) => ({
    children: [
      element(
        'SystemInfo',
        { ProcessID: 10020, RestCode: restaurant.restCode, uptime: 3600 },
        element('CashGroup', { id: 15001, code: 15001, name: restaurant.name }),
        element('Restaurant', { id: 1, code: 1, name: 'Demo' }),
        element('CommonShift', {
          ShiftDate: shift.date,
          ShiftNum: shift.number,
          ShiftStartTime: shift.startTime,
        }),
      ),
    ],
  }),
};
