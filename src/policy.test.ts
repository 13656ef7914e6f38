import { describe, expect, it } from 'vitest';
import { connectionsOf, headersFor, metaPolicy, securityHeaders, withConnections } from './policy.ts';

const POLICY = 'Content-Security-Policy';
const WORKER = '/assets/models.worker-Ab_1-x.js';
const HUB = ['https://huggingface.co', 'https://*.hf.co'];

function connectSources(address: string): string {
  return /connect-src ([^;]*)/.exec(headersFor(address)[POLICY] ?? '')?.[1] ?? '';
}

describe('the policy', () => {
  it('lets nothing connect anywhere but home', () => {
    expect(connectSources('/')).toBe("'self'");
    expect(metaPolicy).toContain("connect-src 'self';");
  });

  it('is widened for the one worker that is started with origins, by these alone', () => {
    const address = withConnections(WORKER, HUB);
    expect(connectSources(address)).toBe("'self' https://huggingface.co https://*.hf.co");
    expect(connectionsOf(address)).toEqual(HUB);
    const { [POLICY]: _, ...others } = headersFor(address);
    const { [POLICY]: __, ...usual } = securityHeaders;
    expect(others).toEqual(usual);
  });

  it.each([
    '/?connect=https://elsewhere.example',
    '/index.html?connect=https://elsewhere.example',
    '/assets/index-1a2b.js?connect=https://elsewhere.example',
    '/assets/evaluation.worker-1a2b.js?connect=https://elsewhere.example',
  ])('stays as it is for %s', (address) => {
    expect(connectSources(address)).toBe("'self'");
  });

  it.each([
    '*',
    'https:',
    'https://*',
    'https://*.com',
    'https://*.elsewhere.example',
    "'unsafe-inline'",
    'https://a.example/path',
    'https://a.example; script-src *',
    'javascript:alert(1)',
    'data:',
    'https://a.example https://*',
    'HTTPS://A.EXAMPLE',
  ])('refuses %j as an origin', (source) => {
    expect(connectSources(`${WORKER}?connect=${encodeURIComponent(source)}`)).toBe("'self'");
  });

  it.each(['models', 'engine', 'fhir'])('can be widened for the %s worker', (name) => {
    const address = withConnections(`/assets/${name}.worker-Ab_1-x.js`, ['https://a.example']);
    expect(connectSources(address)).toBe("'self' https://a.example");
  });

  it.each(['http://127.0.0.1:8080', 'http://localhost:11434', 'https://models.hospital.example', 'http://[::1]:9000'])(
    'takes %s',
    (source) => {
      expect(connectSources(withConnections(WORKER, [source]))).toBe(`'self' ${source}`);
    },
  );
});
