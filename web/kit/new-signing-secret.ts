/** A new signing secret: 256 random bits as Standard Webhooks writes them. It is made here, so that the server never has to give one out. */
export function newSigningSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;
}
