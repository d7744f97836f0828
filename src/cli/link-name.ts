import type { Command } from 'commander';
import type { Localized } from '../message/language.js';
import { type Context, complain } from './context.js';
import { exit } from './exit-code.js';
import { quoted } from './usage-error.js';

/** `link-name <address or link name…>`: VIP → name of its link in /usr/spool/nqs, and back (G 2.5.1, 2.4.2.1). */
export function declareLinkName(program: Command, context: Context): void {
  const { io, language } = context;
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  program
    .command('link-name')
    .description(
      say(
        'convert between a VIP and the name of its link in /usr/spool/nqs',
        'VIP と /usr/spool/nqs のリンク名を相互に変換する',
      ),
    )
    .argument('<address...>', say('addresses or link names', 'アドレスまたはリンク名'))
    .action(async (names: readonly string[]) => {
      const { parseAddress } = await import('../jobcenter/address.js');
      const { addressOfLinkName, linkNameOf } = await import('../jobcenter/link-name.js');
      for (const name of names) {
        const address = parseAddress(name);
        const other = address === null ? addressOfLinkName(name)?.text : linkNameOf(address);
        if (other !== undefined) io.out(`${other}\n`);
        else {
          complain(context, refusal(name));
          context.end(exit.usage);
        }
      }
    });
}

function refusal(name: string): Localized {
  const reason = reasonFor(name);
  return {
    en: `${quoted(name)} is neither an address nor a link name: ${reason.en}`,
    ja: `${quoted(name)} はアドレスでもリンク名でもありません: ${reason.ja}`,
  };
}

function reasonFor(name: string): Localized {
  if (name.includes('/'))
    return { en: 'a prefix length does not belong here', ja: 'プレフィックス長は指定できません' };
  if (/^[\d.]+$/.test(name) && name.includes('.')) {
    return name.split('.').some((part) => /^0\d/.test(part))
      ? {
          en: 'a part with a leading zero may be read as octal',
          ja: '先頭に 0 を付けた数は 8 進数と解釈されることがあります',
        }
      : {
          en: 'an IPv4 address has four numbers from 0 to 255',
          ja: 'IPv4 アドレスは 0 から 255 までの 4 つの数です',
        };
  }
  if (/^[0-9A-Fa-f]+$/.test(name)) {
    return {
      en: `a link name has 8 (IPv4) or 32 (IPv6) hexadecimal digits, this one ${name.length}`,
      ja: `リンク名は 16 進数 8 桁（IPv4）または 32 桁（IPv6）ですが、${name.length} 桁です`,
    };
  }
  if (name.includes(':')) return { en: 'not an IPv6 address', ja: 'IPv6 アドレスとして正しくありません' };
  return { en: 'give 192.168.10.70 or C0A80A46', ja: '192.168.10.70 や C0A80A46 の形で指定してください' };
}
