// Certificates for the tests, each its own authority.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FOLDER } from './processes.mjs';

export const PASSWORD = 'ge&heim 1';
const QUIETLY = { stdio: ['ignore', 'ignore', 'pipe'] };

/** In a folder of its own. @param names for example `IP:127.0.0.1` */
function pemFiles(names) {
  mkdirSync(FOLDER, { recursive: true });
  const folder = mkdtempSync(join(FOLDER, 'certificate-'));
  const [key, pem] = ['key.pem', 'certificate.pem'].map(each => join(folder, each));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', pem,
    '-days', '30', '-subj', '/CN=test', '-addext', `subjectAltName=${names}`], QUIETLY);
  return { folder, key, pem };
}

/** With stores as Java has them. @param names for example `IP:127.0.0.1` */
export function certificate(names) {
  const { folder, key, pem } = pemFiles(names);
  const [p12, trust] = ['own.p12', 'trust.p12'].map(each => join(folder, each));
  execFileSync('openssl', ['pkcs12', '-export', '-inkey', key, '-in', pem, '-out', p12, '-passout', `pass:${PASSWORD}`], QUIETLY);
  const keytool = join(dirname(JSON.parse(process.env.CLUSTER_JAVA)[0]), 'keytool');
  execFileSync(keytool, ['-importcert', '-noprompt', '-alias', 'test', '-file', pem, '-keystore', trust, '-storetype', 'PKCS12', '-storepass', PASSWORD], QUIETLY);
  return { key, pem, p12, trust };
}

/** A certificate for this machine and its key in `site.pem`, one file, as balancers read it. @return the folder of the file */
export function site() {
  const { folder, key, pem } = pemFiles('DNS:localhost');
  writeFileSync(join(folder, 'site.pem'), readFileSync(pem, 'utf8') + readFileSync(key, 'utf8'));
  return folder;
}
