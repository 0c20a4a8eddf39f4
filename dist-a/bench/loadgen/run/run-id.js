/** Names of runs: they sort by time, can be typed, and do not collide when two runs start in one second. */
import { randomBytes } from 'node:crypto';
/** Such as `run-20261121-053000-7f3a`, UTC. */
export function newRunId(now, salt = randomBytes(2).toString('hex')) {
    const digits = now.toISOString().replaceAll(/\D/g, '');
    return `run-${digits.slice(0, 8)}-${digits.slice(8, 14)}-${salt}`;
}
//# sourceMappingURL=run-id.js.map