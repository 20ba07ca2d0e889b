/** On what a figure was measured: figures of different machines compare by their ratios only. */
import { cpus, loadavg, release, totalmem } from 'node:os'

export const machine = (): string =>
  [
    `${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`,
    `${String(Math.round(totalmem() / 2 ** 30))} GiB`,
    `${process.platform} ${release()}`,
    `node ${process.version}`,
    `load ${(loadavg()[0] ?? 0).toFixed(1)} at the start`,
  ].join(', ')
