import { join } from 'node:path';
import { build } from 'esbuild';
import { emptyFolder, root } from '../project/bundle.js';

type Parser = typeof import('@actions/workflow-parser') &
  typeof import('@actions/workflow-parser/actions/action-parser');

/** GitHub's own parser, bundled: it imports its schemas in a way that Node refuses. */
async function loaded(): Promise<Parser> {
  const outfile = join(emptyFolder(), 'workflow-parser.mjs');
  const contents = `export * from '@actions/workflow-parser';
export * from '@actions/workflow-parser/actions/action-parser';`;
  await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'silent',
  });
  const parser: Parser = await import(outfile);
  return parser;
}

let parser: Promise<Parser> | null = null;

/** @returns what GitHub would say is wrong with an action's metadata file. */
export async function actionProblems(content: string): Promise<string[]> {
  parser ??= loaded();
  const { parseAction, NoOperationTraceWriter } = await parser;
  const { context } = parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

/** @returns what GitHub would say is wrong with a workflow. */
export async function workflowProblems(content: string): Promise<string[]> {
  parser ??= loaded();
  const { parseWorkflow, NoOperationTraceWriter } = await parser;
  const { context } = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}
