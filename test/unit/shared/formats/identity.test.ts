import { describe, expect, it } from 'vitest';
import { identityOf } from '../../../../shared/formats/identity.ts';
import { ips, iosText, read } from './harbor.ts';

describe('an identifier', () => {
  it.each(['AAAAAAAA-0000-0000-0000-000000000001', 'feedfeed', 'crashreporter_key', 'CC70A510-BA87-XXXXXX'])(
    'is one: %s',
    (text) => {
      expect(identityOf(text)).toBe(text);
    },
  );

  it.each(['[TODO]', '(null)', '<redacted>', 'undefined', 'n/a', 'XXXXXXXX-XXXX-XXXX', '***', '???'])(
    'is none: %s',
    (text) => {
      expect(identityOf(text)).toBeNull();
      const report = read(iosText([], ['Thread 0:']).replace(/(?<=Incident Identifier: ).*/, text));
      expect(report.incident).toBeNull();
      expect(read(ips({ incident: text, crashReporterKey: text }, { incident_id: text }))).toMatchObject({
        incident: null,
        deviceKey: null,
      });
      expect(read(ips({ incident: text })).incident).toBe('AAAAAAAA-0000-0000-0000-000000000001');
    },
  );
});
