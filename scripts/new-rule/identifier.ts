/** @returns a rule's name in code: `vipLinkName` for `vip-link-name`. */
export function identifierOf(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
