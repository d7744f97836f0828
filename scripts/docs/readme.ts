/** The line before the block that {@link withOutput} keeps current. */
const mark = '<!-- what the first command prints: made by `npm run docs` -->';

/** Findings that the excerpt shows in full. */
const shownFindings = 2;

/** @returns the arguments behind `cjclint` in a README's first command. */
export function firstCommand(page: string): string[] {
  const [, command] = /^```sh\n.*node dist\/cjclint\.mjs (.*)$/m.exec(page) ?? [];
  if (command === undefined)
    throw new Error('the README does not begin with a command that runs dist/cjclint.mjs');
  return command.split(' ');
}

/** @returns the beginning of a text report, its first findings, and the lines with the counts. */
function excerpt(output: string): string {
  const paragraphs = output.trim().split('\n\n');
  const beginning = paragraphs.slice(0, 1 + shownFindings);
  const end = paragraphs.slice(Math.max(beginning.length, paragraphs.length - 2));
  const between = paragraphs.length > beginning.length + end.length ? ['...'] : [];
  return [...beginning, ...between, ...end].join('\n\n');
}

/** @returns the page with the block behind the mark replaced by an excerpt of what the command printed. */
export function withOutput(page: string, output: string): string {
  const start = page.indexOf(mark);
  if (start < 0) throw new Error(`the README lacks the line ${mark}`);
  const open = page.indexOf('```', start);
  const close = page.indexOf('\n```\n', open);
  return `${page.slice(0, open)}\`\`\`text\n${excerpt(output)}${page.slice(close)}`;
}
