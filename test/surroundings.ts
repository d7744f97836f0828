/** What git, colours and languages hear of; a test that means any of it sets it itself. */
const HEARD = /^(?:GIT_.*|LC_.*|LANG|LANGUAGE|FORCE_COLOR|NO_COLOR|CLICOLOR.*|COLUMNS|LINES)$/;

/** Takes away from all tests of a run what whoever runs them has set, for it is not what they are about. */
export default function surroundings(): void {
  // Modes of files and folders matter to many of them.
  process.umask(0o022);
  for (const name of Object.keys(process.env)) if (HEARD.test(name)) delete process.env[name];
  // In a git hook the variables above would lead every `git` to the repository of the hook; this is its settings.
  process.env.GIT_CONFIG_GLOBAL = '/dev/null';
  process.env.GIT_CONFIG_NOSYSTEM = '1';
}
