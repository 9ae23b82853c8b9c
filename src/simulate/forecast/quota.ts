import { imagesPerRepositoryMax } from '../../facts/image.js';
import type { QuotaForecast } from './types.js';

/** Watches the number of a repository's images from frame to frame. */
export class QuotaWatch {
  private most = 0;
  private metAtMs: number | undefined;
  private half: { readonly atMs: number; readonly images: number } | undefined;
  private last: { readonly atMs: number; readonly images: number } | undefined;
  private readonly halfMs: number;

  constructor({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) {
    this.halfMs = fromMs + (toMs - fromMs) / 2;
  }

  add(atMs: number, images: number): void {
    this.most = Math.max(this.most, images);
    if (images >= imagesPerRepositoryMax) this.metAtMs ??= atMs;
    this.last = { atMs, images };
    if (atMs >= this.halfMs) this.half ??= this.last;
  }

  told(): QuotaForecast {
    const limit = imagesPerRepositoryMax;
    const { most: mostImages, metAtMs } = this;
    return { mostImages, limit, metAtMs, atThisRateMs: metAtMs ?? this.atThisRate(limit) };
  }

  private atThisRate(limit: number): number | undefined {
    const { half, last } = this;
    if (half === undefined || last === undefined || last.images <= half.images) return undefined;
    const perMs = (last.images - half.images) / (last.atMs - half.atMs);
    return Math.round(last.atMs + (limit - last.images) / perMs);
  }
}
