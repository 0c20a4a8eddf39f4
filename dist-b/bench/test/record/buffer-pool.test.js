import { expect, test } from 'vitest';
import { BufferPool, largestPooledBytes } from '../../collector/record/buffer-pool.js';
test('a buffer is at least as large as asked for, and less than twice that beyond the smallest size', () => {
    const pool = new BufferPool();
    for (const bytes of [1, 1_024, 1_025, 4_095, 4_096, 4_097, 65_535, largestPooledBytes]) {
        const { length } = pool.take(bytes);
        expect(length).toBeGreaterThanOrEqual(bytes);
        expect(length).toBeLessThan(Math.max(2 * bytes, 1_025));
    }
});
test('what was given back is taken again, in its own size only', () => {
    const pool = new BufferPool();
    const buffer = pool.take(5_000);
    pool.give(buffer);
    expect(pool.take(9_000)).not.toBe(buffer);
    expect(pool.take(4_096)).not.toBe(buffer);
    expect(pool.take(8_192)).toBe(buffer);
    expect(pool.take(8_192)).not.toBe(buffer);
});
test('what it keeps is bounded, and what is larger than its sizes is not kept', () => {
    const pool = new BufferPool();
    const given = Array.from({ length: 200 }, () => pool.take(largestPooledBytes));
    for (const buffer of given)
        pool.give(buffer);
    const taken = Array.from({ length: 200 }, () => pool.take(largestPooledBytes));
    expect(taken.filter(buffer => given.includes(buffer))).toHaveLength(64);
    pool.give(Buffer.alloc(2 * largestPooledBytes));
    pool.give(Buffer.alloc(0));
    expect(pool.take(largestPooledBytes)).toHaveLength(largestPooledBytes);
});
//# sourceMappingURL=buffer-pool.test.js.map