const minute = 60
const hour = 60 * minute
const day = 24 * hour
const week = 7 * day
const month = 30 * day
const year = 365 * day

/** A length of time in words, with the roundings the docker command has: "About an hour", "3 weeks". */
export function durationInWords(seconds: number): string {
  if (seconds < 1) return 'Less than a second'
  if (seconds < 2) return '1 second'
  if (seconds < minute) return `${Math.floor(seconds)} seconds`
  if (seconds < 2 * minute) return 'About a minute'
  if (seconds < hour) return `${Math.floor(seconds / minute)} minutes`
  const hours = Math.floor(seconds / hour + 0.5)
  if (hours === 1) return 'About an hour'
  if (hours < 48) return `${hours} hours`
  return longDuration(seconds)
}

function longDuration(seconds: number): string {
  if (seconds < 2 * week) return `${Math.floor(seconds / day)} days`
  if (seconds < 2 * month) return `${Math.floor(seconds / week)} weeks`
  if (seconds < 2 * year) return `${Math.floor(seconds / month)} months`
  return `${Math.floor(seconds / year)} years`
}

/** A moment as Go prints it: "2026-01-31 08:00:00 +0000 UTC", in the local time zone. */
export function goTimestamp(unixSeconds: number): string {
  const date = new Date(unixSeconds * 1000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const offset = -date.getTimezoneOffset()
  const sign = offset < 0 ? '-' : '+'
  const zone = `${sign}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  // A zone without a name of letters is named by its offset there too.
  return `${day} ${time} ${zone} ${offset === 0 ? 'UTC' : zone}`
}
