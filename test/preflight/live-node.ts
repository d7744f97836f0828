import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { builtBundle } from '../project/bundle.js';

/** How a preflight on the prepared node ended. */
export interface Preflight {
  readonly code: number;
  readonly text: string;
  readonly stderr: string;
  readonly verdict: string;
  /** Rules by severity, without pack. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly findings: readonly {
    readonly rule: string;
    readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
  }[];
  readonly notChecked: readonly { readonly rule: string; readonly supply: string }[];
  /** What the commands before and after wrote to the file `$OUT`. */
  readonly said: string;
}

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
}

interface Report {
  readonly verdict: string;
  readonly findings: readonly Finding[];
  readonly notChecked: readonly { readonly rule: string; readonly supply: string }[];
}

const script = join(import.meta.dirname, 'node.sh');
/** What the node waits for may never come; its test then fails with what was said by then, and all its processes end. */
const LONGEST = 50_000;
const unshare = (args: readonly string[]) =>
  spawnSync('unshare', [...(process.getuid?.() === 0 ? [] : ['-r']), '-mnpu', '--kill-child', ...args], {
    encoding: 'utf8',
    env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
    timeout: LONGEST,
    killSignal: 'SIGKILL',
  });

/** Whether this machine lets us make namespaces. In CI it has to. */
export const hasNamespaces = (): boolean => {
  const { status, stderr } = unshare(['sh', '-c', 'mount --make-rprivate / && ip link set lo up']);
  if (status !== 0 && process.env.CI === 'true') throw new Error(`no namespaces: ${stderr}`);
  return status === 0;
};

/** Shell commands that write "gone" as soon as no process with these arguments is left. */
export const untilGone = (args: string): string =>
  `while ps -eo args | grep -qx '${args}'; do sleep 0.05; done; echo gone >"$OUT"`;

export const SITE = 'jcmgcluster.example.jp';

export interface Question {
  /** Shell commands that make the fault. */
  readonly fault?: string;
  readonly args?: string;
  /** What runs the program; default the shell of root. */
  readonly as?: string;
  readonly after?: string;
}

/** A preflight on a node that is right but for the fault. */
export class LiveNode {
  readonly #folder = mkdtempSync(join(tmpdir(), 'cjclint-preflight-'));
  readonly #bundle = builtBundle();

  preflight({
    fault = '',
    args = `${SITE} 100 /mnt/jobmgdb`,
    as = '',
    after = '',
  }: Question = {}): Preflight {
    const commands = join(this.#folder, 'commands');
    const out = (name: string) => join(this.#folder, name);
    writeFileSync(out('said'), '');
    writeFileSync(out('report'), '');
    writeFileSync(
      commands,
      [
        `cp ${this.#bundle} /cjclint.mjs; chmod 755 /cjclint.mjs; OUT=${out('said')}; cd /`,
        fault,
        `${as} ${process.execPath} /cjclint.mjs preflight ${args} --format text --format json -o - -o /tmp/report.json`,
        'code=$?',
        `cp /tmp/report.json ${out('report')}`,
        after,
        'exit $code',
      ].join('\n'),
    );
    writeFileSync(join(this.#folder, 'cjclint.mjs'), readFileSync(this.#bundle));
    const copied = readFileSync(commands, 'utf8').replace(this.#bundle, out('cjclint.mjs'));
    writeFileSync(commands, copied);
    const ended = unshare(['sh', script, this.#folder, dirname(process.execPath), commands]);
    const written = existsSync(out('report')) ? readFileSync(out('report'), 'utf8') : '';
    const report: Report =
      written === '' ? { verdict: '', findings: [], notChecked: [] } : JSON.parse(written);
    const of = (severity: string) => [
      ...new Set(
        report.findings
          .filter((finding) => finding.severity === severity)
          .map(({ rule }) => rule.replace(/^jobcenter\//, '')),
      ),
    ];
    return {
      code: ended.status ?? -1,
      text: ended.stdout,
      stderr: ended.stderr,
      verdict: report.verdict,
      errors: of('error'),
      warnings: of('warning'),
      findings: report.findings,
      notChecked: report.notChecked,
      said: readFileSync(out('said'), 'utf8'),
    };
  }
}
