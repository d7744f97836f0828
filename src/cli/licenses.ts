import type { Command } from 'commander';
import type { Context } from './context.js';

/** `licenses`: the licences of what the program contains, which have to go wherever it goes. */
export function declareLicenses(program: Command, { io, language }: Context): void {
  program
    .command('licenses')
    .description(
      language === 'ja'
        ? '組み込まれているソフトウェアのライセンスを表示する'
        : 'print the licences of the software inside',
    )
    .action(async () => {
      const { noticesText } = await import('./words/notices-text.js');
      io.out(noticesText());
    });
}
