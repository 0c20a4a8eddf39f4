/**
 * Outboxes of workers that are no more, since `collector.workers` was lowered: what they hold is delivered, then they are
 * removed. Nothing is written to them but what a delivery has to tell of its own rows.
 */
import { rm } from 'node:fs/promises';
import { openDelivery } from './delivery.js';
/** How often it is looked whether one is empty. */
const lookMs = 500;
/** One that cannot be opened is logged and stays as it is: the rows of now matter more. */
export async function openLeftOutboxes(directories, options) {
    const opened = await Promise.all(directories.map(async (directory) => {
        try {
            return new LeftOutbox(directory, await openDelivery({ ...options, outboxDir: directory }));
        }
        catch (error) {
            options.log('error', error instanceof Error ? error.message : String(error));
            return null;
        }
    }));
    const all = opened.filter(one => one !== null);
    return {
        stats: () => all.map(one => one.stats()),
        wake: () => {
            for (const one of all)
                one.wake();
        },
        close: async (deliverTimeoutMs) => {
            await Promise.all(all.map(one => one.close(deliverTimeoutMs)));
        }
    };
}
class LeftOutbox {
    #directory;
    #delivery;
    #timer;
    #closing = null;
    constructor(directory, delivery) {
        this.#directory = directory;
        this.#delivery = delivery;
        this.#timer = setInterval(() => {
            if (delivery.stats().pendingRows === 0)
                void this.close(0);
        }, lookMs);
    }
    stats() {
        return this.#delivery.stats();
    }
    wake() {
        this.#delivery.wake();
    }
    close(deliverTimeoutMs) {
        this.#closing ??= this.#close(deliverTimeoutMs);
        return this.#closing;
    }
    async #close(deliverTimeoutMs) {
        clearInterval(this.#timer);
        await this.#delivery.close({ deliverTimeoutMs });
        if (this.#delivery.stats().pendingRows === 0) {
            await rm(this.#directory, { recursive: true, force: true }).catch(() => { });
        }
    }
}
//# sourceMappingURL=left-outboxes.js.map