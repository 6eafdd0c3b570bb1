/** A message of Terraform on one line, without the frame around it. */
export function withoutFrame(output: string): string {
  return output.replace(/[│╷╵]/g, ' ').replace(/\s+/g, ' ');
}
