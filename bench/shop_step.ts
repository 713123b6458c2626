import { answerHash } from '../src/core/signature';
import type { BuiltApp } from './built_app';
import type { Comparison } from './statistics';
import { Upstream } from './upstream';
import { warmStep } from './warm_step';

const KEY = 'key-of-the-benchmark';

/** An order marked as sent in a warm process, beside a bare request of the same form. */
export async function shopStep(app: BuiltApp, bare: BuiltApp, pairs: number): Promise<Comparison> {
  const text = 'order status changed';
  const answer = { error_code: 0, error_text: text, hash: answerHash('0', text, KEY) };
  const upstream = await Upstream.start(() => ({
    contentType: 'application/json',
    body: JSON.stringify(answer),
  }));
  try {
    return await warmStep({
      app,
      bare,
      upstream,
      environment: { EXPERTAM_URL: upstream.url, ALLOW_LOOPBACK: '1' },
      step: {
        method: 'creates.justclick_update_order_status.operation.perform',
        authData: { service: 'expertam', login: 'username', api_key: KEY },
        inputData: { bill_id: '100000', status: 'sent', date: '1362254400', rpo: '10000000000000' },
      },
      pairs,
    });
  } finally {
    upstream.stop();
  }
}
