// Certificates for the tests, each its own authority.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FOLDER = process.env.CLUSTER_FOLDER ?? join(process.cwd(), '../../../target');
export const PASSWORD = 'ge&heim 1';

/** @param names for example `IP:127.0.0.1` */
export function certificate(names) {
  mkdirSync(FOLDER, { recursive: true });
  const folder = mkdtempSync(join(FOLDER, 'certificate-'));
  const [key, pem, p12, trust] = ['key.pem', 'certificate.pem', 'own.p12', 'trust.p12'].map(each => join(folder, each));
  const quietly = { stdio: ['ignore', 'ignore', 'pipe'] };
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', pem,
    '-days', '30', '-subj', '/CN=test', '-addext', `subjectAltName=${names}`], quietly);
  execFileSync('openssl', ['pkcs12', '-export', '-inkey', key, '-in', pem, '-out', p12, '-passout', `pass:${PASSWORD}`], quietly);
  const keytool = join(dirname(JSON.parse(process.env.CLUSTER_JAVA)[0]), 'keytool');
  execFileSync(keytool, ['-importcert', '-noprompt', '-alias', 'test', '-file', pem, '-keystore', trust, '-storetype', 'PKCS12', '-storepass', PASSWORD], quietly);
  return { key, pem, p12, trust };
}
