/** Check digits of numbers that identify: what tells them from any other number of their length. */

const digitsOf = (text: string) => Array.from(text.replace(/\D/gu, ''), Number);

/** NHS number: ten digits, weights 10 to 2, modulo 11 (NHS Data Dictionary). */
export function isNhsNumber(text: string): boolean {
  const digits = digitsOf(text);
  if (digits.length !== 10 || new Set(digits).size === 1) return false;
  const sum = digits.slice(0, 9).reduce((total, digit, at) => total + digit * (10 - at), 0);
  return (11 - (sum % 11)) % 11 === digits[9];
}

/** Luhn's formula (ISO/IEC 7812): payment cards, and US provider numbers with 80840 before them. */
export function isLuhn(text: string): boolean {
  const digits = digitsOf(text).reverse();
  const sum = digits.reduce((total, digit, at) => {
    const value = at % 2 === 0 ? digit : digit * 2;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return digits.length > 1 && sum % 10 === 0;
}

/** IBAN (ISO 13616): modulo 97. */
export function isIban(text: string): boolean {
  const plain = text.replace(/\s/gu, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/u.test(plain)) return false;
  const rearranged = plain.slice(4) + plain.slice(0, 4);
  let remainder = 0;
  for (const sign of rearranged) {
    const value = Number.parseInt(sign, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** DEA number: two letters, seven digits; the sum of the odd ones and twice that of the even ones ends in the last. */
export function isDea(text: string): boolean {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, last] = digitsOf(text);
  return (a + c + e + 2 * (b + d + f)) % 10 === last;
}
