import { expect, it } from 'vitest';
import { appStoreUrl } from '../../../electron/appstore-url.ts';

it.each(['http://127.0.0.1:4100', 'http://localhost:4100', 'http://[::1]:4100'])('takes %s', (url) => {
  expect(appStoreUrl({ FAULTLINE_APPSTORE_URL: url })).toBe(url);
});

it.each([
  undefined,
  '',
  'nothing',
  'https://api.example.com',
  'http://example.com',
  'http://127.0.0.1.example.com',
  'http://127.0.0.1@example.com',
  'file:///etc/passwd',
])('leads a key nowhere but to Apple with %s', (url) => {
  expect(appStoreUrl({ FAULTLINE_APPSTORE_URL: url })).toBeUndefined();
});
