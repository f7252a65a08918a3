// Times and spans in words. Times are shown in the plan's zone, not in the browser's.
import { text, type Text } from './text';

const pad = (n: number): string => String(n).padStart(2, '0');
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** "14:05" or "14:05:09". */
export function clockText(ms: number, utcOffsetS: number, seconds = false): string {
  const d = new Date(ms + utcOffsetS * 1000);
  const minutes = `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}`;
  return seconds ? `${minutes}:${pad(d.getUTCSeconds())}` : minutes;
}

export function dayText(ms: number, utcOffsetS: number): Text {
  const d = new Date(ms + utcOffsetS * 1000);
  const month = d.getUTCMonth();
  return text(`${month + 1}月${d.getUTCDate()}日`, `${d.getUTCDate()} ${MONTHS[month]}`);
}

/** With the day, where it is another day than `now`. */
export function momentText(ms: number, now: number, utcOffsetS: number, seconds = false): Text {
  const clock = clockText(ms, utcOffsetS, seconds);
  const day = dayText(ms, utcOffsetS);
  if (day.zh === dayText(now, utcOffsetS).zh) return text(clock, clock);
  return text(`${day.zh} ${clock}`, `${day.en} ${clock}`);
}

/** "8 秒", "5 分钟", "3 小时 20 分", "2 天". */
export function spanText(ms: number): Text {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return text(`${s} 秒`, `${s} s`);
  const min = Math.floor(s / 60);
  if (min < 60) return text(`${min} 分钟`, `${min} min`);
  const h = Math.floor(min / 60);
  const rest = min % 60;
  if (h >= 48) return text(`${Math.floor(h / 24)} 天`, `${Math.floor(h / 24)} days`);
  if (rest === 0) return text(`${h} 小时`, `${h} h`);
  return text(`${h} 小时 ${rest} 分`, `${h} h ${rest} min`);
}

export function agoText(ms: number): Text {
  const span = spanText(ms);
  return text(`${span.zh}前`, `${span.en} ago`);
}

/** "4:59" or "1:04:59"; "0:00" once the time has come. */
export function countdownText(ms: number): string {
  const s = Math.max(0, Math.ceil(ms / 1000));
  const h = Math.floor(s / 3600);
  const min = Math.floor(s / 60) % 60;
  return h > 0 ? `${h}:${pad(min)}:${pad(s % 60)}` : `${min}:${pad(s % 60)}`;
}
