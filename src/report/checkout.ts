/**
 * A file's path as forges look for it: from the top of the checkout.
 * @param folder the working directory's own path from there; '' at the top, or where there is no checkout
 * @param file relative to the working directory; one that leads out of the checkout stays as it is
 */
export function fromCheckout(folder: string, file: string): string {
  if (folder === '' || /^(?:\/|[A-Za-z]:)/.test(file)) return file;
  const above = folder.split('/');
  let below = file;
  while (below.startsWith('../') && above.length > 0) {
    above.pop();
    below = below.slice('../'.length);
  }
  return below.startsWith('../') ? file : [...above, below].join('/');
}
