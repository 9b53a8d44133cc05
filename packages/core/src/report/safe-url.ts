const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** `url` as a link may carry it: https, or http to this machine; `null` for anything else. */
export function safeUrl(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, username, password, href } = new URL(url);
  if (username !== '' || password !== '') return null;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname)) ? href : null;
}
